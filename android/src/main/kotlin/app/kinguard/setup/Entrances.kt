package app.kinguard.setup

import app.kinguard.phone.Entrance

/** Whether the warning comes up by itself on this phone: what was tried, and the way to try it. */
interface Entrances {
    /** What is being tried; null: nothing. */
    val waitsFor: Entrance?

    /** What came of it last; null: it was not tried. */
    fun outcome(entrance: Entrance): Outcome?

    /** From now on it is waited for that the person leaves this app, or locks the phone. */
    fun begin(entrance: Entrance)

    /** Harmless at any time. */
    fun callOff()

    sealed interface Outcome {
        /** At this moment of the wall clock. */
        data class CameUp(val atMs: Long) : Outcome

        data object StayedAway : Outcome
    }
}
