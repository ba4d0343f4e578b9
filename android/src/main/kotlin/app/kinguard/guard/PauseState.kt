package app.kinguard.guard

/** The pauses during which the guard sees nothing, as the family wants. */
interface PauseState {
    /** Returns whether a pause is on now. Ask each time: a pause ends by itself. */
    fun isOn(): Boolean

    /** Returns the time until the pause ends by itself. Null if there is none. */
    fun remainingMs(): Long?

    /** Returns the stamp of the latest end: the guard does not warn of earlier events. Null before the first. */
    fun overAtMs(): Long?

    /** Ends the pause now. A needless call changes nothing. */
    fun end()
}
