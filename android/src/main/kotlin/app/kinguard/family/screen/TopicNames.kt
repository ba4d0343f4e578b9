package app.kinguard.family.screen

import app.kinguard.family.Address
import java.math.BigInteger
import java.security.SecureRandom

/** Creates topic names that cannot be guessed and are easy to type. */
internal class TopicNames(private val random: SecureRandom = SecureRandom()) {
    /** Returns a new address at [server]. */
    fun address(server: String, token: String? = null, fingerprint: String? = null) =
        Address.Ntfy(server, alertTopic = name(), replyTopic = name(), token, fingerprint)

    /** Returns 128 bits in groups of four characters, five bits each. */
    private fun name(): String {
        val number = BigInteger(BITS, random)
        val signs = (0 until SIGNS).map { ALPHABET[number.shiftRight(it * SIGN_BITS).toInt() and ALPHABET.lastIndex] }
        return signs.joinToString("").chunked(GROUP).joinToString("-")
    }

    private companion object {
        const val BITS = 128
        const val SIGNS = 26
        const val SIGN_BITS = 5
        const val GROUP = 4

        /** Without characters that look like others: no i, l, o, u. */
        const val ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
    }
}
