package app.kinguard.phone

import android.content.Context
import android.content.pm.PackageManager
import android.graphics.drawable.Drawable
import app.kinguard.text.label

/**
 * How an app shows itself to a person. Name and picture are whatever it likes to be taken for; only the id is nobody
 * else's on this phone.
 */
class AppIdentity private constructor(
    val app: String,
    /** The id again where the phone does not show the app, or it has no name. */
    val label: String,
    /** Null where the phone does not show the app. */
    val icon: Drawable?,
) {
    companion object {
        fun of(context: Context, app: String): AppIdentity {
            val packages = context.packageManager
            val found = try {
                packages.getApplicationInfo(app, 0)
            } catch (_: PackageManager.NameNotFoundException) {
                return AppIdentity(app, app, null)
            }
            // A long name would push what is to be read off the page.
            return AppIdentity(app, label(found.loadLabel(packages), LONGEST) ?: app, found.loadIcon(packages))
        }

        private const val LONGEST = 40
    }
}
