package app.kinguard.history

import app.kinguard.core.Reason
import app.kinguard.store.named
import app.kinguard.store.textOrNull
import org.json.JSONObject

/** The facts of a warning as text that survives the process, in the names of the core's types. */
object ReasonCodec {
    fun write(reason: Reason): JSONObject = when (reason) {
        is Reason.StrangerCall -> {
            typed("stranger_call")
                .put("direction", reason.direction.name)
                .put("origin", reason.origin.name)
                .putOpt("region", reason.region)
                .put("live", reason.live)
                .put("spoken", reason.spokenMs)
        }

        is Reason.VoiceChat -> {
            typed("voice_chat").putOpt(PACKAGE, reason.`package`)
        }

        is Reason.Installed -> {
            typed("installed")
                .put(PACKAGE, reason.`package`)
                .put("source", reason.source.name)
                .put("ago", reason.agoMs)
        }

        is Reason.ScreenShared -> {
            typed("screen_shared")
                .putOpt(PACKAGE, reason.`package`)
                .put("certainty", reason.certainty.name)
                .put("live", reason.live)
        }

        is Reason.MoneyApp -> {
            typed("money_app").put(PACKAGE, reason.`package`)
        }

        is Reason.Messages -> {
            typed("messages").put(PACKAGE, reason.`package`)
        }

        is Reason.PaymentAppInstalled -> {
            typed("payment_app_installed").put(PACKAGE, reason.`package`)
        }

        is Reason.RemoteControl -> {
            typed("remote_control").put(PACKAGE, reason.`package`)
        }

        is Reason.CallsForwarded -> {
            typed("calls_forwarded")
        }

        is Reason.HelpAsked -> {
            typed("help_asked")
        }

        is Reason.Protection -> {
            typed("protection")
                .put("capability", reason.capability.name)
                .put("granted", reason.granted)
        }

        is Reason.Settings -> {
            typed("settings").put("what", reason.what.name)
        }
    }

    /**
     * @throws org.json.JSONException or [IllegalArgumentException] when a later version wrote it.
     */
    fun read(json: JSONObject): Reason = when (val type = json.getString(TYPE)) {
        "stranger_call" -> {
            Reason.StrangerCall(
                direction = json.named("direction"),
                origin = json.named("origin"),
                region = json.textOrNull("region"),
                live = json.getBoolean("live"),
                spokenMs = json.getLong("spoken"),
            )
        }

        "voice_chat" -> {
            Reason.VoiceChat(json.textOrNull(PACKAGE))
        }

        "installed" -> {
            Reason.Installed(json.getString(PACKAGE), json.named("source"), json.getLong("ago"))
        }

        "screen_shared" -> {
            Reason.ScreenShared(
                `package` = json.textOrNull(PACKAGE),
                certainty = json.named("certainty"),
                live = json.getBoolean("live"),
            )
        }

        "money_app" -> {
            Reason.MoneyApp(json.getString(PACKAGE))
        }

        "messages" -> {
            Reason.Messages(json.getString(PACKAGE))
        }

        "payment_app_installed" -> {
            Reason.PaymentAppInstalled(json.getString(PACKAGE))
        }

        "remote_control" -> {
            Reason.RemoteControl(json.getString(PACKAGE))
        }

        "calls_forwarded" -> {
            Reason.CallsForwarded
        }

        "help_asked" -> {
            Reason.HelpAsked
        }

        "protection" -> {
            Reason.Protection(json.named("capability"), json.getBoolean("granted"))
        }

        "settings" -> {
            Reason.Settings(json.named("what"))
        }

        else -> {
            throw IllegalArgumentException(type)
        }
    }

    private fun typed(type: String): JSONObject = JSONObject().put(TYPE, type)

    private const val TYPE = "type"
    private const val PACKAGE = "package"
}
