package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.AnswerButton
import app.kinguard.family.MessageKind
import app.kinguard.family.OutgoingMessage
import org.json.JSONArray
import org.json.JSONObject
import java.security.MessageDigest
import java.util.concurrent.TimeUnit

/**
 * The requests to an ntfy server. Publishing as JSON to the root, buttons, delays and sequence ids:
 * https://docs.ntfy.sh/publish/ ; reading: https://docs.ntfy.sh/subscribe/api/ .
 */
internal object NtfyCalls {
    private val TOPIC = Regex("[-_A-Za-z0-9]{1,64}")
    private const val MOST_BUTTONS = 3

    /** Publishes [post] at once, or after [delayMs]. */
    fun publish(post: OutgoingMessage, address: Address.Ntfy, delayMs: Long? = null): Https.Call {
        val buttons = post.answers.take(MOST_BUTTONS).map { button(it, address) }
        val message =
            JSONObject()
                .put("topic", topic(address.alertTopic))
                .put("title", post.title)
                .put("message", post.text)
                .put("priority", priority(post.kind))
                .put("tags", JSONArray(listOf(tag(post.kind))))
                .put("sequence_id", sequence(post.platform))
        if (buttons.isNotEmpty()) message.put("actions", JSONArray(buttons))
        post.page?.let { message.put("click", it) }
        // A delay uses only the server's clock. This phone's clock may be wrong by days.
        delayMs?.let { message.put("delay", "${TimeUnit.MILLISECONDS.toSeconds(it)}s") }
        return call(Https.Method.POST, address, "/").copy(body = message.toString())
    }

    /** Publishes a sealed [text], about which the server learns nothing else. */
    fun publish(text: String, address: Address.Ntfy): Https.Call {
        val message = JSONObject().put("topic", topic(address.alertTopic)).put("message", text)
        return call(Https.Method.POST, address, "/").copy(body = message.toString())
    }

    /** Withdraws the held message [id]. All clients forget it, too. */
    fun withdraw(id: String, address: Address.Ntfy): Https.Call =
        call(Https.Method.DELETE, address, "/${topic(address.alertTopic)}/${sequence(id)}")

    /** Reads the reply topic: the messages that exist, and with [goOn] also those that follow. */
    fun replies(address: Address.Ntfy, since: String, goOn: Boolean): Https.Call {
        val poll = if (goOn) "" else "poll=1&"
        return call(Https.Method.GET, address, "/${topic(address.replyTopic)}/json?${poll}since=${topic(since)}")
    }

    /** Reads the held messages that are due at [fromS] or later, by the server's clock. */
    fun held(address: Address.Ntfy, fromS: Long): Https.Call =
        call(Https.Method.GET, address, "/${topic(address.alertTopic)}/json?poll=1&sched=1&since=$fromS")

    /** Returns whether [id] is a valid name of a message or topic. */
    fun isName(id: String): Boolean = TOPIC.matches(id)

    /** Returns [id] itself if the server accepts it, otherwise its digest. */
    fun sequence(id: String): String = if (TOPIC.matches(id)) id else digest(id)

    /**
     * Returns a button that sends the token to the reply topic. It contains no access token, which the contact could
     * read: on servers with access control, everybody may write to the reply topic, and only this phone may read it.
     */
    private fun button(answer: AnswerButton, address: Address.Ntfy): JSONObject = JSONObject()
        .put("action", "http")
        .put("label", answer.label)
        .put("url", "${address.server}/${topic(address.replyTopic)}")
        .put("method", "POST")
        .put("body", answer.token)
        .put("clear", true)

    private fun call(method: Https.Method, address: Address.Ntfy, path: String): Https.Call =
        Https.Call(method, address.server + path, token = address.token, fingerprint = address.fingerprint)

    /** Rejects anything else, because it would change the path. */
    private fun topic(name: String): String {
        require(TOPIC.matches(name)) { "no topic" }
        return name
    }

    private fun digest(id: String): String =
        MessageDigest.getInstance("SHA-256").digest(id.toByteArray()).joinToString("") { "%02x".format(it) }

    private fun priority(kind: MessageKind): Int = when (kind) {
        // A test must prove the way that danger takes, including the sound.
        MessageKind.DANGER, MessageKind.EARLY, MessageKind.WENT_ON, MessageKind.MONEY_SENT, MessageKind.TEST,
        MessageKind.PIN_CODE, MessageKind.CONTACT_CODE, MessageKind.UNSEEN, MessageKind.WITHDRAWN,
        MessageKind.CODE_ASKED, MessageKind.RESET_ASKED, MessageKind.RESET_AGREED,
        -> 5
        MessageKind.PROTECTION, MessageKind.SILENT, MessageKind.CONTACT_REMOVED, MessageKind.NUMBER_CHANGED,
        MessageKind.PIN_CLEARED, MessageKind.SERVICE_KNOWN, MessageKind.HISTORY_DELETED,
        MessageKind.PAUSED, MessageKind.STOPPED,
        MessageKind.PAIRING_LOST, MessageKind.CONTACT_ADDED, MessageKind.CONTACT_CONFIRMED, MessageKind.ORDER_CHANGED,
        MessageKind.CONTACT_CHANGED, MessageKind.SETTINGS_CHANGED, MessageKind.PIN_SET, MessageKind.RESET_REFUSED,
        -> 4
        MessageKind.ENDED, MessageKind.RESTORED, MessageKind.CONTACT_BACK, MessageKind.RESUMED -> 3
        MessageKind.STILL_GUARDING -> 2
    }

    /** Returns a name that ntfy shows as an emoji: https://docs.ntfy.sh/emojis/ . */
    private fun tag(kind: MessageKind): String = when (kind) {
        MessageKind.DANGER, MessageKind.WENT_ON, MessageKind.UNSEEN -> "rotating_light"
        MessageKind.MONEY_SENT -> "money_with_wings"
        MessageKind.EARLY, MessageKind.PROTECTION, MessageKind.CONTACT_REMOVED, MessageKind.NUMBER_CHANGED,
        MessageKind.PIN_CLEARED, MessageKind.SERVICE_KNOWN, MessageKind.HISTORY_DELETED,
        MessageKind.PAUSED, MessageKind.STOPPED,
        MessageKind.PAIRING_LOST, MessageKind.CONTACT_ADDED, MessageKind.CONTACT_CONFIRMED, MessageKind.ORDER_CHANGED,
        MessageKind.CONTACT_CHANGED, MessageKind.SETTINGS_CHANGED, MessageKind.PIN_SET,
        MessageKind.WITHDRAWN, MessageKind.CODE_ASKED, MessageKind.RESET_ASKED, MessageKind.RESET_AGREED,
        MessageKind.RESET_REFUSED,
        -> "warning"
        MessageKind.SILENT -> "mobile_phone_off"
        MessageKind.ENDED, MessageKind.RESTORED, MessageKind.STILL_GUARDING, MessageKind.CONTACT_BACK,
        MessageKind.RESUMED,
        -> "white_check_mark"
        MessageKind.TEST -> "wave"
        MessageKind.PIN_CODE, MessageKind.CONTACT_CODE -> "key"
    }
}
