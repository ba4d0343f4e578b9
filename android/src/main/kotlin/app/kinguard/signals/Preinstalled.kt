package app.kinguard.signals

import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager

/**
 * Whether the app came with the phone, updated or not: an update has to carry the maker's signature, so it is no
 * stranger's.
 */
internal fun ApplicationInfo.isPreinstalled(): Boolean =
    flags and (ApplicationInfo.FLAG_SYSTEM or ApplicationInfo.FLAG_UPDATED_SYSTEM_APP) != 0

/** The same of an app by its id; null where the phone does not tell, as of an app that is gone. */
internal fun PackageManager.isPreinstalled(app: String): Boolean? = try {
    orNull { getApplicationInfo(app, 0) }?.isPreinstalled()
} catch (_: PackageManager.NameNotFoundException) {
    null
}
