package app.kinguard.history

import app.kinguard.core.Event
import app.kinguard.core.Mark
import app.kinguard.core.RecordedStep
import app.kinguard.core.RecordedTrace
import app.kinguard.core.Region
import app.kinguard.core.StepContent
import app.kinguard.core.appName
import app.kinguard.core.eventToJson
import app.kinguard.core.ruleId
import app.kinguard.core.traceToJson
import org.json.JSONObject

/** Writes what led to an incident as a trace of format 1, which the core's tools replay: see `docs/trace-format.md`. */
class TraceFile(private val home: Region, private val familiarRegions: List<Region>) {
    fun write(incident: Incident, events: List<RecordedEvent>): String {
        val startMs = (events.map { it.atMs } + incident.fromMs).min()
        val endMs = (events.map { it.seenMs } + incident.untilMs).max()
        val steps = withoutBystanders(events).map { step(it, startMs) } + wait(endMs + 1 - startMs)
        return traceToJson(RecordedTrace(about(incident), SOURCE, home, familiarRegions, steps))
    }

    /**
     * The apps that users open tell much about them. Apps that are in no catalogue and took no part lose their names.
     */
    private fun withoutBystanders(events: List<RecordedEvent>): List<RecordedEvent> {
        val tookPart = events.filter { it.event !is Event.AppOpened }.mapNotNull { app(it.event) }.toSet()
        val others = mutableMapOf<String, String>()
        return events.map { heard ->
            val opened = heard.event as? Event.AppOpened
            val name = opened?.`package`
            if (name == null || name in tookPart || appName(name) != null) return@map heard
            heard.copy(event = opened.copy(`package` = others.getOrPut(name) { "app-${others.size + 1}" }))
        }
    }

    private fun app(event: Event): String? = JSONObject(eventToJson(event)).optString("package").ifEmpty { null }

    private fun about(incident: Incident): String {
        val rules = incident.entries.mapNotNull { noted ->
            when (val entry = noted.entry) {
                is Entry.Warned -> ruleId(entry.rule)
                is Entry.Told -> ruleId(entry.rule)
                else -> null
            }
        }
        return "An incident as a phone recorded it, with what led to it; said: ${rules.distinct().joinToString(", ")}."
    }

    private fun step(heard: RecordedEvent, startMs: Long) =
        RecordedStep(heard.atMs - startMs, heard.seenMs - startMs, StepContent.Reported(heard.event))

    /** Lets the replay run on to the moment when the danger was over. */
    private fun wait(atMs: Long) = RecordedStep(atMs, atMs, StepContent.Marked(Mark.WAIT))

    private companion object {
        const val SOURCE = "recorded by KinGuard, given away by the person; numbers keep their " +
            "beginning and length, apps that took no part lose their names"
    }
}
