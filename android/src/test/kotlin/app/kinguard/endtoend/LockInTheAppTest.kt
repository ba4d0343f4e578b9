package app.kinguard.endtoend

import android.app.UiModeManager
import android.content.ComponentName
import android.content.Intent
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.MortalApp
import app.kinguard.R
import app.kinguard.Shown
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.guard.Acquaintance
import app.kinguard.guard.KnownServices
import app.kinguard.guard.Refusal
import app.kinguard.lock.PauseActivity
import app.kinguard.page.Passage
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

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
        phone.passTo(phone.nowMs + KnownServices.HOLDS_MS)
        assertEquals(Passage.SHUT, passage)
        mayAct(false)
        phone.passTo(phone.nowMs + KnownServices.HOLDS_MS)
        assertEquals(Passage.OPEN, passage)
    }

    @Test
    fun `a helper that the family knows shuts nothing and leaves the way past a warning open`() {
        phone.hasFromStore(READER, "点明安卓")
        app.rooms.setup.book.finished = false
        phone.act(READER)
        assertEquals(Passage.SHUT, passage)
        assertTrue(app.lock.services.acknowledge(READING))
        app.rooms.setup.book.finished = true
        assertEquals(Passage.OPEN, passage)
        phone.processDies()
        phone.processStarts()
        assertEquals(Passage.OPEN, passage)
        app.guard.happened(Event.HelpAsked)
        phone.settle()
        assertEquals(true, app.warningDesk.standing?.warning?.mayGoOn)
        assertEquals(true, app.warningDesk.standing?.warning?.mayBeReadOut)
    }

    @Test
    fun `one that is switched on beside it shuts them, and takes that way`() {
        phone.hasFromStore(READER, "点明安卓")
        app.rooms.setup.book.finished = false
        phone.act(READER)
        app.lock.services.acknowledge(READING)
        app.rooms.setup.book.finished = true
        phone.act(READER, REMOTE)
        assertEquals(Passage.SHUT, passage)
        app.guard.happened(Event.HelpAsked)
        phone.settle()
        assertEquals(false, app.warningDesk.standing?.warning?.mayGoOn)
        assertEquals(false, app.warningDesk.standing?.warning?.mayBeReadOut)
    }

    @Test
    fun `switched off and on again it is strange, and a warning makes the family wait for another day`() {
        phone.hasFromStore(READER, "点明安卓")
        phone.act(READER)
        phone.timePassesTo(phone.nowMs + KnownServices.PROVED_MS)
        app.lock.services.acknowledge(READING)
        assertEquals(Passage.OPEN, passage)
        phone.act()
        phone.act(READER)
        assertEquals(Passage.SHUT, passage)
        phone.timePassesTo(phone.nowMs + KnownServices.PROVED_MS / 2)
        app.guard.happened(Event.HelpAsked)
        phone.settle()
        phone.timePassesTo(phone.nowMs + KnownServices.PROVED_MS / 2)
        assertEquals(Acquaintance.Refused(Refusal.TOO_NEW), app.lock.services.find().single().acquaintance)
        phone.timePassesTo(phone.nowMs + KnownServices.PROVED_MS / 2)
        assertEquals(Acquaintance.MayBeKnown, app.lock.services.find().single().acquaintance)
    }

    @Test
    fun `one from a file is never known, nor one that the catalogue knows to show the screen`() {
        phone.hasFromStore(REMOTE, "ToDesk")
        phone.installs(READER, "点明安卓", InstallSource.SIDELOAD)
        app.rooms.setup.book.finished = false
        phone.act(REMOTE, READER)
        val expected = mapOf(
            READER to Acquaintance.Refused(Refusal.NOT_FROM_STORE),
            REMOTE to Acquaintance.Refused(Refusal.SHOWS_SCREEN),
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
