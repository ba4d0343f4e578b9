package app.kinguard.lock

import android.view.View
import android.view.WindowManager
import android.widget.EditText
import android.widget.TextView
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.page.PageAccess
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import java.util.concurrent.Executor

@RunWith(AndroidRunner::class)
class PinActivityTest : LockTest() {
    @Test
    fun `without a PIN everything is open`() {
        assertEquals(PageAccess.OPEN, host.passage())
        open(PinActivity.intent(host))
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `the family's page asks for it, and opens once it was given`() {
        setPin()
        host.add("女儿小芳", MARY, PUSH)
        open(FamilyActivity.intent(host))
        assertSays("请先输入家人密码")
        assertSilent("小芳")
        tap("输入密码")
        assertOpens(PinActivity::class.java)
        open(PinActivity.intent(host))
        key(PIN)
        assertTrue(activity.isFinishing)
        assertEquals(PageAccess.OPEN, host.passage())
        open(FamilyActivity.intent(host))
        assertSays("小芳")
    }

    @Test
    fun `five wrong tries, then a wait that ends to the millisecond`() {
        setPin()
        open(PinActivity.intent(host))
        (4 downTo 1).forEach {
            key("270915")
            assertSays("密码不对。还可以试 $it 次。")
            assertStandsAboveThePad("密码不对")
            assertEquals("已输入 0 位，共 6 位", typed())
        }
        key("270915")
        assertSays("错太多次了", "还要等 01:00")
        assertStandsAboveThePad("错太多次了")
        assertNull("nothing can be typed", touchable("1"))
        host.ticks.to(host.ticks.elapsed + 14_000)
        second()
        assertSays("还要等 00:46")
        host.ticks.to(host.ticks.elapsed + MINUTE_MS - 14_000 - 1)
        second()
        assertSays("还要等 00:01")
        assertNull(touchable("1"))
        host.ticks.to(host.ticks.elapsed + 1)
        second()
        key(PIN)
        assertTrue(activity.isFinishing)
        assertEquals("the count is reset", AttemptLimiter.State.Left(5), host.lock.pin.state())
    }

    @Test
    fun `the right one is wrong while one has to wait`() {
        setPin()
        repeat(5) { give("270915") }
        assertEquals(false, give(PIN))
        assertEquals(PageAccess.PIN, host.passage())
    }

    @Test
    fun `a process that dies over a try has used it up`() {
        setPin()
        val held = mutableListOf<Runnable>()
        repeat(4) { give("270915") }
        host.hashing = Executor { held += it }
        host.lock.pin.give("270915") {}
        open(PinActivity.intent(host))
        assertSays("正在核对")
        held.forEach(Runnable::run)
        host.hashing = Executor(Runnable::run)
        dieBehind(PinActivity.intent(host))
        assertSays("还要等 01:00")
        host.again(reboot = 30L * 24 * HOUR_MS)
        open(PinActivity.intent(host))
        assertSays("还要等 01:00")
    }

    @Test
    fun `a PIN that is still being looked at when the app is left opens nothing`() {
        setPin()
        val held = mutableListOf<Runnable>()
        host.hashing = Executor { held += it }
        open(PinActivity.intent(host))
        key(PIN)
        leave()
        held.single().run()
        assertEquals(PageAccess.PIN, host.passage())
    }

    @Test
    fun `it is looked at elsewhere than where the screen is drawn`() {
        setPin()
        val held = mutableListOf<Runnable>()
        host.hashing = Executor { held += it }
        open(PinActivity.intent(host))
        key(PIN)
        assertSays("正在核对")
        assertNull(touchable("1"))
        assertFalse(activity.isFinishing)
        turn()
        assertSays("正在核对")
        held.single().run()
        second()
        assertTrue("whichever page waits for it", activity.isFinishing)
    }

    @Test
    fun `a danger stands before the PIN, and before the page that asks for it`() {
        setPin()
        host.inDanger = true
        assertEquals(PageAccess.SHUT, host.passage())
        listOf(
            PinActivity.intent(host),
            ResetActivity.intent(host),
            PinSettingsActivity.intent(host),
            PauseActivity.intent(host),
        ).forEach {
            open(it)
            assertSays("现在打不开")
            assertNull("$it", touchable("1"))
            tap("关闭")
            assertTrue(activity.isFinishing)
        }
    }

    @Test
    fun `a danger that begins while one types hides the pad until it is over`() {
        setPin()
        open(PinActivity.intent(host))
        key("2709")
        host.inDanger = true
        tap("1")
        assertSays("现在打不开")
        host.inDanger = false
        second()
        key("14")
        assertTrue("the page goes on where it was", activity.isFinishing)
    }

    @Test
    fun `a danger shuts what was open, PIN or not`() {
        setPin()
        give(PIN)
        assertEquals(PageAccess.OPEN, host.passage())
        host.inDanger = true
        assertEquals(PageAccess.SHUT, host.passage())
    }

    @Test
    fun `what is typed outlives a turn of the phone, and nothing else`() {
        setPin()
        open(PinActivity.intent(host))
        key("270")
        turn()
        assertEquals("已输入 3 位，共 6 位", typed())
        leave()
        comeBack()
        assertEquals("已输入 0 位，共 6 位", typed())
        key("270")
        dieBehind(PinActivity.intent(host))
        assertEquals("已输入 0 位，共 6 位", typed())
        key(PIN)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `it stays open for ten minutes, and no longer than the app is seen`() {
        setPin()
        give(PIN)
        host.ticks.to(host.ticks.elapsed + Pin.OPEN_MS - 1)
        assertEquals(PageAccess.OPEN, host.passage())
        host.ticks.wall -= HOUR_MS
        host.ticks.to(host.ticks.elapsed + 1)
        assertEquals(PageAccess.PIN, host.passage())
        give(PIN)
        open(FamilyActivity.intent(host))
        turn()
        assertEquals("rotating is not leaving", PageAccess.OPEN, host.passage())
        leave()
        assertEquals(PageAccess.PIN, host.passage())
        give(PIN)
        host.again()
        assertEquals("the next process does not know of it", PageAccess.PIN, host.passage())
    }

    @Test
    fun `a digit can be taken back`() {
        setPin()
        open(PinActivity.intent(host))
        key("27091")
        tap("删掉最后一位")
        key("14")
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `how many digits there are is said, and never which`() {
        setPin()
        open(PinActivity.intent(host))
        key("27")
        val shown = activity.requireViewById<TextView>(R.id.page_pad_shown)
        assertEquals("●●○○○○", "${shown.text}")
        assertEquals("已输入 2 位，共 6 位", "${shown.contentDescription}")
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_POLITE, shown.accessibilityLiveRegion)
        val unnamed = views().filter { it.isClickable && it.contentDescription == null && it !is TextView }
        assertEquals(emptyList<View>(), unnamed)
    }

    @Test
    fun `no picture shows it, no other window can be over it, and no keyboard is asked for`() {
        setPin()
        listOf(PinActivity.intent(host), ResetActivity.intent(host)).forEach {
            open(it)
            assertNotEquals(0, activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE)
            assertTrue(activity.requireViewById<View>(R.id.page).filterTouchesWhenObscured)
            assertEquals(emptyList<View>(), views().filter { view -> view is EditText })
            assertFalse(views().filterIsInstance<TextView>().any { view -> view.isTextSelectable })
        }
    }

    /** What went wrong is red, and is read before the digits are. */
    private fun assertStandsAboveThePad(words: String) {
        val texts = views().filterIsInstance<TextView>()
        val error = texts.first { words in it.text }
        assertEquals(activity.getColor(R.color.page_fault), error.currentTextColor)
        assertTrue(texts.indexOf(error) < texts.indexOf(activity.requireViewById(R.id.page_pad_shown)))
    }
}
