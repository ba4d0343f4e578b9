package app.kinguard.history.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.history.Incident
import app.kinguard.history.words.TimeLine
import app.kinguard.page.Page
import app.kinguard.store.unlessRefused

/** What happened, the latest first. */
class HistoryActivity : HistoryScreen() {
    private val activity get() = this

    override fun show() = page.show {
        headline(getString(R.string.history_title))
        if (screens.isBehind()) wrong(getString(R.string.history_unstored))
        val incidents = unlessRefused { screens.journal.incidents() }
        when {
            incidents == null -> wrong(getString(R.string.history_unreadable))
            incidents.isEmpty() -> text(getString(R.string.history_empty))
            else -> incidents.asReversed().forEach { row(it) }
        }
        text(getString(R.string.history_kept))
        button(getString(R.string.history_troubles)) { startActivity(TroublesActivity.intent(activity)) }
        if (!incidents.isNullOrEmpty()) {
            button(getString(R.string.history_delete_all)) { startActivity(DeleteActivity.ofAll(activity)) }
        }
        main(getString(R.string.history_close)) { finish() }
    }

    private fun Page.row(incident: Incident) {
        val installs = unlessRefused { screens.journal.installs(incident.events.first, incident.events.last) }
        val timeLine = TimeLine(activity, screens.home().region, incident, installs.orEmpty())
        val goesOn = getString(R.string.history_goes_on).takeUnless { incident.isOver(screens.moments.nowMs()) }
        row(moment(incident.fromMs), listOfNotNull(timeLine.story, timeLine.level, timeLine.outcome, goesOn)) {
            startActivity(IncidentActivity.of(activity, incident.id))
        }
    }

    companion object {
        fun intent(context: Context) = Intent(context, HistoryActivity::class.java)
    }
}
