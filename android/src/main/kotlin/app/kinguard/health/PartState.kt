package app.kinguard.health

import app.kinguard.core.Capability
import app.kinguard.family.Outcome

/** The state of a signal or of a route to the family. Moments are wall-clock times. */
sealed interface PartState {
    /** Nothing speaks against it, but it has not been heard from yet. */
    data object Works : PartState

    data class SeenWorking(val atMs: Long) : PartState

    /** The state is [whole], but not everything of this kind is known to arrive. */
    data class Limited(val whole: PartState, val limit: Finding.Limit) : PartState

    /** A permission or role is missing. */
    data class Missing(val capability: Capability) : PartState

    /** It is granted, but Android does not call it: the role must be given to another app and back. */
    data object NotCalled : PartState

    /** It has been silent since then, though it should not have been. */
    data class SilentTooLong(val sinceMs: Long) : PartState

    /** The latest message on this route did not arrive. */
    data class Failing(val reason: Outcome.Reason?) : PartState

    data object NotOnThisPhone : PartState
}
