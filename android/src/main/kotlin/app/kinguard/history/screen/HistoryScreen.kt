package app.kinguard.history.screen

import app.kinguard.core.Level
import app.kinguard.failure.unlessRefused
import app.kinguard.history.Incident
import app.kinguard.history.words.IncidentTimes
import app.kinguard.page.Condition
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.page.passageWithoutPin

/** A screen that shows the history. */
abstract class HistoryScreen : PageActivity() {
    internal val times by lazy { IncidentTimes(this, screens.moments::ofStamp) }
    protected val screens: HistoryScreens get() = (application as HistoryHost).historyScreens

    /**
     * Anybody at the phone may read it: the parent may need it at the police station, far from anybody who knows the
     * PIN.
     */
    override fun passage(): PageAccess = gate.passageWithoutPin()

    /** Returns the incident, or null if it is no longer kept or cannot be read. */
    protected fun incident(id: Long): Incident? = unlessRefused { screens.journal.incidents() }?.find { it.id == id }

    /** Returns the colour of the incident's level, with an icon of its own. */
    internal fun condition(incident: Incident): Condition = when (incident.level) {
        Level.RED -> Condition.FAULT
        Level.AMBER -> Condition.OPEN
        null -> Condition.PLAIN
    }
}
