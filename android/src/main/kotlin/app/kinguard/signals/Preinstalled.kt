package app.kinguard.signals

import android.content.pm.PackageManager
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.isPreinstalled

/** Whether the app came with the phone; null where the phone does not tell, as of an app that is gone. */
internal fun PackageManager.isPreinstalled(app: String): Boolean? = try {
    unlessRefused { getApplicationInfo(app, 0) }?.isPreinstalled()
} catch (_: PackageManager.NameNotFoundException) {
    null
}
