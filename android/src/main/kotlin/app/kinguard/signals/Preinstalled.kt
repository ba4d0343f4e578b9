package app.kinguard.signals

import android.content.pm.PackageManager
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.isPreinstalled

/** Returns whether the app came with the phone. Null if the phone does not say, for example because the app is gone. */
internal fun PackageManager.isPreinstalled(app: String): Boolean? = try {
    unlessRefused { getApplicationInfo(app, 0) }?.isPreinstalled()
} catch (_: PackageManager.NameNotFoundException) {
    null
}
