package app.kinguard.phone

/** The stamps of stored records, and the wall-clock times that people read. */
class Moments(private val stamp: () -> Long, private val wallClock: () -> Long) {
    /** Returns the stamp of this moment. */
    fun nowMs(): Long = stamp()

    fun wallClockMs(): Long = wallClock()

    /** Converts a stamp by the wall clock as it is now. */
    fun ofStamp(stampMs: Long): Long = wallClock() - (stamp() - stampMs)
}
