package app.kinguard.history.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.history.Incident
import app.kinguard.history.words.Line
import app.kinguard.history.words.TimeLine
import app.kinguard.page.Page
import app.kinguard.store.unlessRefused

/** One incident from its first sign to its end: what was seen, what was said, who was told, who answered. */
class IncidentActivity : HistoryScreen() {
    private val id get() = intent.getLongExtra(INCIDENT, -1)
    private val activity get() = this

    /** What came last when the page was laid out. */
    private var shownUntilMs = Long.MIN_VALUE

    override fun show() {
        val incident = incident(id) ?: return finish()
        shownUntilMs = incident.untilMs
        page.show {
            val events = unlessRefused { screens.journal.events(incident.events.first, incident.events.last) }.orEmpty()
            val timeLine = TimeLine(activity, screens.home().region, incident, events)
            headline(moment(incident.fromMs))
            text(timeLine.story)
            text(listOfNotNull(timeLine.level, timeLine.outcome, goesOn(incident)).joinToString("\n"))
            if (events.isEmpty()) text(getString(R.string.history_nothing_seen))
            val sent = unlessRefused(screens.sent).orEmpty()
            val days = timeLine.lines(sent).groupBy { times.day(wallClockMs(it)) }
            for ((day, lines) in days) {
                // The one day stands above already.
                if (days.size > 1) heading(day)
                lines.forEach(::tell)
            }
            button(getString(R.string.history_delete)) { startActivity(DeleteActivity.of(activity, id)) }
            main(getString(R.string.history_save)) { startActivity(KeepActivity.of(activity, id)) }
        }
    }

    /** It may have gone on, or a message may have arrived. */
    override fun refresh() {
        val incident = incident(id) ?: return finish()
        if (incident.untilMs != shownUntilMs) show()
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
