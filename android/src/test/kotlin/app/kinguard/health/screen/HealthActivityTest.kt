package app.kinguard.health.screen

import android.os.Process
import android.os.UserManager
import android.provider.Settings
import android.view.WindowManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.health.BANK
import app.kinguard.health.CheckId
import app.kinguard.health.FamilyRoute
import app.kinguard.health.Finding
import app.kinguard.health.LaunchTrialResult
import app.kinguard.health.MEETING
import app.kinguard.health.PartState
import app.kinguard.page.PageAccess
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.SwitchState
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class HealthActivityTest : ScreenTest() {
    @Test
    fun `granted but untried is said, and what was seen is named among what works`() {
        openHealth()
        assertSays("在守护，还没试过", "已授权，还没收到过\n陌生来电、装新软件、共享屏幕、打开银行软件")
        app.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        second()
        assertSays("还没收到过\n陌生来电、装新软件、共享屏幕\n", "打开银行软件\n上次看到：")
        tap("已授权，还没收到过")
        assertOpens(CheckPhoneActivity::class.java)
    }

    @Test
    fun `what is taken away while the page is open comes first within a second, with what is lost`() {
        openHealth()
        assertSays("需要的权限\n都开了。")
        app.states[SignalId.USAGE_EVENTS] = SignalState.Missing(Capability.USAGE_ACCESS)
        second()
        assertSays("守护不完整", "使用情况访问权限\n未授权\n看不到：共享屏幕、打开银行软件。\n打开银行时不会警告。")
        assertSilent("都开了。")
        assertTrue(words(), words().indexOf("使用情况访问权限") < words().indexOf("已授权，还没收到过"))
        app.states[SignalId.USAGE_EVENTS] = SignalState.Works
        second()
        assertSilent("守护不完整")
    }

    @Test
    fun `a missing permission is one tap away, and the worst is the main thing to do`() {
        openHealth()
        assertEquals("马上自检", main())
        app.lacking += listOf(Capability.OVERLAY, Capability.BATTERY)
        second()
        assertSays("守护不完整", "不限制电池\n未授权\n手机可能会关掉亲守。")
        assertEquals("去打开：显示在其他应用的上层", main())
        tap("去打开")
        assertEquals("mend OVERLAY", nextAction())
        tap("不限制电池")
        assertEquals("mend BATTERY", nextAction())
        app.lacking -= Capability.OVERLAY
        second()
        assertSilent("守护不完整")
        assertEquals("it blocks nothing", "马上自检", main())
    }

    @Test
    fun `a test that fails for want of a permission makes that a fault, and is not said twice`() {
        app.lacking += Capability.CONTACTS
        app.finds[CheckId.CONTACTS] = Finding.Fault(Finding.Reason.NOT_GRANTED)
        openHealth()
        assertSilent("守护不完整")
        tap("马上自检")
        second()
        assertSays("守护不完整", "通讯录\n未授权\n熟人也像陌生人。")
        assertEquals("去打开：通讯录", main())
        assertEquals(1, words().lines().count { it == "通讯录" })
    }

    @Test
    fun `nobody to tell is a fault, whether nobody was added or nobody agreed`() {
        provesAll()
        openHealth()
        assertSays("守护正常")
        app.ways = emptyList()
        second()
        assertSays("守护不完整", "还没人可通知\n出事时，没人会知道。")
        assertSilent("守护正常")
        tap("加上家人")
        assertOpens(FamilyActivity::class.java)
        app.ways = listOf(app.reached())
        app.isAgreed = false
        second()
        assertSays("守护不完整", "还没同意通知家人")
        tap("请本人同意")
        assertEquals("consent", nextAction())
        app.isAgreed = true
        second()
        assertSays("守护正常")
        assertSilent("没人会知道")
    }

    @Test
    fun `whether the warning comes up by itself is said for each way`() {
        openHealth()
        tap("查看每一项")
        assertSays("开着别的软件时\n还没试过，没发现会拦住它的。")
        app.switches[LaunchPath.FROM_BEHIND] = SwitchState.Unknown
        second()
        assertSays("守护不完整", "开着别的软件时\n还没试过，这部手机可能会拦住。")
        tap("现在试一试")
        assertEquals("trial", nextAction())
        app.trials[LaunchPath.FROM_BEHIND] = LaunchTrialResult.StayedAway(app.clock.nowMs)
        second()
        assertSays("守护不完整", "试过，没弹出来：")
        app.trials[LaunchPath.FROM_BEHIND] = LaunchTrialResult.CameUp(app.clock.nowMs)
        second()
        assertSays("试过，弹出来了：")
        assertSilent("守护不完整", "没弹出来")
        app.switches[LaunchPath.WHILE_LOCKED] = SwitchState.Off
        second()
        assertSays("守护不完整", "锁着屏时\n手机的开关没打开。")
        tap("去打开：锁屏显示")
        assertEquals("mend LOCK_SCREEN", nextAction())
    }

    @Test
    @Suppress("DEPRECATION") // The shadow offers no other way.
    fun `what the guard does not see beside it is said, and nothing where there is nothing`() {
        val users = shadowOf(RuntimeEnvironment.getApplication().getSystemService(UserManager::class.java))
        openHealth()
        assertSilent("分身")
        users.addProfile(0, 999, "XSpace", 0)
        users.setUserRestriction(Process.myUserHandle(), UserManager.DISALLOW_INSTALL_UNKNOWN_SOURCES_GLOBALLY, true)
        turn()
        assertSays("请留意", "应用分身（双开）", "亲守看不到，不会警告", "亲守不能用文件更新")
    }

    @Test
    fun `a role that Android does not use is said with what to do about it`() {
        app.states[SignalId.CALL_SCREENING] = SignalState.NotCalled(Capability.CALL_SCREENING)
        app.states[SignalId.CALLER_NUMBERS] = SignalState.Missing(Capability.CALL_SCREENING)
        openHealth()
        assertSays("守护不完整", "看不到：陌生来电", "先换成别的，再换回亲守")
        tap("去打开：来电识别")
        assertEquals("mend CALL_SCREENING", nextAction())
        tap("查看每一项")
        assertSays("谁打来")
        app.states[SignalId.CALL_SCREENING] = SignalState.Works
        second()
        assertSilent("守护不完整", "再换回亲守")
    }

    @Test
    fun `an empty book of contacts is said with what to do about it`() {
        app.finds[CheckId.CONTACTS] = Finding.Fault(Finding.Reason.NO_CONTACTS)
        openHealth()
        tap("马上自检")
        second()
        assertSays("守护不完整", "通讯录\n手机给的通讯录是空的")
    }

    @Test
    fun `what a screen of the system mends is one tap away`() {
        val cures = mapOf(
            Finding.Reason.ALARMS_MUTE to Settings.ACTION_SOUND_SETTINGS,
            Finding.Reason.NO_ALARMS to Settings.ACTION_ZEN_MODE_PRIORITY_SETTINGS,
            Finding.Reason.NOT_STORED to Settings.ACTION_INTERNAL_STORAGE_SETTINGS,
        )
        for ((fault, action) in cures) {
            app.finds[CheckId.SOUND] = Finding.Fault(fault)
            openHealth()
            tap("马上自检")
            second()
            tap("去")
            assertEquals(action, nextAction())
            tap("警告的声音")
            assertEquals(action, nextAction())
        }
    }

    @Test
    fun `a way that has to be paired again is one tap away, and what is fine offers nothing`() {
        app.finds[CheckId.KEYS] = Finding.Fault(Finding.Reason.UNPAIRED)
        openHealth()
        tap("马上自检")
        second()
        assertSays("联系家人的密钥\n有一个联系家人的方式读不出来了。请打开联系人，重新配对")
        tap("打开联系人")
        assertOpens(FamilyActivity::class.java)
        app.finds.clear()
        tap("马上自检")
        second()
        assertSilent("打开联系人", "去清理空间")
    }

    @Test
    fun `how the message of silence stands is said with what to do, and nothing where none is held`() {
        openHealth()
        assertSilent("手机没动静时")
        app.silence = listOf(
            Lifeline.HeldFor("女儿小芳", Lifeline.State.HELD, null),
            Lifeline.HeldFor("儿子小明", Lifeline.State.NOT_SO_LONG, null),
        )
        second()
        assertSays("手机没动静时\n女儿小芳", "手机没动静时\n儿子小明", "message-delay-limit")
    }

    @Test
    fun `the test is run by a touch, shows how far it is, and what it found`() {
        val held = mutableListOf<Runnable>()
        app.executor = { held += it }
        app.finds[CheckId.DATABASE] = Finding.Fault(Finding.Reason.NOT_STORED)
        app.finds[CheckId.PUSH] = Finding.NotApplicable
        openHealth()
        assertSays("还没有自检过。")
        tap("马上自检")
        assertSays("正在自检，已完成 0／10")
        turn()
        assertSays("正在自检，已完成 0／10")
        held.single().run()
        second()
        assertSays("守护不完整", "存储\n手机空间满了，或者存不进东西。请清理一些空间", "上次自检：", "开始")
        assertSilent("不用检查", "判断\n正常")
        tap("查看每一项")
        turn()
        assertSays("不用检查", "判断\n正常", "亮屏和熄屏")
        tap("收起")
        assertSilent("判断\n正常")
        app.finds.clear()
        tap("马上自检")
        held.last().run()
        second()
        assertSays("每日自检\n检查过的都正常。")
        assertSilent("守护不完整")
    }

    @Test
    fun `a phone that hides other apps' displays says so, with nothing wrong, and one that shows them does not`() {
        val hidden = "这部手机不让亲守看到别的软件的隐藏画面"
        val untried = "没能试出：这部手机让不让亲守看到别的软件的隐藏画面"
        openHealth()
        tap("查看每一项")
        assertSays("共享出去的画面", untried)
        assertSilent(hidden)
        app.finds[CheckId.DISPLAYS] = Finding.Limited(Finding.Limit.PRIVATE_NOT_TOLD)
        tap("马上自检")
        second()
        assertSays("共享出去的画面", hidden)
        assertSilent(untried, "守护不完整")
        tap("收起")
        assertSays("检查过的都正常。", "屏幕共享信号", hidden)
        app.finds[CheckId.DISPLAYS] = Finding.Limited(Finding.Limit.PRIVATE_NOT_TRIED)
        tap("马上自检")
        second()
        assertSays(untried)
        assertSilent(hidden, "守护不完整")
        app.finds[CheckId.DISPLAYS] = Finding.Fine
        tap("马上自检")
        second()
        assertSilent(hidden, untried, "屏幕共享信号")
        tap("查看每一项")
        assertSilent(hidden, untried)
    }

    @Test
    fun `each way to the family says how it is`() {
        app.ways = listOf(
            FamilyRoute("小红", Address.TextMessage, PartState.SeenWorking(app.clock.wallMs)),
            FamilyRoute("小刚", Address.TextMessage, PartState.Works),
            FamilyRoute("小芳", Address.TextMessage, PartState.Missing(Capability.SMS)),
            FamilyRoute("小明", Address.TextMessage, PartState.Failing(Outcome.Reason.NO_CREDIT_OR_BARRED)),
            FamilyRoute("小丽", Address.TextMessage, PartState.NotOnThisPhone),
        )
        openHealth()
        assertSays("小芳：短信\n未授权：短信", "小明：短信\n上一条没发到。", "小红：短信\n上次发到：", "小刚：短信\n还没试过")
        assertSays("小丽：短信\n这部手机没有")
        val order = words().lines().filter { it.startsWith("小") }.map { it.take(2) }
        assertEquals("the worst first", listOf("小芳", "小明", "小丽", "小刚", "小红"), order)
        tap("小明")
        assertOpens(FamilyActivity::class.java)
        tap("小芳")
        assertEquals("mend SMS", nextAction())
    }

    @Test
    fun `a warning that did not come up is said with what to do about it`() {
        app.unseenMs = app.clock.nowMs
        openHealth()
        assertSays("守护不完整", "的警告没弹出来。请允许“后台弹出界面”和“锁屏显示”")
        tap("做一次防骗练习")
        assertEquals("practice", nextAction())
    }

    @Test
    fun `times are said as the phone shows them`() {
        app.stoppedMs = app.clock.wallMs - 1_000
        for ((hours, clock) in mapOf("12" to "[早上中下凌晚][晨午上]\\d{1,2}:\\d\\d", "24" to " \\d\\d:\\d\\d")) {
            Settings.System.putString(app.contentResolver, Settings.System.TIME_12_24, hours)
            openHealth()
            assertTrue(words(), Regex("${clock}有人手动停止过亲守").containsMatchIn(words()))
        }
    }

    @Test
    fun `that somebody stopped it is said`() {
        app.stoppedMs = app.clock.wallMs - 1_000
        openHealth()
        assertSays("有人手动停止过亲守")
    }

    @Test
    fun `paused is not guarded`() {
        app.pausedMs = app.clock.wallMs
        openHealth()
        assertSays("守护不完整", "暂停到")
        tap("恢复守护")
        assertEquals("pause", nextAction())
    }

    @Test
    fun `it leads to the check of the phone`() {
        openHealth()
        tap("一步步试一遍")
        assertOpens(CheckPhoneActivity::class.java)
    }

    @Test
    fun `it is shut in danger, asks for the PIN, and is in no picture of the screen`() {
        openHealth()
        assertTrue(activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0)
        app.passage = PageAccess.SHUT
        second()
        assertSilent("自检", "来电")
        app.passage = PageAccess.PIN
        second()
        assertSilent("自检", "来电")
        app.passage = PageAccess.OPEN
        second()
        assertSays("马上自检")
    }

    @Test
    fun `every reason, part and check has words of its own in every language`() {
        for (language in listOf("zh-rCN", "zh-rHK", "en-rGB")) {
            RuntimeEnvironment.setQualifiers(language)
            val words = HealthWords(app)
            val told = listOf(
                Finding.Reason.entries.map(words::reason),
                Finding.Limit.entries.map(words::limit),
                CheckId.entries.map(words::check),
                SignalId.entries.map(words::source),
                Capability.entries.map(words::capability),
                Capability.entries.map(words::loss),
            )
            told.forEach { assertEquals(it.size, it.toSet().size) }
        }
    }

    private fun openHealth() = open(HealthActivity::class.java)

    private fun assertOpens(page: Class<*>) =
        assertEquals(page.name, shadowOf(activity).nextStartedActivity?.component?.className)

    /** Lets each link be seen once. */
    private fun provesAll() {
        app.hears(SignalId.CALL_SCREENING, Event.CallStarted(Direction.INCOMING, "13912345678", true, null))
        app.hears(SignalId.PHONE_STATE, Event.CallAnswered)
        app.hears(SignalId.PACKAGES, Event.AppInstalled(MEETING, null, InstallSource.STORE, false))
        app.hears(SignalId.USAGE_EVENTS, Event.CaptureConsentOpened(MEETING))
        app.hears(SignalId.DISPLAYS, Event.PrivateDisplayAdded(3))
        app.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
    }
}
