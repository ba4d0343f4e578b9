package app.kinguard

import android.app.AppOpsManager
import android.app.NotificationManager
import android.provider.Settings
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.FamilyMessage
import app.kinguard.core.InstallSource
import app.kinguard.core.RuleId
import app.kinguard.guard.GuardNotification
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.health.screen.HealthActivity
import app.kinguard.page.PageAccess
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** New apps and their permissions in the real application. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class InstallsInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)

    @Before
    fun begin() = phone.isSetUp()

    @After
    fun end() = phone.processDies()

    @Test
    fun `what a new app is given in a stranger's call is warned of, and what an old one is given is not`() {
        phone.installs(PARCELS, "包裹", InstallSource.STORE)
        phone.passTo(phone.nowMs + 10 * MINUTE_MS)
        phone.callStarts(Direction.INCOMING, "01082345678", known = false)
        phone.callIsAnswered()
        phone.passTo(phone.nowMs + 2 * MINUTE_MS)
        phone.holds(OLD)
        mayDraw(OLD)
        assertEquals(emptyList<RuleId>(), phone.warned.map { it.rule })
        mayDraw(PARCELS)
        assertEquals(listOf(RuleId.PERMISSION_DURING_CALL), phone.warned.map { it.rule })
        assertEquals(listOf(FamilyMessage.EARLY), phone.told)
    }

    @Test
    fun `a list of apps that is hidden is a loss to all who look, until it is shown again`() {
        assertFalse(Capability.INSTALLED_APPS in app.health.verdict().lacking)
        phone.hidesItsApps()
        phone.passTo(phone.nowMs + 3 * MINUTE_MS)
        assertEquals(listOf(FamilyMessage.PROTECTION), phone.told)
        assertEquals(LinkState.Missing(Capability.INSTALLED_APPS), app.health.verdict().links[Link.INSTALL])
        assertFalse(app.health.verdict().guarded)
        assertTrue(notice(), "看不到：新装的软件" in notice())
        val page = Robolectric.buildActivity(HealthActivity::class.java).setup()
        phone.settle()
        ShownScreen(page).says("应用列表", "始终允许")
        page.pause().stop().destroy()
        phone.holds(OLD)
        phone.passTo(phone.nowMs + 3 * MINUTE_MS)
        assertEquals(listOf(FamilyMessage.PROTECTION, FamilyMessage.RESTORED), phone.told)
        assertFalse(notice(), "看不到" in notice())
    }

    @Test
    fun `an app that is switched on in the settings and listed nowhere may act for the person`() {
        assertEquals(PageAccess.OPEN, phone.passage)
        Settings.Secure.putString(
            app.contentResolver,
            Settings.Secure.ENABLED_ACCESSIBILITY_SERVICES,
            "$PARCELS/$PARCELS.Service",
        )
        phone.passTo(phone.nowMs + MINUTE_MS)
        assertEquals(PageAccess.SHUT, phone.passage)
    }

    private fun mayDraw(name: String) {
        val uid = app.packageManager.getPackageUid(name, 0)
        shadowOf(app.getSystemService(AppOpsManager::class.java))
            .setMode(AppOpsManager.OPSTR_SYSTEM_ALERT_WINDOW, uid, name, AppOpsManager.MODE_ALLOWED)
        phone.settle()
    }

    private fun notice(): String {
        val manager = shadowOf(app.getSystemService(NotificationManager::class.java))
        return checkNotNull(
            manager.getNotification(GuardNotification.ID),
        ).extras.getCharSequence("android.bigText").toString()
    }

    private companion object {
        const val PARCELS = "com.example.parcels"
        const val OLD = "com.example.old"
        const val MINUTE_MS = 60_000L
    }
}
