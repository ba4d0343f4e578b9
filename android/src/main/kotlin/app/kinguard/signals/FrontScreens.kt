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

/** What a screen that came to the front is to the guard. */
sealed interface FrontScreen {
    /** An app, or a screen of the system that is used like one. */
    data class App(val settings: SettingsScreen?) : FrontScreen

    /** A dialog that the system lays over an app: the app behind it is still the one in use. */
    data class Dialog(val settings: SettingsScreen?) : FrontScreen

    /** "Start recording or casting?" */
    data object CaptureConsent : FrontScreen
}

/**
 * Knows the system's own screens. Makers rename and move them, so this phone is asked first; the names that Android's
 * own source gives them are known besides, because some phones answer with a stub.
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

    /** Short class names are taken for what they say only in the packages that hold such screens. */
    private fun isOfSystem(screen: ComponentName) =
        screen.packageName in dialogs || SETTINGS_PACKAGES.any { it in screen.packageName }

    companion object {
        /** Asks this phone. Whatever it does not answer is left to the known names. */
        fun ofThisPhone(context: Context): FrontScreens {
            val home = resolve(context, Intent(Settings.ACTION_SETTINGS)).toSet()
            val switchingOff = found(context, switchingOff(context.packageName)) - home
            // Where both may be on one activity, it is what could switch the guard off.
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

        /** One activity for several screens is a frame whose content cannot be told. */
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

        /** Screens that could give an app more than it should have: of all apps, and of one, which may be another activity. */
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

        /** The activity, and the one behind it when it is an alias: usage events name the latter. */
        private fun resolve(context: Context, intent: Intent): List<ComponentName> {
            val found = unlessRefused { context.packageManager.resolveActivity(intent, 0)?.activityInfo }
            return found?.let(::names).orEmpty().filterNot { it.className.endsWith(CHOOSER) }
        }

        private fun names(activity: ActivityInfo): List<ComponentName> =
            listOfNotNull(activity.name, activity.targetActivity)
                .map { ComponentName(activity.packageName.orEmpty(), it) }

        private const val CONSENT = ".MediaProjectionPermissionActivity"

        /** What the system shows when several apps could answer: then it is not known which will. */
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

        /** By the last part of the class name, as Android's source and a few makers have them. */
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
                // Older releases have it on a page of several things, which the phone itself has to name.
                "Settings\$NfcSettingsActivity" to SettingsScreen.NFC,
            )
    }
}
