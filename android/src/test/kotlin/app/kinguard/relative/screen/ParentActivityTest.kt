package app.kinguard.relative.screen

import app.kinguard.AndroidRunner
import app.kinguard.ShownScreen
import app.kinguard.core.AlertKind
import app.kinguard.core.AskResult
import app.kinguard.core.FamilyAsk
import app.kinguard.core.GuardState
import app.kinguard.core.LinkEntry
import app.kinguard.core.LinkEntryKind
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
internal class ParentActivityTest : RelativePageTest() {
    private fun page(): ShownScreen<ParentActivity> = open(RelativePage.about<ParentActivity>(host, 1))

    @Test
    fun `faults stand below the state, and the button below calls`() {
        parents.become(mother(inState(GuardState.LIMITED, "看不到屏幕共享", "警告没有声音")))
        val page = page()
        page.says("守护不全\n看不到屏幕共享\n警告没有声音")
        page.tap("打给妈妈")
        assertEquals("+8613900000001", started(page)?.data?.schemeSpecificPart)
    }

    @Test
    fun `each question is answered here, once, and it is said whether that was sent`() {
        val buttons = mapOf(
            FamilyAsk.CONFIRM to "是家人，我确认",
            FamilyAsk.OBJECT to "我反对",
            FamilyAsk.RESET_PIN to "同意去掉密码",
            FamilyAsk.ARRIVED to "收到了",
        )
        parents.become(mother(asking(*buttons.keys.toTypedArray())))
        val page = page()
        page.says("妈妈新加了一位家人", "您认识的话")
        buttons.forEach { (ask, words) ->
            parents.asked.clear()
            page.tap(words)
            assertEquals(listOf("answer 1 51 $ask"), parents.asked)
            page.says("已发出，等回音")
        }
        parents.stores = false
        page.tap("收到了")
        page.says("没发出去，打电话")
        page.saysNot("已发出")
    }

    @Test
    fun `what a server kept back, and what is missing, is said`() {
        parents.become(mother(fineView().copy(withheld = 2u, didNotArrive = 3u)))
        page().says("服务器扣下了消息\n2 条", "有消息没送到\n3 条")
        parents.become(mother())
        page().saysNot("服务器扣下", "没送到")
    }

    @Test
    fun `a parent is removed only after a second question`() {
        parents.become(mother())
        val page = page()
        page.tap("移除")
        assertEquals(emptyList<String>(), parents.asked)
        page.says("移除妈妈？")
        page.tap("返回")
        page.says("守护正常")
        page.tap("移除")
        page.turn()
        page.tap("移除")
        assertEquals(listOf("remove 1"), parents.asked)
        assertTrue(page.activity.isFinishing)
    }

    @Test
    fun `a parent who is gone has no page`() = assertTrue(page().activity.isFinishing)

    @Test
    fun `the history tells what came and what was answered, with the moment`() {
        parents.become(mother())
        parents.entries = mapOf(
            1L to listOf(
                entry(LinkEntryKind.OUTCOME, ask = FamilyAsk.END_CALL, result = AskResult.REFUSED, text = "是家人的电话"),
                entry(LinkEntryKind.SAID, ask = FamilyAsk.SAY, title = "快挂"),
                entry(LinkEntryKind.SAID, ask = FamilyAsk.END_CALL),
                entry(LinkEntryKind.RECEIVED, kind = AlertKind.DANGER, title = "妈妈正在共享屏幕", text = "请打给她"),
                entry(LinkEntryKind.WITHHELD),
                entry(LinkEntryKind.DID_NOT_ARRIVE),
                entry(LinkEntryKind.HEARD_AGAIN),
                entry(LinkEntryKind.SILENT),
                entry(LinkEntryKind.PAIRED),
            ),
        )
        val page = page()
        page.tap("历史记录")
        val history = open<ReceivedActivity>(checkNotNull(started(page)))
        history.says(
            "11月14日",
            "挂断妈妈的电话\n没办成\n是家人的电话",
            "您：“快挂”",
            "您：挂断妈妈的电话",
            "妈妈正在共享屏幕\n请打给她",
            "服务器扣下了消息",
            "有消息没送到",
            "又有消息了",
            "很久没有消息",
            "连上了",
        )
        history.saysNot("爸妈那边")
    }

    @Test
    fun `of several parents one is chosen`() {
        parents.become(mother(), mother(name = "爸爸", id = 2))
        parents.entries = mapOf(2L to listOf(entry(LinkEntryKind.RECEIVED, title = "爸爸的手机没电了")))
        val history = open<ReceivedActivity>()
        history.says("还没有。")
        history.tap("爸爸")
        history.says("爸爸的手机没电了")
        assertNull(started(history))
    }

    private fun entry(
        what: LinkEntryKind,
        kind: AlertKind? = null,
        ask: FamilyAsk? = null,
        result: AskResult? = null,
        title: String = "",
        text: String = "",
    ) = LinkEntry(NOW_MS, what, kind, ask, result, title, text)
}
