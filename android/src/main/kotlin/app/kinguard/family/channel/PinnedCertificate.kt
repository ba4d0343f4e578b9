package app.kinguard.family.channel

import java.security.MessageDigest
import java.security.cert.CertificateException
import java.security.cert.X509Certificate
import javax.net.ssl.HostnameVerifier
import javax.net.ssl.HttpsURLConnection
import javax.net.ssl.SSLContext
import javax.net.ssl.SSLPeerUnverifiedException
import javax.net.ssl.SSLSession
import javax.net.ssl.X509TrustManager

/**
 * Trusts exactly one certificate, regardless of its issuer, name and dates: a server at home has a self-signed
 * certificate, whose fingerprint came with the pairing code.
 */
internal class PinnedCertificate private constructor(private val sha256: ByteArray) :
    X509TrustManager,
    HostnameVerifier {
    override fun checkServerTrusted(chain: Array<X509Certificate>?, authType: String?) {
        if (!isIt(chain?.firstOrNull())) throw CertificateException("not the certificate of the pairing code")
    }

    override fun checkClientTrusted(chain: Array<X509Certificate>?, authType: String?): Unit =
        throw CertificateException("nobody is served here")

    override fun getAcceptedIssuers(): Array<X509Certificate> = emptyArray()

    override fun verify(hostname: String?, session: SSLSession): Boolean = try {
        isIt(session.peerCertificates.firstOrNull() as? X509Certificate)
    } catch (_: SSLPeerUnverifiedException) {
        false
    }

    private fun isIt(certificate: X509Certificate?): Boolean =
        certificate != null && MessageDigest.isEqual(digest(certificate.encoded), sha256)

    companion object {
        private val HEX = Regex("[0-9a-f]{64}")
        private const val BASE = 16

        /**
         * @throws CertificateException if [fingerprint] is invalid: then nothing is trusted, not everything.
         */
        fun of(fingerprint: String): PinnedCertificate {
            val hex = fingerprint.lowercase().filterNot { it == ':' || it == ' ' }
            if (!HEX.matches(hex)) throw CertificateException("no SHA-256 fingerprint")
            return PinnedCertificate(hex.chunked(2) { it.toString().toInt(BASE).toByte() }.toByteArray())
        }

        private fun digest(bytes: ByteArray): ByteArray = MessageDigest.getInstance("SHA-256").digest(bytes)
    }
}

internal fun HttpsURLConnection.pin(certificate: PinnedCertificate) {
    val context = SSLContext.getInstance("TLS")
    context.init(null, arrayOf(certificate), null)
    sslSocketFactory = context.socketFactory
    hostnameVerifier = certificate
}
