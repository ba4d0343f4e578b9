package app.kinguard.work

import android.content.Context
import android.os.PowerManager

/** Keeps the processor awake while something is under way, for no longer than requested. */
class WakeLocks(private val context: Context, private val name: String) {
    private val lock by lazy {
        context
            .getSystemService(PowerManager::class.java)
            ?.newWakeLock(PowerManager.PARTIAL_WAKE_LOCK, "kinguard:$name")
            ?.apply { setReferenceCounted(false) }
    }

    /** Keeps it awake for [ms] milliseconds from now, which replaces an earlier request. */
    fun hold(ms: Long) {
        lock?.acquire(ms)
    }
}
