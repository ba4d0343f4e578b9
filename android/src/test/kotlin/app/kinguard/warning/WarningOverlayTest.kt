package app.kinguard.warning

import android.content.Context
import android.content.ContextWrapper
import android.content.res.Configuration
import android.graphics.PixelFormat
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.view.WindowManager
import android.view.WindowManager.LayoutParams
import android.widget.TextView
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import app.kinguard.overlays
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowSettings
import java.time.Duration

/** Tests the window that replaces the warning's screen: what it shows, what it offers, and when it goes. */
@RunWith(AndroidRunner::class)
@Config(application = WarningTestApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class WarningOverlayTest {
    private val host = RuntimeEnvironment.getApplication() as WarningTestApp
    private val warningController = host.warningController
    private val overlay = WarningOverlay(host, { up += 1 }) { warningController }
    private var up = 0
    private val window: View? get() = host.overlays().singleOrNull()

    @Before
    fun appsHaveNames() {
        ShadowSettings.setCanDrawOverlays(true)
        label(host, BANK, "工商银行")
        label(host, MEETING, "云会通")
    }

    @Test
    fun `it fills the screen, is in no picture of it, and leaves the focus to the screen that may yet come`() {
        stand(red())
        val up = checkNotNull(window).layoutParams as LayoutParams
        assertEquals(LayoutParams.MATCH_PARENT, up.width)
        assertEquals(LayoutParams.MATCH_PARENT, up.height)
        assertEquals(PixelFormat.OPAQUE, up.format)
        assertEquals("full brightness", 1f, up.screenBrightness)
        listOf(LayoutParams.FLAG_SECURE, LayoutParams.FLAG_NOT_FOCUSABLE, LayoutParams.FLAG_KEEP_SCREEN_ON).forEach {
            assertTrue(up.flags and it != 0)
        }
        assertEquals("it takes touches", 0, up.flags and LayoutParams.FLAG_NOT_TOUCHABLE)
    }

    @Test
    fun `that it is up is told when the system knows, once, and not where it is kept down`() {
        ShadowSettings.setCanDrawOverlays(false)
        stand(red())
        second()
        assertEquals(0, up)
        overlay.clear()
        idle()
        ShadowSettings.setCanDrawOverlays(true)
        stand(red())
        assertEquals("not before it is drawn", 0, up)
        repeat(3) { second() }
        assertEquals(1, up)
    }

    @Test
    fun `it says what the first page says, and offers its two main buttons alone`() {
        stand(red())
        assertEquals("快挂断！很可能是骗子。", text(R.id.warning_headline))
        assertTrue(text(R.id.warning_body).startsWith("有人正看着您的屏幕，您打开了工商银行。"))
        assertEquals("挂断电话", text(R.id.warning_main))
        assertEquals("打给女儿小芳", text(R.id.warning_call))
        assertEquals(listOf(R.id.warning_main, R.id.warning_call), offered())
        overlay.clear()
        idle()
        stand(amber())
        assertEquals("不是，挂断", text(R.id.warning_main))
        assertEquals("nobody goes on from here", listOf(R.id.warning_main, R.id.warning_call), offered())
        overlay.clear()
        idle()
        stand(red(reasons = listOf(Reason.MoneyApp(BANK), SHARED)))
        assertEquals("nor is there our own capture", listOf(R.id.warning_main, R.id.warning_call), offered())
    }

    @Test
    fun `hang up leads along the way out, by the same door`() {
        stand(red())
        tap(R.id.warning_main)
        assertEquals(1, host.callActions.hungUp)
        assertEquals(listOf(Choice.STOP), host.listener.choices)
        assertEquals("别让他看", text(R.id.warning_headline))
        assertEquals(listOf(R.id.warning_main, R.id.warning_call), offered())
        tap(R.id.warning_main)
        assertTrue("nobody saw it end", text(R.id.warning_body).startsWith("手机看不出停没停。"))
        assertEquals("打给女儿小芳", text(R.id.warning_main))
        assertEquals(listOf(R.id.warning_main, R.id.warning_call), offered())
        assertEquals("answered once", listOf(Choice.STOP), host.listener.choices)
    }

    @Test
    fun `amber's no hangs up too`() {
        stand(amber())
        tap(R.id.warning_main)
        assertEquals(1, host.callActions.hungUp)
        assertEquals(WarningPage.Way(1), warningController.standing?.page)
    }

    @Test
    fun `a phone that will not hang up says how`() {
        host.callActions.endsCalls = false
        stand(red())
        tap(R.id.warning_main)
        assertEquals("挂断了", text(R.id.warning_main))
    }

    @Test
    fun `ringing the family makes room for the call`() {
        stand(red())
        tap(R.id.warning_call)
        assertEquals(listOf("13900000001"), host.callActions.called)
        assertEquals(listOf(Choice.CALL_FAMILY), host.listener.choices)
        assertNull(window)
        assertEquals(
            "the page for after the call comes back",
            WarningPage.Spoke("女儿小芳", false),
            warningController.standing?.page,
        )
    }

    @Test
    fun `where nobody can be rung it stays`() {
        host.callActions.rings = false
        stand(red())
        tap(R.id.warning_call)
        assertNotNull(window)
    }

    @Test
    fun `the last step, where nobody is to be rung, gives the screen back`() {
        stand(red().copy(family = emptyList(), home = "FR"))
        tap(R.id.warning_main)
        tap(R.id.warning_main)
        assertNull(window)
        val last = WarningPage.Way(2, ActionOutcome.SHARING_UNSEEN)
        assertEquals("it stands in the notification", last, warningController.standing?.page)
    }

    @Test
    fun `a sharing that goes on is not called stopped here either, though nothing here can end it`() {
        host.exposure.screenSeen = true
        stand(red())
        repeat(2) { tap(R.id.warning_main) }
        assertTrue(text(R.id.warning_body).startsWith("还在共享。"))
        assertEquals(listOf(R.id.warning_main, R.id.warning_call), offered())
    }

    @Test
    fun `the page for going on is none of this window's`() {
        stand(red())
        warningController.turn(WarningPage.Sure)
        idle()
        assertNull(window)
        overlay.show()
        idle()
        assertEquals("the first page is offered", WarningPage.Way(0), warningController.standing?.page)
        assertEquals(listOf(R.id.warning_main, R.id.warning_call), offered())
    }

    @Test
    fun `it changes with the warning, and goes with it`() {
        stand(amber())
        warningController.show(red())
        idle()
        assertEquals("挂断电话", text(R.id.warning_main))
        warningController.dismiss()
        idle()
        assertNull(window)
    }

    @Test
    fun `shown twice it is one window, and cleared twice none`() {
        stand(red())
        overlay.show()
        idle()
        assertEquals(1, host.overlays().size)
        overlay.clear()
        overlay.clear()
        idle()
        assertEquals(0, host.overlays().size)
        warningController.show(red().copy(showing = 2))
        idle()
        assertEquals("it does not come back by itself", 0, host.overlays().size)
    }

    @Test
    fun `without leave there is no window, and nothing falls over`() {
        ShadowSettings.setCanDrawOverlays(false)
        stand(red())
        assertNull(window)
        overlay.clear()
        idle()
    }

    @Test
    fun `a maker that refuses the window all the same is borne`() {
        for (refusal in listOf(WindowManager.BadTokenException(), SecurityException())) {
            val refused = WarningOverlay(refusing(refusal)) { warningController }
            warningController.show(red())
            refused.show()
            idle()
            assertNull(window)
            refused.clear()
            idle()
        }
    }

    @Test
    fun `the phone turned, it is laid out anew on the same step`() {
        stand(red())
        tap(R.id.warning_main)
        RuntimeEnvironment.setQualifiers("+w891dp-h411dp-land")
        host.onConfigurationChanged(Configuration(host.resources.configuration))
        idle()
        assertEquals("别让他看", text(R.id.warning_headline))
        assertEquals(1, host.overlays().size)
    }

    @Test
    fun `its voice says what the screen's would, and ends with it`() {
        warningController.show(red())
        overlay.sound()
        idle()
        assertEquals("快挂断！ 很可能是骗子。 不要转钱。" to "zh", host.alarm.said.single().let { it.first to it.second.language })
        val hushed = host.alarm.hushed
        overlay.clear()
        idle()
        assertEquals(hushed + 1, host.alarm.hushed)
        overlay.clear()
        idle()
        assertEquals("silent already", hushed + 1, host.alarm.hushed)
    }

    @Test
    fun `the screen's own voice takes over and is not cut off`() {
        warningController.show(red())
        overlay.sound()
        idle()
        assertTrue(warningController.takeUnsaid())
        val hushed = host.alarm.hushed
        overlay.clear()
        idle()
        assertEquals(hushed, host.alarm.hushed)
        overlay.sound()
        idle()
        assertEquals("nor spoken over", 1, host.alarm.said.size)
        warningController.hush()
        overlay.sound()
        idle()
        assertEquals(2, host.alarm.said.size)
    }

    @Test
    fun `what is done on it silences it, and a touch beside does not`() {
        warningController.show(red())
        overlay.sound()
        overlay.show()
        idle()
        val hushed = host.alarm.hushed
        checkNotNull(window).performClick()
        assertEquals(hushed, host.alarm.hushed)
        tap(R.id.warning_main)
        assertEquals(hushed + 1, host.alarm.hushed)
    }

    @Test
    fun `with nothing standing it is neither heard nor seen`() {
        overlay.sound()
        overlay.show()
        idle()
        assertTrue(host.alarm.said.isEmpty())
        assertNull(window)
    }

    @Test
    fun `remote control leaves it its two buttons`() {
        stand(red(RuleId.REMOTE_CONTROL, listOf(Reason.RemoteControl(MEETING), STRANGER)).copy(mayGoOn = false))
        assertEquals(listOf(R.id.warning_main, R.id.warning_call), offered())
        assertFalse(offered().contains(R.id.warning_go_on))
    }

    private fun stand(warning: Warning) {
        warningController.show(warning)
        overlay.show()
        idle()
    }

    private fun refusing(refusal: RuntimeException): Context = object : ContextWrapper(host) {
        override fun getSystemService(name: String): Any? {
            val service = super.getSystemService(name)
            if (service !is WindowManager) return service
            return object : WindowManager by service {
                override fun addView(view: View, parameters: ViewGroup.LayoutParams): Unit = throw refusal
            }
        }
    }

    private fun tap(id: Int) {
        checkNotNull(window) { "it is gone" }.requireViewById<View>(id).performClick()
        idle()
    }

    private fun offered(): List<Int> = BUTTONS.filter {
        checkNotNull(window).requireViewById<View>(it).visibility == View.VISIBLE
    }

    private fun text(id: Int) =
        checkNotNull(window) { "it is gone" }.requireViewById<TextView>(id).text.toString().replace("\n", "")

    private fun second() = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()
}
