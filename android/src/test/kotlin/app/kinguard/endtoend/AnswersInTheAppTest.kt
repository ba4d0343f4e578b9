package app.kinguard.endtoend

import android.os.SystemClock
import android.view.MotionEvent
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.core.Direction
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.Trace
import app.kinguard.phone.IS_OF_SERVICE
import app.kinguard.warning.WarningPage
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Tests the answers to a danger in the real application, and who may give them. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class AnswersInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val page get() = app.warningController.standing?.page
    private val reds get() = phone.warned.count { it.level == Level.RED }

    @After
    fun end() = phone.processDies()

    @Test
    fun `who says that it is stopped is led to what stops it, and warned again while it goes on`() {
        sharesWithTheBankOpen()
        val before = reds
        repeat(2) { if (page !is WarningPage.Way || (page as WarningPage.Way).at == 0) phone.tap(R.id.warning_main) }
        assertEquals("the sharing is the next step", 1, (page as WarningPage.Way).at)
        phone.tap(R.id.warning_main)
        assertEquals(WarningPage.Cut(1, stillSeen = true), page)
        phone.passTo(phone.nowMs + STOP_CHECKED_MS)
        assertEquals(before + 1, reds)
        assertEquals(WarningPage.Way(0), page)
        assertEquals(1, phone.told.count { it == FamilyMessage.WENT_ON })
    }

    @Test
    fun `another app's gestures and presses only hang up and ring, whatever may be pressed`() {
        phone.isSetUp()
        phone.act("com.example.helper")
        sharesWithTheBankOpen(isSetUp = true)
        val told = phone.told.toList()
        listOf<(View) -> Unit>(::gesture, ::action).forEach { press ->
            press(button(R.id.warning_money_sent))
            phone.settle()
            assertEquals(WarningPage.Way(0), page)
        }
        assertEquals(told, phone.told)
        action(button(R.id.warning_call))
        phone.settle()
        assertEquals("+8613900000001", phone.dialled.last())
    }

    @Test
    fun `without such an app they press like a finger`() {
        sharesWithTheBankOpen()
        action(button(R.id.warning_money_sent))
        phone.settle()
        assertTrue("${phone.told}", FamilyMessage.MONEY_SENT in phone.told)
    }

    @Test
    fun `nobody vouches for a check while a stranger talks, and a danger in his call does not wait for its end`() {
        phone.isSetUp()
        phone.passTo(60_000)
        app.phoneCheck.begin()
        phone.callStarts(Direction.INCOMING, "+85251234567", known = false)
        assertFalse("while it rings", vouches())
        phone.callIsAnswered()
        assertFalse(vouches())
        phone.callEnds()
        assertTrue(vouches())
    }

    @Test
    fun `a voice in an app keeps from vouching, too`() {
        phone.isSetUp()
        phone.passTo(60_000)
        app.phoneCheck.begin()
        phone.voiceChat(true)
        phone.passTo(phone.nowMs + 5_000)
        assertFalse(vouches())
        phone.voiceChat(false)
        phone.passTo(phone.nowMs + 30_000)
        assertTrue(vouches())
    }

    @Test
    fun `a danger in a stranger's call is told in the midst of a check`() {
        phone.isSetUp()
        val steps = brief.steps.filter { it.at <= BANK_MS }
        val call = steps.takeWhile { it.type != "app_installed" }
        phone.happenUnanswered(call)
        // A relative may have started it on this very phone before the call.
        app.phoneCheck.begin()
        phone.happenUnanswered(steps.drop(call.size))
        assertTrue("${phone.texts}", phone.texts.any { "检查手机时，" in it && "马上打过去" in it })
    }

    private fun sharesWithTheBankOpen(isSetUp: Boolean = false) {
        if (!isSetUp) phone.isSetUp()
        phone.happenUnanswered(brief.steps.filter { it.at <= BANK_MS })
        // By then the usage record is read.
        phone.passTo(phone.nowMs + LOOKED_MS)
        assertNotNull(phone.screen)
        assertEquals(WarningPage.Way(0), page)
    }

    private fun vouches(): Boolean {
        // Read as its page does every second.
        phone.passage
        return app.phoneCheck.vouch()
    }

    private fun button(id: Int): View = checkNotNull(phone.screen).requireViewById(id)

    private fun action(button: View) {
        button.performAccessibilityAction(AccessibilityNodeInfo.ACTION_CLICK, null)
    }

    private fun gesture(button: View) {
        val now = SystemClock.uptimeMillis()
        listOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP).forEach { action ->
            val finger = MotionEvent.PointerProperties().also { it.toolType = MotionEvent.TOOL_TYPE_FINGER }
            val place = MotionEvent.PointerCoords().also {
                it.x = button.width / 2f
                it.y = button.height / 2f
            }
            val touch = MotionEvent.obtain(
                now, now, action, 1, arrayOf(finger), arrayOf(place), 0, 0, 1f, 1f, 0, 0, 0, IS_OF_SERVICE,
            )
            button.dispatchTouchEvent(touch)
        }
    }

    private companion object {
        const val BANK_MS = 25 * 60_000L + 10_000
        const val STOP_CHECKED_MS = 30_000L
        const val LOOKED_MS = 5_000L
    }
}
