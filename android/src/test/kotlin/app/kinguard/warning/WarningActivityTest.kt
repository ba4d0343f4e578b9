package app.kinguard.warning

import android.content.Intent
import android.os.Build
import android.os.Looper
import android.os.PowerManager
import android.os.SystemClock
import android.view.View
import android.view.WindowManager
import android.widget.ImageView
import android.widget.TextView
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
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
import org.robolectric.annotation.GraphicsMode
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
        assertEquals("快挂断！很可能是骗子。", text(R.id.warning_headline))
        assertEquals("第1步，共3步", text(R.id.warning_step))
        assertEquals(
            "有人正看着您的屏幕，您打开了工商银行。真警察、真银行，绝不会看您的屏幕。放心挂断，不会有事。",
            text(R.id.warning_body),
        )
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
        assertEquals("别让他看", text(R.id.warning_headline))
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
        assertEquals("别让他看", text(R.id.warning_headline))
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
        assertEquals("等满 30 秒，才能继续。", text(R.id.warning_more))
        assertEquals(30, ring().seconds)
        assertFalse("a count is no button", shown(R.id.warning_go_on))
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(29_500))
        assertEquals(1, ring().seconds)
        assertFalse(shown(R.id.warning_go_on))
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(1_000))
        tap(R.id.warning_go_on)
        assertEquals("是这样", text(R.id.warning_go_on))
        tap(R.id.warning_go_on)
        assertEquals("还是要转", text(R.id.warning_go_on))
        assertTrue(host.listener.choices.isEmpty())
        tap(R.id.warning_go_on)
        assertEquals(listOf(Choice.CONTINUE), host.listener.choices)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `a ring shows the wait, and a screen reader does not hear every second of it`() {
        open(red())
        tap(R.id.warning_go_on)
        val before = heard()
        assertTrue("$before", "等满 30 秒，才能继续。" in before)
        var leftMs = ring().leftMs
        repeat(29) {
            shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(1_000))
            assertEquals(before, heard())
            assertTrue("it moves", ring().leftMs < leftMs)
            leftMs = ring().leftMs
        }
        assertEquals(View.IMPORTANT_FOR_ACCESSIBILITY_NO, view(R.id.warning_drawing).importantForAccessibility)
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(1_250))
        assertFalse("the wait is over", shown(R.id.warning_drawing))
        assertEquals("仍要继续", text(R.id.warning_go_on))
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
        assertEquals("除了家人，有人教您点吗？", text(R.id.warning_headline))
        assertEquals("it counts only afterwards", listOf(Choice.STOP), host.listener.choices)
        assertFalse(activity.isFinishing)
        tap(R.id.warning_go_on)
        assertEquals(listOf(Choice.STOP, Choice.CONTINUE), host.listener.choices)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `whoever was told to tap that all is fine hangs up instead`() {
        open(amber())
        tap(R.id.warning_go_on)
        assertEquals("有人教，挂断", text(R.id.warning_main))
        tap(R.id.warning_main)
        assertEquals(1, host.callActions.hungUp)
        assertEquals(listOf(Choice.STOP), host.listener.choices)
        assertEquals(WarningPage.Way(1), warningController.standing?.page)
        open(amber(RuleId.BANK_AFTER_CALL, listOf(Reason.MoneyApp(BANK))))
        tap(R.id.warning_go_on)
        assertEquals("有人教，停下", text(R.id.warning_main))
        tap(R.id.warning_main)
        assertEquals("nobody is on the line", 1, host.callActions.hungUp)
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
    }

    @Test
    fun `an app that can act meanwhile turns the page on which all is called fine back`() {
        open(amber())
        tap(R.id.warning_go_on)
        warningController.show(amber().copy(mayGoOn = false))
        idle()
        assertEquals(WarningPage.Question, warningController.standing?.page)
    }

    @Test
    fun `an app that can operate the phone is met by switching the phone off`() {
        open(red(RuleId.REMOTE_CONTROL, listOf(Reason.RemoteControl(MEETING), SHARED, STRANGER)))
        assertEquals("第1步，共2步", text(R.id.warning_step))
        assertTrue("绝不会操作您的手机" in text(R.id.warning_body))
        tap(R.id.warning_main)
        assertEquals("把手机关掉", text(R.id.warning_headline))
        assertTrue("长按电源键，点“关机”。" in text(R.id.warning_body))
        assertTrue(shown(R.id.warning_drawing))
        assertEquals("打给女儿小芳", text(R.id.warning_main))
        tap(R.id.warning_main)
        assertEquals(listOf("13900000001"), host.callActions.called)
    }

    @Test
    fun `who is told nobody comes is asked to ring before the phone is off`() {
        open(red(RuleId.REMOTE_CONTROL, listOf(Reason.RemoteControl(MEETING))).copy(familyIsTold = false))
        assertTrue("请您自己打给家人" in text(R.id.warning_body))
    }

    @Test
    fun `a call for help says who is told, and a mistake is asked about once more`() {
        open(red(RuleId.HELP_ASKED, listOf(Reason.HelpAsked)))
        assertTrue(text(R.id.warning_body).startsWith("您按了：“有人要我共享屏幕”。家人马上会收到通知。"))
        assertEquals("按错了", text(R.id.warning_go_on))
        tap(R.id.warning_go_on)
        assertEquals("真的按错了吗？", text(R.id.warning_headline))
        assertFalse(activity.isFinishing)
        tap(R.id.warning_main)
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
        assertEquals(emptyList<Choice>(), choices)
        tap(R.id.warning_go_on)
        tap(R.id.warning_go_on)
        assertEquals("it is no leave to go on", listOf(Choice.STOP), choices)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `a mistake is not believed while the screen is shared`() {
        host.exposure.screenSeen = true
        open(red(RuleId.HELP_ASKED, listOf(Reason.HelpAsked, SHARED)))
        repeat(2) { tap(R.id.warning_go_on) }
        assertEquals(WarningPage.Cut(1, stillSeen = true), warningController.standing?.page)
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
        assertEquals("别让他看", text(R.id.warning_headline))
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
        assertEquals("危险还在！快挂断，保住钱。", text(R.id.warning_headline))
        assertTrue("有人正看着您的屏幕" in text(R.id.warning_body))
        assertFalse(activity.isFinishing)
    }

    @Test
    fun `the voice speaks until the screen is touched`() {
        open(red())
        val (sentence, language) = host.alarm.said.single()
        assertEquals("快挂断！ 很可能是骗子。 不要转钱。", sentence)
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

    @Test
    @Config(qualifiers = "zh-rCN-w360dp-h640dp-xhdpi")
    @GraphicsMode(GraphicsMode.Mode.NATIVE) // Only there do letters have a width.
    fun `buttons below the edge are announced until they are in sight`() {
        RuntimeEnvironment.setFontScale(2f)
        open(red())
        layOut(720, 1280)
        assertTrue(shown(R.id.warning_more_below))
        val scroll = view(R.id.warning_scroll)
        scroll.scrollTo(0, 100_000)
        assertFalse(shown(R.id.warning_more_below))
        scroll.scrollTo(0, 0)
        assertTrue(shown(R.id.warning_more_below))
    }

    @Test
    fun `where all of them are in sight nothing is announced`() {
        open(amber())
        layOut(1080, 2340)
        assertFalse(shown(R.id.warning_more_below))
    }

    @Test
    fun `the way out is far from the button that stops, and the family is beside it`() {
        listOf(red(), amber(), red(RuleId.HELP_ASKED, listOf(Reason.HelpAsked))).forEach { warning ->
            listOf(warning, warning.copy(family = emptyList())).forEach {
                open(it)
                layOut(1080, 2340)
                val density = host.resources.displayMetrics.density
                assertTrue("$it", top(R.id.warning_main) - bottom(R.id.warning_go_on) >= 32 * density)
                val between = BUTTONS.filter {
                    shown(it) &&
                        top(it) in bottom(R.id.warning_call)..<top(R.id.warning_main)
                }
                if (it.family.isNotEmpty()) assertEquals(emptyList<Int>(), between)
                warningController.close()
            }
        }
    }

    private fun top(id: Int) = IntArray(2).also { view(id).getLocationInWindow(it) }[1]

    private fun bottom(id: Int) = top(id) + view(id).height

    private fun ring() = (view(R.id.warning_drawing) as ImageView).drawable as WaitRing

    /** Returns all that a screen reader finds on the page. */
    private fun heard(): List<String> = Drawing.below(view(R.id.warning))
        .filter { it.isShown && it.isImportantForAccessibility }
        .mapNotNull { it.contentDescription ?: (it as? TextView)?.text }
        .map { "$it".replace("\n", "") }
}
