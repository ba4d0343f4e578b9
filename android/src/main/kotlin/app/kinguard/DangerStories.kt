package app.kinguard

import android.content.Context
import app.kinguard.core.Level
import app.kinguard.family.Language
import app.kinguard.family.sealed.DangerStory
import app.kinguard.family.words.speaking
import app.kinguard.history.Incident
import app.kinguard.history.Journal
import app.kinguard.history.words.Line
import app.kinguard.history.words.TimeLine
import app.kinguard.phone.Moments

/** Tells from the history how a danger goes on, without anybody's number. */
internal class DangerStories(
    private val context: Context,
    private val journal: Journal,
    private val moments: Moments,
    private val region: () -> String,
) {
    /** Returns null if the history knows nothing of [incident]. */
    fun of(incident: Long, language: Language): DangerStory? {
        val found = journal.incidents().lastOrNull { about -> about.entries.any { it.entry.incident == incident } }
            ?: return null
        val heard = journal.events(found.fromMs - Incident.LEAD_MS, moments.nowMs())
        val lines = TimeLine(context.speaking(language), region(), found, heard).lines(emptyList())
        val steps = lines.filter(::isStep).map { moments.ofStamp(it.atMs) to it.words }
        return DangerStory(found.level == Level.RED, steps)
    }

    /** Leaves out whom the family knows to have been told, and how often the parent left the warning. */
    private fun isStep(line: Line) = line.matters && line.tone != Line.Tone.FAMILY && line.tone != Line.Tone.LEFT
}
