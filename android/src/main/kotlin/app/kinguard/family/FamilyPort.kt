package app.kinguard.family

import app.kinguard.core.Capability
import app.kinguard.core.FamilyMessage
import app.kinguard.core.IncidentId
import app.kinguard.core.RuleId

/**
 * What the guard asks of the family's side. Any thread may call: what is kept and read here waits for the database, and
 * for nothing else; what is sent leaves on the family's own thread.
 */
interface FamilyPort :
    NoticeSink,
    Changes {
    /** Those who count as family, the first to call first. The core knows them by their place in this list. */
    fun contacts(): List<Contact>

    /** Whom the person may be led to ring; others than [contacts] only where there are none. */
    fun toRing(): List<Contact>

    /** Whether anybody is told of anything. */
    fun isTold(): Boolean

    /** Sends what is kept, whatever the network does. To be called when the transaction is over, and at every start. */
    override fun deliver()

    /** [done] is called, on the family's thread, when all is done that was asked of it until now. */
    fun afterwards(done: () -> Unit)
}

/** Where notices are kept. */
interface NoticeSink {
    /**
     * Takes charge of a notice: keeps it in the same database, as part of the transaction under way, so that it is kept
     * exactly once. Nothing is sent yet.
     */
    fun keep(notice: Notice)

    /**
     * Keeps, as [keep] does, that the warning by [rule] may not have been seen. Those who know of the danger hear it, once
     * for each danger.
     */
    fun unseen(rule: RuleId, atMs: Long)

    /** Sends what is kept. */
    fun deliver()
}

/**
 * Holds back for a while what the family would hear. It is asked, and never stands in the way: where it fails, nothing is
 * held.
 */
interface NoticeHold {
    /** The notice to be kept now, which may say more than [notice]; null where that is held, or needs no telling. */
    fun admit(notice: Notice): Notice?

    /** Whether the family may hear now that the warning by [rule] may not have been seen; otherwise that is held. */
    fun admitsUnseen(rule: RuleId, atMs: Long): Boolean

    /** Lets go what need not wait any longer. */
    fun releaseDue()

    object None : NoticeHold {
        override fun admit(notice: Notice) = notice

        override fun admitsUnseen(rule: RuleId, atMs: Long) = true

        override fun releaseDue() = Unit
    }
}

/** What the core wants the family to know. */
data class Notice(
    val kind: FamilyMessage,
    val rule: RuleId,
    /** The stamp of the core's decision. */
    val atMs: Long,
    /** The application id that the danger came with, where there is one. */
    val app: String?,
    /** Permissions and roles that are lacking now. */
    val lacking: Set<Capability>,
    /** Whether a stranger's call has a part in it. */
    val byCall: Boolean = false,
    /** Whether it came while somebody was checking this phone, who might have done it. */
    val duringCheck: Boolean = false,
    /** The incident it belongs to; null for what belongs to none. */
    val incident: IncidentId? = null,
)
