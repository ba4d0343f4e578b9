package app.kinguard.family

import java.util.Base64
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

/** How a delivery is named, on this phone and outside. */
object MessageIds {
    private const val PREFIX = "kg-"
    private const val MAC = "HmacSHA256"
    private const val BYTES = 16

    /** The same across retries and processes; [install] tells this phone from the contact's other relatives. */
    fun name(install: String, delivery: Long): String = "$PREFIX$install-$delivery"

    /**
     * What [name] is called outside: 128 bits that only [secret] leads to. From one such name nobody can tell another, nor
     * which of them is the message of silence.
     */
    fun external(secret: String, name: String): String {
        val mac = Mac.getInstance(MAC).apply { init(SecretKeySpec(secret.toByteArray(), MAC)) }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(name.toByteArray()).copyOf(BYTES))
    }

    /** The message that an address holds until this phone falls silent. */
    fun silent(install: String, address: Long): String = "$PREFIX$install-silent-$address"

    /** Null when [name] is none of this installation's: an earlier one counted from one as well. */
    fun delivery(install: String, name: String): Long? =
        name.takeIf { it.startsWith("$PREFIX$install-") }?.substringAfterLast('-')?.toLongOrNull()
}
