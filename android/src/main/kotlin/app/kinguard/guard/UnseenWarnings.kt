package app.kinguard.guard

import app.kinguard.failure.isAllowed
import app.kinguard.failure.unlessRefused
import app.kinguard.family.FamilyPort
import app.kinguard.history.Entry
import app.kinguard.history.HistoryPort
import app.kinguard.history.Trouble
import app.kinguard.warning.Warning

/**
 * Records whether this phone shows the warnings it is given, and tells the family if it does not. Any thread may call.
 */
class UnseenWarnings(
    private val store: GuardStore,
    private val family: FamilyPort,
    private val history: HistoryPort,
    private val nowMs: () -> Long,
) : FocusMonitor.Record {
    /** The stamp of a warning that did not come up, with no later one that did. Null if there is none. */
    val sinceMs: Long? get() = unstored ?: unlessRefused { store.unseenMs }

    /** A stamp that the database refused, kept at least for as long as the process lives. */
    @Volatile
    private var unstored: Long? = null

    /** Stores the record and the message to the family together, so that neither exists without the other. */
    override fun unseen(warning: Warning): Boolean {
        val now = nowMs()
        val first = unstored == null
        val kept =
            unlessRefused {
                store.together {
                    store.unseenMs = now
                    family.unseen(warning.rule, now)
                }
                true
            } ?: false
        unstored = now.takeUnless { kept }
        if (first) history.noted(now, Entry.Failed(Trouble.WARNING_UNSEEN))
        if (kept) deliver()
        return kept
    }

    override fun seen() {
        unstored = null
        unlessRefused { if (store.unseenMs != null) store.unseenMs = null }
    }

    override fun nowhere() = history.noted(nowMs(), Entry.Failed(Trouble.NOT_CARRIED_OUT))

    private fun deliver() {
        isAllowed { family.deliver() }
    }
}
