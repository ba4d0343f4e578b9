package app.kinguard.family

import java.util.Base64
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

/** The names of deliveries, on this phone and at servers. */
object MessageIds {
    private const val PREFIX = "kg-"
    private const val MAC = "HmacSHA256"
    private const val BYTES = 16

    /**
     * Returns a name that is the same across retries and processes. [install] distinguishes this phone from those of
     * the contact's other relatives.
     */
    fun name(install: String, delivery: Long): String = "$PREFIX$install-$delivery"

    /**
     * Returns the name that servers see for [name]: 128 bits that can be derived only with [secret]. One such name
     * reveals neither another nor which of them is the silence message.
     */
    fun external(secret: String, name: String): String {
        val mac = Mac.getInstance(MAC).apply { init(SecretKeySpec(secret.toByteArray(), MAC)) }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(name.toByteArray()).copyOf(BYTES))
    }

    /** Returns the name of the message that an address holds until this phone falls silent. */
    fun silent(install: String, address: Long): String = "$PREFIX$install-silent-$address"

    /** Returns the name of the test of an address that is not stored yet: a later one replaces it. */
    fun trial(install: String): String = "$PREFIX$install-trial"

    /**
     * Returns the delivery's id, or null if [name] does not belong to this installation: an earlier one counted from
     * one, too.
     */
    fun delivery(install: String, name: String): Long? =
        name.takeIf { it.startsWith("$PREFIX$install-") }?.substringAfterLast('-')?.toLongOrNull()
}
