package app.kinguard.family

import app.kinguard.store.textOrNull
import org.json.JSONException
import org.json.JSONObject

/** Writes addresses as text and reads them back. Text written by a later version reads as null. */
internal object AddressCodec {
    fun write(address: Address): String = when (address) {
        is Address.Lost -> {
            address.text
        }

        Address.TextMessage -> {
            JSONObject().put(TYPE, TEXT_MESSAGE)
        }

        is Address.Ntfy -> {
            JSONObject()
                .put(TYPE, NTFY)
                .put("server", address.server)
                .put("alert", address.alertTopic)
                .put("reply", address.replyTopic)
                .putOpt("token", address.token)
                .putOpt("fingerprint", address.fingerprint)
        }

        is Address.Sealed -> {
            JSONObject()
                .put(TYPE, DEVICE)
                .put("server", address.server)
                .put("alert", address.alertTopic)
                .put("answer", address.answerTopic)
                .put("name", address.name)
                .putOpt("token", address.token)
                .putOpt("fingerprint", address.fingerprint)
        }

        is Address.Webhook -> {
            JSONObject()
                .put(TYPE, WEBHOOK)
                .put("preset", address.preset)
                .put("values", JSONObject(address.values))
        }
    }.toString()

    fun read(text: String): Address? = try {
        address(JSONObject(text))
    } catch (_: JSONException) {
        null
    }

    private fun address(json: JSONObject): Address? = when (json.getString(TYPE)) {
        TEXT_MESSAGE -> {
            Address.TextMessage
        }

        NTFY -> {
            Address.Ntfy(
                server = json.getString("server"),
                alertTopic = json.getString("alert"),
                replyTopic = json.getString("reply"),
                token = json.textOrNull("token"),
                fingerprint = json.textOrNull("fingerprint"),
            )
        }

        DEVICE -> {
            Address.Sealed(
                server = json.getString("server"),
                alertTopic = json.getString("alert"),
                answerTopic = json.getString("answer"),
                name = json.getString("name"),
                token = json.textOrNull("token"),
                fingerprint = json.textOrNull("fingerprint"),
            )
        }

        WEBHOOK -> {
            val values = json.getJSONObject("values")
            Address.Webhook(
                json.getString("preset"),
                values.keys().asSequence().associateWith(values::getString),
            )
        }

        else -> {
            null
        }
    }

    private const val TYPE = "type"
    private const val TEXT_MESSAGE = "text_message"
    private const val NTFY = "ntfy"
    private const val DEVICE = "device"
    private const val WEBHOOK = "webhook"
}
