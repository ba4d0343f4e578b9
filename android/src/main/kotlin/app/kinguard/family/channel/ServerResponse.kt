package app.kinguard.family.channel

import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason

/** The result of a request to a server. */
sealed interface ServerResponse {
    /** The outcome for a message, as far as HTTP alone tells. */
    val outcome: Outcome

    /** The server answered. */
    data class Came(
        val status: Int,
        val text: String,
        /** The time that it asks to wait; null if it did not say. */
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

    /** The server did not answer. */
    data class Failed(override val outcome: Outcome) : ServerResponse

    private companion object {
        val GOOD = 200..299
        val BROKEN = 500..599

        /** Request timeout, too early, too many requests. */
        val BUSY = setOf(408, 425, 429)
        val NOT_UNDERSTOOD = setOf(400, 413, 414, 415, 422)
    }
}
