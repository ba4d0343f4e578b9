package app.kinguard.family

import app.kinguard.core.Capability
import app.kinguard.core.RuleId

/** Something the family is to be told, whoever of them. */
data class Message(
    val id: Long,
    val kind: MessageKind,
    /** The stamp of what it tells. */
    val atMs: Long,
    /** Messages of one danger share it; null for those that belong to none. */
    val incident: Long?,
    val facts: Facts,
) {
    /** What the words are made from. */
    data class Facts(
        val rule: RuleId? = null,
        /** An application id. */
        val app: String? = null,
        val lacking: Set<Capability> = emptySet(),
        /** Whom of the family it is about, by name. */
        val who: String? = null,
        /** What was changed. */
        val changes: Set<Change> = emptySet(),
        /** Until when it holds, by the wall clock. */
        val untilMs: Long? = null,
        /** Whether somebody was checking this phone then. */
        val duringCheck: Boolean = false,
        /** When it was, by the wall clock, where that is long before it can be told. */
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
    /** Why it is not delivered, as last heard. */
    val reason: Outcome.Reason?,
    /** The stamp of its latest move. */
    val movedAtMs: Long,
    /** The stamp of the next attempt. */
    val nextAtMs: Long,
    /** How often it was handed over. */
    val tries: Int,
    /** Whether the contact may have it already. */
    val repeated: Boolean,
) {
    /** How far it has come. */
    enum class State {
        /** In the box. */
        WAITING,

        /** Handed to the channel, which has not answered. */
        SENDING,

        /** The network took it. */
        SENT,

        /** It arrived. */
        DELIVERED,

        /** Given up, see the reason. */
        FAILED,

        /** Handed over, and nobody knows what became of it. */
        UNKNOWN,

        /** Overtaken by another message before it was sent. */
        DROPPED,
    }
}
