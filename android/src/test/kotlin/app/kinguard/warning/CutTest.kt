package app.kinguard.warning

import android.app.Activity
import android.content.Intent
import android.os.Build
import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Choice
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.time.Duration

/** Tests the last way to end a sharing, as the user sees it. */
@RunWith(AndroidRunner::class)
class CutTest : ScreenTest() {
    @Before
    fun sharing() {
        open(red())
        warningController.turn(WarningPage.Way(1))
        idle()
    }

    @Test
    fun `who is still seen is told what the system will ask`() {
        assertEquals("已经停了", text(R.id.warning_main))
        assertEquals("还停不掉", text(R.id.warning_second))
        tap(R.id.warning_second)
        assertEquals("让亲守来停掉它", text(R.id.warning_headline))
        assertTrue("是亲守在问，不是那个人" in text(R.id.warning_body))
        assertTrue(shown(R.id.warning_drawing))
        assertEquals("手指点窗口右边的按钮", view(R.id.warning_drawing).contentDescription)
        assertEquals(Build.VERSION.SDK_INT >= 35, "共享屏幕" in text(R.id.warning_body))
        assertNull("nothing is asked yet", shadowOf(activity).nextStartedActivityForResult)
        tap(R.id.warning_second)
        assertEquals(WarningPage.Way(1), warningController.standing?.page)
        assertEquals(emptyList<Choice>(), choices)
    }

    @Test
    fun `whoever says that it is stopped while the guard sees that it is not is led to what stops it`() {
        host.exposure.screenSeen = true
        tap(R.id.warning_main)
        assertEquals(WarningPage.Cut(1, stillSeen = true), warningController.standing?.page)
        assertTrue(text(R.id.warning_body).startsWith("还在共享，再试一次。"))
        assertEquals("the core checks it", listOf(Choice.STOP), choices)
        tap(R.id.warning_second)
        tap(R.id.warning_main)
        assertEquals("while it is still seen", WarningPage.Cut(1, stillSeen = true), warningController.standing?.page)
        tap(R.id.warning_second)
        host.exposure.screenSeen = false
        tap(R.id.warning_main)
        assertEquals(WarningPage.Way(2, ActionOutcome.SHARING_ENDED), warningController.standing?.page)
        assertTrue(text(R.id.warning_body).startsWith("停掉了，他看不到了。"))
    }

    @Test
    fun `what the phone never saw it does not call stopped`() {
        tap(R.id.warning_main)
        assertEquals(WarningPage.Way(2, ActionOutcome.SHARING_UNSEEN), warningController.standing?.page)
        assertTrue(text(R.id.warning_body).startsWith("手机看不出停没停。"))
        assertFalse("停掉了" in text(R.id.warning_body))
    }

    @Test
    fun `nor is it done with Done`() {
        warningController.turn(WarningPage.Way(2))
        idle()
        host.exposure.screenSeen = true
        tap(R.id.warning_second)
        assertEquals(WarningPage.Cut(1, stillSeen = true), warningController.standing?.page)
        assertFalse(activity.isFinishing)
        warningController.spokeWithFamily("女儿小芳")
        idle()
        tap(R.id.warning_main)
        assertEquals(WarningPage.Cut(1, stillSeen = true), warningController.standing?.page)
        host.exposure.screenSeen = false
        warningController.turn(WarningPage.Way(2))
        idle()
        tap(R.id.warning_second)
        assertTrue(activity.isFinishing)
        assertEquals(listOf(Choice.STOP), choices)
    }

    @Test
    fun `nobody is led there for ever who cannot stop it`() {
        host.exposure.screenSeen = true
        answer(ask(), Activity.RESULT_CANCELED, null)
        assertNotCut()
        tap(R.id.warning_main)
        assertEquals(WarningPage.Way(2, ActionOutcome.SHARING_GOES_ON), warningController.standing?.page)
        assertTrue("it is not called stopped", text(R.id.warning_body).startsWith("还在共享。"))
        tap(R.id.warning_second)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `asked, allowed and ended, the next step says so`() {
        val question = ask()
        assertEquals("a.question", question.action)
        answer(question, Activity.RESULT_OK, Intent("a.leave"))
        assertEquals(listOf("a.leave"), host.capture.leaves.map { it.action })
        assertEquals("until the capture has reported", WarningPage.Cut(1), warningController.standing?.page)
        warningController.captured(true)
        idle()
        assertEquals("打给女儿小芳", text(R.id.warning_main))
        assertTrue(text(R.id.warning_body).startsWith("停掉了，他看不到了。"))
        assertEquals(listOf(Choice.STOP), choices)
    }

    @Test
    fun `refused or cancelled, the button on the side remains`() {
        answer(ask(), Activity.RESULT_CANCELED, null)
        assertNotCut()
        assertTrue(host.capture.leaves.isEmpty())
    }

    @Test
    fun `a phone that cannot ask says so`() {
        host.capture.question = null
        ask()
        assertNotCut()
    }

    @Test
    fun `a phone without the system's dialog says so`() {
        shadowOf(host).checkActivities(true)
        ask()
        assertNotCut()
    }

    @Test
    fun `a service that may not start says so`() {
        host.capture.begins = false
        answer(ask(), Activity.RESULT_OK, Intent("a.leave"))
        assertNotCut()
    }

    @Test
    fun `a capture that fails says so, and may be tried again`() {
        answer(ask(), Activity.RESULT_OK, Intent("a.leave"))
        warningController.captured(false)
        idle()
        assertNotCut()
        tap(R.id.warning_second)
        tap(R.id.warning_main)
        assertEquals("a.question", shadowOf(activity).nextStartedActivityForResult.intent.action)
    }

    @Test
    fun `the system's dialog in front is not leaving`() {
        val question = ask()
        controller.userLeaving().pause()
        assertEquals(listOf(Choice.STOP), choices)
        answer(question, Activity.RESULT_CANCELED, null)
        controller.resume()
        cover()
        assertEquals("going home is leaving", listOf(Choice.STOP, Choice.LEFT), choices)
    }

    @Test
    fun `a new danger meanwhile is not overrun`() {
        val question = ask()
        warningController.show(red().copy(showing = 2))
        answer(question, Activity.RESULT_OK, Intent("a.leave"))
        warningController.captured(true)
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
    }

    @Test
    fun `practice asks nothing of the system`() {
        // A drill does not replace the danger that stands, so that has to be over.
        warningController.close()
        open(red().copy(practice = true))
        warningController.turn(WarningPage.Cut(1))
        idle()
        tap(R.id.warning_main)
        assertNull(shadowOf(activity).nextStartedActivityForResult)
        assertEquals(WarningPage.Way(2, ActionOutcome.SHARING_ENDED), warningController.standing?.page)
    }

    @Test
    @Config(sdk = [35])
    fun `our own capture is nobody's look at the screen`() {
        assertEquals(listOf(false), host.listener.recordings)
        answer(ask(), Activity.RESULT_OK, Intent("a.leave"))
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(1_999))
        assertEquals("not watched meanwhile", listOf(false), host.listener.recordings)
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(1))
        assertEquals("the state afterwards", listOf(false, false), host.listener.recordings)
    }

    private fun ask(): Intent {
        warningController.turn(WarningPage.Cut(1))
        idle()
        tap(R.id.warning_main)
        return shadowOf(activity).nextStartedActivityForResult?.intent ?: Intent()
    }

    private fun answer(question: Intent, result: Int, leave: Intent?) {
        shadowOf(activity).receiveResult(question, result, leave)
        idle()
    }

    private fun assertNotCut() {
        assertEquals("这次没停掉", text(R.id.warning_headline))
        assertTrue(text(R.id.warning_body).startsWith("按一下电源键"))
        assertTrue(shown(R.id.warning_drawing))
        assertEquals("已经停了", text(R.id.warning_main))
        assertFalse(activity.isFinishing)
        assertEquals(listOf(Choice.STOP), choices)
    }
}
