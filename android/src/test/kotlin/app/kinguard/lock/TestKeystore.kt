package app.kinguard.lock

import android.security.keystore.KeyGenParameterSpec
import java.io.InputStream
import java.io.OutputStream
import java.security.InvalidAlgorithmParameterException
import java.security.Key
import java.security.KeyStoreException
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.UnrecoverableKeyException
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import javax.crypto.spec.SecretKeySpec

/**
 * A security provider that stands in for Android's Keystore, with the same name, interface and non-exportable keys.
 * Everything above it is what runs on a phone.
 */
internal class TestKeystore : Provider(NAME, "1.0", "keys of a test") {
    init {
        put("KeyStore.$NAME", Store::class.java.name)
        put("KeyGenerator.AES", Generator::class.java.name)
    }

    class Store : KeyStoreSpi() {
        override fun engineGetKey(alias: String, password: CharArray?): Key? {
            if (isDeaf) throw UnrecoverableKeyException("the keystore does not answer")
            (thrown ?: broken)?.let { throw it }
            return keys[alias]
        }

        override fun engineContainsAlias(alias: String) = alias in keys

        override fun engineDeleteEntry(alias: String) {
            keys.remove(alias)
        }

        override fun engineAliases(): Enumeration<String> = Collections.enumeration(keys.keys)

        override fun engineSize() = keys.size

        override fun engineIsKeyEntry(alias: String) = alias in keys

        override fun engineIsCertificateEntry(alias: String) = false

        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

        override fun engineGetCertificate(alias: String): Certificate? = null

        override fun engineGetCreationDate(alias: String): Date? = null

        override fun engineGetCertificateAlias(certificate: Certificate): String? = null

        override fun engineSetKeyEntry(alias: String, key: Key, word: CharArray?, chain: Array<Certificate>?): Unit =
            throw KeyStoreException("keys are made here")

        override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<Certificate>?): Unit =
            throw KeyStoreException("keys are made here")

        override fun engineSetCertificateEntry(alias: String, certificate: Certificate): Unit =
            throw KeyStoreException("no certificates")

        override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit

        override fun engineStore(stream: OutputStream?, password: CharArray?) = Unit
    }

    class Generator : KeyGeneratorSpi() {
        private var alias: String? = null

        override fun engineInit(parameters: AlgorithmParameterSpec?, random: SecureRandom?) {
            val wanted = parameters as? KeyGenParameterSpec
                ?: throw InvalidAlgorithmParameterException("Android's own are asked for")
            if (wanted.isUserAuthenticationRequired || wanted.isUnlockedDeviceRequired) {
                throw InvalidAlgorithmParameterException("an alert must go out from a locked phone")
            }
            alias = wanted.keystoreAlias
        }

        override fun engineInit(random: SecureRandom?) = Unit

        override fun engineInit(size: Int, random: SecureRandom?) = Unit

        override fun engineGenerateKey(): SecretKey {
            val key = SecretKeySpec(ByteArray(32).also(SecureRandom()::nextBytes), "AES")
            keys[checkNotNull(alias)] = key
            broken = null
            return key
        }
    }

    companion object {
        private const val NAME = "AndroidKeyStore"
        private val keys = mutableMapOf<String, SecretKey>()

        /** True if the keystore does not answer, as just after a boot. */
        var isDeaf = false

        /** The exception that a manufacturer's keystore throws against its contract, or null for none. */
        var thrown: RuntimeException? = null

        /** The exception thrown for the existing key until a new one replaces it, or null for none. */
        var broken: Exception? = null

        fun install() {
            forget()
            Security.addProvider(TestKeystore())
        }

        fun remove() = Security.removeProvider(NAME)

        /** Empties the keystore, as on another phone. */
        fun forget() {
            keys.clear()
            isDeaf = false
            thrown = null
            broken = null
        }
    }
}
