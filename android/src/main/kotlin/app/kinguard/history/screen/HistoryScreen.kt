package app.kinguard.history.screen

import app.kinguard.history.Incident
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.page.passageWithoutPin
import app.kinguard.store.unlessRefused
import app.kinguard.words.MomentFormatter

/** A screen that shows what happened. */
abstract class HistoryScreen : PageActivity() {
    internal val times by lazy { MomentFormatter(this) }
    protected val screens: HistoryScreens get() = (application as HistoryHost).historyScreens

    /** Whoever holds the phone may read it: the person may need it at the police, far from who knows the PIN. */
    override fun passage(): PageAccess = gate.passageWithoutPin()

    /** Null when it is not kept any more, or cannot be read. */
    protected fun incident(id: Long): Incident? = unlessRefused { screens.journal.incidents() }?.find { it.id == id }

    internal fun moment(atMs: Long): String = times.moment(screens.moments.ofStamp(atMs))
}
