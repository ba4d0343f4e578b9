package app.kinguard.history.screen

import app.kinguard.failure.unlessRefused
import app.kinguard.history.Incident
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.page.passageWithoutPin
import app.kinguard.words.MomentFormatter

/** A screen that shows the history. */
abstract class HistoryScreen : PageActivity() {
    internal val times by lazy { MomentFormatter(this) }
    protected val screens: HistoryScreens get() = (application as HistoryHost).historyScreens

    /**
     * Anybody at the phone may read it: the parent may need it at the police station, far from anybody who knows the
     * PIN.
     */
    override fun passage(): PageAccess = gate.passageWithoutPin()

    /** Returns the incident, or null if it is no longer kept or cannot be read. */
    protected fun incident(id: Long): Incident? = unlessRefused { screens.journal.incidents() }?.find { it.id == id }

    internal fun moment(atMs: Long): String = times.moment(screens.moments.ofStamp(atMs))
}
