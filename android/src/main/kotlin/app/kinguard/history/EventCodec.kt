package app.kinguard.history

import app.kinguard.core.Event
import app.kinguard.store.textOrNull
import app.kinguard.text.label
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/** Events as the trace format writes them, see `docs/trace-format.md`. */
internal object EventCodec {
    fun write(event: Event): String = when (event) {
        is Event.CallStarted ->
            typed("call_started")
                .put("direction", named(event.direction))
                .put("number", event.number ?: JSONObject.NULL)
                .put("contact", event.contact ?: JSONObject.NULL)
                .putOpt("line", event.line)
                .putOpt(FAMILY, ifSo(event.family))
                .putOpt("verified", event.verified)
        is Event.CallAnswered -> typed("call_answered")
        is Event.CallEnded -> typed("call_ended")
        is Event.VoiceChatStarted ->
            of("voice_chat_started", event.`package`).putOpt(FAMILY, ifSo(event.family))
        is Event.VoiceChatEnded -> typed("voice_chat_ended")
        is Event.AppInstalled ->
            of("app_installed", event.`package`)
                .put("label", event.label?.let(::label) ?: JSONObject.NULL)
                .put("source", named(event.source))
                .put("update", event.update)
                .putOpt(PREINSTALLED, event.preinstalled)
                .putOpt("declares", event.declares?.let { JSONArray(it.map(::named)) })
        is Event.AppRemoved -> of("app_removed", event.`package`)
        is Event.AppOpened -> of("app_opened", event.`package`)
        is Event.CaptureConsentOpened -> of("capture_consent_opened", event.`package`)
        is Event.CaptureServiceStarted ->
            of("capture_service_started", event.`package`).putOpt(PREINSTALLED, event.preinstalled)
        is Event.CaptureServiceStopped -> of("capture_service_stopped", event.`package`)
            .putOpt("ends_capture", true.takeIf { event.endsCapture })
        is Event.PrivateDisplayAdded -> typed("private_display_added").put("display", event.display)
        is Event.PrivateDisplayRemoved -> typed("private_display_removed").put("display", event.display)
        is Event.PublicDisplayAdded -> typed(
            "public_display_added",
        ).put("display", event.display).putOpt("name", event.name?.let(::label))
        is Event.PublicDisplayRemoved -> typed("public_display_removed").put("display", event.display)
        is Event.ScreenRecorded -> typed("screen_recorded").put("visible", event.visible)
        is Event.RemoteControlEnabled ->
            of("remote_control_enabled", event.`package`).putOpt(PREINSTALLED, event.preinstalled)
        is Event.RemoteControlDisabled -> of("remote_control_disabled", event.`package`)
        is Event.PowerGranted -> of("power_granted", event.`package`).put("power", named(event.power))
        is Event.CallForwardingChanged -> typed("call_forwarding_changed").put("on", event.on)
        is Event.ScreenTurned -> typed("screen_turned").put("on", event.on)
        is Event.DeviceBooted -> typed("device_booted")
        is Event.ProtectionChanged ->
            typed("protection_changed").put("capability", named(event.capability)).put("granted", event.granted)
        is Event.WarningAnswered -> typed("warning_answered").put("choice", named(event.choice))
        is Event.FamilyAnswered ->
            typed("family_answered").put("contact", event.contact.toLong()).put("answer", named(event.answer))
                .putOpt("unverified", ifSo(event.unverified))
        is Event.HelpAsked -> typed("help_asked")
        is Event.SettingsChanged ->
            typed("settings_changed")
                .put("home", event.home)
                .put("familiar_regions", JSONArray(event.familiarRegions))
                .putOpt("family_waits_ms", event.familyWaitsMs)
                .putOpt("roaming", event.roaming)
        is Event.SettingsOpened -> typed("settings_opened").put("what", named(event.what))
        is Event.NfcTurned -> typed("nfc_turned").put("on", event.on)
        is Event.CarModeChanged -> typed("car_mode_changed").put("on", event.on)
    }.toString()

    /** Null when a later version wrote it. */
    fun read(text: String): Event? = try {
        JSONObject(text).event()
    } catch (_: JSONException) {
        null
    } catch (_: IllegalArgumentException) {
        null
    }

    private fun JSONObject.event(): Event? = when (getString(TYPE)) {
        "call_started" -> Event.CallStarted(
            direction = enum("direction"),
            number = textOrNull("number"),
            contact = truthOrNull("contact"),
            line = textOrNull("line"),
            family = truthOrNull(FAMILY) ?: false,
            verified = truthOrNull("verified"),
        )
        "call_answered" -> Event.CallAnswered
        "call_ended" -> Event.CallEnded
        "voice_chat_started" -> Event.VoiceChatStarted(textOrNull(PACKAGE), truthOrNull(FAMILY) ?: false)
        "voice_chat_ended" -> Event.VoiceChatEnded
        "app_installed" -> Event.AppInstalled(
            `package` = getString(PACKAGE),
            label = textOrNull("label"),
            source = enum("source"),
            update = getBoolean("update"),
            preinstalled = truthOrNull(PREINSTALLED),
            declares = optJSONArray("declares")?.let { all -> List(all.length()) { named(all.getString(it)) } },
        )
        "app_removed" -> Event.AppRemoved(getString(PACKAGE))
        "app_opened" -> Event.AppOpened(getString(PACKAGE))
        "capture_consent_opened" -> Event.CaptureConsentOpened(textOrNull(PACKAGE))
        "capture_service_started" -> Event.CaptureServiceStarted(getString(PACKAGE), truthOrNull(PREINSTALLED))
        "capture_service_stopped" -> Event.CaptureServiceStopped(getString(PACKAGE), optBoolean("ends_capture"))
        "private_display_added" -> Event.PrivateDisplayAdded(getInt("display"))
        "private_display_removed" -> Event.PrivateDisplayRemoved(getInt("display"))
        "public_display_added" -> Event.PublicDisplayAdded(getInt("display"), textOrNull("name"))
        "public_display_removed" -> Event.PublicDisplayRemoved(getInt("display"))
        "screen_recorded" -> Event.ScreenRecorded(getBoolean("visible"))
        "remote_control_enabled" -> Event.RemoteControlEnabled(getString(PACKAGE), truthOrNull(PREINSTALLED))
        "remote_control_disabled" -> Event.RemoteControlDisabled(getString(PACKAGE))
        "power_granted" -> Event.PowerGranted(getString(PACKAGE), enum("power"))
        "call_forwarding_changed" -> Event.CallForwardingChanged(getBoolean("on"))
        "screen_turned" -> Event.ScreenTurned(getBoolean("on"))
        "device_booted" -> Event.DeviceBooted
        "protection_changed" -> Event.ProtectionChanged(enum("capability"), getBoolean("granted"))
        "warning_answered" -> Event.WarningAnswered(enum("choice"))
        "family_answered" -> Event.FamilyAnswered(
            contact = getInt("contact").toUInt(),
            answer = enum("answer"),
            unverified = truthOrNull("unverified") ?: false,
        )
        "help_asked" -> Event.HelpAsked
        "settings_changed" -> {
            val regions = getJSONArray("familiar_regions")
            val waits = if (isNull("family_waits_ms")) null else getLong("family_waits_ms")
            val familiar = List(regions.length(), regions::getString)
            Event.SettingsChanged(getString("home"), familiar, waits, textOrNull("roaming"))
        }
        "settings_opened" -> Event.SettingsOpened(enum("what"))
        "nfc_turned" -> Event.NfcTurned(getBoolean("on"))
        "car_mode_changed" -> Event.CarModeChanged(getBoolean("on"))
        else -> null
    }

    private fun typed(type: String): JSONObject = JSONObject().put(TYPE, type)

    private fun of(type: String, name: String?): JSONObject = typed(type).put(PACKAGE, name ?: JSONObject.NULL)

    private fun named(value: Enum<*>): String = value.name.lowercase()

    private inline fun <reified T : Enum<T>> named(name: String): T = enumValueOf(name.uppercase())

    private inline fun <reified T : Enum<T>> JSONObject.enum(key: String): T = named(getString(key))

    private fun JSONObject.truthOrNull(key: String): Boolean? = if (isNull(key)) null else getBoolean(key)

    /** Left out where it is not so. */
    private fun ifSo(value: Boolean): Boolean? = true.takeIf { value }

    private const val TYPE = "type"
    private const val PACKAGE = "package"
    private const val FAMILY = "family"
    private const val PREINSTALLED = "preinstalled"
}
