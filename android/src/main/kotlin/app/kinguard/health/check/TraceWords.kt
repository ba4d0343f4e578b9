package app.kinguard.health.check

import app.kinguard.core.Event
import app.kinguard.core.eventToJson
import app.kinguard.failure.unlessRefused
import app.kinguard.text.withShortLabels
import org.json.JSONObject

/**
 * The event that a source reported, as `docs/trace-format.md` has it, with telephone numbers zeroed; null for what no
 * source reports.
 */
internal fun traceWords(event: Event, zeroed: (String) -> String): JSONObject? = when (event) {
    is Event.ProtectionChanged, is Event.WarningAnswered, is Event.FamilyAnswered, is Event.HelpAsked -> null
    is Event.CallStarted -> event.copy(number = event.number?.let(zeroed))
    else -> event.withShortLabels()
}?.let { told -> unlessRefused { JSONObject(eventToJson(told)) } }
