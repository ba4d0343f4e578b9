package app.kinguard.guard

import app.kinguard.core.Event
import app.kinguard.signals.Observation

/**
 * Of what the phone's records tell of the time in which the guard rested, all that still is so: the app in front, and
 * captures that have not ended, with the consent that led to them. The rest is over, and nobody is to be warned of it.
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

        // Said by people, and not read from any record.
        is Event.HelpAsked, is Event.WarningAnswered, is Event.FamilyAnswered, is Event.SettingsChanged,
        -> lasting + next

        else -> lasting
    }

/** A consent that led to no capture which goes on. */
private fun Observation.isIdle(lasting: List<Observation>) = event is Event.CaptureConsentOpened &&
    lasting.none { it.event is Event.CaptureServiceStarted && it.atMs - atMs in 0..CONSENT_LEADS_MS }

private fun List<Observation>.withoutCapture(app: String) =
    filterNot { (it.event as? Event.CaptureServiceStarted)?.`package` == app }

/** As long as the core lets a person think. */
private const val CONSENT_LEADS_MS = 120_000L
