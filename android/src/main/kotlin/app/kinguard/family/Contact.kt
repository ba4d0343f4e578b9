package app.kinguard.family

import java.util.Locale

/** Somebody of the family who is told. */
data class Contact(
    /** Never given to anybody else. */
    val id: Long,
    val name: String,
    /** E.164: a plus, the country's code, the number. */
    val number: String,
    val language: Language,
    val addresses: List<StoredAddress>,
)

/** An address, and when the contact confirmed that messages arrive there; null while nobody knows. */
data class StoredAddress(
    /** Never given to another address. */
    val id: Long,
    val address: Address,
    val provedAtMs: Long?,
)

/** The languages that messages are written in. */
enum class Language(val locale: Locale) {
    MAINLAND(Locale.forLanguageTag("zh-CN")),
    HONG_KONG(Locale.forLanguageTag("zh-HK")),
    ENGLISH(Locale.ENGLISH),
}

/** One way to reach a contact. A contact may have several, and all are used at once. */
sealed interface Address {
    /** A text message to the contact's number. */
    data object TextMessage : Address

    /**
     * A topic on an ntfy server. Whoever can read a topic is that contact as far as anybody can tell, so each contact has
     * topics of its own that nobody can guess.
     */
    data class Ntfy(
        /** `https://` and a host, perhaps a port and a path; no slash at its end. */
        val server: String,
        val alertTopic: String,
        /** Where the contact's buttons answer to. */
        val replyTopic: String,
        /** An access token, where the server wants one. */
        val token: String?,
        /** SHA-256 of a home server's own certificate, in hexadecimal; null where a public authority vouches for it. */
        val fingerprint: String?,
    ) : Address

    /** A robot in a group or a push service, see [WebhookPreset]. */
    data class Webhook(
        val preset: String,
        /** What the preset asks for, such as the address or key, by name. */
        val values: Map<String, String>,
    ) : Address

    /** One whose secret cannot be read: it must be paired again, unless the phone answers later. */
    data class Lost(
        /** [NTFY], or a robot's preset. */
        val way: String,
        /** The key is gone, and does not come back. */
        val forGood: Boolean,
        /** As it lies in the database. */
        internal val text: String,
    ) : Address {
        companion object {
            const val NTFY = "ntfy"
        }
    }
}
