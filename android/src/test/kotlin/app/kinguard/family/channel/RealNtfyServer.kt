package app.kinguard.family.channel

/**
 * A real ntfy server to run tests against, where `-Dkinguard.ntfy.url` names one. Tests of sealed messages need https,
 * and for a certificate of one's own `-Dkinguard.ntfy.fingerprint`, its SHA-256.
 */
internal class RealNtfyServer private constructor(val url: String, val fingerprint: String?) {
    val isSecure get() = url.startsWith("https:")

    companion object {
        val named: RealNtfyServer? by lazy {
            property("kinguard.ntfy.url")?.let {
                RealNtfyServer(it.trimEnd('/'), property("kinguard.ntfy.fingerprint"))
            }
        }

        private fun property(name: String) = System.getProperty(name)?.takeIf(String::isNotBlank)
    }
}
