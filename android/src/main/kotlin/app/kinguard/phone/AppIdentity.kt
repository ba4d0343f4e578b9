package app.kinguard.phone

import android.content.Context
import android.content.pm.PackageManager
import android.graphics.drawable.Drawable
import app.kinguard.text.label

/** The appearance of an app. Its name and icon may imitate any other app; only the id is unique on this phone. */
class AppIdentity private constructor(
    val app: String,
    /** The id again if the phone hides the app, or it has no name. */
    val label: String,
    /** The icon. Null if the phone hides the app. */
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
            // A long name would push the text below it off the page.
            return AppIdentity(app, label(found.loadLabel(packages), LONGEST) ?: app, found.loadIcon(packages))
        }

        private const val LONGEST = 40
    }
}
