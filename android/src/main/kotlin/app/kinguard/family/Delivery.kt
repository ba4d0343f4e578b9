package app.kinguard.family

import app.kinguard.core.Capability
import app.kinguard.core.RuleId

/** A message to the family, without its recipients. */
data class Message(
    val id: Long,
    val kind: MessageKind,
    /** The stamp of the event. */
    val atMs: Long,
    /** Shared by all messages about one danger; null if the message belongs to none. */
    val incident: Long?,
    val facts: Facts,
) {
    /** True if the next contact is told unless a device says in time that it has this message. */
    val awaitsReceipt: Boolean get() = incident != null && kind.isUrgent && kind != MessageKind.EARLY

    /** The facts from which the text is made. */
    data class Facts(
        val rule: RuleId? = null,
        /** An application id. */
        val app: String? = null,
        val lacking: Set<Capability> = emptySet(),
        /** The name of the contact whom the message is about. */
        val who: String? = null,
        /** The id of that contact, for those who can decide about them. */
        val about: Long? = null,
        val changes: Set<Change> = emptySet(),
        /** The wall-clock time at which it ends. */
        val untilMs: Long? = null,
        /** True if somebody was checking this phone at that time. */
        val duringCheck: Boolean = false,
        /** The wall-clock time of the event, if it can only be reported long afterwards. */
        val whenMs: Long? = null,
    )
}

/** One message to one address of one contact. */
data class Delivery(
    val id: Long,
    val message: Message,
    val contact: Contact,
    val address: StoredAddress,
    /** The stamp of the decision to tell this contact. */
    val atMs: Long,
    val state: State,
    /** The latest reason why it is not delivered. */
    val reason: Outcome.Reason?,
    /** The stamp of the latest state change. */
    val movedAtMs: Long,
    /** The stamp of the next attempt. */
    val nextAtMs: Long,
    /** The number of times it was handed over. */
    val tries: Int,
    /** True if the contact may have received it before. */
    val repeated: Boolean,
    /** The stamp at which the next contact is told unless the device has said by then that it has it; null if never. */
    val receiptDueMs: Long? = null,
) {
    /** The progress of a delivery. */
    enum class State {
        /** In the outbox. */
        WAITING,

        /** Handed to the channel, which has not answered. */
        SENDING,

        /** Accepted by the network. */
        SENT,

        DELIVERED,

        /** Given up, see the reason. */
        FAILED,

        /** Handed over, with an unknown outcome. */
        UNKNOWN,

        /** Superseded by another message before it was sent. */
        DROPPED,
    }
}
