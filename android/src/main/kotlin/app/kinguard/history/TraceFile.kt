package app.kinguard.history

import app.kinguard.core.Event
import app.kinguard.core.Region
import app.kinguard.core.appName
import app.kinguard.core.ruleId
import org.json.JSONArray
import org.json.JSONObject
import java.util.Locale

/** Writes what led to an incident as a trace of format 1, which the core's tools replay: see `docs/trace-format.md`. */
class TraceFile(private val home: Region, private val familiarRegions: List<Region>) {
    fun write(incident: Incident, events: List<RecordedEvent>): String {
        val startMs = (events.map { it.atMs } + incident.fromMs).min()
        val endMs = (events.map { it.seenMs } + incident.untilMs).max()
        val steps = withoutBystanders(events).map { step(it, startMs) } + wait(endMs + 1, startMs)
        val head = listOfNotNull(
            "\"format\": 1",
            "\"about\": ${JSONObject.quote(about(incident))}",
            "\"source\": ${JSONObject.quote(SOURCE)}",
            "\"home\": ${JSONObject.quote(home)}",
            familiarRegions.takeIf { it.isNotEmpty() }?.let { "\"familiar_regions\": ${JSONArray(it)}" },
        )
        val body = steps.joinToString(",\n    ", "\"steps\": [\n    ", "\n  ]")
        return (head + body).joinToString(",\n  ", "{\n  ", "\n}\n")
    }

    /** Which apps a person opens tells much about them. Those that nobody knows and that took no part lose their names. */
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

    private fun app(event: Event): String? = JSONObject(EventCodec.write(event)).optString("package").ifEmpty { null }

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

    private fun step(heard: RecordedEvent, startMs: Long): String {
        val at = clock(heard.atMs - startMs)
        val seen = clock(heard.seenMs - startMs)
        val late = if (seen == at) "" else ", \"seen\": \"$seen\""
        return "{ \"at\": \"$at\"$late, \"event\": ${EventCodec.write(heard.event)} }"
    }

    /** Lets the replay run on to where the danger was over. */
    private fun wait(atMs: Long, startMs: Long) = "{ \"at\": \"${clock(atMs - startMs)}\", \"mark\": \"wait\" }"

    private fun clock(ms: Long): String {
        val whole = "%02d:%02d:%02d".format(Locale.ROOT, ms / HOUR_MS, ms / MINUTE_MS % 60, ms / SECOND_MS % 60)
        return if (ms % SECOND_MS == 0L) whole else whole + ".%03d".format(Locale.ROOT, ms % SECOND_MS)
    }

    private companion object {
        const val SOURCE = "recorded by KinGuard, given away by the person; numbers keep their " +
            "beginning and length, apps that took no part lose their names"
        const val HOUR_MS = 3_600_000L
        const val MINUTE_MS = 60_000L
        const val SECOND_MS = 1_000L
    }
}
