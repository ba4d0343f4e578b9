package app.kinguard.health

import app.kinguard.core.Capability
import app.kinguard.family.Outcome

/** How a source of facts, or a way to the family, is. Moments are the wall clock's. */
sealed interface PartState {
    /** Nothing is against it, but it has not been heard of yet. */
    data object Works : PartState

    data class SeenWorking(val atMs: Long) : PartState

    /** It is as [whole] says, but not all that bears its name is known to come. */
    data class Limited(val whole: PartState, val limit: Finding.Limit) : PartState

    /** A permission or role is missing. */
    data class Missing(val capability: Capability) : PartState

    /** It is granted, but Android does not call it: it has to be given to another app and back. */
    data object NotCalled : PartState

    /** It has said nothing since then, though it should have. */
    data class SilentTooLong(val sinceMs: Long) : PartState

    /** The latest message on this way has not arrived. */
    data class Failing(val reason: Outcome.Reason?) : PartState

    data object NotOnThisPhone : PartState
}
