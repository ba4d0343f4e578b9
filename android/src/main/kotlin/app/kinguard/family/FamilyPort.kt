package app.kinguard.family

import app.kinguard.core.Capability
import app.kinguard.core.FamilyMessage
import app.kinguard.core.IncidentId
import app.kinguard.core.RuleId

/**
 * The interface through which the guard reaches the family. Thread-safe. Reads and writes wait only for the database;
 * messages leave on the family's own thread.
 */
interface FamilyPort :
    NoticeSink,
    Changes {
    /** Returns those who count as family, the first to call first. The core knows them by their index in this list. */
    fun contacts(): List<Contact>

    /**
     * Returns the contacts whom the app may offer the parent to call. They differ from [contacts] only if that is
     * empty.
     */
    fun toRing(): List<Contact>

    /** Returns whether the family is informed of anything. */
    fun isTold(): Boolean

    /** Sends stored messages, whatever the state of the network. Call it after the transaction, and at every start. */
    override fun deliver()

    /** Calls [done] on the family's thread when everything requested so far is done. */
    fun afterwards(done: () -> Unit)
}

/** Stores notices. */
interface NoticeSink {
    /**
     * Stores a notice in the same database, as part of the current transaction, so that it is stored exactly once.
     * Sends nothing yet.
     */
    fun keep(notice: Notice)

    /**
     * Stores, like [keep], that the warning by [rule] may not have been seen. Those who know of the danger are told
     * once for each danger.
     */
    fun unseen(rule: RuleId, atMs: Long)

    /** Sends the stored messages. */
    fun deliver()
}

/** Holds back messages to the family for a while. It never stands in the way: if it fails, nothing is held back. */
interface NoticeHold {
    /**
     * Returns the notice to store now, which may say more than [notice]; null if it is held back, or not worth sending.
     */
    fun admit(notice: Notice): Notice?

    /**
     * Returns whether the family may be told now that the warning by [rule] may not have been seen. Otherwise that is
     * held back.
     */
    fun admitsUnseen(rule: RuleId, atMs: Long): Boolean

    /** Releases what need not wait any longer. */
    fun releaseDue()

    object None : NoticeHold {
        override fun admit(notice: Notice) = notice

        override fun admitsUnseen(rule: RuleId, atMs: Long) = true

        override fun releaseDue() = Unit
    }
}

/** A message that the core wants the family to receive. */
data class Notice(
    val kind: FamilyMessage,
    val rule: RuleId,
    /** The stamp of the core's decision. */
    val atMs: Long,
    /** The application id that the danger came with, if there is one. */
    val app: String?,
    /** Permissions and roles that are missing now. */
    val lacking: Set<Capability>,
    /** True if a call with a stranger is part of it. */
    val byCall: Boolean = false,
    /** True if it happened while somebody was checking this phone and may have caused it. */
    val duringCheck: Boolean = false,
    /** The incident it belongs to, or null. */
    val incident: IncidentId? = null,
)
