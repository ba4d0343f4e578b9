package app.kinguard.endtoend

import android.app.UiModeManager
import android.content.ComponentName
import android.content.Intent
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.ShownScreen
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.guard.KnownServices
import app.kinguard.guard.Refusal
import app.kinguard.guard.ServiceTrust
import app.kinguard.lock.PauseActivity
import app.kinguard.page.PageAccess
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Tests the lock of the family's pages in the real application. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class LockInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val passage get() = phone.passage

    @Before
    fun begin() = phone.isSetUp()

    @After
    fun end() = phone.processDies()

    @Test
    fun `whoever may be looking on shuts them, PIN or not`() {
        setPin()
        assertEquals(PageAccess.PIN, passage)
        phone.privateDisplay(DISPLAY, true)
        assertEquals(PageAccess.SHUT, passage)
        app.lock.pin.give(PIN) {}
        assertEquals("the right PIN opens nothing then", PageAccess.SHUT, passage)
        phone.privateDisplay(DISPLAY, false)
        assertEquals(PageAccess.OPEN, passage)
    }

    @Test
    fun `also who captures into a display that all may look at`() {
        phone.publicDisplay(DISPLAY, "WebRTC_ScreenCapture")
        assertEquals(PageAccess.SHUT, passage)
        phone.publicDisplayGoes(DISPLAY)
        assertEquals(PageAccess.OPEN, passage)
    }

    @Test
    fun `a car's screen shuts nothing, nor do the pages of an app`() {
        app.sendBroadcast(Intent(UiModeManager.ACTION_ENTER_CAR_MODE))
        phone.settle()
        phone.privateDisplay(DISPLAY, true)
        assertEquals(PageAccess.OPEN, passage)
        app.sendBroadcast(Intent(UiModeManager.ACTION_EXIT_CAR_MODE))
        phone.privateDisplay(DISPLAY, false)

        phone.opens("com.example.shop")
        phone.privateDisplay(DISPLAY + 1, true)
        phone.passTo(phone.nowMs + 3_000)
        assertEquals(PageAccess.OPEN, passage)
    }

    @Test
    fun `also while the guard rests and the core hears nothing`() {
        app.lock.pause.begin(app.lock.nowMs() + HOUR_MS)
        app.lock.pauseChanged()
        phone.settle()
        assertEquals(PageAccess.OPEN, passage)
        phone.privateDisplay(DISPLAY, true)
        assertEquals(PageAccess.SHUT, passage)
        phone.privateDisplay(DISPLAY, false)
        assertEquals(PageAccess.OPEN, passage)
    }

    @Test
    fun `an app that may act for the person shuts them, within two seconds`() {
        assertEquals(PageAccess.OPEN, passage)
        mayAct(true)
        phone.passTo(phone.nowMs + KnownServices.HOLDS_MS)
        assertEquals(PageAccess.SHUT, passage)
        mayAct(false)
        phone.passTo(phone.nowMs + KnownServices.HOLDS_MS)
        assertEquals(PageAccess.OPEN, passage)
    }

    @Test
    fun `a helper that the family knows shuts nothing and leaves the way past a warning open`() {
        phone.hasFromStore(READER, "点明安卓")
        app.container.setup.store.finished = false
        phone.act(READER)
        assertEquals(PageAccess.SHUT, passage)
        assertTrue(app.lock.services.acknowledge(READING))
        app.container.setup.store.finished = true
        assertEquals(PageAccess.OPEN, passage)
        phone.processDies()
        phone.processStarts()
        assertEquals(PageAccess.OPEN, passage)
        app.guard.happened(Event.HelpAsked)
        phone.settle()
        assertEquals(true, app.warningController.standing?.warning?.mayGoOn)
        assertEquals(true, app.warningController.standing?.warning?.mayBeReadOut)
    }

    @Test
    fun `one that is switched on beside it shuts them, and takes that way`() {
        phone.hasFromStore(READER, "点明安卓")
        app.container.setup.store.finished = false
        phone.act(READER)
        app.lock.services.acknowledge(READING)
        app.container.setup.store.finished = true
        phone.act(READER, REMOTE)
        assertEquals(PageAccess.SHUT, passage)
        app.guard.happened(Event.HelpAsked)
        phone.settle()
        assertEquals(false, app.warningController.standing?.warning?.mayGoOn)
        assertEquals(false, app.warningController.standing?.warning?.mayBeReadOut)
    }

    @Test
    fun `switched off and on again it is strange, and a warning makes the family wait for another day`() {
        phone.hasFromStore(READER, "点明安卓")
        phone.act(READER)
        phone.timePassesTo(phone.nowMs + KnownServices.PROVED_MS)
        app.lock.services.acknowledge(READING)
        assertEquals(PageAccess.OPEN, passage)
        phone.act()
        phone.act(READER)
        assertEquals(PageAccess.SHUT, passage)
        phone.timePassesTo(phone.nowMs + KnownServices.PROVED_MS / 2)
        app.guard.happened(Event.HelpAsked)
        phone.settle()
        phone.timePassesTo(phone.nowMs + KnownServices.PROVED_MS / 2)
        assertEquals(ServiceTrust.Refused(Refusal.TOO_NEW), app.lock.services.find().single().acquaintance)
        phone.timePassesTo(phone.nowMs + KnownServices.PROVED_MS / 2)
        assertEquals(ServiceTrust.MayBeKnown, app.lock.services.find().single().acquaintance)
    }

    @Test
    fun `one from a file is never known, nor one that the catalogue knows to show the screen`() {
        phone.hasFromStore(REMOTE, "ToDesk")
        phone.installs(READER, "点明安卓", InstallSource.SIDELOAD)
        app.container.setup.store.finished = false
        phone.act(REMOTE, READER)
        val expected = mapOf(
            READER to ServiceTrust.Refused(Refusal.NOT_FROM_STORE),
            REMOTE to ServiceTrust.Refused(Refusal.SHOWS_SCREEN),
        )
        val found = app.lock.services.find().associate { it.service.packageName to it.acquaintance }
        assertEquals(expected, found)
        assertNull(app.gate.askAboutServices(app))
    }

    @Test
    fun `what is not known to be open stays shut, and opens by itself`() {
        phone.processDies()
        phone.processIsBorn()
        phone.engineHangs()
        assertEquals(PageAccess.NOT_KNOWN, app.gate.passage())
        val page = ShownScreen.open<PauseActivity>()
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
        assertEquals(PageAccess.SHUT, passage)
        phone.processDies()
        phone.processStarts()
        assertEquals(PageAccess.SHUT, passage)
    }

    @Test
    fun `the PIN outlives the process, and that it was given does not`() {
        setPin()
        app.lock.pin.give(PIN) {}
        assertEquals(PageAccess.OPEN, passage)
        phone.processDies()
        phone.processStarts()
        assertEquals(PageAccess.PIN, passage)
    }

    private fun setPin() {
        app.lock.pin.set(PIN) {}
        app.lock.pin.close()
    }

    private fun mayAct(on: Boolean) = if (on) phone.act(REMOTE) else phone.act()

    private companion object {
        const val REMOTE = "youqu.android.todesk"
        const val READER = "com.dianming.phoneapp"
        val READING = ComponentName(READER, "$READER.Service")
        const val PIN = "270914"
        const val DISPLAY = 7
        const val HOUR_MS = 3_600_000L
    }
}
