package app.kinguard.endtoend

import android.provider.Settings
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.health.PartState
import app.kinguard.health.check.CheckStep
import app.kinguard.health.check.PhoneCheck
import app.kinguard.page.PageAccess
import app.kinguard.signals.SignalId
import app.kinguard.warning.red
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.util.concurrent.CountDownLatch

/** Tests health on a whole phone: from Android's own callbacks to the home page's promise and what the family reads. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class HealthWayTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val links get() = app.health.verdict().links
    private val proved get() = Link.entries.filter { links[it] is LinkState.Proved }

    @After
    fun end() = phone.processDies()

    @Test
    fun `each link is proved by Android's own callbacks, and stays so for the next process`() {
        phone.isSetUp()
        assertTrue(app.health.verdict().guarded)
        assertEquals("granted, and nothing seen", Link.entries, app.health.verdict().unproved)

        phone.callStarts(Direction.INCOMING, "+8613912345678", known = true)
        assertEquals(emptyList<Link>(), proved)
        phone.callIsAnswered()
        phone.callEnds()
        assertEquals(listOf(Link.CALL), proved)
        phone.installs(MEETING, "腾讯会议", InstallSource.STORE)
        assertEquals(listOf(Link.CALL, Link.INSTALL), proved)
        phone.consentIsAsked()
        look()
        assertEquals("one sign alone proves no sharing", listOf(Link.CALL, Link.INSTALL), proved)
        phone.privateDisplay(DISPLAY, true)
        assertEquals(listOf(Link.CALL, Link.INSTALL, Link.SHARING), proved)
        phone.privateDisplay(DISPLAY, false)
        phone.opens(MEETING)
        look()
        assertEquals(3, proved.size)
        phone.opens(BANK)
        look()
        assertEquals(Link.entries, proved)
        assertTrue(app.health.sources()[SignalId.USAGE_EVENTS] is PartState.SeenWorking)

        phone.processDies()
        phone.processStarts()
        assertEquals(Link.entries, proved)
        assertEquals(emptyList<Any>(), phone.failed)
    }

    @Test
    fun `a service that may capture and its display prove sharing where nobody was asked`() {
        phone.isSetUp()
        phone.capture(MEETING, true)
        look()
        assertEquals(emptyList<Link>(), proved)
        phone.privateDisplay(DISPLAY, true)
        assertEquals(listOf(Link.SHARING), proved)
    }

    @Test
    fun `the self-test tries everything, and the family is told once of what fails for a day`() {
        phone.isSetUp()
        phone.opens(MEETING)
        look()
        val fine = CheckId.entries.associateWith { Finding.Fine } +
            listOf(CheckId.PUSH, CheckId.KEYS).associateWith { Finding.NotApplicable }
        assertEquals(fine, test())
        look()
        assertEquals("its own display is no sharing", null, links[Link.SHARING] as? LinkState.Proved)

        airplane(true)
        assertEquals(fine + (CheckId.TEXT_MESSAGES to Finding.Fault(Reason.RADIO_OFF)), test())
        repeat(3) { day ->
            assertEquals(if (day < 1) 0 else 1, texts().size)
            phone.processDies()
            phone.timePassesTo(phone.nowMs + DAY_MS)
            phone.processStarts()
            phone.opens(MEETING)
            look()
            test()
        }
        assertEquals(listOf("做不到"), texts().map { NEWS.find(it)?.value })
        assertEquals(listOf(CheckId.TEXT_MESSAGES), app.health.verdict().failing)
        airplane(false)
        repeat(2) { test() }
        assertEquals(listOf("做不到", "又能"), texts().map { NEWS.find(it)?.value })
        assertTrue(app.health.verdict().guarded)
    }

    @Test
    fun `the page for money that has left shuts nothing`() {
        phone.isSetUp()
        app.warningController.openMoneySent(red())
        assertEquals(PageAccess.OPEN, phone.passage)
        app.warningController.close()
        app.warningController.show(red())
        assertEquals(PageAccess.SHUT, phone.passage)
    }

    @Test
    fun `the check ends in the real warning, and frightens nobody`() {
        phone.isSetUp()
        check()
        assertEquals(emptyList<String>(), phone.texts)
        app.gate.find {}
        phone.settle()
        assertTrue(app.phoneCheck.vouch())
        phone.passTo(phone.nowMs + 30 * MINUTE_MS)
        assertEquals(emptyList<String>(), phone.texts)
        assertEquals(Link.entries, proved)
    }

    @Test
    fun `unless somebody says that it was their doing the family hears of it after ten minutes`() {
        phone.isSetUp()
        val begun = phone.nowMs
        check()
        phone.passTo(begun + PhoneCheck.LASTS_MS - STEP_MS)
        assertEquals(emptyList<String>(), phone.texts)
        phone.passTo(begun + PhoneCheck.LASTS_MS + STEP_MS)
        assertTrue("${phone.texts}", "妈妈可能正被骗：有人在看屏幕" in phone.texts.first())
    }

    @Test
    fun `whatever the check held back outlives the process`() {
        phone.isSetUp()
        check()
        phone.processDies()
        phone.timePassesTo(phone.nowMs + PhoneCheck.LASTS_MS)
        phone.processStarts()
        assertTrue("${phone.texts}", "妈妈可能正被骗：有人在看屏幕" in phone.texts.first())
    }

    /** Does what somebody who holds the phone does, up to the warning. */
    private fun check() {
        assertEquals("as its page finds out", PageAccess.OPEN, phone.passage)
        app.phoneCheck.begin()
        phone.callStarts(Direction.INCOMING, "+8613912345678", known = true)
        phone.callIsAnswered()
        phone.callEnds()
        phone.installs(MEETING, "腾讯会议", InstallSource.STORE)
        phone.consentIsAsked()
        phone.capture(MEETING, true)
        look()
        phone.privateDisplay(DISPLAY, true)
        assertEquals(CheckStep.MONEY, app.phoneCheck.run()?.step)
        phone.opens(BANK)
        look()
        assertEquals(CheckStep.CAST, app.phoneCheck.run()?.step)
        assertEquals(Level.RED to RuleId.BANK_DURING_SHARE, phone.warned.last().let { it.level to it.rule })
        assertTrue(phone.warningIsSeen)
        phone.capture(MEETING, false)
        phone.happens(Event.PrivateDisplayRemoved(DISPLAY))
        look()
    }

    /** Returns the texts about text messages. A day without this app running is reported separately. */
    private fun texts() = phone.texts.filter { "发短信给家人" in it }

    private fun look() = phone.passTo(phone.nowMs + 4_000)

    /**
     * Returns the findings of the self-test. The next process may have started one by itself, because the last one
     * failed.
     */
    private fun test(): Map<CheckId, Finding> {
        while (app.selfTest.progress != null) settle()
        val over = CountDownLatch(1)
        app.selfTest.run(over::countDown)
        while (over.count > 0) settle()
        settle()
        return app.health.results().mapValues { it.value.finding }
    }

    /** Waits for the self-test, which runs on a thread of its own and waits for the others. */
    private fun settle() {
        Thread.sleep(SLICE_MS)
        phone.settle()
    }

    private fun airplane(on: Boolean) =
        Settings.Global.putInt(app.contentResolver, Settings.Global.AIRPLANE_MODE_ON, if (on) 1 else 0)

    private companion object {
        const val MEETING = "com.tencent.wemeet.app"
        const val BANK = "com.icbc"
        const val DISPLAY = 3
        const val MINUTE_MS = 60_000L
        const val DAY_MS = 24 * 60 * MINUTE_MS
        const val STEP_MS = 1_000L
        const val SLICE_MS = 5L
        val NEWS = Regex("做不到|又能")
    }
}
