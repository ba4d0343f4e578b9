package app.kinguard.history.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.failure.unlessRefused
import app.kinguard.history.Incident
import app.kinguard.history.words.Line
import app.kinguard.history.words.TimeLine
import app.kinguard.page.Page

/**
 * Shows one incident from its first sign to its end: the events, the warnings, the messages to the family, the answers.
 */
class IncidentActivity : HistoryScreen() {
    private val id get() = intent.getLongExtra(INCIDENT, -1)
    private val activity get() = this

    /** The last moment that the page shows. */
    private var shownUntilMs = Long.MIN_VALUE

    private class Told(val incident: Incident, val timeLine: TimeLine, val nothingSeen: Boolean, val lines: List<Line>)

    override fun show() = read(::told, ::lay)

    /** Returns the incident, or null if it is no longer kept. */
    private fun told(): Told? {
        val incident = incident(id) ?: return null
        val events = unlessRefused { screens.journal.events(incident.events.first, incident.events.last) }.orEmpty()
        val timeLine = TimeLine(activity, screens.home().region, incident, events)
        return Told(incident, timeLine, events.isEmpty(), timeLine.lines(unlessRefused(screens.sent).orEmpty()))
    }

    private fun lay(told: Told?) {
        val incident = told?.incident ?: return finish()
        val timeLine = told.timeLine
        shownUntilMs = incident.untilMs
        page.show {
            headline(moment(incident.fromMs))
            text(timeLine.story)
            text(listOfNotNull(timeLine.level, timeLine.outcome, goesOn(incident)).joinToString("\n"))
            if (told.nothingSeen) text(getString(R.string.history_nothing_seen))
            val days = told.lines.groupBy { times.day(wallClockMs(it)) }
            for ((day, lines) in days) {
                // A single day is already shown at the top.
                if (days.size > 1) heading(day)
                lines.forEach(::tell)
            }
            button(getString(R.string.history_delete)) { startActivity(DeleteActivity.of(activity, id)) }
            if (incident.isOnlyHelpAsked) {
                main(getString(R.string.page_close)) { finish() }
            } else {
                main(getString(R.string.history_save)) { startActivity(KeepActivity.of(activity, id)) }
            }
        }
    }

    /** The incident may have gone on, or a message may have arrived. */
    override fun refresh() {
        read({ incident(id)?.untilMs }) { if (it != shownUntilMs) show() }
    }

    private fun goesOn(incident: Incident) =
        getString(R.string.history_goes_on).takeUnless { incident.isOver(screens.moments.nowMs()) }

    private fun tell(line: Line) {
        page.note(times.clock(wallClockMs(line)), line.words, line.details, weight(line.tone))
    }

    private fun weight(tone: Line.Tone) = when (tone) {
        Line.Tone.SEEN -> Page.Weight.PLAIN
        Line.Tone.RED -> Page.Weight.ALARM
        Line.Tone.AMBER, Line.Tone.FAMILY, Line.Tone.ANSWERED, Line.Tone.OVER -> Page.Weight.PLATE
    }

    private fun wallClockMs(line: Line) = screens.moments.ofStamp(line.atMs)

    companion object {
        private const val INCIDENT = "incident"

        fun of(context: Context, incident: Long): Intent =
            Intent(context, IncidentActivity::class.java).putExtra(INCIDENT, incident)
    }
}
