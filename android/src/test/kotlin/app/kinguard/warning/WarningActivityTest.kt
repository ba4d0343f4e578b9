package app.kinguard.warning

import android.content.Intent
import android.os.Build
import android.os.Looper
import android.os.PowerManager
import android.os.SystemClock
import android.view.WindowManager
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.time.Duration

@RunWith(AndroidRunner::class)
class WarningActivityTest : ScreenTest() {
    @Test
    fun `it stands over bank and lock screen, and nobody else sees it`() {
        open(red())
        val flags = activity.window.attributes.flags
        assertTrue(flags and WindowManager.LayoutParams.FLAG_SECURE != 0)
        assertTrue(flags and WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON != 0)
        assertEquals("full brightness", 1f, activity.window.attributes.screenBrightness)
        assertTrue(shadowOf(activity).showWhenLocked)
        assertTrue(shadowOf(activity).turnScreenOn)
        assertEquals("有人正看着您的屏幕，您打开了工商银行。", text(R.id.warning_headline))
    }

    @Test
    fun `whether its window has the focus is handed on, and a stopped one has not`() {
        open(red())
        controller.windowFocusChanged(true)
        assertEquals(true, host.presenter.focus.last())
        controller.windowFocusChanged(false)
        assertEquals(false, host.presenter.focus.last())
        controller.windowFocusChanged(true)
        controller.pause().stop()
        assertEquals(false, host.presenter.focus.last())
    }

    @Test
    fun `whoever opens it from its notification is known to have`() {
        open(red())
        assertEquals(0, host.presenter.opened)
        val touched = Intent(activity, WarningActivity::class.java).setAction(WarningActivity.TOUCHED)
        controller.newIntent(touched)
        assertEquals(1, host.presenter.opened)
        controller.pause().stop().destroy()
        controller = Robolectric.buildActivity(WarningActivity::class.java, touched).setup()
        assertEquals(2, host.presenter.opened)
        assertFalse(activity.isFinishing)
    }

    @Test
    fun `with nothing standing it closes`() {
        controller = Robolectric.buildActivity(WarningActivity::class.java).setup()
        assertTrue(activity.isFinishing)
        open(red())
        warningController.dismiss()
        idle()
        assertTrue(activity.isFinishing)
        assertTrue(host.listener.choices.isEmpty())
    }

    @Test
    fun `hang up, stop the sharing, call my child`() {
        open(red())
        assertEquals("挂断电话", text(R.id.warning_main))
        tap(R.id.warning_main)
        assertEquals(1, host.callActions.hungUp)
        assertEquals(listOf(Choice.STOP), host.listener.choices)
        assertEquals("让他看不到", text(R.id.warning_headline))
        assertTrue(shown(R.id.warning_drawing))
        tap(R.id.warning_main)
        assertEquals("打给女儿小芳", text(R.id.warning_main))
        assertEquals("not the same twice on one page", "打给儿子小明", text(R.id.warning_call))
        tap(R.id.warning_main)
        assertEquals(listOf("13900000001"), host.callActions.called)
        tap(R.id.warning_second)
        assertEquals(listOf(Choice.STOP, Choice.CALL_FAMILY), host.listener.choices)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `a phone that will not hang up says how`() {
        host.callActions.endsCalls = false
        open(red())
        tap(R.id.warning_main)
        assertEquals("挂断了", text(R.id.warning_main))
        tap(R.id.warning_main)
        assertEquals("让他看不到", text(R.id.warning_headline))
        assertEquals(listOf(Choice.STOP), host.listener.choices)
    }

    @Test
    fun `my child can be called from everywhere`() {
        open(red())
        tap(R.id.warning_call)
        assertEquals(listOf("13900000001"), host.callActions.called)
        assertEquals(listOf(Choice.CALL_FAMILY), host.listener.choices)
        controller.userLeaving().pause().stop()
        assertEquals("ringing the family is not leaving", listOf(Choice.CALL_FAMILY), host.listener.choices)
    }

    @Test
    fun `going on takes half a minute and two steps`() {
        open(red())
        tap(R.id.warning_go_on)
        assertEquals("还要等 30 秒", text(R.id.warning_go_on))
        tap(R.id.warning_go_on)
        assertEquals("还要等 30 秒", text(R.id.warning_go_on))
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(29_500))
        assertFalse(view(R.id.warning_go_on).isEnabled)
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(1_000))
        tap(R.id.warning_go_on)
        assertEquals("是这样", text(R.id.warning_go_on))
        tap(R.id.warning_go_on)
        assertEquals("我知道，继续", text(R.id.warning_go_on))
        assertTrue(host.listener.choices.isEmpty())
        tap(R.id.warning_go_on)
        assertEquals(listOf(Choice.CONTINUE), host.listener.choices)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `one may turn back at every step of going on`() {
        listOf(WarningPage.Wait(SystemClock.elapsedRealtime()), WarningPage.Agree, WarningPage.Sure).forEach { page ->
            open(red())
            warningController.turn(page)
            idle()
            assertEquals("不转了", text(R.id.warning_main))
            tap(R.id.warning_main)
            assertEquals(WarningPage.Way(0), warningController.standing?.page)
            warningController.dismiss()
        }
        assertEquals(List(3) { Choice.STOP }, host.listener.choices)
    }

    @Test
    fun `nobody goes on while another app can act for the user`() {
        open(red(RuleId.REMOTE_CONTROL, listOf(Reason.RemoteControl(MEETING))).copy(mayGoOn = false))
        assertFalse(shown(R.id.warning_go_on))
        open(amber().copy(mayGoOn = false))
        assertFalse(shown(R.id.warning_go_on))
    }

    @Test
    fun `amber asks one question`() {
        open(amber())
        assertTrue(text(R.id.warning_body).endsWith("是家人让您装的吗？"))
        assertEquals("不是，挂断", text(R.id.warning_main))
        tap(R.id.warning_main)
        assertEquals(1, host.callActions.hungUp)
        assertEquals(listOf(Choice.STOP), host.listener.choices)
        assertEquals(WarningPage.Way(1), warningController.standing?.page)
        warningController.dismiss()
        open(amber())
        tap(R.id.warning_go_on)
        assertEquals(listOf(Choice.STOP, Choice.CONTINUE), host.listener.choices)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `home leaves it, and that is said once`() {
        open(red())
        controller.userLeaving().pause().stop()
        assertEquals(listOf(Choice.LEFT), host.listener.choices)
        assertEquals("the warning stands", WarningPage.Way(0), warningController.standing?.page)
        controller.restart().start().resume()
        controller.userLeaving().pause().stop()
        assertEquals(listOf(Choice.LEFT, Choice.LEFT), host.listener.choices)
    }

    @Test
    fun `another screen in front leaves it too`() {
        open(red())
        controller.pause().stop()
        assertEquals(listOf(Choice.LEFT), host.listener.choices)
    }

    @Test
    fun `a screen gone dark is not left`() {
        open(red())
        shadowOf(activity.getSystemService(PowerManager::class.java)).turnScreenOn(false)
        controller.pause().stop()
        assertTrue(host.listener.choices.isEmpty())
    }

    @Test
    fun `turning the phone and building the screen anew keep the step`() {
        open(red())
        tap(R.id.warning_main)
        val first = activity
        RuntimeEnvironment.setQualifiers("+w891dp-h411dp-land")
        controller.recreate()
        assertNotEquals(first, activity)
        assertEquals("让他看不到", text(R.id.warning_headline))
        assertEquals(listOf(Choice.STOP), host.listener.choices)
        assertEquals("the voice does not begin again", 1, host.alarm.said.size)
    }

    @Test
    fun `shown twice it changes in place`() {
        open(red())
        warningController.show(red().copy(callingNow = "女儿小芳"))
        idle()
        assertEquals("女儿小芳看到了，正在打给您。先挂断那个电话。", text(R.id.warning_calling))
        warningController.show(red().copy(showing = 2))
        idle()
        assertEquals("真警察、真客服，不会看您的屏幕。", text(R.id.warning_headline))
        assertTrue("有人正看着您的屏幕" in text(R.id.warning_body))
        assertFalse(activity.isFinishing)
    }

    @Test
    fun `the voice speaks until the screen is touched`() {
        open(red())
        val (sentence, language) = host.alarm.said.single()
        assertEquals("请停一下。先挂断电话，不要转钱。", sentence)
        assertEquals("zh", language.language)
        val before = host.alarm.hushed
        activity.onUserInteraction()
        assertEquals(before + 1, host.alarm.hushed)
    }

    @Test
    fun `practice is marked and rings nobody`() {
        open(red().copy(practice = true))
        assertTrue(shown(R.id.warning_practice))
        tap(R.id.warning_main)
        tap(R.id.warning_call)
        assertEquals(0, host.callActions.hungUp)
        assertTrue(host.callActions.called.isEmpty())
    }

    @Test
    @Config(sdk = [35])
    fun `whether the warning is recorded is handed on`() {
        assumeTrue(Build.VERSION.SDK_INT >= 35)
        open(red())
        assertEquals(listOf(false), host.listener.recordings)
    }

    @Test
    @Config(qualifiers = "zh-rCN-w360dp-h640dp-xhdpi")
    fun `what stops is on a small screen at the largest type`() {
        RuntimeEnvironment.setFontScale(2f)
        open(red())
        layOut(720, 1280)
        val place = IntArray(2).also { view(R.id.warning_main).getLocationInWindow(it) }
        assertTrue(place[1] + view(R.id.warning_main).height <= 1280)
        BUTTONS.filter(::shown).forEach { assertTrue(view(it).height >= 64 * 2) }
    }
}
