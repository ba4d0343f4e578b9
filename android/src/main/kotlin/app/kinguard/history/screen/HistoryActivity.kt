package app.kinguard.history.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.failure.unlessRefused
import app.kinguard.history.Incident
import app.kinguard.history.words.TimeLine
import app.kinguard.page.Page

/** Lists the incidents, the latest first. */
class HistoryActivity : HistoryScreen() {
    private val activity get() = this

    /** @property incidents null if they cannot be read */
    private class Past(val incidents: List<Told>?, val nowMs: Long)

    private class Told(val incident: Incident, val timeLine: TimeLine)

    override fun show() = read(::past, ::lay)

    private fun past() = Past(unlessRefused { screens.journal.incidents() }?.map(::told), screens.moments.nowMs())

    private fun told(incident: Incident): Told {
        val installs = unlessRefused { screens.journal.installs(incident.events.first, incident.events.last) }
        return Told(incident, TimeLine(activity, screens.home().region, incident, installs.orEmpty()))
    }

    private fun lay(past: Past) = page.show {
        headline(getString(R.string.history_title))
        if (screens.isBehind()) wrong(getString(R.string.history_unstored))
        val incidents = past.incidents
        when {
            incidents == null -> wrong(getString(R.string.history_unreadable))
            incidents.isEmpty() -> text(getString(R.string.history_empty))
            else -> incidents.asReversed().forEach { row(it, past.nowMs) }
        }
        text(getString(R.string.history_kept))
        button(getString(R.string.history_troubles)) { startActivity(TroublesActivity.intent(activity)) }
        if (!incidents.isNullOrEmpty()) {
            button(getString(R.string.history_delete_all)) { startActivity(DeleteActivity.ofAll(activity)) }
        }
        main(getString(R.string.history_close)) { finish() }
    }

    private fun Page.row(told: Told, nowMs: Long) {
        val incident = told.incident
        val timeLine = told.timeLine
        val goesOn = getString(R.string.history_goes_on).takeUnless { incident.isOver(nowMs) }
        row(moment(incident.fromMs), listOfNotNull(timeLine.story, timeLine.level, timeLine.outcome, goesOn)) {
            startActivity(IncidentActivity.of(activity, incident.id))
        }
    }

    companion object {
        fun intent(context: Context) = Intent(context, HistoryActivity::class.java)
    }
}
