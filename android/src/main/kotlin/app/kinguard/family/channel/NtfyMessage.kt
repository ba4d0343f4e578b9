package app.kinguard.family.channel

import org.json.JSONException

/** A line or an answer of an ntfy server: https://docs.ntfy.sh/subscribe/api/#json-message-format . */
internal data class NtfyMessage(
    val event: String,
    val id: String,
    val topic: String,
    /** In seconds; of a message that is held back, when it will be let go. */
    val time: Long,
    /** Until when the server keeps it, in seconds; old servers do not say. */
    val expires: Long?,
    val message: String,
    /** Servers before 2.16 do not know it. */
    val sequence: String?,
) {
    /** A server without a cache says so only by this: it hands a message on to whoever listens just then. */
    val isKept: Boolean get() = expires == null || expires > time

    companion object {
        /** An ordinary message, as opposed to those about the connection or about other messages. */
        const val MESSAGE = "message"

        /** A sequence was withdrawn. */
        const val DELETED = "message_delete"

        fun read(text: String): NtfyMessage? = try {
            ServerJson.read(text)?.run {
                NtfyMessage(
                    event = getString("event"),
                    id = getString("id"),
                    topic = getString("topic"),
                    time = getLong("time"),
                    expires = if (has("expires")) getLong("expires") else null,
                    message = optString("message"),
                    sequence = optString("sequence_id").ifEmpty { null },
                )
            }
        } catch (_: JSONException) {
            null
        }
    }
}
