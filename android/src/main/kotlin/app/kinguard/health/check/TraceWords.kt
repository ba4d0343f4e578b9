package app.kinguard.health.check

import app.kinguard.core.Event
import app.kinguard.text.label
import org.json.JSONArray
import org.json.JSONObject

/**
 * What a source reported, in the words of `docs/trace-format.md`, with telephone numbers zeroed; null for what no source
 * reports.
 */
internal fun traceWords(event: Event, zeroed: (String) -> String): JSONObject? = when (event) {
    is Event.CallStarted -> typed("call_started")
        .put("direction", event.direction.word())
        .put("number", event.number?.let(zeroed) ?: JSONObject.NULL)
        .put("contact", event.contact ?: JSONObject.NULL)
        .putOpt("line", event.line)
        .putOpt("family", true.takeIf { event.family })
        .putOpt("verified", event.verified)

    is Event.CallAnswered -> typed("call_answered")
    is Event.CallEnded -> typed("call_ended")
    is Event.VoiceChatStarted -> typed("voice_chat_started").put("package", event.`package` ?: JSONObject.NULL)
    is Event.VoiceChatEnded -> typed("voice_chat_ended")

    is Event.AppInstalled -> typed("app_installed")
        .put("package", event.`package`)
        .put("label", event.label?.let(::label) ?: JSONObject.NULL)
        .put("source", event.source.word())
        .put("update", event.update)
        .putOpt("preinstalled", event.preinstalled)
        .putOpt("declares", event.declares?.let { all -> JSONArray(all.map { it.word() }) })

    is Event.AppRemoved -> typed("app_removed").put("package", event.`package`)
    is Event.AppOpened -> typed("app_opened").put("package", event.`package`)
    is Event.CaptureConsentOpened -> typed("capture_consent_opened").put("package", event.`package` ?: JSONObject.NULL)

    is Event.CaptureServiceStarted -> typed("capture_service_started")
        .put("package", event.`package`)
        .putOpt("preinstalled", event.preinstalled)

    is Event.CaptureServiceStopped -> typed("capture_service_stopped")
        .put("package", event.`package`)
        .putOpt("ends_capture", true.takeIf { event.endsCapture })

    is Event.PrivateDisplayAdded -> typed("private_display_added").put("display", event.display)
    is Event.PrivateDisplayRemoved -> typed("private_display_removed").put("display", event.display)
    is Event.PublicDisplayAdded -> typed(
        "public_display_added",
    ).put("display", event.display).putOpt("name", event.name)
    is Event.PublicDisplayRemoved -> typed("public_display_removed").put("display", event.display)
    is Event.ScreenRecorded -> typed("screen_recorded").put("visible", event.visible)

    is Event.RemoteControlEnabled -> typed("remote_control_enabled")
        .put("package", event.`package`)
        .putOpt("preinstalled", event.preinstalled)

    is Event.RemoteControlDisabled -> typed("remote_control_disabled").put("package", event.`package`)
    is Event.PowerGranted -> typed("power_granted").put("package", event.`package`).put("power", event.power.word())
    is Event.CallForwardingChanged -> typed("call_forwarding_changed").put("on", event.on)
    is Event.ScreenTurned -> typed("screen_turned").put("on", event.on)
    is Event.DeviceBooted -> typed("device_booted")

    is Event.SettingsChanged -> typed("settings_changed")
        .put("home", event.home)
        .put("familiar_regions", JSONArray(event.familiarRegions))
        .putOpt("family_waits_ms", event.familyWaitsMs)
        .putOpt("roaming", event.roaming)

    is Event.SettingsOpened -> typed("settings_opened").put("what", event.what.word())
    is Event.NfcTurned -> typed("nfc_turned").put("on", event.on)
    is Event.CarModeChanged -> typed("car_mode_changed").put("on", event.on)
    else -> null
}

private fun typed(type: String) = JSONObject().put("type", type)

private fun Enum<*>.word() = name.lowercase()
