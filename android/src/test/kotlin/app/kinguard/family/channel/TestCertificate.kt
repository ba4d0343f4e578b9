package app.kinguard.family.channel

import java.io.File
import java.security.KeyStore
import java.security.MessageDigest
import java.security.cert.Certificate
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLSocketFactory
import javax.net.ssl.TrustManagerFactory

/** A self-signed certificate, created for this run by the JDK's own tool. */
internal class TestCertificate private constructor(name: String, vararg options: String) {
    private val store: KeyStore

    init {
        val file = File.createTempFile("certificate", ".p12").apply { delete() }
        val tool = File(System.getProperty("java.home"), "bin/keytool").path
        val command = listOf(
            tool, "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=$name",
            "-storetype", "PKCS12", "-keystore", file.path, "-storepass", PASSWORD, *options,
        )
        val process = ProcessBuilder(command).redirectErrorStream(true).start()
        val said = process.inputStream.bufferedReader().readText()
        check(process.waitFor() == 0) { said }
        store = KeyStore.getInstance("PKCS12").apply { file.inputStream().use { load(it, PASSWORD.toCharArray()) } }
        file.delete()
    }

    private val certificate: Certificate get() = store.getCertificate(ALIAS)

    val fingerprint: String =
        MessageDigest.getInstance("SHA-256").digest(certificate.encoded).joinToString("") { "%02x".format(it) }

    /** Created once: the store needs ten thousand rounds to open its key. */
    val serverContext: SSLContext by lazy {
        val keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm())
        keys.init(store, PASSWORD.toCharArray())
        SSLContext.getInstance("TLS").apply { init(keys.keyManagers, null, null) }
    }

    /** Returns the sockets of a phone for which a public authority has signed this certificate. */
    fun trusting(): SSLSocketFactory {
        val trusted = KeyStore.getInstance(KeyStore.getDefaultType()).apply { load(null) }
        trusted.setCertificateEntry(ALIAS, certificate)
        val trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()).apply { init(trusted) }
        return SSLContext.getInstance("TLS").apply { init(null, trust.trustManagers, null) }.socketFactory
    }

    companion object {
        private const val ALIAS = "own"
        private const val PASSWORD = "only for tests"

        val home by lazy { TestCertificate("home", "-ext", "san=dns:nas.home") }
        val other by lazy { TestCertificate("home", "-ext", "san=dns:nas.home") }
        val local by lazy { TestCertificate("local", "-ext", "san=ip:127.0.0.1") }
        val expired by lazy { TestCertificate("old", "-startdate", "-10d", "-validity", "2") }
    }
}
