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

    /** Reads the installs that may have led to the incident, and of the rest only what may be a part of it. */
    private fun told(incident: Incident): Told {
        val (first, last) = incident.events.first to incident.events.last
        val eve = incident.fromMs - Incident.EVE_MS
        val heard = unlessRefused { screens.journal.installs(first, eve - 1) + screens.journal.events(eve, last) }
        return Told(incident, TimeLine(activity, screens.home().region, incident, heard.orEmpty()))
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
        quiet(getString(R.string.history_troubles)) { startActivity(TroublesActivity.intent(activity)) }
        if (!incidents.isNullOrEmpty()) {
            quiet(getString(R.string.history_delete_all)) { startActivity(DeleteActivity.ofAll(activity)) }
        }
        quiet(getString(R.string.history_close)) { finish() }
    }

    private fun Page.row(told: Told, nowMs: Long) {
        val incident = told.incident
        val timeLine = told.timeLine
        val goesOn = getString(R.string.history_goes_on).takeUnless { incident.isOver(nowMs) }
        val name = "${times.day(timeLine.fromMs)}\n${times.span(timeLine.fromMs, timeLine.untilMs)}"
        val lines = listOfNotNull(timeLine.level, timeLine.outcome, goesOn, timeLine.story)
        row(name, lines, condition = condition(incident)) { startActivity(IncidentActivity.of(activity, incident.id)) }
    }

    companion object {
        fun intent(context: Context) = Intent(context, HistoryActivity::class.java)
    }
}
