package app.kinguard.family.screen

import android.content.Intent
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.Answer
import app.kinguard.family.MessageKind
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.OutgoingMessage
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class ContactTestActivityTest : ScreenTest() {
    private val network get() = host.device.network
    private val deliveries get() = host.process.outbox.deliveries()

    @Test
    fun `a test goes out on every way, and each says how far it is`() {
        openFor(Address.TextMessage, PUSH, BARK)
        assertEquals(3, "还没测试".toRegex().findAll(words()).count())
        val answers = mutableListOf<(Outcome) -> Unit>()
        network.does = { _, outcome -> answers += outcome }
        tap("发测试")
        assertEquals(List(3) { MessageKind.TEST }, network.handed.map(OutgoingMessage::kind))
        assertEquals(3, "正在发…".toRegex().findAll(words()).count())
        answers[0](Outcome.Sent)
        answers[1](Outcome.Delivered)
        answers[2](Outcome.Refused(Reason.SERVER_REFUSES))
        second()
        assertSays("已发出，等对方确认", "已送达，等对方确认", "没发出去。\n服务器不认", "还没有一种确认")
        answers[0](Outcome.Delivered)
        second()
        assertSilent("已发出，等对方确认")
    }

    @Test
    fun `with one way confirmed one can go on, and ready is said with two`() {
        openFor(Address.TextMessage, PUSH)
        assertSays("还没有一种确认收到")
        tap("发测试")
        assertSilent("可以用了")
        type("小芳念的四位数", code(0))
        tap("确认")
        assertSays("已确认收到", "可以用了。还差推送（ntfy）没确认")
        assertSilent("准备好了")
        host.device.replies.comes(PUSH.replyTopic, "1", token(1))
        second()
        assertSays("准备好了")
        assertSilent("四位数")
        tap("完成")
        assertFinished()
    }

    @Test
    fun `one way is enough, and a second is recommended`() {
        openFor(Address.TextMessage)
        assertSays("还没有一种确认收到")
        tap("发测试")
        type("小芳念的四位数", code(0))
        tap("确认")
        assertSays("已确认收到", "可以用了。再加一种更稳")
        assertSilent("准备好了")
        tap("完成")
        assertFinished()
    }

    @Test
    fun `the contact can be called while the test is under way, and nothing is called by itself`() {
        openFor(Address.TextMessage)
        tap("打给小芳")
        val asked = checkNotNull(opened())
        assertEquals(Intent.ACTION_DIAL, asked.action)
        assertEquals("tel", asked.data?.scheme)
        assertEquals("+8613900000001", asked.data?.schemeSpecificPart)
    }

    @Test
    fun `from here the card with instructions is reached`() {
        openFor(Address.TextMessage)
        tap("收到亲守的短信怎么办")
        assertOpens(InstructionCardActivity::class.java)
    }

    @Test
    fun `wrong digits prove nothing`() {
        openFor(Address.TextMessage, PUSH)
        tap("发测试")
        val right = code(0)
        type("小芳念的四位数", if (right == "0000") "0001" else "0000")
        tap("确认")
        assertSays("不对，或已过时")
        assertEquals(listOf(null, null), family.single().addresses.map { it.provedAtMs })
        turn()
        assertSays("不对，或已过时")
        type("小芳念的四位数", right)
        tap("确认")
        assertSilent("不对，或已过时")
        assertEquals(1, family.single().addresses.count { it.provedAtMs != null })
    }

    @Test
    fun `a way that fails after its proof does not count`() {
        openFor(Address.TextMessage, PUSH)
        family.single().addresses.forEach { host.process.contacts.prove(it.id, host.device.now) }
        second()
        assertSays("准备好了")
        host.device.ticks.to(2 * HOUR_MS)
        assertSilent("四位数")
        network.does = { post, outcome ->
            outcome(if (post.id == "1") Outcome.Refused(Reason.NO_CREDIT_OR_BARRED) else Outcome.Sent)
        }
        tap("再发测试")
        assertSays("没发出去。\n欠费", "可以用了。还差短信没确认")
        assertSilent("准备好了")
    }

    @Test
    fun `what has to wait says why, and what to do`() {
        openFor(Address.TextMessage, PUSH)
        network.does = { _, outcome -> outcome(Outcome.Later(Reason.RADIO_OFF)) }
        tap("发测试")
        assertSays("正在发…\n开着飞行模式。请关掉。")
        network.does = { _, outcome -> outcome(Outcome.Unknown(Reason.BROKE_OFF)) }
        tap("再发测试")
        host.process.pass(10_000)
        second()
        assertSays("不知道到没到。\n发到一半断了")
    }

    @Test
    fun `the digits that were typed outlive a turn of the phone`() {
        openFor(Address.TextMessage)
        assertSilent("四位数？")
        tap("发测试")
        type("小芳念的四位数", "12")
        second()
        turn()
        assertEquals("12", field("小芳念的四位数").text.toString())
    }

    @Test
    fun `who is gone has no test`() {
        openFor(Address.TextMessage)
        host.process.contacts.remove(family.single())
        second()
        assertFinished()
    }

    @Test
    fun `every reason has a sentence of its own in every language`() {
        for (language in listOf("zh-rCN", "zh-rHK", "en-rGB")) {
            RuntimeEnvironment.setQualifiers(language)
            val words = FamilyWords(host.resources)
            val sentences = Reason.entries.map(words::reason)
            assertEquals(language, Reason.entries.size, sentences.toSet().size)
            assertTrue(language, sentences.all { it.length > 5 })
        }
        RuntimeEnvironment.setQualifiers("zh-rCN")
        val chinese = Reason.entries.map(FamilyWords(host.resources)::reason)
        RuntimeEnvironment.setQualifiers("en-rGB")
        val english = Reason.entries.map(FamilyWords(host.resources)::reason)
        assertTrue(chinese.intersect(english.toSet()).isEmpty())
    }

    @Test
    fun `how it is heard on a muted phone is told for the ways there are`() {
        val mary = host.add("小芳", "+8613900000001", Address.TextMessage)
        open(SilenceActivity.of(host, mary.id))
        assertSays("Emergency Bypass", "星标")
        assertSilent("Bark", "ntfy", "群")
        val tom = host.add("小明", "+8613900000002", PUSH, BARK)
        open(SilenceActivity.of(host, tom.id))
        assertSays("覆盖勿扰", "重要警告")
        assertSilent("Emergency Bypass", "免打扰")
    }

    private fun openFor(vararg addresses: Address) {
        val mary = host.add("小芳", "+8613900000001", *addresses)
        open(ContactTestActivity.of(host, mary.id))
    }

    private fun code(at: Int) = host.process.tokens.code(deliveries[at], host.device.now + HOUR_MS)

    private fun token(at: Int) = host.process.tokens.of(deliveries[at], Answer.ARRIVED, host.device.now + HOUR_MS)
}
