package app.kinguard.signals

import android.Manifest
import android.app.role.RoleManager
import android.content.Context
import android.os.Build
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.holds

/**
 * Counts calls that rang without Android showing them to this app. Sometimes the app holds the role and is never asked,
 * until the role goes to another app and comes back (aj3423/SpamBlocker, issues 544 and 667).
 */
class UnscreenedCalls(
    private val context: Context,
    private val memory: SignalMemory,
    private val release: Int = Build.VERSION.SDK_INT,
) {
    private val ringing = mutableMapOf<Int, Long>()
    private var screenedMs: Long? = null
    private var missed: Int? = null

    /** True if the latest [MOST] calls were all missed. */
    @get:Synchronized
    val areUsual: Boolean get() = missed() >= MOST

    /** Records that Android showed any call. */
    @Synchronized
    fun screened(atMs: Long) {
        screenedMs = atMs
        if (missed() > 0) missed(0)
    }

    @Synchronized
    fun rings(line: Int, atMs: Long) {
        ringing[line] = atMs
    }

    /**
     * Judges the call only now, because the line may ring before Android shows the call. A call that the phone itself
     * rejects, such as a blocked number's, rings on the line for a moment and is shown to nobody.
     */
    @Synchronized
    fun ringsNoMore(line: Int, atMs: Long, answered: Boolean) {
        val sinceMs = ringing.remove(line) ?: return
        // A chat app's call rings too, on the phone as such.
        if (line == PhoneLines.DEFAULT || (!answered && atMs - sinceMs < SHOWN_WITHIN_MS) || !areShown()) return
        val shown = screenedMs?.let { it >= sinceMs - SHOWN_WITHIN_MS } == true
        if (!shown) missed((missed() + 1).coerceAtMost(MOST))
    }

    /** Forgets the ringing lines, because they are no longer listened to. */
    @Synchronized
    fun forgetLines() = ringing.clear()

    /**
     * Returns whether Android shows calls to this app. From Android 11 on calls from contacts are shown to an app that
     * may read them. Sources on Android 10 contradict each other, always or never, so there nothing follows.
     */
    private fun areShown() = release >= Build.VERSION_CODES.R &&
        context.holds(Manifest.permission.READ_CONTACTS) && context.holdsScreeningRole()

    private fun missed(): Int = missed ?: (unlessRefused { memory.read(KEY) }?.toIntOrNull() ?: 0).also { missed = it }

    private fun missed(now: Int) {
        missed = now
        memory.write(KEY, "$now")
    }

    companion object {
        private const val KEY = "calls_unscreened"

        /** One may be chance: an emergency number that calls back is not shown either. */
        const val MOST = 2

        /**
         * Telecom waits for five seconds for the answer of the screening app (Timeouts.getCallScreeningTimeoutMillis).
         */
        const val SHOWN_WITHIN_MS = 5_000L
    }
}

/** Returns whether this app screens the calls. */
internal fun Context.holdsScreeningRole(): Boolean = unlessRefused {
    getSystemService(RoleManager::class.java)?.isRoleHeld(RoleManager.ROLE_CALL_SCREENING)
} == true
