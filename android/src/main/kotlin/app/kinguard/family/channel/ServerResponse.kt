package app.kinguard.family.channel

import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason

/** What came of asking a server. */
sealed interface ServerResponse {
    /** What that means for a message, as far as HTTP itself says. */
    val outcome: Outcome

    /** The server spoke. */
    data class Came(
        val status: Int,
        val text: String,
        /** How long it wants to be left alone, if it said so. */
        val waitMs: Long? = null,
    ) : ServerResponse {
        val isGood: Boolean get() = status in GOOD

        override val outcome: Outcome
            get() = when (status) {
                in GOOD -> Outcome.Delivered
                in BUSY, in BROKEN -> Outcome.Later(Reason.SERVER_BUSY, waitMs)
                in NOT_UNDERSTOOD -> Outcome.Refused(Reason.MALFORMED)
                else -> Outcome.Refused(Reason.SERVER_REFUSES)
            }
    }

    /** It did not. */
    data class Failed(override val outcome: Outcome) : ServerResponse

    private companion object {
        val GOOD = 200..299
        val BROKEN = 500..599

        /** It took too long, came too early, or there were too many. */
        val BUSY = setOf(408, 425, 429)
        val NOT_UNDERSTOOD = setOf(400, 413, 414, 415, 422)
    }
}
