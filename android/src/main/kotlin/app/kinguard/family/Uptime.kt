package app.kinguard.family

/** The time that this phone was on, which nobody moves by setting its clock. */
interface Uptime {
    /** Since the phone was started. */
    fun elapsedMs(): Long

    /** Which boot this is, or null where Android does not say. */
    fun boot(): Int?

    /** Where time does not pass: nobody's probation ends. */
    object Still : Uptime {
        override fun elapsedMs() = 0L

        override fun boot(): Int? = null
    }
}
