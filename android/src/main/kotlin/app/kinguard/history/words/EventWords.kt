package app.kinguard.history.words

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.core.CallerKind
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.core.InstallSource
import app.kinguard.core.Power
import app.kinguard.core.SettingsScreen
import app.kinguard.core.classify
import app.kinguard.history.RecordedEvent
import app.kinguard.regions.RegionNames

/** Describes events in a few words each. [home] is the phone's home region. */
internal class EventWords(private val resources: Resources, private val apps: AppNames, private val home: String) {
    private val regions = RegionNames(resources)

    /**
     * Describes an event, or returns null if it means nothing to the reader. [TimeLine] reports a call's end with the
     * call.
     */
    fun of(heard: RecordedEvent): String? = when (val event = heard.event) {
        is Event.CallStarted -> call(event)
        is Event.CallAnswered, is Event.CallEnded -> null
        is Event.VoiceChatStarted -> text(R.string.history_voice_started, apps.quoted(event.`package`))
        is Event.VoiceChatEnded -> text(R.string.history_voice_ended)
        is Event.AppInstalled -> if (event.update) null else text(installed(event), apps.quoted(event.`package`))
        is Event.AppRemoved -> if (apps.isKnown(
                event.`package`,
            )
        ) {
            about(R.string.history_removed, event.`package`)
        } else {
            null
        }
        is Event.AppOpened -> if (apps.isKnown(
                event.`package`,
            )
        ) {
            about(R.string.history_opened, event.`package`)
        } else {
            null
        }
        is Event.CaptureConsentOpened -> text(R.string.history_consent, apps.quoted(event.`package`))
        is Event.CaptureServiceStarted -> about(R.string.history_capture_started, event.`package`)
        is Event.CaptureServiceStopped -> about(R.string.history_capture_stopped, event.`package`)
        is Event.PrivateDisplayAdded, is Event.PublicDisplayAdded -> text(R.string.history_display_added)
        is Event.PrivateDisplayRemoved, is Event.PublicDisplayRemoved -> text(R.string.history_display_removed)
        is Event.ScreenRecorded -> if (event.visible) text(R.string.history_recorded) else null
        is Event.RemoteControlEnabled -> about(R.string.history_control_on, event.`package`)
        is Event.RemoteControlDisabled -> about(R.string.history_control_off, event.`package`)
        is Event.PowerGranted -> about(power(event.power), event.`package`)
        is Event.CallForwardingChanged ->
            text(if (event.on) R.string.history_forwarding_on else R.string.history_forwarding_off)
        is Event.ScreenTurned -> null
        is Event.DeviceBooted -> text(R.string.history_booted)
        is Event.ProtectionChanged ->
            text(if (event.granted) R.string.history_protection_back else R.string.history_protection_lost)
        // The entry reports it, and is there even if the event is gone.
        is Event.WarningAnswered, is Event.FamilyHelp -> null
        is Event.FamilyAnswered -> text(answer(event), heard.who ?: text(R.string.history_relative))
        is Event.HelpAsked -> text(R.string.history_help)
        is Event.SettingsChanged -> null
        is Event.SettingsOpened -> text(settings(event.what))
        is Event.NfcTurned -> text(if (event.on) R.string.history_nfc_on else R.string.history_nfc_off)
        is Event.CarModeChanged -> text(if (event.on) R.string.history_car_on else R.string.history_car_off)
    }

    private fun about(id: Int, name: String) = text(id, apps.quoted(name))

    private fun call(event: Event.CallStarted): String {
        val incoming = event.direction == Direction.INCOMING
        // The owner of a number need not be the caller.
        val id = when (event.contact.takeUnless { event.verified == false }) {
            true -> if (incoming) R.string.history_call_in_contact else R.string.history_call_out_contact
            false -> if (incoming) R.string.history_call_in_stranger else R.string.history_call_out_stranger
            null -> if (incoming) R.string.history_call_in else R.string.history_call_out
        }
        return text(id, origin(event))
    }

    private fun origin(event: Event.CallStarted): String {
        val caller = classify(event.line ?: home, event.number)
        val region = caller.region
        return when {
            event.verified == false -> text(R.string.history_from_forged)
            caller.kind == CallerKind.UNKNOWN -> text(R.string.history_from_hidden)
            caller.forged -> text(R.string.history_from_forged)
            caller.service -> text(R.string.history_from_service, event.number.orEmpty())
            caller.kind == CallerKind.DOMESTIC -> text(R.string.history_from_home)
            region == null -> text(R.string.history_from_abroad)
            else -> text(R.string.history_from_region, regions.of(region))
        }
    }

    private fun installed(event: Event.AppInstalled) = when (event.source) {
        InstallSource.STORE -> R.string.history_installed_store
        InstallSource.SIDELOAD -> R.string.history_installed_link
        InstallSource.UNKNOWN -> R.string.history_installed
    }

    private fun answer(event: Event.FamilyAnswered) = when (event.answer) {
        FamilyAnswer.CALLING ->
            if (event.unverified) R.string.history_family_number else R.string.history_family_calling

        FamilyAnswer.FINE -> R.string.history_family_fine
    }

    private fun power(power: Power) = when (power) {
        Power.OVERLAY -> R.string.history_power_overlay
        Power.INSTALLS_APPS -> R.string.history_power_installs_apps
    }

    private fun settings(what: SettingsScreen) = when (what) {
        SettingsScreen.UNINSTALL -> R.string.history_settings_uninstall
        SettingsScreen.APP_INFO -> R.string.history_settings_app_info
        SettingsScreen.ACCESSIBILITY -> R.string.history_settings_accessibility
        SettingsScreen.USAGE_ACCESS -> R.string.history_settings_usage
        SettingsScreen.AIRPLANE -> R.string.history_settings_airplane
        SettingsScreen.UNKNOWN_SOURCES -> R.string.history_settings_unknown_sources
        SettingsScreen.OVERLAY -> R.string.history_settings_overlay
        SettingsScreen.NFC -> R.string.history_settings_nfc
    }

    private fun text(id: Int, vararg arguments: Any) = resources.getString(id, *arguments)
}
