package app.kinguard.guard

import android.content.Context
import android.os.SystemClock
import android.provider.Settings
import app.kinguard.family.Uptime
import app.kinguard.signals.EngineClock

/**
 * A clock made of a stored base plus the time since boot. Within a boot nothing moves it. Across one, only the wall
 * clock says how long the phone was off: it is believed if it says that time has passed, up to a limit.
 *
 * The [stored] base is read when the time is first asked for, and not on the main thread.
 */
class StoredEngineClock(stored: () -> TimeBase?, private val ticks: Ticks) : EngineClock {
    /** The phone's clocks. */
    interface Ticks : Uptime {
        fun wallClockMs(): Long
    }

    /** Without a lock: the first caller may hold the database while another thread reads the stored base. */
    private val begun by lazy(LazyThreadSafetyMode.PUBLICATION) { Begun(stored()) }

    /** True if the phone was restarted since the base was stored. */
    val rebooted: Boolean get() = begun.rebooted

    /** The stamp of this boot's first moment. Everything under way before it is over. */
    val bootedAtMs: Long get() = begun.bootedAtMs

    override fun nowMs(): Long = bootedAtMs + ticks.elapsedMs()

    override fun ofWallClockMs(wallClockMs: Long): Long {
        val now = nowMs()
        return (now - (ticks.wallClockMs() - wallClockMs)).coerceAtMost(now)
    }

    /** Returns the base to store with each stamped record, so that the next boot goes on after it. */
    fun base(): TimeBase = TimeBase(bootedAtMs, begun.boot, ticks.elapsedMs(), ticks.wallClockMs())

    /** The values determined when the time is first asked for. */
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
         * The longest time off that is believed. Otherwise "set the date to next month and restart" would expire
         * everything that is known of a stranger. A phone that was off for longer remembers longer, which is harmless.
         */
        const val LONGEST_OFF_MS = 24L * 60 * 60 * 1_000
    }
}
