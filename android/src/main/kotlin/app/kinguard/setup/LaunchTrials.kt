package app.kinguard.setup

import app.kinguard.phone.LaunchPath

/** Whether the warning comes up by itself on this phone: what was tried, and the way to try it. */
interface LaunchTrials {
    /** What is being tried; null: nothing. */
    val waitsFor: LaunchPath?

    /** What came of it last; null: it was not tried. */
    fun outcome(entrance: LaunchPath): Outcome?

    /** From now on it is waited for that the person leaves this app, or locks the phone. */
    fun begin(entrance: LaunchPath)

    /** Harmless at any time. */
    fun callOff()

    sealed interface Outcome {
        /** At this moment of the wall clock. */
        data class CameUp(val atMs: Long) : Outcome

        data object StayedAway : Outcome
    }
}
