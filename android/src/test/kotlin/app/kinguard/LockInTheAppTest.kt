package app.kinguard

import android.accessibilityservice.AccessibilityServiceInfo
import android.app.UiModeManager
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.ResolveInfo
import android.content.pm.ServiceInfo
import android.view.accessibility.AccessibilityManager
import app.kinguard.core.Event
import app.kinguard.guard.Onlookers
import app.kinguard.lock.PauseActivity
import app.kinguard.page.Passage
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers

/** What stands before the family's pages in the real application. */
@RunWith(AndroidRunner::class)
@Config(application = MortalApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class LockInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as MortalApp
    private val phone = AndroidPhone(app)
    private val passage get() = phone.passage

    @Before
    fun begin() = phone.isSetUp()

    @After
    fun end() = phone.processDies()

    @Test
    fun `whoever may be looking on shuts them, PIN or not`() {
        setPin()
        assertEquals(Passage.PIN, passage)
        phone.privateDisplay(DISPLAY, true)
        assertEquals(Passage.SHUT, passage)
        app.lock.pin.give(PIN) {}
        assertEquals("the right PIN opens nothing then", Passage.SHUT, passage)
        phone.privateDisplay(DISPLAY, false)
        assertEquals(Passage.OPEN, passage)
    }

    @Test
    fun `also who captures into a display that all may look at`() {
        phone.publicDisplay(DISPLAY, "WebRTC_ScreenCapture")
        assertEquals(Passage.SHUT, passage)
        phone.publicDisplayGoes(DISPLAY)
        assertEquals(Passage.OPEN, passage)
    }

    @Test
    fun `a car's screen shuts nothing, nor do the pages of an app`() {
        app.sendBroadcast(Intent(UiModeManager.ACTION_ENTER_CAR_MODE))
        phone.settle()
        phone.privateDisplay(DISPLAY, true)
        assertEquals(Passage.OPEN, passage)
        app.sendBroadcast(Intent(UiModeManager.ACTION_EXIT_CAR_MODE))
        phone.privateDisplay(DISPLAY, false)

        phone.opens("com.example.shop")
        phone.privateDisplay(DISPLAY + 1, true)
        phone.passTo(phone.nowMs + 3_000)
        assertEquals(Passage.OPEN, passage)
    }

    @Test
    fun `also while the guard rests and the core hears nothing`() {
        app.lock.pause.begin(app.lock.nowMs() + HOUR_MS)
        app.lock.pauseChanged()
        phone.settle()
        assertEquals(Passage.OPEN, passage)
        phone.privateDisplay(DISPLAY, true)
        assertEquals(Passage.SHUT, passage)
        phone.privateDisplay(DISPLAY, false)
        assertEquals(Passage.OPEN, passage)
    }

    @Test
    fun `an app that may act for the person shuts them, within two seconds`() {
        assertEquals(Passage.OPEN, passage)
        mayAct(true)
        phone.passTo(phone.nowMs + Onlookers.HOLDS_MS)
        assertEquals(Passage.SHUT, passage)
        mayAct(false)
        phone.passTo(phone.nowMs + Onlookers.HOLDS_MS)
        assertEquals(Passage.OPEN, passage)
    }

    @Test
    fun `what is not known to be open stays shut, and opens by itself`() {
        phone.processDies()
        phone.processIsBorn()
        phone.engineHangs()
        assertEquals(Passage.NOT_KNOWN, app.gate.passage())
        val page = Shown.open<PauseActivity>()
        page.saysNot(app.getString(R.string.lock_pause))
        page.second()
        page.says(app.getString(R.string.page_moment))
        phone.engineGoesOn()
        page.says(app.getString(R.string.lock_pause))
        page.end()
    }

    @Test
    fun `a cry for help shuts them`() {
        setPin()
        app.guard.happened(Event.HelpAsked)
        phone.settle()
        assertEquals(Passage.SHUT, passage)
        phone.processDies()
        phone.processStarts()
        assertEquals(Passage.SHUT, passage)
    }

    @Test
    fun `the PIN outlives the process, and that it was given does not`() {
        setPin()
        app.lock.pin.give(PIN) {}
        assertEquals(Passage.OPEN, passage)
        phone.processDies()
        phone.processStarts()
        assertEquals(Passage.PIN, passage)
    }

    private fun setPin() {
        app.lock.pin.set(PIN) {}
        app.lock.pin.close()
    }

    private fun mayAct(on: Boolean) = shadowOf(app.getSystemService(AccessibilityManager::class.java))
        .setEnabledAccessibilityServiceList(if (on) listOf(service()) else emptyList())

    private fun service() = AccessibilityServiceInfo().apply {
        val component = ServiceInfo().apply {
            packageName = "youqu.android.todesk"
            name = "Control"
            applicationInfo = ApplicationInfo()
        }
        ReflectionHelpers.setField(this, "mCapabilities", AccessibilityServiceInfo.CAPABILITY_CAN_PERFORM_GESTURES)
        ReflectionHelpers.setField(this, "mResolveInfo", ResolveInfo().apply { serviceInfo = component })
    }

    private companion object {
        const val PIN = "270914"
        const val DISPLAY = 7
        const val HOUR_MS = 3_600_000L
    }
}
