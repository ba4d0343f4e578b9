package app.kinguard.signals

import android.content.ComponentName
import android.content.Context
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import app.kinguard.failure.unlessRefused
import java.security.MessageDigest

/**
 * The identity of an accessibility service. An app that takes over its name after its removal has another signer, or
 * was installed at another time.
 */
data class ServiceIdentity(
    val service: ComponentName,
    /** SHA-256 of each certificate that the app is signed with, in hexadecimal, sorted. */
    val signers: List<String>,
    /** The installation time of the app, by the wall clock: an update keeps it, a new installation does not. */
    val installedMs: Long,
)

/** Returns the identity of [service]. Null if the phone hides its app. */
internal fun Context.identityOf(service: ComponentName): ServiceIdentity? {
    val app = packageManager.signed(service.packageName) ?: return null
    val signers = app.signingInfo?.apkContentsSigners.orEmpty().map { digest(it.toByteArray()) }.sorted()
    return ServiceIdentity(service, signers, app.firstInstallTime).takeIf { signers.isNotEmpty() }
}

private fun PackageManager.signed(app: String): PackageInfo? = try {
    unlessRefused { getPackageInfo(app, PackageManager.GET_SIGNING_CERTIFICATES) }
} catch (_: PackageManager.NameNotFoundException) {
    null
}

private fun digest(certificate: ByteArray): String =
    MessageDigest.getInstance("SHA-256").digest(certificate).joinToString("") { "%02x".format(it) }
