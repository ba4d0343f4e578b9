package app.kinguard.endtoend

import android.app.Notification
import android.app.NotificationManager
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.guard.GuardNotification
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.time.Instant
import java.time.ZoneOffset
import java.util.TimeZone

/** Tests the guard's pause in the real application: what is not seen, what is not warned of afterwards, and what is. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class PauseInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val zone = TimeZone.getDefault()
    private val pause get() = app.lock.pause

    @Before
    fun begin() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"))
        phone.isSetUp()
    }

    @After
    fun end() {
        phone.processDies()
        TimeZone.setDefault(zone)
    }

    @Test
    fun `nobody is warned while it lasts, nor afterwards of what is over`() {
        rest(HOUR_MS)
        brief.steps.forEach(::happens)
        assertQuiet()
        phone.passTo(HOUR_MS + MINUTE_MS)
        assertNull(pause.untilMs)
        assertQuiet()
        phone.passTo(3 * HOUR_MS)
        assertQuiet()
    }

    @Test
    fun `nor when the process dies in it, or just as it is over, or the phone is off meanwhile`() {
        rest(HOUR_MS)
        brief.steps.take(brief.steps.size / 2).forEach(::happens)
        phone.processDies()
        phone.processStarts()
        assertEquals("已暂停守护", notification(Notification.EXTRA_TITLE))
        brief.steps.drop(brief.steps.size / 2).forEach(::happens)
        assertQuiet()
        phone.processDies()
        phone.timePassesTo(HOUR_MS + MINUTE_MS)
        phone.processStarts()
        assertNull(pause.untilMs)
        assertQuiet()
        phone.processDies()
        phone.processStarts()
        phone.passTo(2 * HOUR_MS)
        assertQuiet()
    }

    @Test
    fun `what still is so when it is over is warned of`() {
        rest(HOUR_MS)
        brief.steps.filter { it.at <= BANK_MS }.forEach(::happens)
        assertQuiet()
        phone.passTo(HOUR_MS + MINUTE_MS)
        // Nobody may be told any more of the call and the install that led to it.
        val warned = phone.warned.map { it.level to it.rule }
        assertTrue("$warned", Level.AMBER to RuleId.BANK_DURING_MEETING in warned)
        assertEquals(emptyList<Any>(), phone.told)
    }

    @Test
    fun `after it the guard sees what it saw before`() {
        rest(15 * MINUTE_MS)
        phone.passTo(16 * MINUTE_MS)
        assertEquals("正在守护这部手机", notification(Notification.EXTRA_TITLE))
        brief.steps.filter { it.at <= BANK_MS }.forEach { happens(it, 20 * MINUTE_MS) }
        phone.passTo(20 * MINUTE_MS + BANK_MS + 5_000)
        assertEquals(Level.RED to RuleId.BANK_DURING_SHARE, phone.warned.last().let { it.level to it.rule })
        assertEquals(listOf(FamilyMessage.EARLY, FamilyMessage.DANGER), phone.told)
    }

    @Test
    fun `a call that ended in it is no call afterwards`() {
        val daughter = "+8613900000001"
        phone.callStarts(Direction.INCOMING, daughter, known = true)
        phone.callIsAnswered()
        phone.passTo(2 * MINUTE_MS)
        rest(15 * MINUTE_MS)
        phone.callEnds()
        phone.passTo(20 * MINUTE_MS)
        assertQuiet()
        assertEquals(false, app.guard.led)
    }

    @Test
    fun `the notification says until when, and the daughter hears of both ends`() {
        rest(15 * MINUTE_MS)
        assertEquals("已暂停守护", notification(Notification.EXTRA_TITLE))
        val until = clock(15 * MINUTE_MS)
        assertTrue(
            notification(Notification.EXTRA_TEXT),
            notification(Notification.EXTRA_TEXT).endsWith("${until}自动恢复。在那之前不会有警告。"),
        )
        assertTrue(phone.texts.single(), "暂停守护，到${until}为止" in phone.texts.single())
        phone.passTo(15 * MINUTE_MS + MINUTE_MS)
        assertEquals(2, phone.texts.size)
        assertTrue(phone.texts.last(), "又在守护妈妈的手机了" in phone.texts.last())
    }

    @Test
    fun `whoever cries for help wants no rest`() {
        rest(HOUR_MS)
        app.guard.happened(Event.HelpAsked)
        phone.settle()
        assertEquals(RuleId.HELP_ASKED, phone.warned.single().rule)
        assertEquals(listOf(FamilyMessage.DANGER), phone.told)
        assertNull(pause.untilMs)
    }

    @Test
    fun `new settings reach the core all the same`() {
        rest(HOUR_MS)
        app.container.familyScreens.patience.minutes = 5
        phone.settle()
        phone.passTo(2 * HOUR_MS)
        app.guard.happened(Event.HelpAsked)
        phone.settle()
        phone.passTo(2 * HOUR_MS + 4 * MINUTE_MS)
        assertEquals(listOf(FamilyMessage.DANGER), phone.told)
        phone.passTo(2 * HOUR_MS + 6 * MINUTE_MS)
        assertEquals(listOf(FamilyMessage.DANGER, FamilyMessage.NEXT_CONTACT), phone.told)
    }

    private fun rest(ms: Long) {
        pause.begin(app.lock.nowMs() + ms)
        app.lock.pauseChanged()
        phone.settle()
    }

    /** Plays a step without an answer, because no warning stands. */
    private fun happens(step: Trace.Step) = happens(step, 0)

    private fun happens(step: Trace.Step, laterMs: Long) {
        phone.passTo(step.at + laterMs)
        step.event?.takeUnless { it is Event.WarningAnswered && phone.screen == null }?.let(phone::happens)
    }

    private fun assertQuiet() {
        assertEquals(emptyList<Any>(), phone.warned)
        assertEquals(emptyList<Any>(), phone.told)
        assertEquals(emptyList<Any>(), phone.failed)
    }

    private fun clock(afterMs: Long): String {
        val at = Instant.ofEpochMilli(app.lock.nowMs() + afterMs).atZone(ZoneOffset.UTC)
        return "%02d:%02d".format(at.hour, at.minute)
    }

    private fun notification(key: String): String {
        val shown = shadowOf(app.getSystemService(NotificationManager::class.java))
            .getNotification(GuardNotification.ID)
        return "${checkNotNull(shown).extras.getCharSequence(key)}"
    }

    private companion object {
        const val MINUTE_MS = 60_000L
        const val HOUR_MS = 60 * MINUTE_MS
        const val BANK_MS = 25 * MINUTE_MS + 10_000
    }
}
