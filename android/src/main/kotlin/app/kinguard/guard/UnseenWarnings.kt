package app.kinguard.guard

import android.util.Log
import app.kinguard.family.FamilyPort
import app.kinguard.history.Entry
import app.kinguard.history.HistoryPort
import app.kinguard.history.Trouble
import app.kinguard.store.unlessRefused
import app.kinguard.warning.Warning

/** Whether this phone shows the warnings that it is given, and who is told where it does not. Any thread may call. */
class UnseenWarnings(
    private val store: GuardStore,
    private val family: FamilyPort,
    private val history: HistoryPort,
    private val nowMs: () -> Long,
) : FocusMonitor.Record {
    /** The stamp of a warning that did not come up and that none has followed which did; null: there is none. */
    val sinceMs: Long? get() = unstored ?: unlessRefused { store.unseenMs }

    /** What the database would not take: better known for as long as the process lives than not at all. */
    @Volatile
    private var unstored: Long? = null

    /** What is remembered and what the family hears are kept together, so that neither is without the other. */
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
        try {
            family.deliver()
        } catch (failed: RuntimeException) {
            Log.w("guard", "not delivered: ${failed.javaClass.simpleName}")
        }
    }
}
