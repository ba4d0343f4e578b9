package app.kinguard.health.check

import app.kinguard.AndroidRunner
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.InstallSource
import app.kinguard.health.BANK
import app.kinguard.health.MEETING
import app.kinguard.signals.Observation
import app.kinguard.signals.SignalId
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** Tests the steps, each of which ends by the signals that arrive. */
@RunWith(AndroidRunner::class)
class PhoneCheckTest {
    private val phone = CheckedDevice(RuntimeEnvironment.getApplication())
    private val clock = phone.clock
    private val rang = Event.CallStarted(Direction.INCOMING, "+8613912345678", true, null)

    @Test
    fun `a display that its app made public is as good as a private one`() {
        phone.check.begin()
        repeat(2) { phone.check.skip() }
        phone.hears(SignalId.USAGE_EVENTS, Event.CaptureConsentOpened(MEETING))
        phone.hears(SignalId.USAGE_EVENTS, Event.CaptureServiceStarted(MEETING))
        phone.hears(SignalId.DISPLAYS, Event.PublicDisplayAdded(3, "WebRTC_ScreenCapture"))
        assertEquals(CheckStep.MONEY, phone.run.step)
        assertEquals(true, phone.run.marks[CheckStep.SHARE]?.seen)
        val report = checkNotNull(phone.check.report())
        assertEquals("the two are told apart", true, "public_display_added: 1, 0 ms, displays" in report.lines())
        assertEquals(true, "display_added: never" in report.lines())
    }

    @Test
    fun `every step goes on by itself once it is seen`() {
        phone.check.begin()
        assertEquals(CheckStep.CALL, phone.run.step)
        phone.hears(SignalId.CALL_SCREENING, rang)
        assertEquals("not answered yet", CheckStep.CALL, phone.run.step)
        phone.hears(SignalId.PHONE_STATE, Event.CallAnswered)
        assertEquals(CheckStep.INSTALL, phone.run.step)
        phone.hears(SignalId.PACKAGES, Event.AppInstalled(MEETING, "云会通", InstallSource.STORE, false))
        assertEquals(CheckStep.SHARE, phone.run.step)
        phone.hears(SignalId.USAGE_EVENTS, Event.CaptureConsentOpened(MEETING))
        phone.hears(SignalId.USAGE_EVENTS, Event.CaptureServiceStarted(MEETING))
        assertEquals("the third may yet come", CheckStep.SHARE, phone.run.step)
        phone.hears(SignalId.DISPLAYS, Event.PrivateDisplayAdded(3))
        assertEquals(CheckStep.MONEY, phone.run.step)
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened("com.huawei.android.launcher"))
        assertEquals("no bank", CheckStep.MONEY, phone.run.step)
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        assertEquals(CheckStep.CAST, phone.run.step)
        phone.hears(SignalId.DISPLAYS, Event.PrivateDisplayAdded(4))
        clock.pass(CheckRun.SETTLES_MS)
        assertEquals(CheckStep.STOP, phone.run.step)
        phone.hears(SignalId.USAGE_EVENTS, Event.CaptureServiceStopped(MEETING))
        phone.hears(SignalId.DISPLAYS, Event.PrivateDisplayRemoved(3))
        assertNull(phone.run.step)
        assertTrue(phone.run.marks.values.all { it.seen })
        assertEquals(CheckStep.entries.toSet(), phone.run.marks.keys)
    }

    @Test
    fun `two signs of sharing are enough once the third has had its time, to the millisecond`() {
        phone.check.begin()
        repeat(2) { phone.check.skip() }
        phone.hears(SignalId.USAGE_EVENTS, Event.CaptureConsentOpened(MEETING))
        clock.pass(60_000)
        assertEquals("one sign alone", CheckStep.SHARE, phone.run.step)
        phone.hears(SignalId.DISPLAYS, Event.PrivateDisplayAdded(3))
        clock.pass(CheckRun.SETTLES_MS - 1)
        assertEquals(CheckStep.SHARE, phone.run.step)
        clock.pass(1)
        assertEquals(CheckStep.MONEY, phone.run.step)
    }

    @Test
    fun `whoever is quicker than the page is not held up`() {
        phone.check.begin()
        repeat(2) { phone.check.skip() }
        phone.hears(SignalId.USAGE_EVENTS, Event.CaptureConsentOpened(MEETING))
        phone.hears(SignalId.USAGE_EVENTS, Event.CaptureServiceStarted(MEETING))
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        clock.pass(CheckRun.SETTLES_MS)
        assertEquals("the bank is seen already", CheckStep.CAST, phone.run.step)
    }

    @Test
    fun `what is left out is left out, and what came before does not count for what comes after`() {
        phone.check.begin()
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        repeat(3) { phone.check.skip() }
        assertEquals(CheckStep.MONEY, phone.run.step)
        assertEquals(listOf(false, false, false), phone.run.marks.values.map { it.seen })
    }

    @Test
    fun `it outlives the process, and hears on`() {
        phone.check.begin()
        phone.hears(SignalId.CALL_SCREENING, rang)
        phone.dies()
        phone.hears(SignalId.PHONE_STATE, Event.CallAnswered)
        assertEquals(CheckStep.INSTALL, phone.run.step)
        assertEquals(listOf(CheckedSignal.RANG, CheckedSignal.ANSWERED), phone.run.heard.map { it.sign })
    }

    @Test
    fun `what is told late carries both its times`() {
        phone.check.begin()
        clock.pass(10_000)
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK), late = 2_300)
        assertEquals(2_300L, phone.run.heard.single().delayMs)
        assertEquals(2_300L, phone.run.fastest(CheckedSignal.MONEY_APP)?.delayMs)
    }

    @Test
    fun `nothing is kept of what came before, or after the end`() {
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        assertNull(phone.check.run())
        phone.check.begin()
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK), late = 1)
        assertEquals("caught up with from before", 0, phone.run.heard.size)
        phone.check.end()
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        assertEquals(0, phone.run.heard.size)
    }

    @Test
    fun `it ends after ten minutes, to the millisecond`() {
        phone.check.begin()
        clock.pass(PhoneCheck.LASTS_MS - 1)
        assertEquals(CheckStep.CALL, phone.run.step)
        assertEquals(true, phone.check.isKnownUnderWay)
        clock.pass(1)
        assertNull(phone.run.step)
        assertEquals(false, phone.check.isKnownUnderWay)
    }

    @Test
    fun `the system's own word about our screen is one sign of its own`() {
        phone.check.begin()
        phone.check.recorded(false)
        phone.check.recorded(true)
        assertEquals(listOf(null, CheckedSignal.RECORDED), phone.run.heard.map { it.sign })
        assertEquals(PhoneCheck.RECORDING, phone.run.heard.last().source)
    }

    @Test
    fun `the next check begins with nothing`() {
        phone.check.begin()
        phone.hears(SignalId.CALL_SCREENING, rang)
        phone.check.skip()
        phone.check.end()
        phone.check.begin()
        assertEquals(CheckStep.CALL, phone.run.step)
        assertEquals(0, phone.run.heard.size)
    }

    @Test
    fun `a database that refuses stops nobody`() {
        phone.check.begin()
        phone.database.close()
        phone.database.read { it.execSQL("DROP TABLE phone_check_signal") }
        phone.check.heard(SignalId.USAGE_EVENTS, Observation(clock.nowMs, Event.AppOpened(BANK)))
        phone.says(FamilyMessage.PROTECTION)
        assertEquals(listOf(FamilyMessage.PROTECTION), phone.family.told)
    }
}
