package app.kinguard.family.channel

import org.json.JSONObject
import java.security.SecureRandom
import java.util.Base64
import javax.crypto.Cipher
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec

/**
 * Encrypts a message for Bark's app, so that no server can read it: AES-256-GCM with the tag at the end, in Base64. The
 * app takes key and nonce as text, so both are letters and digits. Its settings: https://bark.day.app/#/encryption
 */
internal class BarkCipher(private val key: String, private val random: SecureRandom = SecureRandom()) {
    /** Returns the request that carries [body]. Its [id] lets a repeated message replace the first one. */
    fun encrypt(body: String, id: String, nonce: String = letters(NONCE, random)): String {
        val cipher = Cipher.getInstance("AES/GCM/NoPadding")
        val spec = GCMParameterSpec(TAG_BITS, nonce.toByteArray())
        cipher.init(Cipher.ENCRYPT_MODE, SecretKeySpec(key.toByteArray(), "AES"), spec)
        val text = Base64.getEncoder().encodeToString(cipher.doFinal(body.toByteArray()))
        return JSONObject().put("id", id).put("ciphertext", text).put("iv", nonce).toString()
    }

    companion object {
        private const val NONCE = 12
        private const val KEY = 32
        private const val TAG_BITS = 128
        private val LETTERS = ('A'..'Z') + ('a'..'z') + ('0'..'9')

        /** Returns a new key: 190 bits in the 32 characters that the app asks for. */
        fun newKey(random: SecureRandom = SecureRandom()): String = letters(KEY, random)

        private fun letters(count: Int, random: SecureRandom): String =
            List(count) { LETTERS[random.nextInt(LETTERS.size)] }.joinToString("")
    }
}
