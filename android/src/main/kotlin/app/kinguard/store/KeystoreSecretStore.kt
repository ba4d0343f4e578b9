package app.kinguard.store

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.util.Log
import app.kinguard.store.SecretStore.Opened
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.util.Base64
import java.util.Collections
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * Encrypts with a key in Android's Keystore, which never leaves the phone's secure hardware. It works without unlocking
 * the phone, because an alert must also leave a locked phone in a drawer.
 */
class KeystoreSecretStore(private val alias: String = "kinguard") : SecretStore {
    /**
     * A cache of opened secrets: the contacts are read often, and the secure hardware is slow. Keys of the family change
     * with each message, so the oldest make room.
     */
    private val opened = Collections.synchronizedMap(
        object : LinkedHashMap<String, String>(MOST, LOAD, true) {
            override fun removeEldestEntry(eldest: Map.Entry<String, String>) = size > MOST
        },
    )

    override fun seal(plain: String): String? = unlessFailed { sealed(plain) }?.also { opened[it] = plain }

    override fun work(): Boolean {
        val box = unlessFailed { sealed(WORD) }?.let(::bytes) ?: return false
        return opened(null, box) == Opened.Text(WORD)
    }

    private fun <T> unlessFailed(act: () -> T): T? = try {
        act()
    } catch (failed: GeneralSecurityException) {
        null.also { note(failed) }
    } catch (failed: IOException) {
        null.also { note(failed) }
    } catch (failed: RuntimeException) {
        // Phone makers' keystores throw arbitrary exceptions.
        null.also { note(failed) }
    }

    override fun open(sealed: String): Opened =
        opened[sealed]?.let(Opened::Text) ?: bytes(sealed)?.let { opened(sealed, it) } ?: Opened.Lost

    /** Opens [bytes]. [sealed] is the key in the cache, or null to skip it. */
    private fun opened(sealed: String?, bytes: ByteArray): Opened = try {
        plain(bytes)?.let { plain ->
            if (sealed != null) opened[sealed] = plain
            Opened.Text(plain)
        } ?: Opened.Lost
    } catch (failed: GeneralSecurityException) {
        note(failed)
        if (failed is AEADBadTagException || failed.meansThatTheKeyIsGone()) Opened.Lost else Opened.NotNow
    } catch (failed: IOException) {
        Opened.NotNow.also { note(failed) }
    } catch (failed: RuntimeException) {
        note(failed)
        if (failed.meansThatTheKeyIsGone()) Opened.Lost else Opened.NotNow
    }

    /** Returns null if the text is not in the form that was written. */
    private fun bytes(sealed: String): ByteArray? = try {
        Base64.getDecoder().decode(sealed).takeIf { it.size > IV_BYTES }
    } catch (_: IllegalArgumentException) {
        null
    }

    /** Replaces a key that cannot come back, but never one that merely does not answer now. */
    private fun sealed(plain: String): String = try {
        sealed(plain, key() ?: newKey())
    } catch (failed: Exception) {
        if (!failed.meansThatTheKeyIsGone()) throw failed
        note(failed)
        sealed(plain, newKey())
    }

    private fun sealed(plain: String, key: SecretKey): String {
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.ENCRYPT_MODE, key)
        return Base64.getEncoder().encodeToString(cipher.iv + cipher.doFinal(plain.toByteArray()))
    }

    /** Returns null if there is no key. */
    private fun plain(bytes: ByteArray): String? {
        val key = key() ?: return null
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, bytes, 0, IV_BYTES))
        return String(cipher.doFinal(bytes, IV_BYTES, bytes.size - IV_BYTES))
    }

    private fun key(): SecretKey? {
        val store = KeyStore.getInstance(PROVIDER)
        store.load(null)
        return store.getKey(alias, null) as? SecretKey
    }

    private fun newKey(): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val wanted =
            KeyGenParameterSpec
                .Builder(alias, purposes)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .setKeySize(KEY_BITS)
                .setUserAuthenticationRequired(false)
                .setUnlockedDeviceRequired(false)
                .build()
        return KeyGenerator
            .getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER)
            .apply { init(wanted) }
            .generateKey()
    }

    private fun note(failed: Exception) {
        Log.w("store", "no key: ${failed.javaClass.simpleName}")
    }

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
        const val CIPHER = "AES/GCM/NoPadding"
        const val KEY_BITS = 256
        const val TAG_BITS = 128
        const val IV_BYTES = 12
        const val WORD = "self-test"
        const val MOST = 200
        const val LOAD = 0.75f
    }
}
