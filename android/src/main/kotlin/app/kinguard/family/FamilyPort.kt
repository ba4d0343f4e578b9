package app.kinguard.family

import app.kinguard.core.Capability
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId

/**
 * What the guard asks of the family's side. Any thread may call: what is kept and read here waits for the database, and
 * for nothing else; what is sent leaves on the family's own thread.
 */
interface FamilyPort : Changes {
    /** Those who count as family, the first to call first. The core knows them by their place in this list. */
    fun contacts(): List<Contact>

    /** Whom the person may be led to ring; others than [contacts] only where there are none. */
    fun toRing(): List<Contact>

    /** Whether anybody is told of anything. */
    fun isTold(): Boolean

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

    /** Sends what is kept, whatever the network does. To be called when the transaction is over, and at every start. */
    override fun deliver()

    /** [done] is called, on the family's thread, when all is done that was asked of it until now. */
    fun afterwards(done: () -> Unit)
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
)
