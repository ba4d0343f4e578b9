package app.kinguard.relative.screen

import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.FamilyAsk
import app.kinguard.core.GuardState
import app.kinguard.relative.Parent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
internal class RelativeActivityTest : RelativePageTest() {
    @Test
    fun `without a parent there is one thing to do`() {
        val home = open<RelativeActivity>()
        home.says("还没连上爸妈的手机")
        home.saysNot("再加一位", "历史记录")
        home.tap("连上爸妈的手机")
        assertEquals(PairActivity::class.java.name, startedClass(home))
    }

    @Test
    fun `each state has words of its own, and only what is known to be fine is called so`() {
        val words = mapOf(
            mother() to "守护正常",
            mother(inState(GuardState.LIMITED, "看不到屏幕共享")) to "守护不全\n看不到屏幕共享",
            mother(inState(GuardState.PAUSED)) to "守护暂停了",
            mother(inState(GuardState.OFF)) to "没有在守护",
            mother(fineView().copy(health = null)) to "还没收到消息",
            mother(fineView().copy(silent = true)) to "很久没有消息了",
            mother(fineView().copy(removed = true)) to "移除了这部手机",
            mother(null) to "密钥丢了",
            mother(inDanger()) to "正给陌生人看屏幕",
            mother(asking(FamilyAsk.CONFIRM)) to "新加了一位家人",
        )
        val home = open<RelativeActivity>()
        for ((parent, said) in words) {
            parents.become(parent)
            home.says("妈妈", said)
            if (said != "守护正常" && "新加" !in said) home.saysNot("守护正常")
        }
    }

    @Test
    fun `when it was heard of stands below, today without the day`() {
        parents.become(mother())
        open<RelativeActivity>().says("最后一次消息：22:12")
        parents.become(mother(fineView().copy(heard = NOW_MS - 30 * 60 * MINUTE)))
        open<RelativeActivity>().says("最后一次消息：11月13日")
    }

    @Test
    fun `a phone that cannot be reached now says so`() {
        val words = mapOf(
            Parent.Listening.NO_NETWORK to "这部手机没有网络",
            Parent.Listening.CONNECTING to "正在连接",
            Parent.Listening.REFUSED to "服务器不让连接",
        )
        val home = open<RelativeActivity>()
        for ((listening, said) in words) {
            parents.become(mother().copy(listening = listening))
            home.says(said)
        }
    }

    @Test
    fun `the button below is for the parent who needs it most`() {
        val father = mother(name = "爸爸", id = 2)
        val home = open<RelativeActivity>()
        parents.become(mother(), father.copy(view = fineView().copy(silent = true)))
        home.tap("打给爸爸")
        assertEquals("+8613900000001", started(home)?.data?.schemeSpecificPart)
        parents.become(mother(asking(FamilyAsk.CONFIRM)), father.copy(view = inDanger()))
        home.tap("看爸爸的警报")
        assertEquals(2L, started(home)?.getLongExtra("parent", -1))
        parents.become(mother(null), father)
        home.tap("重新配对")
        assertEquals(PairActivity::class.java.name, startedClass(home))
        parents.become(mother(asking(FamilyAsk.CONFIRM)), father)
        home.tap("妈妈那边等您回答")
        assertEquals(ParentActivity::class.java.name, startedClass(home))
        parents.become(mother(), father)
        listOf("打给", "看", "重新配对", "去打开").forEach { assertNull(it, home.button(it)) }
    }

    @Test
    fun `what keeps an alarm from waking anybody is said, and leads to what mends it`() {
        parents.become(mother())
        host.needs = listOf(need(R.string.setup_battery, isMet = false))
        val home = open<RelativeActivity>()
        home.says("让警报叫得醒您\n还没打开")
        home.tap("去打开")
        assertEquals(NeedsActivity::class.java.name, startedClass(home))
        host.needs = listOf(need(R.string.setup_battery, isMet = true))
        home.isLeft()
        home.comesBack()
        home.says("让警报叫得醒您\n已经打开。")
        assertNull(home.button("去打开"))
    }

    @Test
    fun `a card leads to the parent, in danger to the alarm`() {
        parents.become(mother())
        val home = open<RelativeActivity>()
        home.tap("妈妈")
        assertEquals(ParentActivity::class.java.name, startedClass(home))
        parents.become(mother(inDanger()))
        home.tap("妈妈\n妈妈正给")
        assertEquals(AlarmActivity::class.java.name, startedClass(home))
    }

    @Test
    fun `a page that was left observes nothing`() {
        val home = open<RelativeActivity>()
        assertEquals(1, parents.observed)
        home.isLeft()
        assertEquals(0, parents.observed)
        home.comesBack()
        assertNotNull(home.button("连上爸妈的手机"))
    }
}
