package app.kinguard.signals

/** The core's time: a stored base plus the time since boot, so that correcting the wall clock moves no window. */
interface EngineClock {
    fun nowMs(): Long

    /** Converts a wall-clock time, such as usage events carry, by the wall clock as it is now. */
    fun ofWallClockMs(wallClockMs: Long): Long
}
