package app.kinguard.setup

import app.kinguard.phone.LaunchPath

/** Tests whether the warning comes up by itself on this phone, and knows the results. */
interface LaunchTrials {
    /** The launch path under trial, or null if there is none. */
    val waitsFor: LaunchPath?

    /** Returns the last result, or null if there was no trial. */
    fun outcome(launchPath: LaunchPath): Outcome?

    /** Starts waiting for the user to leave this app or lock the phone. */
    fun begin(launchPath: LaunchPath)

    /** Cancels the trial. Harmless at any time. */
    fun callOff()

    sealed interface Outcome {
        /** The warning came up at this wall-clock time. */
        data class CameUp(val atMs: Long) : Outcome

        data object StayedAway : Outcome
    }
}
