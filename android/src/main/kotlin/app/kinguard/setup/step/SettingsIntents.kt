package app.kinguard.setup.step

import android.content.Context
import android.content.Intent
import android.net.Uri
import android.provider.Settings
import app.kinguard.failure.isAllowed

/** Opens system screens, any of which may be missing. */
internal object SettingsIntents {
    /**
     * Opens the first of [candidates] that works, else the app's details, else the settings. Returns whether anything
     * opened. A screen may be missing, not exported, or broken: manufacturers' screens throw undocumented exceptions.
     */
    fun open(context: Context, candidates: List<Intent>, start: (Intent) -> Unit): Boolean =
        (candidates + details(context) + Intent(Settings.ACTION_SETTINGS)).any { opens(it, start) }

    /** Starts [intent] and returns whether that worked. */
    fun opens(intent: Intent, start: (Intent) -> Unit): Boolean = isAllowed { start(intent) }

    fun details(context: Context) = ofThisApp(context, Settings.ACTION_APPLICATION_DETAILS_SETTINGS)

    fun ofThisApp(context: Context, action: String) =
        Intent(action, Uri.fromParts("package", context.packageName, null))
}
