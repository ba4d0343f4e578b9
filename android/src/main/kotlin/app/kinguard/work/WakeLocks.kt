package app.kinguard.work

import android.content.Context
import android.os.PowerManager

/** Keeps the processor running while something is on its way, and not a moment longer than asked for. */
class WakeLocks(private val context: Context, private val room: String) {
    private val lock by lazy {
        context
            .getSystemService(PowerManager::class.java)
            ?.newWakeLock(PowerManager.PARTIAL_WAKE_LOCK, "kinguard:$room")
            ?.apply { setReferenceCounted(false) }
    }

    /** From now on for [ms] milliseconds; again in place of what was held. */
    fun hold(ms: Long) {
        lock?.acquire(ms)
    }
}
