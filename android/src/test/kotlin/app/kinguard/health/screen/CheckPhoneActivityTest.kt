package app.kinguard.health.screen

import android.app.Activity
import android.content.Intent
import android.net.Uri
import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.family.Notice
import app.kinguard.health.BANK
import app.kinguard.health.MEETING
import app.kinguard.health.check.PhoneCheck
import app.kinguard.page.PageAccess
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayOutputStream
import java.io.OutputStream

@RunWith(AndroidRunner::class)
class CheckPhoneActivityTest : ScreenTest() {
    @Test
    fun `it leads through the steps, shows what comes and goes on by itself`() {
        openCheck()
        assertSays("真的警告", "先不通知家人")
        tap("开始")
        assertSays("第 1 步，共 6 步", "接一个电话", "还没有。")
        assertDraws(R.drawable.practice_call)
        app.hears(SignalId.CALL_SCREENING, Event.CallStarted(Direction.INCOMING, "13912345678", true, null))
        second()
        assertSays("来电，即时", "接一个电话")
        app.hears(SignalId.PHONE_STATE, Event.CallAnswered)
        second()
        assertSays("接一个电话：看到了", "第 2 步", "装一个软件")
        tap("跳过这一步")
        assertSays("装一个软件：跳过了", "共享屏幕")
        app.hears(SignalId.USAGE_EVENTS, Event.CaptureConsentOpened(MEETING), late = 1_400)
        second()
        assertSays("系统询问共享，1.4 秒后")
    }

    @Test
    fun `it goes on where it was after a turn of the phone and the death of the process`() {
        openCheck()
        tap("开始")
        repeat(2) { tap("跳过这一步") }
        turn()
        assertSays("第 3 步，共 6 步")
        controller.pause().stop().destroy()
        openCheck()
        assertSays("第 3 步，共 6 步")
    }

    @Test
    fun `what it does itself does not shut it, but nobody begins in danger`() {
        openCheck()
        tap("开始")
        app.passage = PageAccess.SHUT
        second()
        assertSays("第 1 步")
        repeat(6) { tap("跳过这一步") }
        assertSays("这部手机的结果")
        tap("再检查一次")
        assertSays("先挂断电话，停止共享屏幕", "这部手机的结果")
        app.clock.pass(PhoneCheck.LASTS_MS)
        second()
        assertSilent("这部手机的结果")
    }

    @Test
    fun `a PIN stands before it, also before the next one`() {
        app.passage = PageAccess.PIN
        openCheck()
        assertSilent("开始")
        app.passage = PageAccess.OPEN
        second()
        tap("开始")
        tap("结束检查")
        app.passage = PageAccess.PIN
        tap("再检查一次")
        assertEquals("pin", shadowOf(activity).nextStartedActivity.action)
        assertSays("这部手机的结果")
    }

    @Test
    fun `a permission that is missing for a step is named`() {
        app.states[SignalId.PHONE_STATE] = SignalState.Missing(Capability.PHONE_STATE)
        openCheck()
        tap("开始")
        assertSays("这一步未授权：电话")
        tap("跳过这一步")
        assertSilent("未授权")
    }

    @Test
    fun `whose doing it was is asked only where the family would hear of it`() {
        openCheck()
        tap("开始")
        tap("结束检查")
        assertSays("这部手机的结果")
        tap("再检查一次")
        danger()
        tap("结束检查")
        assertSays("都是您自己做的吗？")
        assertEquals("a hasty tap tells the family", "不是，或不确定：通知家人", main())
        turn()
        assertSays("都是您自己做的吗？")
        tap("是，都是我")
        assertSays("这部手机的结果")
        assertEquals(emptyList<FamilyMessage>(), app.family.told)
    }

    @Test
    fun `whoever is not sure has the family told`() {
        openCheck()
        tap("开始")
        danger()
        tap("结束检查")
        tap("不是，或不确定")
        assertEquals(listOf(FamilyMessage.DANGER), app.family.told)
        assertSays("这部手机的结果")
    }

    @Test
    fun `the result says what is relied upon, and what never came`() {
        openCheck()
        tap("开始")
        repeat(2) { tap("跳过这一步") }
        share()
        tap("结束检查")
        assertSays("亲守会靠这些：系统询问共享、检测到屏幕正被投出。", "系统询问共享\n1.4 秒后", "录屏服务开始\n没出现")
        assertIconsLeaveRoom()
        tap("再检查一次")
        repeat(2) { tap("跳过这一步") }
        app.hears(SignalId.DISPLAYS, Event.PrivateDisplayAdded(3))
        tap("结束检查")
        assertSays("亲守可能看不到")
        tap("再检查一次")
        tap("结束检查")
        assertSays("没有试共享屏幕。")
    }

    /** Asserts that what never came begins where what came does, though it has no icon. */
    private fun assertIconsLeaveRoom() {
        val column = activity.requireViewById<ViewGroup>(R.id.page_column)
        val cards = (0 until column.childCount).map(column::getChildAt)
        val seen = cards.mapNotNull { it.findViewById<View?>(R.id.page_card_icon)?.visibility }.toSet()
        assertEquals(setOf(View.VISIBLE, View.INVISIBLE), seen)
    }

    @Test
    fun `the file that is saved holds a trace that can be read`() {
        openCheck()
        tap("开始")
        repeat(2) { tap("跳过这一步") }
        share()
        app.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        tap("结束检查")
        tap("存成文件")
        val asked = checkNotNull(shadowOf(activity).nextStartedActivityForResult)
        assertEquals(Intent.ACTION_CREATE_DOCUMENT, asked.intent.action)
        val file = Uri.parse("content://documents/1")
        val saved = ByteArrayOutputStream()
        shadowOf(app.contentResolver).registerOutputStreamSupplier(file) { saved }
        shadowOf(app.contentResolver).registerInputStreamSupplier(file) { saved.toByteArray().inputStream() }
        shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(file))
        controller.pause().resume()
        idle()
        assertSays("已保存。")
        val trace = Trace(saved.toString("UTF-8").substringAfter("trace, format 1:"))
        assertEquals(
            listOf("capture_consent_opened", "private_display_added", "app_opened"),
            trace.steps.map {
                it.type
            },
        )
    }

    @Test
    fun `a phone without a place for files says so`() {
        openCheck()
        tap("开始")
        tap("结束检查")
        shadowOf(app).checkActivities(true)
        tap("存成文件")
        assertSays("没存下来。")
    }

    @Test
    fun `nobody vouches for it under somebody's eyes`() {
        openCheck()
        tap("开始")
        danger()
        tap("结束检查")
        app.isSeen = true
        tap("是，都是我")
        assertSays("先停止共享屏幕")
        app.isSeen = false
        tap("是，都是我")
        assertSays("这部手机的结果")
        assertEquals(emptyList<FamilyMessage>(), app.family.told)
    }

    @Test
    fun `a file that cannot be written is said`() {
        openCheck()
        tap("开始")
        tap("结束检查")
        tap("存成文件")
        val asked = checkNotNull(shadowOf(activity).nextStartedActivityForResult)
        val file = Uri.parse("content://documents/1")
        val full = object : OutputStream() {
            override fun write(byte: Int) = throw java.io.IOException("full")
        }
        shadowOf(app.contentResolver).registerOutputStream(file, full)
        shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(file))
        controller.pause().resume()
        idle()
        assertSays("没存下来。")
    }

    private fun assertDraws(drawing: Int) {
        val shown = Drawing.below(activity.window.decorView).filterIsInstance<ImageView>()
        assertTrue(shown.any { it.drawable != null && shadowOf(it.drawable).createdFromResId == drawing })
    }

    private fun openCheck() = open(CheckPhoneActivity::class.java)

    private fun danger() =
        app.deferred.admit(Notice(FamilyMessage.DANGER, RuleId.BANK_DURING_SHARE, app.clock.nowMs, null, emptySet()))

    private fun share() {
        app.clock.pass(5_000)
        app.hears(SignalId.USAGE_EVENTS, Event.CaptureConsentOpened(MEETING), late = 1_400)
        app.hears(SignalId.DISPLAYS, Event.PrivateDisplayAdded(3))
    }
}
