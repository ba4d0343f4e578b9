package app.kinguard.family

/** One message to one contact on one way, as whoever it is about may read it. */
data class SentMessage(
    /** The same for all that went out with one message. */
    val message: Long,
    val kind: MessageKind,
    /** The danger it belongs to. */
    val incident: Long?,
    /** The stamp of what it tells. */
    val atMs: Long,
    /** The stamp at which this contact's turn came. */
    val turnMs: Long,
    /** Null when the contact was removed since. */
    val contact: String?,
    /** Null when the way was removed since. */
    val address: Address?,
    val state: Delivery.State,
    /** Why it has not arrived. */
    val reason: Outcome.Reason?,
)
