package app.kinguard.setup

import android.Manifest
import android.app.Activity
import android.app.AppOpsManager
import android.app.NotificationManager
import android.app.role.RoleManager
import android.content.Intent
import android.content.pm.PackageInstaller
import android.content.pm.PackageManager
import android.os.Build
import android.os.PowerManager
import android.os.Process
import android.telephony.TelephonyManager
import app.kinguard.AndroidPhone
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.ShownScreen
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Language
import app.kinguard.setup.step.SetupStep
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Before
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowBuild
import org.robolectric.shadows.ShadowNotificationManager
import org.robolectric.shadows.ShadowSettings
import org.robolectric.shadows.ShadowSubscriptionManager

/** Runs setup in the real application, on a phone that grants what a test tells it to. */
@Config(
    application = RestartableApp::class,
    qualifiers = "zh-rCN-w411dp-h891dp-420dpi",
    shadows = [SetupTest.FullScreen::class],
)
abstract class SetupTest {
    internal val app = RuntimeEnvironment.getApplication() as RestartableApp
    internal val phone = AndroidPhone(app)
    internal lateinit var controller: ActivityController<SetupActivity>
    internal val shown: ShownScreen<SetupActivity> get() = ShownScreen(controller)
    internal val screens get() = app.container.setup
    internal val store get() = screens.store
    internal val contacts get() = app.container.contacts

    @Before
    @Suppress("DEPRECATION") // Its replacement needs a permission to read the value back.
    fun isNew() {
        val telephony = app.getSystemService(TelephonyManager::class.java)
        shadowOf(telephony).setSimCountryIso("cn")
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_TELEPHONY, true)
        shadowOf(roles).addAvailableRole(RoleManager.ROLE_CALL_SCREENING)
        shadowOf(app.getSystemService(NotificationManager::class.java)).setNotificationsEnabled(before33())
        ShadowSettings.setCanDrawOverlays(false)
        shadowOf(app.getSystemService(AppOpsManager::class.java))
            .setMode(AppOpsManager.OPSTR_GET_USAGE_STATS, Process.myUid(), app.packageName, AppOpsManager.MODE_IGNORED)
        // Robolectric does not read the switch from the manifest.
        if (Build.VERSION.SDK_INT == Build.VERSION_CODES.TIRAMISU) {
            app.applicationInfo.setEnableOnBackInvokedCallback(true)
        }
        ShadowSubscriptionManager.setDefaultSmsSubscriptionId(1)
        phone.processStarts()
    }

    @After
    fun end() {
        if (::controller.isInitialized) controller.pause().stop().destroy()
        phone.processDies()
    }

    /** Opens setup, past the question whose phone it is. */
    internal fun open(intent: Intent = SetupActivity.intent(app)) {
        openFirst(intent)
        shown.button(app.getString(R.string.relative_role_parent))?.performClick()
        phone.idle()
    }

    /** Opens setup where it is. */
    internal fun openFirst(intent: Intent = SetupActivity.intent(app)) {
        if (::controller.isInitialized) controller.pause().stop().destroy()
        controller = Robolectric.buildActivity(SetupActivity::class.java, intent).setup()
        phone.idle()
    }

    internal fun openAt(step: SetupStep) {
        store.step = step
        openFirst()
    }

    /** Kills the process behind the opened screen, and lets Android restore the page. */
    internal fun dies() {
        val state = android.os.Bundle()
        controller.pause().stop().saveInstanceState(state).destroy()
        phone.processDies()
        phone.processStarts()
        controller = Robolectric.buildActivity(SetupActivity::class.java, controller.get().intent).setup(state)
        phone.idle()
    }

    /** Comes back from the system's screen. */
    internal fun comesBack() {
        controller.pause().resume()
        phone.idle()
    }

    /** Brings another app to the front, or switches the screen off. */
    internal fun leaves() {
        controller.pause().stop()
        phone.settle()
    }

    internal fun isOpenedAgain() {
        controller.restart().resume()
        phone.idle()
    }

    /** Presses or swipes back. */
    internal fun back() {
        if (before33()) {
            @Suppress("DEPRECATION")
            controller.get().onBackPressed()
        } else {
            controller.get().window.decorView.viewRootImpl.onBackInvokedDispatcher.topCallback?.onBackInvoked()
        }
        phone.idle()
    }

    /** Returns the next intent that the page started. */
    internal fun opened(): Intent? = generateSequence { shadowOf(controller.get()).nextStartedActivity }
        .firstOrNull { it.action != "android.content.pm.action.REQUEST_PERMISSIONS" }

    /** Returns the permissions that Android's dialog asks for. */
    internal fun asked(): Set<String> =
        shadowOf(controller.get()).lastRequestedPermission?.requestedPermissions?.toSet().orEmpty()

    internal fun allows(vararg permissions: String) = answers(permissions.toSet(), emptySet())

    /** Refuses [permissions]. With [again], Android would ask once more. */
    internal fun refuses(vararg permissions: String, again: Boolean) {
        permissions.forEach { shadowOf(app.packageManager).setShouldShowRequestPermissionRationale(it, again) }
        answers(emptySet(), permissions.toSet())
    }

    private fun answers(granted: Set<String>, denied: Set<String>) {
        shadowOf(app).grantPermissions(*granted.toTypedArray())
        val all = granted.toList() + denied
        val results = all.map {
            if (it in granted) PackageManager.PERMISSION_GRANTED else PackageManager.PERMISSION_DENIED
        }
        controller.pause()
        controller.get().onRequestPermissionsResult(1, all.toTypedArray(), results.toIntArray())
        controller.resume()
        phone.idle()
    }

    @Suppress("DEPRECATION") // As above.
    internal fun givesRole(on: Boolean) {
        if (on) shadowOf(roles).addHeldRole(RoleManager.ROLE_CALL_SCREENING)
        val question = checkNotNull(opened())
        assertEquals("android.app.role.action.REQUEST_ROLE", question.action)
        controller.pause()
        shadowOf(
            controller.get(),
        ).receiveResult(question, if (on) Activity.RESULT_OK else Activity.RESULT_CANCELED, null)
        controller.resume()
        phone.idle()
    }

    internal fun allowsNotices() {
        shadowOf(app.getSystemService(NotificationManager::class.java)).setNotificationsEnabled(true)
    }

    /** From Android 14 on the user must allow it. */
    internal fun allowsFullScreen() {
        val notices = shadowOf(app.getSystemService(NotificationManager::class.java))
        (notices as FullScreen).allowed = true
    }

    internal fun allowsOverlay(on: Boolean = true) = ShadowSettings.setCanDrawOverlays(on)

    internal fun allowsUsage(on: Boolean = true) = shadowOf(app.getSystemService(AppOpsManager::class.java)).setMode(
        AppOpsManager.OPSTR_GET_USAGE_STATS,
        Process.myUid(),
        app.packageName,
        if (on) AppOpsManager.MODE_ALLOWED else AppOpsManager.MODE_IGNORED,
    )

    /** Exempts the app from losing its permissions while it is unused. */
    internal fun keepsPermissions() = shadowOf(app.packageManager).setAutoRevokeWhitelisted(true)

    internal fun leavesRunning() =
        shadowOf(app.getSystemService(PowerManager::class.java)).setIgnoringBatteryOptimizations(app.packageName, true)

    internal fun isMadeBy(maker: String, brand: String = maker) {
        ShadowBuild.setManufacturer(maker)
        ShadowBuild.setBrand(brand)
    }

    /** From Android 13 on the system knows where an app came from. */
    internal fun cameFromFile() = shadowOf(app.packageManager).setInstallSourceInfo(
        app.packageName,
        null,
        null,
        null,
        null,
        null,
        PackageInstaller.PACKAGE_SOURCE_DOWNLOADED_FILE,
    )

    internal fun add(name: String = "女儿小芳", number: String = "+8613900000001"): Contact =
        contacts.add(name, number, Language.MAINLAND, listOf(Address.TextMessage))

    internal fun assertStep(step: SetupStep, title: Int) {
        assertEquals(step, store.step)
        shown.says(app.getString(title))
    }

    internal fun before33() = Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU

    private val roles get() = app.getSystemService(RoleManager::class.java)

    @Implements(NotificationManager::class)
    internal class FullScreen : ShadowNotificationManager() {
        var allowed = false

        @Implementation(minSdk = 34)
        fun canUseFullScreenIntent() = allowed
    }

    internal companion object {
        val PHONE = arrayOf(
            Manifest.permission.READ_CONTACTS,
            Manifest.permission.READ_PHONE_STATE,
            Manifest.permission.READ_PHONE_NUMBERS,
            Manifest.permission.ANSWER_PHONE_CALLS,
            Manifest.permission.CALL_PHONE,
        )
        const val SMS = Manifest.permission.SEND_SMS
        const val NOTICES = "android.permission.POST_NOTIFICATIONS"
    }
}
