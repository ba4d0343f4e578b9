package app.kinguard.family

import java.util.Locale

/** A family member who receives messages. */
data class Contact(
    /** Never reused. */
    val id: Long,
    val name: String,
    /** E.164: a plus sign, the country code, the number. */
    val number: String,
    val language: Language,
    val addresses: List<StoredAddress>,
)

/** The paired devices of this contact. */
val Contact.devices: List<StoredAddress> get() = addresses.filter { it.address is Address.Sealed }

/**
 * True if a device of this contact was paired and not removed, even if its keys are lost. Whatever anybody could forge
 * says nothing in the name of such a contact.
 */
val Contact.isPaired: Boolean
    get() = addresses.map { it.address }
        .any { it is Address.Sealed || (it as? Address.Lost)?.way == Address.Lost.DEVICE }

/** Returns the contact with the devices that [before] has, and no others. Text messages then go with them. */
internal fun Contact.withDevicesOf(before: Contact): Contact {
    val others = addresses.filterNot { it.address is Address.Sealed }
    return copy(addresses = others + before.devices).let { if (before.devices.isEmpty()) it else it.texted() }
}

/** Returns the contact, who then also receives text messages. */
internal fun Contact.texted(): Contact = if (addresses.any { it.address == Address.TextMessage }) {
    this
} else {
    copy(addresses = addresses + StoredAddress(0, Address.TextMessage, null))
}

/** An address with the time at which the contact confirmed that messages arrive there; null if not confirmed. */
data class StoredAddress(
    /** Never reused. */
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
     * A topic on an ntfy server. Anybody who can read it cannot be told apart from the contact, so each contact has
     * separate topics that cannot be guessed.
     */
    data class Ntfy(
        /** `https://` and a host, optionally with a port and a path; no trailing slash. */
        val server: String,
        val alertTopic: String,
        /** The topic to which the contact's buttons send answers. */
        val replyTopic: String,
        /** An access token, if the server requires one. */
        val token: String?,
        /** The SHA-256 of a home server's own certificate, in hexadecimal; null if a public authority signed it. */
        val fingerprint: String?,
    ) : Address

    /**
     * A device of the contact that was paired with this phone: see docs/family-protocol.md. Nobody but the device can
     * read what is sent there. Its keys and counters are kept apart, see [DeviceKeys].
     */
    data class Sealed(
        /** As in [Ntfy]. */
        val server: String,
        val alertTopic: String,
        val answerTopic: String,
        /** What the family calls the device. */
        val name: String,
        val token: String?,
        val fingerprint: String?,
    ) : Address {
        /** The topics, as an ntfy server knows them. */
        val topics: Ntfy get() = Ntfy(server, alertTopic, answerTopic, token, fingerprint)
    }

    /** A robot in a group or a push service, see [WebhookPreset]. */
    data class Webhook(
        val preset: String,
        /** The preset's fields by name, such as the address or key. */
        val values: Map<String, String>,
    ) : Address

    /** An address whose secret cannot be read. It must be paired again, unless the phone's keystore answers later. */
    data class Lost(
        /** [NTFY], [DEVICE], or the preset of a robot. */
        val way: String,
        /** True if the key is gone and cannot come back. */
        val forGood: Boolean,
        /** The stored form of the address. */
        internal val text: String,
    ) : Address {
        companion object {
            const val NTFY = "ntfy"
            const val DEVICE = "device"
        }
    }
}
