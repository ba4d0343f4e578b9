package app.kinguard.family

/** One message to one contact in one way, in the form shown to the parent. */
data class SentMessage(
    /** Shared by all deliveries of one message. */
    val message: Long,
    val kind: MessageKind,
    /** The danger it belongs to. */
    val incident: Long?,
    /** The stamp of the event. */
    val atMs: Long,
    /** The stamp at which this contact's turn came. */
    val turnMs: Long,
    /** The contact's name, or null if they were removed since. */
    val contact: String?,
    /** The address, or null if it was removed since. */
    val address: Address?,
    val state: Delivery.State,
    /** The reason why it has not arrived. */
    val reason: Outcome.Reason?,
)
