package app.kinguard.phone

/** The stamps that things are kept by, and the wall-clock times that a person reads. */
class Moments(private val stamp: () -> Long, private val wallClock: () -> Long) {
    /** A stamp. */
    fun nowMs(): Long = stamp()

    fun wallClockMs(): Long = wallClock()

    /** When a stamp was, as the wall clock stands now. */
    fun ofStamp(stampMs: Long): Long = wallClock() - (stamp() - stampMs)
}
