package app.kinguard.history.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import app.kinguard.R
import app.kinguard.failure.unlessRefused
import app.kinguard.history.FraudStep
import app.kinguard.history.Incident
import app.kinguard.history.words.Line
import app.kinguard.history.words.PrintedPage
import app.kinguard.history.words.StepWords
import app.kinguard.history.words.TimeLine
import app.kinguard.page.ChainLink
import app.kinguard.page.Page
import app.kinguard.page.blanks
import app.kinguard.page.chain

/**
 * Shows one incident from its first sign to its end: the steps of the fraud, and below them the events, the warnings,
 * the messages to the family, the answers.
 */
class IncidentActivity : HistoryScreen() {
    private val id get() = intent.getLongExtra(INCIDENT, -1)
    private val activity get() = this
    private val stepWords by lazy { StepWords(resources, times) }

    /** The last moment that the page shows. */
    private var shownUntilMs = Long.MIN_VALUE

    /** Lines that only complete the picture stay hidden until the user asks for them. */
    private var inFull = false

    private class Told(val incident: Incident, val timeLine: TimeLine, val nothingSeen: Boolean, val lines: List<Line>)

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        inFull = state?.getBoolean(FULL) ?: false
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(FULL, inFull)
    }

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
            headline(times.day(timeLine.fromMs))
            text(times.span(timeLine.fromMs, timeLine.untilMs))
            val state = listOfNotNull(timeLine.outcome, goesOn(incident)).joinToString("\n")
            fact(timeLine.level, state, condition(incident))
            steps(timeLine.steps)
            text(timeLine.story)
            timeLine.shortenedCallMs?.let { callMs ->
                val where = getString(R.string.history_full_number_where, times.moment(callMs))
                fact(getString(R.string.history_full_number), where)
            }
            if (told.nothingSeen) text(getString(R.string.history_nothing_seen))
            lines(told.lines)
            if (!incident.isOnlyHelpAsked) {
                blanks(getString(R.string.history_blanks), PrintedPage.BLANKS.map(::getString))
            }
            quiet(getString(R.string.history_delete)) { startActivity(DeleteActivity.of(activity, id)) }
            if (incident.isOnlyHelpAsked) {
                quiet(getString(R.string.page_close)) { finish() }
            } else {
                main(getString(R.string.history_save)) { startActivity(KeepActivity.of(activity, id)) }
            }
        }
    }

    private fun Page.steps(taken: Map<FraudStep, Long>) {
        if (taken.isEmpty()) return
        val links = FraudStep.entries.map { ChainLink(stepWords.name(it), taken[it]?.let(times::clock)) }
        chain(links, stepWords.sentence(taken))
    }

    private fun Page.lines(all: List<Line>) {
        if (all.any { !it.matters }) {
            val choices = listOf(R.string.history_main_lines, R.string.history_all_lines).map(::getString)
            chips(getString(R.string.history_page_what), listOf(false, true).zip(choices), inFull) {
                inFull = it
                show()
            }
        }
        val shown = if (inFull) all else all.filter { it.matters }
        val days = Line.folded(shown, times::day, anywhere = !inFull).groupBy { times.day(it.atMs) }
        for ((day, lines) in days) {
            // A single day is already shown at the top.
            if (days.size > 1) heading(day)
            lines.forEach(::tell)
        }
    }

    /** The incident may have gone on, or a message may have arrived. */
    override fun refresh() {
        read({ incident(id)?.untilMs }) { if (it != shownUntilMs) show() }
    }

    private fun goesOn(incident: Incident) =
        getString(R.string.history_goes_on).takeUnless { incident.isOver(screens.moments.nowMs()) }

    private fun tell(line: Line) {
        page.note(times.clock(line), times.words(line), line.details, weight(line.tone))
    }

    private fun weight(tone: Line.Tone) = when (tone) {
        Line.Tone.SEEN, Line.Tone.LEFT -> Page.Weight.PLAIN
        Line.Tone.RED -> Page.Weight.ALARM
        Line.Tone.AMBER, Line.Tone.FAMILY, Line.Tone.ANSWERED, Line.Tone.OVER -> Page.Weight.PLATE
    }

    companion object {
        private const val INCIDENT = "incident"
        private const val FULL = "full"

        fun of(context: Context, incident: Long): Intent =
            Intent(context, IncidentActivity::class.java).putExtra(INCIDENT, incident)
    }
}
