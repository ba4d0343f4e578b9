package app.kinguard.guard

import android.content.Context
import android.os.SystemClock
import android.provider.Settings
import app.kinguard.family.Uptime
import app.kinguard.signals.EngineClock

/**
 * A stored base plus the time since boot. Within a boot nothing moves it. Across one, the wall clock is the only
 * witness of how long the phone was off: it is believed when it says that time has passed, up to a limit.
 *
 * What is [stored] is read when the time is first asked for, and not on the main thread.
 */
class StoredEngineClock(stored: () -> TimeBase?, private val ticks: Ticks) : EngineClock {
    /** The phone's clocks. */
    interface Ticks : Uptime {
        fun wallClockMs(): Long
    }

    /** Without a lock: it may be asked first by whoever holds the database, while another thread reads what is stored. */
    private val begun by lazy(LazyThreadSafetyMode.PUBLICATION) { Begun(stored()) }

    /** Whether the phone was started anew since the base was stored. */
    val rebooted: Boolean get() = begun.rebooted

    /** The stamp of this boot's first moment: what was so before it is over. */
    val bootedAtMs: Long get() = begun.bootedAtMs

    override fun nowMs(): Long = bootedAtMs + ticks.elapsedMs()

    override fun ofWallClockMs(wallClockMs: Long): Long {
        val now = nowMs()
        return (now - (ticks.wallClockMs() - wallClockMs)).coerceAtMost(now)
    }

    /** To be stored with whatever is stamped, so that the next boot goes on after it. */
    fun base(): TimeBase = TimeBase(bootedAtMs, begun.boot, ticks.elapsedMs(), ticks.wallClockMs())

    /** What was found out when the time was first asked for. */
    private inner class Begun(stored: TimeBase?) {
        val boot = ticks.boot()

        private val sameBoot = stored != null && stored.boot == boot && stored.elapsedMs <= ticks.elapsedMs()

        val rebooted = stored != null && !sameBoot

        val bootedAtMs = base(stored)

        private fun base(stored: TimeBase?): Long {
            val elapsed = ticks.elapsedMs()
            val wall = ticks.wallClockMs()
            if (stored == null) return wall - elapsed
            if (sameBoot) return stored.bootedAtMs
            val last = stored.bootedAtMs + stored.elapsedMs
            val off = (wall - stored.wallClockMs - elapsed).coerceIn(0, LONGEST_OFF_MS)
            return last + off
        }
    }

    /** The clocks of this phone. */
    class OfPhone(private val context: Context) : Ticks {
        override fun elapsedMs(): Long = SystemClock.elapsedRealtime()

        override fun wallClockMs(): Long = System.currentTimeMillis()

        override fun boot(): Int? =
            Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, 0).takeIf { it > 0 }
    }

    private companion object {
        /**
         * A wall clock that claims more is not believed: "set the date to next month and restart" would age out
         * everything that is known of a stranger. A phone that was off for longer remembers longer, which is harmless.
         */
        const val LONGEST_OFF_MS = 24L * 60 * 60 * 1_000
    }
}
