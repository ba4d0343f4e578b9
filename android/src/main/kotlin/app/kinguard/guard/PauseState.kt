package app.kinguard.guard

/** When the guard is to see nothing, because the family wants it so. */
interface PauseState {
    /** Whether there is one now. To be asked again and again: a break ends by itself. */
    fun isOn(): Boolean

    /** Until it ends by itself; null while there is none. */
    fun remainingMs(): Long?

    /** The stamp of the latest end: what happened before is not to be warned of any more. Null before the first. */
    fun overAtMs(): Long?

    /** Ends it now. A needless call changes nothing. */
    fun end()

    /** A guard that never rests. */
    object None : PauseState {
        override fun isOn() = false

        override fun remainingMs(): Long? = null

        override fun overAtMs(): Long? = null

        override fun end() = Unit
    }
}
