package app.kinguard.family.screen

import app.kinguard.family.Address
import java.math.BigInteger
import java.security.SecureRandom

/** Makes names of topics that nobody can guess and anybody can type. */
internal class TopicNames(private val random: SecureRandom = SecureRandom()) {
    /** A new address at [server]. */
    fun address(server: String, token: String? = null, fingerprint: String? = null) =
        Address.Ntfy(server, alertTopic = name(), replyTopic = name(), token, fingerprint)

    /** 128 bits, five signs each, in groups of five. */
    private fun name(): String {
        val number = BigInteger(BITS, random)
        val signs = (0 until SIGNS).map { ALPHABET[number.shiftRight(it * SIGN_BITS).toInt() and ALPHABET.lastIndex] }
        return signs.joinToString("").chunked(GROUP).joinToString("-")
    }

    private companion object {
        const val BITS = 128
        const val SIGNS = 26
        const val SIGN_BITS = 5
        const val GROUP = 5

        /** Nothing that looks like something else: no i, l, o, u. */
        const val ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
    }
}
