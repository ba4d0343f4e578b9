package app.kinguard.family.screen

import app.kinguard.family.Address
import java.net.URLDecoder
import java.net.URLEncoder

/**
 * A complete push address in one line. It is ntfy's own link to the alert topic, which its Android app opens and
 * subscribes to (https://docs.ntfy.sh/subscribe/phone/#ntfy-links). The rest follows where that app does not look. A
 * server is a name and a port: ntfy does not run below a path.
 */
internal object PairingCode {
    sealed interface Reading {
        data class Right(val address: Address.Ntfy) : Reading

        data class Wrong(val fault: Fault) : Reading
    }

    /** A reason why a code is invalid. */
    enum class Fault {
        EMPTY,

        /** Another kind of link, or none. */
        NOT_A_CODE,

        /** The connection would not be encrypted. */
        NOT_SECURE,
        SERVER,

        /** Missing, malformed, or short enough to be guessed. */
        ALERT_TOPIC,
        REPLY_TOPIC,

        /** Answers would count as alerts. */
        SAME_TOPIC,
        TOKEN,
        FINGERPRINT,
    }

    fun write(address: Address.Ntfy): String {
        val values = listOfNotNull(
            "display" to NAME,
            "reply" to address.replyTopic,
            address.token?.let { "token" to it },
            address.fingerprint?.let { "fingerprint" to it },
        )
        val query = values.joinToString("&") { (name, value) -> "$name=${URLEncoder.encode(value, UTF_8)}" }
        return "$LINK${address.server.removePrefix(HTTPS)}/${address.alertTopic}?$query"
    }

    /** Reads a code. Ignores spaces and line breaks, which come from typing. */
    fun read(text: String): Reading {
        val code = text.filterNot(Char::isWhitespace)
        if (code.isEmpty()) return Reading.Wrong(Fault.EMPTY)
        val parts = CODE.matchEntire(code)?.groupValues ?: return Reading.Wrong(Fault.NOT_A_CODE)
        val values = values(parts[QUERY]) ?: return Reading.Wrong(Fault.NOT_A_CODE)
        val address =
            Address.Ntfy(
                server = HTTPS + parts[SERVER].lowercase(),
                alertTopic = parts[TOPIC],
                replyTopic = values["reply"].orEmpty(),
                token = values["token"],
                fingerprint = values["fingerprint"]?.let(::hex),
            )
        val fault = if (values["secure"] == "false") Fault.NOT_SECURE else fault(address)
        return if (fault == null) Reading.Right(address) else Reading.Wrong(fault)
    }

    /** Returns a typed server with `https://`, whether or not that was typed; null if it cannot be trusted. */
    fun server(typed: String): String? {
        val name = typed.filterNot(Char::isWhitespace).lowercase().removePrefix(HTTPS).removeSuffix("/")
        return (HTTPS + name).takeIf(::isServer)
    }

    /** Returns a copied SHA-256, whether or not it is in pairs; null if it is invalid. */
    fun fingerprint(typed: String): String? = hex(typed).takeIf(FINGERPRINT::matches)

    fun token(typed: String): String? = typed.trim().takeIf(TOKEN::matches)

    /** Returns the reason why [address] cannot be used, or null. */
    private fun fault(address: Address.Ntfy): Fault? = when {
        !isServer(address.server) -> Fault.SERVER
        !TOPIC_NAME.matches(address.alertTopic) -> Fault.ALERT_TOPIC
        !TOPIC_NAME.matches(address.replyTopic) -> Fault.REPLY_TOPIC
        address.alertTopic == address.replyTopic -> Fault.SAME_TOPIC
        address.token?.let(TOKEN::matches) == false -> Fault.TOKEN
        address.fingerprint?.let(FINGERPRINT::matches) == false -> Fault.FINGERPRINT
        else -> null
    }

    private fun isServer(server: String): Boolean {
        val parts = HOST.matchEntire(server.removePrefix(HTTPS))?.groupValues ?: return false
        return parts[PORT].isEmpty() || (parts[PORT].toIntOrNull() ?: 0) in PORTS
    }

    private fun values(query: String): Map<String, String>? = try {
        query
            .split('&')
            .filter(String::isNotEmpty)
            .associate { it.substringBefore('=') to URLDecoder.decode(it.substringAfter('=', ""), UTF_8) }
    } catch (_: IllegalArgumentException) {
        null
    }

    private fun hex(text: String): String = text.lowercase().filterNot { it == ':' || it.isWhitespace() }

    private const val LINK = "ntfy://"
    private const val HTTPS = "https://"

    /** The name shown in the list of ntfy's app. */
    private const val NAME = "KinGuard"
    private const val UTF_8 = "UTF-8"
    private const val SERVER = 1
    private const val TOPIC = 2
    private const val QUERY = 3
    private const val PORT = 1
    private val CODE = Regex("""ntfy://([^/?#]+)/([^/?#]*)(?:\?([^#]*))?""", RegexOption.IGNORE_CASE)
    private val HOST = Regex("""(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+])(?::(\d{1,5}))?""")
    private val PORTS = 1..65_535

    /** At least 128 bits in ntfy's alphabet. */
    private val TOPIC_NAME = Regex("[-_A-Za-z0-9]{22,64}")
    private val TOKEN = Regex("""[A-Za-z0-9._~+/-]{1,256}=*""")
    private val FINGERPRINT = Regex("[0-9a-f]{64}")
}
