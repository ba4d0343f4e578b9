package app.kinguard.warning

import android.Manifest.permission.HIDE_OVERLAY_WINDOWS
import android.graphics.Rect
import android.os.Bundle
import android.os.SystemClock
import android.view.KeyCharacterMap
import android.view.KeyEvent
import android.view.MotionEvent
import android.view.View
import android.view.WindowManager.LayoutParams.SYSTEM_FLAG_HIDE_NON_SYSTEM_OVERLAY_WINDOWS
import android.view.accessibility.AccessibilityNodeInfo
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.phone.IS_OF_SERVICE
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Tests touches as the system delivers them, alone and under another app's window. */
@RunWith(AndroidRunner::class)
class TouchTest : ScreenTest() {
    @Test
    fun `a finger that is seen to touch goes on`() {
        open(amber())
        repeat(2) { touch(R.id.warning_go_on, 0) }
        assertEquals(listOf(Choice.CONTINUE), choices)
    }

    @Test
    fun `going on refuses a touch under another window, wholly or in part`() {
        COVERED.forEach { flag ->
            open(amber())
            touch(R.id.warning_go_on, flag)
            assertEquals(WarningPage.Question, warningController.standing?.page)
            warningController.turn(WarningPage.Fine)
            idle()
            touch(R.id.warning_go_on, flag)
            assertEquals(WarningPage.Fine, warningController.standing?.page)
            warningController.close()
        }
        open(red())
        COVERED.forEach { touch(R.id.warning_go_on, it) }
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
        listOf(
            WarningPage.Wait(SystemClock.elapsedRealtime() - 31_000),
            WarningPage.Agree,
            WarningPage.Sure,
            WarningPage.Mistake,
        ).forEach { page ->
            warningController.turn(page)
            idle()
            COVERED.forEach { touch(R.id.warning_go_on, it) }
            assertEquals(page, warningController.standing?.page)
        }
        assertEquals(emptyList<Choice>(), choices)
    }

    @Test
    fun `what stops takes every touch`() {
        COVERED.forEach { flag ->
            open(red())
            touch(R.id.warning_call, flag)
            assertEquals(listOf("13900000001"), host.callActions.called)
            touch(R.id.warning_main, flag)
            assertEquals(1, host.callActions.hungUp)
            touch(R.id.warning_second, flag)
            assertEquals(WarningPage.Cut(1), warningController.standing?.page)
            touch(R.id.warning_money_sent, flag)
            assertEquals(WarningPage.MoneySent, warningController.standing?.page)
            touch(R.id.warning_back, flag)
            assertEquals(WarningPage.Way(0), warningController.standing?.page)
            host.callActions.called.clear()
            host.callActions.hungUp = 0
            warningController.dismiss()
            idle()
        }
    }

    @Test
    @Config(sdk = [33, 35])
    fun `whoever draws over other apps does not draw over this`() {
        shadowOf(host).grantPermissions(HIDE_OVERLAY_WINDOWS)
        open(red())
        assertTrue(activity.window.attributes.privateFlags and SYSTEM_FLAG_HIDE_NON_SYSTEM_OVERLAY_WINDOWS != 0)
    }

    @Test
    @Config(sdk = [35])
    fun `apps that only pretend to help the disabled see nothing`() {
        open(red())
        BUTTONS.forEach { assertTrue(view(it).isAccessibilityDataSensitive) }
        TEXTS.forEach { assertTrue(view(it).isAccessibilityDataSensitive) }
    }

    @Test
    @Config(sdk = [35])
    fun `a reader that the family knows sees all but the way on`() {
        open(red().copy(mayBeReadOut = true))
        (BUTTONS - R.id.warning_go_on + TEXTS).forEach { assertFalse(view(it).isAccessibilityDataSensitive) }
        assertTrue(view(R.id.warning_go_on).isAccessibilityDataSensitive)
    }

    @Test
    fun `a screen reader comes to what stops right after the words`() {
        open(red())
        assertEquals(R.id.warning_body, view(R.id.warning_main).accessibilityTraversalAfter)
        warningController.turn(WarningPage.Way(1))
        idle()
        assertEquals(R.id.warning_more, view(R.id.warning_main).accessibilityTraversalAfter)
        assertTrue(view(R.id.warning_headline).isAccessibilityHeading)
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE, view(R.id.warning_headline).accessibilityLiveRegion)
        assertEquals("手机侧面的电源键", view(R.id.warning_drawing).contentDescription)
        assertEquals(View.IMPORTANT_FOR_ACCESSIBILITY_NO, view(R.id.warning_sign).importantForAccessibility)
        BUTTONS.filter(::shown).forEach { assertTrue(text(it).isNotBlank()) }
    }

    @Test
    fun `a gesture of an app that nobody knows only hangs up and rings`() {
        host.exposure.anotherAppActs = true
        assertOnlyHangsUpAndRings { touch(it, IS_OF_SERVICE) }
    }

    @Test
    fun `nor does it press by the view's own action`() {
        host.exposure.anotherAppActs = true
        assertOnlyHangsUpAndRings { view(it).performAccessibilityAction(AccessibilityNodeInfo.ACTION_CLICK, null) }
        assertOnlyHangsUpAndRings {
            view(it).performAccessibilityAction(AccessibilityNodeInfo.ACTION_LONG_CLICK, Bundle())
            view(it).performAccessibilityAction(AccessibilityNodeInfo.ACTION_CLICK, Bundle())
        }
    }

    @Test
    fun `nor with the keys that Android lets it press`() {
        host.exposure.anotherAppActs = true
        assertOnlyHangsUpAndRings { press(it, KeyCharacterMap.VIRTUAL_KEYBOARD) }
    }

    @Test
    fun `fingers and keyboards press as ever meanwhile`() {
        host.exposure.anotherAppActs = true
        listOf<(Int) -> Unit>({ touch(it, 0) }, { press(it, KEYBOARD) }).forEach { press ->
            open(amber())
            repeat(2) { press(R.id.warning_go_on) }
            assertEquals(Choice.CONTINUE, choices.last())
        }
    }

    @Test
    fun `a tool that the family knows, or that came with the phone, presses like a finger`() {
        val ways = listOf<(Int) -> Unit>(
            { touch(it, IS_OF_SERVICE) },
            { view(it).performAccessibilityAction(AccessibilityNodeInfo.ACTION_CLICK, null) },
            { press(it, KeyCharacterMap.VIRTUAL_KEYBOARD) },
        )
        ways.forEach { press ->
            open(amber())
            repeat(2) { press(R.id.warning_go_on) }
            assertEquals(Choice.CONTINUE, choices.last())
        }
    }

    @Test
    fun `the voice is not silenced by such a gesture, and is by a finger`() {
        host.exposure.anotherAppActs = true
        open(red())
        val before = host.alarm.hushed
        touch(R.id.warning_money_sent, IS_OF_SERVICE)
        assertEquals(before, host.alarm.hushed)
        touch(R.id.warning_money_sent, 0)
        assertTrue(host.alarm.hushed > before)
    }

    private fun assertOnlyHangsUpAndRings(press: (Int) -> Unit) {
        open(amber())
        listOf(R.id.warning_go_on, R.id.warning_main).forEach(press)
        idle()
        assertEquals(WarningPage.Question, warningController.standing?.page)
        warningController.turn(WarningPage.Fine)
        idle()
        listOf(R.id.warning_go_on, R.id.warning_main).forEach(press)
        idle()
        assertEquals(WarningPage.Fine, warningController.standing?.page)
        warningController.close()
        open(red())
        val wait = WarningPage.Wait(SystemClock.elapsedRealtime() - 31_000)
        val ways = listOf(WarningPage.Way(1), WarningPage.Way(2))
        val steps = ways + listOf(wait, WarningPage.Agree, WarningPage.Sure, WarningPage.Mistake)
        steps.forEach { page ->
            warningController.turn(page)
            idle()
            val leading = listOf(R.id.warning_main, R.id.warning_second, R.id.warning_go_on, R.id.warning_money_sent)
            // On the last step the main button calls the family.
            leading.filter { shown(it) && !(page == WarningPage.Way(2) && it == R.id.warning_main) }.forEach(press)
            idle()
            assertEquals(page, warningController.standing?.page)
        }
        assertEquals(emptyList<Choice>(), choices)
        warningController.turn(WarningPage.Way(0))
        idle()
        press(R.id.warning_call)
        idle()
        assertEquals(listOf("13900000001"), host.callActions.called)
        press(R.id.warning_main)
        idle()
        assertEquals(1, host.callActions.hungUp)
        host.callActions.called.clear()
        host.callActions.hungUp = 0
        choices.clear()
        warningController.close()
        idle()
    }

    private fun press(id: Int, device: Int) {
        view(id).isFocusableInTouchMode = true
        assertTrue(view(id).requestFocus())
        val now = SystemClock.uptimeMillis()
        listOf(KeyEvent.ACTION_DOWN, KeyEvent.ACTION_UP).forEach { action ->
            val key = KeyEvent(now, now, action, KeyEvent.KEYCODE_DPAD_CENTER, 0, 0, device, 0)
            activity.window.decorView.dispatchKeyEvent(key)
        }
        idle()
    }

    private fun touch(id: Int, flags: Int) {
        layOut(1080, 2340)
        val button = view(id)
        assertTrue("there is no such button here", shown(id))
        // Into the middle of the button, wherever it scrolled to.
        button.requestRectangleOnScreen(Rect(0, 0, button.width, button.height), true)
        val at = IntArray(2).also(button::getLocationInWindow)
        val x = at[0] + button.width / 2f
        val y = at[1] + button.height / 2f
        listOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP).forEach { action ->
            activity.window.decorView.dispatchTouchEvent(event(action, x, y, flags))
        }
        idle()
    }

    private fun event(action: Int, x: Float, y: Float, flags: Int): MotionEvent {
        val now = SystemClock.uptimeMillis()
        val finger = MotionEvent.PointerProperties().also { it.toolType = MotionEvent.TOOL_TYPE_FINGER }
        val place =
            MotionEvent.PointerCoords().also {
                it.x = x
                it.y = y
            }
        val fingers = arrayOf(finger)
        return MotionEvent.obtain(now, now, action, 1, fingers, arrayOf(place), 0, 0, 1f, 1f, 0, 0, 0, flags)
    }

    private companion object {
        const val KEYBOARD = 3
        val COVERED = listOf(MotionEvent.FLAG_WINDOW_IS_OBSCURED, MotionEvent.FLAG_WINDOW_IS_PARTIALLY_OBSCURED)
        val TEXTS =
            listOf(
                R.id.warning_calling,
                R.id.warning_practice,
                R.id.warning_step,
                R.id.warning_headline,
                R.id.warning_body,
                R.id.warning_more,
                R.id.warning_drawing,
            )
    }
}
