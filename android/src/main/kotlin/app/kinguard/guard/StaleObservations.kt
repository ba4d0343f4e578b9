package app.kinguard.guard

import app.kinguard.core.Event
import app.kinguard.core.timeLimits
import app.kinguard.signals.Observation

/**
 * Drops observations of the time of the pause, except what is still so: the app in front, and captures that have not
 * ended, with the consent that led to them. The rest is over, and nobody must be warned of it.
 */
internal fun dropStaleObservations(heard: List<Observation>, overAtMs: Long?): List<Observation> {
    if (overAtMs == null || heard.none { it.atMs < overAtMs }) return heard
    val (missed, fresh) = heard.partition { it.atMs < overAtMs }
    val lasting = missed.fold(emptyList(), ::afterwards)
    return lasting.filterNot { it.isIdle(lasting) } + fresh
}

private fun afterwards(lasting: List<Observation>, next: Observation): List<Observation> =
    when (val event = next.event) {
        is Event.DeviceBooted -> emptyList()

        is Event.AppOpened -> lasting.filterNot { it.event is Event.AppOpened } + next

        is Event.CaptureConsentOpened -> lasting + next

        is Event.CaptureServiceStarted -> lasting.withoutCapture(event.`package`) + next

        is Event.CaptureServiceStopped -> lasting.withoutCapture(event.`package`)

        // Made by people, not read from any record.
        is Event.HelpAsked, is Event.WarningAnswered, is Event.FamilyAnswered, is Event.FamilyHelp,
        is Event.SettingsChanged,
        -> lasting + next

        else -> lasting
    }

/** Returns whether this observation is a consent without a capture that still runs. */
private fun Observation.isIdle(lasting: List<Observation>) = event is Event.CaptureConsentOpened &&
    lasting.none { it.event is Event.CaptureServiceStarted && it.atMs - atMs in 0..consentLeadsMs }

private fun List<Observation>.withoutCapture(app: String) =
    filterNot { (it.event as? Event.CaptureServiceStarted)?.`package` == app }

/** The longest time between Android's capture dialog and the capture that it led to, asked of the core once. */
private val consentLeadsMs by lazy { timeLimits().consentLeads }
