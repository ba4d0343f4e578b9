package app.kinguard.health

import app.kinguard.signals.StampClock

/** The stamps that things are kept by, and the wall-clock times that a person reads. */
class Moments(private val clock: StampClock, private val wallClock: () -> Long) {
    /** A stamp. */
    fun nowMs(): Long = clock.nowMs()

    fun wallClockMs(): Long = wallClock()

    /** When a stamp was, as the wall clock stands now. */
    fun ofStamp(stampMs: Long): Long = wallClock() - (clock.nowMs() - stampMs)
}
