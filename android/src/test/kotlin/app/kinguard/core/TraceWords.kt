package app.kinguard.core

import org.json.JSONObject
import java.lang.reflect.Modifier

// Converts the binding's types to the words of the trace format, and back.

/** Returns the event of a trace's step. */
internal fun readEvent(json: JSONObject): Event = with(json) {
    when (val type = getString("type")) {
        "call_started" -> Event.CallStarted(
            direction = enumNamed("direction"),
            number = textOrNull("number"),
            contact = if (isNull("contact")) null else getBoolean("contact"),
            line = textOrNull("line"),
            family = optBoolean("family"),
            verified = truthOrNull("verified"),
            hotline = optBoolean("hotline"),
        )
        "call_answered" -> Event.CallAnswered
        "call_ended" -> Event.CallEnded
        "voice_chat_started" -> Event.VoiceChatStarted(textOrNull("package"), optBoolean("family"))
        "voice_chat_ended" -> Event.VoiceChatEnded
        "app_installed" -> Event.AppInstalled(
            `package` = getString("package"),
            label = textOrNull("label"),
            source = enumNamed("source"),
            update = getBoolean("update"),
            preinstalled = truthOrNull("preinstalled"),
            declares = optJSONArray("declares")?.let { all ->
                all.orEmpty().map { enumValueOf((it as String).uppercase()) }
            },
        )
        "app_removed" -> Event.AppRemoved(getString("package"))
        "app_opened" -> Event.AppOpened(getString("package"))
        "capture_consent_opened" -> Event.CaptureConsentOpened(textOrNull("package"))
        "capture_service_started" ->
            Event.CaptureServiceStarted(getString("package"), truthOrNull("preinstalled"))
        "capture_service_stopped" -> Event.CaptureServiceStopped(getString("package"), optBoolean("ends_capture"))
        "private_display_added" -> Event.PrivateDisplayAdded(getInt("display"))
        "private_display_removed" -> Event.PrivateDisplayRemoved(getInt("display"))
        "public_display_added" -> Event.PublicDisplayAdded(getInt("display"), optString("name").ifEmpty { null })
        "public_display_removed" -> Event.PublicDisplayRemoved(getInt("display"))
        "car_mode_changed" -> Event.CarModeChanged(getBoolean("on"))
        "screen_recorded" -> Event.ScreenRecorded(getBoolean("visible"))
        "remote_control_enabled" ->
            Event.RemoteControlEnabled(getString("package"), truthOrNull("preinstalled"))
        "remote_control_disabled" -> Event.RemoteControlDisabled(getString("package"))
        "power_granted" -> Event.PowerGranted(getString("package"), enumNamed("power"))
        "call_forwarding_changed" -> Event.CallForwardingChanged(getBoolean("on"))
        "screen_turned" -> Event.ScreenTurned(getBoolean("on"))
        "device_booted" -> Event.DeviceBooted
        "protection_changed" -> Event.ProtectionChanged(enumNamed("capability"), getBoolean("granted"))
        "warning_answered" -> Event.WarningAnswered(enumNamed("choice"))
        "family_answered" -> Event.FamilyAnswered(
            getInt("contact").toUInt(),
            enumNamed("answer"),
            optBoolean("unverified"),
        )
        "family_help" -> Event.FamilyHelp(getInt("contact").toUInt(), enumNamed("help"), getLong("request").toULong())
        "help_asked" -> Event.HelpAsked
        "settings_changed" -> Event.SettingsChanged(
            home = getString("home"),
            familiarRegions = optJSONArray("familiar_regions").orEmpty().map { it as String },
            familyWaitsMs = if (has("family_waits_ms")) getLong("family_waits_ms") else null,
            roaming = textOrNull("roaming"),
        )
        "settings_opened" -> Event.SettingsOpened(enumNamed("what"))
        "nfc_turned" -> Event.NfcTurned(getBoolean("on"))
        else -> error("no such event: $type")
    }
}

private fun JSONObject.textOrNull(key: String): String? = if (isNull(key)) null else getString(key)

private fun JSONObject.truthOrNull(key: String): Boolean? = if (isNull(key)) null else getBoolean(key)

private inline fun <reified T : Enum<T>> JSONObject.enumNamed(key: String): T = enumValueOf(getString(key).uppercase())

/** Returns an effect, or a fact in it, as a trace writes it, without null values; see [plain]. */
internal fun inTraceWords(value: Any): Any = when (value) {
    is RuleId -> ruleId(value)
    is Enum<*> -> value.name.lowercase()
    is List<*> -> value.map { inTraceWords(it!!) }
    is Effect, is Reason -> mapOf("type" to snake(value.javaClass.simpleName)) + fields(value)
    else -> value
}

private fun fields(value: Any): Map<String, Any> = value.javaClass.declaredFields
    .filterNot { Modifier.isStatic(it.modifiers) }
    .mapNotNull { field ->
        field.isAccessible = true
        field.get(value)?.let { snake(field.name) to inTraceWords(it) }
    }.toMap()

private fun snake(name: String): String = name
    .replace(Regex("(?<=[a-z])[A-Z]")) {
        "_" + it.value
    }.lowercase()
