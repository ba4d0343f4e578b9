package app.kinguard.health.check

import app.kinguard.core.Event
import app.kinguard.core.eventToJson
import app.kinguard.failure.unlessRefused
import app.kinguard.text.withShortLabels
import org.json.JSONObject

/**
 * Returns [event] as described in `docs/trace-format.md`, with telephone numbers zeroed, or null for an event that no
 * source reports.
 */
internal fun traceWords(event: Event, zeroed: (String) -> String): JSONObject? = when (event) {
    is Event.ProtectionChanged, is Event.WarningAnswered, is Event.FamilyAnswered, is Event.FamilyHelp,
    is Event.HelpAsked,
    -> null
    is Event.CallStarted -> event.copy(number = event.number?.let(zeroed))
    else -> event.withShortLabels()
}?.let { told -> unlessRefused { JSONObject(eventToJson(told)) } }
