package app.kinguard.family.channel

import org.json.JSONException

/** A line or an answer of an ntfy server: https://docs.ntfy.sh/subscribe/api/#json-message-format . */
internal data class NtfyMessage(
    val event: String,
    val id: String,
    val topic: String,
    /** In seconds. For a held message, the time at which it is released. */
    val time: Long,
    /** The time until which the server keeps it, in seconds; null on old servers. */
    val expires: Long?,
    val message: String,
    /** The sequence id; null on servers before 2.16. */
    val sequence: String?,
) {
    /**
     * True if the server keeps the message. This is the only sign of a server without a cache, which passes messages on
     * to current listeners only.
     */
    val isKept: Boolean get() = expires == null || expires > time

    companion object {
        /** An ordinary message, in contrast to events about the connection or about other messages. */
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
