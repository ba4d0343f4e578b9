package app.kinguard.setup.step

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.provider.Settings
import android.util.Log

/** Opens the system's screens, of which none has to be there. */
internal object SettingsIntents {
    /**
     * The first of [candidates] that opens, else the app's details, else the settings. Returns whether anything did. A
     * screen may be missing, kept from others, or broken: makers throw what no documentation names.
     */
    fun open(context: Context, candidates: List<Intent>, start: (Intent) -> Unit): Boolean =
        (candidates + details(context) + Intent(Settings.ACTION_SETTINGS)).any { opens(it, start) }

    /** Returns whether it did. */
    fun opens(intent: Intent, start: (Intent) -> Unit): Boolean = try {
        start(intent)
        true
    } catch (_: ActivityNotFoundException) {
        false
    } catch (refused: RuntimeException) {
        Log.w("setup", "a screen does not open: ${refused.javaClass.simpleName}")
        false
    }

    fun details(context: Context) = ofThisApp(context, Settings.ACTION_APPLICATION_DETAILS_SETTINGS)

    fun ofThisApp(context: Context, action: String) =
        Intent(action, Uri.fromParts("package", context.packageName, null))
}
