package app.kinguard.family

/** The time for which the phone has been on. Setting the clock does not change it. */
interface Uptime {
    /** Returns the time since the phone was started. */
    fun elapsedMs(): Long

    /** Returns the number of this boot, or null if Android does not report it. */
    fun boot(): Int?

    /** A clock that stands still, so that no probation ends. */
    object Still : Uptime {
        override fun elapsedMs() = 0L

        override fun boot(): Int? = null
    }
}
