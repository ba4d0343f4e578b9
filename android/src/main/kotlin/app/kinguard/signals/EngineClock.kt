package app.kinguard.signals

/**
 * Moments as the core counts them: a stored base plus the time since boot, so that correcting the wall clock moves no
 * window.
 */
interface EngineClock {
    /** Now. */
    fun nowMs(): Long

    /** The moment of a wall-clock time such as usage events carry, as the wall clock stands now. */
    fun ofWallClockMs(wallClockMs: Long): Long
}
