package app.kinguard.lock

import java.security.MessageDigest
import java.security.SecureRandom
import java.util.Base64
import javax.crypto.SecretKeyFactory
import javax.crypto.spec.PBEKeySpec

/**
 * Hashes digits for storage with the platform's slow hash and a salt. Six digits cannot be kept from somebody who has
 * the file for a day, but they can from somebody who has the phone for a minute. A hash takes a good part of a second.
 */
class PinHash(private val iterations: Int = ITERATIONS, private val random: SecureRandom = SecureRandom()) {
    fun make(digits: String): String {
        val salt = ByteArray(SALT_BYTES).also(random::nextBytes)
        val base64 = Base64.getEncoder()
        val hash = hash(digits, salt, iterations)
        return listOf(NAME, "$iterations", base64.encodeToString(salt), base64.encodeToString(hash)).joinToString(":")
    }

    /** Returns whether [kept] is a hash of [digits]; false if it cannot be read. The comparison takes constant time. */
    fun matches(digits: String, kept: String): Boolean {
        val parts = kept.split(':')
        if (parts.size != PARTS || parts[0] != NAME) return false
        val rounds = parts[1].toIntOrNull()?.takeIf { it > 0 } ?: return false
        val (salt, hash) = parts.drop(2).map { Base64.getDecoder().decode(it) }
        return MessageDigest.isEqual(hash, hash(digits, salt, rounds))
    }

    private fun hash(digits: String, salt: ByteArray, rounds: Int): ByteArray {
        val spec = PBEKeySpec(digits.toCharArray(), salt, rounds, HASH_BITS)
        return try {
            SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).encoded
        } finally {
            spec.clearPassword()
        }
    }

    companion object {
        const val ITERATIONS = 210_000
        private const val ALGORITHM = "PBKDF2WithHmacSHA256"
        private const val NAME = "pbkdf2-sha256"
        private const val PARTS = 4
        private const val SALT_BYTES = 16
        private const val HASH_BITS = 256
    }
}
