package app.kinguard.practice

import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.ShownScreen
import app.kinguard.core.Choice
import app.kinguard.core.Level
import app.kinguard.guard.PracticeEngine
import app.kinguard.page.PageAccess
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.red
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.time.Duration

@RunWith(AndroidRunner::class)
@Config(application = PracticeTestApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class PracticeActivityTest {
    private val host = RuntimeEnvironment.getApplication() as PracticeTestApp
    private val warningController get() = host.warningController
    private val screen by lazy { ShownScreen.open<PracticeActivity>() }

    @After
    fun `nobody heard, nobody was rung, nothing was asked of the system`() {
        assertTrue(host.listener.choices.isEmpty())
        assertTrue(host.listener.recordings.isEmpty())
        assertTrue(host.callActions.called.isEmpty())
        assertEquals(0, host.callActions.hungUp)
        assertTrue(host.capture.leaves.isEmpty())
        host.database.close()
    }

    @Test
    fun `the brief, step by step, as the rules themselves judge it`() {
        screen.says("防骗练习", "不打电话，也不发通知")
        screen.tap("开始")
        screen.says("第1步，共4步", "陌生人打来电话", "国际物流", "先不打扰您")
        screen.saysNot("家人马上收到通知")
        screen.tap("下一步")
        screen.says("第2步，共4步", "他叫您装一个软件", "出现黄色警告", "家人马上收到通知")
        screen.tap("下一步")
        screen.says("第3步，共4步", "他要看您的屏幕", "出现红色警告", "家人马上收到通知", "只有红色页面让您点")
        screen.tap("下一步")
        screen.says("第4步，共4步", "他叫您打开银行", "五分钟内不办", "出现红色警告")
        assertNull(warningController.standing)
    }

    @Test
    fun `at home in Hong Kong the stranger rings from elsewhere, and without a SIM card from anywhere`() {
        for (home in listOf("HK", "TW", "")) {
            PracticeEngine(home).use { engine ->
                val drill = Drill(engine, home)
                assertEquals(home, Level.AMBER, drill.reaction(Scene.INSTALL).warn?.level)
                assertEquals(home, Level.RED, drill.reaction(Scene.BANK).warn?.level)
                assertTrue(home, drill.reaction(Scene.INSTALL).tellsFamily)
            }
        }
    }

    @Test
    fun `it ends in the real warning, marked in words, and in what was done well`() {
        val warning = warned()
        warning.says("这是练习，不是真的", "挂断电话")
        assertTrue(host.alarm.said.single().first.startsWith("这是练习"))
        warning.tap("挂断电话")
        warning.tap("已经停了")
        warning.tap("打给女儿小芳")
        warning.says("您和女儿小芳通过电话了", "这是练习")
        assertNull("the drill is not over yet", warningController.standing?.ringing)
        warning.tap("我已经停下了")
        assertTrue(warning.activity.isFinishing)
        screen.comesBack()
        screen.says("练完了", "您停下了，挂断了", "您找了家人", "和家人聊一聊", "儿女也不行")
        assertEquals(host.nowMs, host.store.lastMs)
        screen.turn()
        screen.says("您停下了，挂断了")
        screen.tap("完成")
        assertTrue(screen.activity.isFinishing)
    }

    @Test
    fun `going on is no reproach, and tells nobody`() {
        val warning = warned()
        warning.tap("仍要继续")
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(31))
        warning.tap("仍要继续")
        warning.tap("是这样")
        warning.tap("还是要转")
        assertEquals(listOf(Choice.CONTINUE), host.practice.choices)
        screen.comesBack()
        screen.says("这次您点了继续", "是什么让您想继续")
        screen.saysNot("您停下了")
    }

    @Test
    fun `money sent is a word in a drill, and its numbers ring nowhere`() {
        val warning = warned()
        warning.tap("钱已经转出去了")
        warning.tap("打 110 报警")
        assertTrue("the end of it", warning.activity.isFinishing)
        assertNull("nothing stays behind for later", warningController.standing)
        screen.comesBack()
        screen.says("钱转出去后该打给谁")
    }

    @Test
    fun `nobody to ring leads to the line for advice, which is not rung either`() {
        host.family = emptyList()
        val warning = warned()
        warning.tap("挂断电话")
        warning.tap("已经停了")
        warning.tap("打 96110 反诈专线")
        assertNull(warningController.standing)
    }

    @Test
    fun `the system is asked nothing to stop a sharing that is none`() {
        val warning = warned()
        warning.tap("挂断电话")
        warning.tap("还停不掉")
        warning.tap("马上停掉")
        val asked = generateSequence { shadowOf(warning.activity).nextStartedActivityForResult }
        assertTrue(asked.all { it.intent.component?.className == WarningActivity::class.java.name })
        warning.says("问问家人")
    }

    @Test
    fun `a drill that was left does not come back`() {
        val warning = warned()
        warning.isLeft()
        assertNull(warningController.standing)
        screen.comesBack()
        screen.says("您离开了那一页")
    }

    @Test
    fun `a call of the family in the middle of it is no part of it`() {
        val warning = warned()
        warningController.spokeWithFamily("女儿小芳")
        warning.says("挂断电话")
        assertEquals(emptyList<Choice>(), host.practice.choices)
    }

    @Test
    @Config(sdk = [35])
    fun `what the system says of a recording is not handed on`() {
        warningController.recorded(true)
        assertEquals(listOf(true), host.listener.recordings)
        host.listener.recordings.clear()
        warned()
        warningController.recorded(true)
    }

    @Test
    fun `a real danger takes its place at once, the same one too, and never the other way round`() {
        val warning = warned()
        warning.tap("挂断电话")
        val practised = checkNotNull(warningController.standing).warning
        warningController.show(practised.copy(practice = false))
        shadowOf(Looper.getMainLooper()).idle()
        assertFalse(host.practice.warns)
        warning.saysNot("这是练习")
        warning.says("挂断电话")
        assertEquals("it has a voice of its own", 2, host.alarm.said.size)
        warningController.show(red().copy(practice = true))
        assertFalse(host.practice.warns)
        warning.tap("挂断电话")
        assertEquals(1, host.callActions.hungUp)
        assertEquals(listOf(Choice.STOP), host.listener.choices)
        assertEquals("what was done before", listOf(Choice.STOP), host.practice.choices)
        host.callActions.hungUp = 0
        host.listener.choices.clear()
    }

    @Test
    fun `not while a danger goes on, not even half way through`() {
        host.passage = PageAccess.SHUT
        screen.says("现在打不开")
        host.passage = PageAccess.PIN
        screen.second()
        screen.tap("开始")
        screen.says("第1步")
        host.passage = PageAccess.SHUT
        screen.tap("下一步")
        screen.says("现在打不开")
        screen.saysNot("第2步")
        screen.tap("关闭")
        assertTrue(screen.activity.isFinishing)
    }

    @Test
    fun `the process dies in the middle, and the drill goes on where it was`() {
        screen.tap("开始")
        screen.tap("下一步")
        screen.turn()
        screen.says("第2步，共4步", "他叫您装一个软件")
        screen.tap("下一步")
        screen.tap("下一步")
        screen.tap("看看红色警告")
        warningController.close()
        screen.turn()
        screen.says("第4步，共4步", "看看红色警告")
        assertEquals("nothing was practised", null, host.store.lastMs)
        screen.tap("看看红色警告")
        assertTrue(host.practice.warns)
    }

    private fun warned(): ShownScreen<WarningActivity> {
        screen.tap("开始")
        repeat(3) { screen.tap("下一步") }
        screen.tap("看看红色警告")
        assertEquals(WarningActivity::class.java.name, shadowOf(host).nextStartedActivity?.component?.className)
        screen.isLeft()
        return ShownScreen(Robolectric.buildActivity(WarningActivity::class.java).setup()).also {
            shadowOf(Looper.getMainLooper()).idle()
            it.says("这是练习，不是真的")
        }
    }
}
