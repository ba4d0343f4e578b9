package app.kinguard.signals

import android.Manifest
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.content.pm.ServiceInfo
import app.kinguard.core.Declaration
import app.kinguard.failure.unlessRefused

/**
 * Returns what the app's manifest asks for. Null if the phone does not say, because the app is gone or has more
 * components than one answer of the system can hold.
 */
internal fun PackageManager.declarations(app: String): List<Declaration>? = try {
    unlessRefused { getPackageInfo(app, EVERYTHING) }?.declarations()
} catch (_: PackageManager.NameNotFoundException) {
    null
}

/** The flags for every component, including disabled ones: an app can enable its own at any time. */
private const val EVERYTHING =
    PackageManager.GET_PERMISSIONS or
        PackageManager.GET_SERVICES or
        PackageManager.GET_RECEIVERS or
        PackageManager.MATCH_DISABLED_COMPONENTS

private fun PackageInfo.declarations(): List<Declaration> = Declaration.entries.filter(::declares)

private fun PackageInfo.declares(what: Declaration): Boolean = when (what) {
    Declaration.ACCESSIBILITY -> hasService(Manifest.permission.BIND_ACCESSIBILITY_SERVICE)

    Declaration.SMS ->
        asksFor(Manifest.permission.RECEIVE_SMS) ||
            asksFor(Manifest.permission.READ_SMS) ||
            // The default SMS app has such a receiver.
            hasReceiver(Manifest.permission.BROADCAST_SMS)

    Declaration.OVERLAY -> asksFor(Manifest.permission.SYSTEM_ALERT_WINDOW)

    Declaration.CAPTURE -> services.orEmpty().any { it.mayCapture() }

    Declaration.CARD_EMULATION -> hasService(Manifest.permission.BIND_NFC_SERVICE)

    Declaration.INSTALLS_APPS -> asksFor(Manifest.permission.REQUEST_INSTALL_PACKAGES)

    Declaration.DEVICE_ADMIN -> hasReceiver(Manifest.permission.BIND_DEVICE_ADMIN)
}

/** Returns whether its manifest allows it to capture the screen while it is in the foreground. */
internal fun ServiceInfo.mayCapture(): Boolean =
    foregroundServiceType and ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PROJECTION != 0

private fun PackageInfo.asksFor(permission: String) = permission in requestedPermissions.orEmpty()

private fun PackageInfo.hasService(permission: String) = services.orEmpty().any { it.permission == permission }

private fun PackageInfo.hasReceiver(permission: String) = receivers.orEmpty().any { it.permission == permission }
