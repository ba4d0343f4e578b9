package app.kinguard.signals

import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.pm.ActivityInfo
import android.media.projection.MediaProjectionManager
import android.net.Uri
import android.provider.Settings
import app.kinguard.core.SettingsScreen
import app.kinguard.failure.unlessRefused

/** The guard's view of a screen that came to the front. */
sealed interface FrontScreen {
    /** An app, or a system screen that is used like one. */
    data class App(val settings: SettingsScreen?) : FrontScreen

    /** A dialog that the system lays over an app: the app behind it is still the one in use. */
    data class Dialog(val settings: SettingsScreen?) : FrontScreen

    /** "Start recording or casting?" */
    data object CaptureConsent : FrontScreen
}

/**
 * Recognises the system's own screens. Makers rename and move them, so this phone is asked first. The names from
 * Android's own source are known as well, because some phones answer with a stub.
 */
class FrontScreens(
    private val consent: ComponentName?,
    private val dialogs: Set<String>,
    private val settings: Map<ComponentName, SettingsScreen>,
) {
    fun of(screen: ComponentName): FrontScreen {
        val what =
            settings[screen]
                ?: SETTINGS[screen.className.substringAfterLast('.')]?.takeIf { isOfSystem(screen) }
        return when {
            screen == consent || screen.className.endsWith(CONSENT) -> FrontScreen.CaptureConsent
            screen.packageName in dialogs || what == SettingsScreen.UNINSTALL -> FrontScreen.Dialog(what)
            else -> FrontScreen.App(what)
        }
    }

    /** Returns whether short class names mean what they say: only in the packages that hold such screens. */
    private fun isOfSystem(screen: ComponentName) =
        screen.packageName in dialogs || SETTINGS_PACKAGES.any { it in screen.packageName }

    companion object {
        /** Asks this phone. Screens that it does not resolve are left to the known names. */
        fun ofThisPhone(context: Context): FrontScreens {
            val home = resolve(context, Intent(Settings.ACTION_SETTINGS)).toSet()
            val switchingOff = found(context, switchingOff(context.packageName)) - home
            // An activity that may hold both counts as a screen that can switch the guard off.
            val granting = found(context, granting(context.packageName)) - home - switchingOff.keys
            val settings = known(granting) + known(switchingOff)
            val asking = DIALOG_ACTIONS.flatMap { resolve(context, Intent(it)) }.map { it.packageName }
            return FrontScreens(consent(context), DIALOGS + asking, settings)
        }

        private fun consent(context: Context): ComponentName? = unlessRefused {
            context
                .getSystemService(MediaProjectionManager::class.java)
                ?.createScreenCaptureIntent()
                ?.component
        }

        private fun found(context: Context, screens: List<Pair<SettingsScreen, Intent>>) = screens
            .flatMap { (what, intent) -> resolve(context, intent).map { it to what } }
            .groupBy({ it.first }, { it.second })

        /** Drops activities that hold several screens: the content of such a frame cannot be told. */
        private fun known(found: Map<ComponentName, List<SettingsScreen>>) = found
            .mapValues { it.value.distinct() }
            .filterValues { it.size == 1 }
            .mapValues { it.value.first() }

        /** Screens that could switch the protection off. */
        private fun switchingOff(us: String): List<Pair<SettingsScreen, Intent>> {
            val ours = Uri.fromParts("package", us, null)
            return listOf(
                SettingsScreen.UNINSTALL to Intent(Intent.ACTION_DELETE, ours),
                SettingsScreen.APP_INFO to Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, ours),
                SettingsScreen.ACCESSIBILITY to Intent(Settings.ACTION_ACCESSIBILITY_SETTINGS),
                SettingsScreen.USAGE_ACCESS to Intent(Settings.ACTION_USAGE_ACCESS_SETTINGS),
                SettingsScreen.AIRPLANE to Intent(Settings.ACTION_AIRPLANE_MODE_SETTINGS),
            )
        }

        /**
         * Screens that could give an app more than it should have: the list of all apps and the page of one, which may
         * be different activities.
         */
        private fun granting(us: String): List<Pair<SettingsScreen, Intent>> {
            val ours = Uri.fromParts("package", us, null)
            return listOf(
                SettingsScreen.UNKNOWN_SOURCES to Intent(Settings.ACTION_MANAGE_UNKNOWN_APP_SOURCES),
                SettingsScreen.UNKNOWN_SOURCES to Intent(Settings.ACTION_MANAGE_UNKNOWN_APP_SOURCES, ours),
                SettingsScreen.OVERLAY to Intent(Settings.ACTION_MANAGE_OVERLAY_PERMISSION),
                SettingsScreen.OVERLAY to Intent(Settings.ACTION_MANAGE_OVERLAY_PERMISSION, ours),
                SettingsScreen.NFC to Intent(Settings.ACTION_NFC_SETTINGS),
            )
        }

        /** Returns the activity, and the one behind it if it is an alias: usage events name the latter. */
        private fun resolve(context: Context, intent: Intent): List<ComponentName> {
            val found = unlessRefused { context.packageManager.resolveActivity(intent, 0)?.activityInfo }
            return found?.let(::names).orEmpty().filterNot { it.className.endsWith(CHOOSER) }
        }

        private fun names(activity: ActivityInfo): List<ComponentName> =
            listOfNotNull(activity.name, activity.targetActivity)
                .map { ComponentName(activity.packageName.orEmpty(), it) }

        private const val CONSENT = ".MediaProjectionPermissionActivity"

        /** Shown by the system when several apps could answer. It hides which one will. */
        private const val CHOOSER = "ResolverActivity"

        private val DIALOG_ACTIONS =
            listOf(
                "android.content.pm.action.REQUEST_PERMISSIONS",
                "android.content.pm.action.CONFIRM_INSTALL",
            )

        private val DIALOGS =
            setOf(
                "android",
                "com.android.systemui",
                "com.android.permissioncontroller",
                "com.google.android.permissioncontroller",
                "com.samsung.android.permissioncontroller",
                "com.android.packageinstaller",
                "com.google.android.packageinstaller",
                "com.miui.packageinstaller",
            )

        private val SETTINGS_PACKAGES =
            listOf("settings", "packageinstaller", "securitycenter", "accessibility")

        /** Keyed by the last part of the class name, as in Android's source and from a few makers. */
        private val SETTINGS =
            mapOf(
                "UninstallerActivity" to SettingsScreen.UNINSTALL,
                "UninstallLaunch" to SettingsScreen.UNINSTALL,
                "InstalledAppDetails" to SettingsScreen.APP_INFO,
                "InstalledAppDetailsTop" to SettingsScreen.APP_INFO,
                "AppInfoDashboardActivity" to SettingsScreen.APP_INFO,
                "ApplicationsDetailsActivity" to SettingsScreen.APP_INFO,
                "Settings\$AppInfoDashboardActivity" to SettingsScreen.APP_INFO,
                "Settings\$AccessibilitySettingsActivity" to SettingsScreen.ACCESSIBILITY,
                "Settings\$AccessibilityDetailsSettingsActivity" to SettingsScreen.ACCESSIBILITY,
                "Settings\$UsageAccessSettingsActivity" to SettingsScreen.USAGE_ACCESS,
                "Settings\$AppUsageAccessSettingsActivity" to SettingsScreen.USAGE_ACCESS,
                "Settings\$NetworkDashboardActivity" to SettingsScreen.AIRPLANE,
                "Settings\$AirplaneModeSettingsActivity" to SettingsScreen.AIRPLANE,
                "Settings\$ManageExternalSourcesActivity" to SettingsScreen.UNKNOWN_SOURCES,
                "Settings\$ManageAppExternalSourcesActivity" to SettingsScreen.UNKNOWN_SOURCES,
                "Settings\$OverlaySettingsActivity" to SettingsScreen.OVERLAY,
                "Settings\$AppDrawOverlaySettingsActivity" to SettingsScreen.OVERLAY,
                // Older releases have it on a page with several things, which the phone itself has to name.
                "Settings\$NfcSettingsActivity" to SettingsScreen.NFC,
            )
    }
}
