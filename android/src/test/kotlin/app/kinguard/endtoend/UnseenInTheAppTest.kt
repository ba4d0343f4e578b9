package app.kinguard.endtoend

import android.content.Context
import android.content.Intent
import android.os.Vibrator
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.Level
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.family.MessageKind
import app.kinguard.history.Entry
import app.kinguard.history.Trouble
import app.kinguard.warning.WarningActivity
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/**
 * Tests a phone whose maker silently drops the start of the warning: what the parent sees and hears, and what the
 * daughter reads.
 */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class UnseenInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")

    @Suppress("DEPRECATION") // Its successor came with Android 12.
    private val vibrator = shadowOf(app.getSystemService(Context.VIBRATOR_SERVICE) as Vibrator)
    private val told get() = app.container.family.deliveries().map { it.message.kind }
    private val unseen get() = phone.failed.count { it == Entry.Failed(Trouble.WARNING_UNSEEN) }

    @After
    fun end() = phone.processDies()

    @Test
    fun `seen at once, nobody hears more than before, and home may say guarded`() {
        phone.isSetUp()
        toTheBank()
        phone.passTo(phone.nowMs + 60_000)
        assertTrue(phone.warningIsSeen)
        assertNull(phone.overlay)
        assertFalse(MessageKind.UNSEEN in told)
        assertNull(app.health.verdict().unseenMs)
        assertEquals(0, unseen)
    }

    @Test
    fun `the same where the system brings it up`() {
        phone.isSetUp(overlay = false)
        toTheBank()
        phone.passTo(phone.nowMs + 60_000)
        assertTrue(phone.warningIsSeen)
        assertFalse(MessageKind.UNSEEN in told)
    }

    @Test
    fun `dropped without a word, it is stood in for, and her daughter hears of it once`() {
        phone.isSetUp()
        phone.swallowsStarts = true
        toTheBank()
        phone.passTo(phone.nowMs + 60_000)
        assertFalse(phone.warningIsSeen)
        assertNotNull(phone.overlay)
        assertTrue("and felt", vibrator.isVibrating)
        assertEquals(1, told.count { it == MessageKind.UNSEEN })
        assertTrue("${phone.texts}", phone.texts.any { "妈妈可能正被骗，手机上的警告没能显示。" in it })
        val verdict = app.health.verdict()
        assertNotNull(verdict.unseenMs)
        assertFalse(verdict.guarded)
        assertTrue("shown to the family member who looks after the phone", unseen > 0)
    }

    @Test
    fun `she hangs up there`() {
        phone.isSetUp()
        phone.swallowsStarts = true
        toTheBank()
        phone.passTo(phone.nowMs + 10_000)
        phone.tapOverlay(R.id.warning_main)
        assertTrue(phone.heard.any { it is Event.WarningAnswered })
        phone.tapOverlay(R.id.warning_call)
        assertEquals("+8613900000001", phone.dialled.last())
        assertNull("the call is in front", phone.overlay)
    }

    @Test
    fun `opened by its notification after all, one surface remains, and the phone is not well yet`() {
        phone.isSetUp()
        phone.swallowsStarts = true
        toTheBank()
        phone.passTo(phone.nowMs + 10_000)
        phone.tapsNotification()
        assertTrue(phone.warningIsSeen)
        assertNull(phone.overlay)
        assertNotNull(app.health.verdict().unseenMs)
    }

    @Test
    fun `without leave to draw over others she hears it, and her daughter is told`() {
        phone.isSetUp(overlay = false)
        phone.swallowsStarts = true
        toTheBank()
        phone.passTo(phone.nowMs + 10_000)
        assertNull(phone.overlay)
        assertTrue(vibrator.isVibrating)
        assertEquals(1, told.count { it == MessageKind.UNSEEN })
    }

    @Test
    fun `over, it takes the window along`() {
        phone.isSetUp()
        phone.swallowsStarts = true
        toTheBank()
        phone.passTo(phone.nowMs + 10_000)
        assertNotNull(phone.overlay)
        isOver()
        assertNull(phone.overlay)
        assertFalse(vibrator.isVibrating)
        assertFalse(phone.warningStandsInNotification)
        assertNotNull("still known as unseen", app.health.verdict().unseenMs)
    }

    @Test
    fun `the process dies between the rungs, and she is told once`() {
        phone.isSetUp()
        phone.swallowsStarts = true
        toTheBank()
        for (ms in listOf(1_000L, 2_000L, 5_000L)) {
            phone.passTo(phone.nowMs + ms)
            phone.processDies()
            assertNull("its windows go with it", phone.overlay)
            phone.processStarts()
        }
        phone.passTo(phone.nowMs + 5_000)
        assertNotNull(phone.overlay)
        assertEquals(1, told.count { it == MessageKind.UNSEEN })
        assertNotNull(app.health.verdict().unseenMs)
    }

    @Test
    fun `a later warning that is seen makes the phone well`() {
        phone.isSetUp()
        phone.swallowsStarts = true
        toTheBank()
        phone.passTo(phone.nowMs + 10_000)
        assertNotNull(app.health.verdict().unseenMs)
        phone.processDies()
        phone.swallowsStarts = false
        phone.processStarts()
        phone.passTo(phone.nowMs + 10_000)
        assertTrue(phone.warningIsSeen)
        assertNull(app.health.verdict().unseenMs)
    }

    @Test
    fun `so does a drill, once the danger is over`() {
        phone.isSetUp()
        phone.swallowsStarts = true
        toTheBank()
        phone.passTo(phone.nowMs + 10_000)
        isOver()
        phone.swallowsStarts = false
        assertNotNull(app.health.verdict().unseenMs)
        app.practice.warn(Effect.Warn(Level.RED, RuleId.HELP_ASKED, listOf(Reason.HelpAsked)))
        app.startActivity(Intent(app, WarningActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        phone.settle()
        assertTrue(phone.warningIsSeen)
        assertNull(app.health.verdict().unseenMs)
        assertFalse("a drill posts nothing", phone.warningStandsInNotification)
    }

    private fun toTheBank() = phone.happenUnanswered(brief.steps.takeWhile { it.at <= BANK_MS })

    private fun isOver() {
        phone.happenUnanswered(brief.steps.filter { it.at > phone.nowMs })
        phone.passTo(phone.nowMs + HOURS_MS)
    }

    private companion object {
        const val BANK_MS = (25 * 60 + 10) * 1_000L
        const val HOURS_MS = 6 * 3_600_000L
    }
}
