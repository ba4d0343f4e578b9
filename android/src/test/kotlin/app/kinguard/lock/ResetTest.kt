package app.kinguard.lock

import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.MessageKind
import app.kinguard.page.PageAccess
import app.kinguard.store.setting
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class ResetTest : LockTest() {
    @Before
    fun forgotten() = setPin()

    @Test
    fun `a relative reads the digits out, the PIN is gone, and everybody knows`() {
        host.add("女儿小芳", MARY, Address.TextMessage, PUSH)
        host.add("儿子小明", TOM, Address.TextMessage)
        open(PinActivity.intent(host))
        tap("忘了密码？")
        assertOpens(ResetActivity::class.java)
        open(ResetActivity.intent(host))
        assertSays("短信", "139…0001", "139…0002")
        tap("女儿小芳")
        assertSays("女儿小芳念的验证码", "短信发到 139…0001", "15 分钟内有效")
        val code = host.told(MessageKind.PIN_CODE).single()
        assertEquals("through no server", Address.TextMessage, code.address)
        val digits = code()
        assertEquals(
            "【亲守】12:00，妈妈手机的家人密码忘了。验证码$digits，15分钟内有效。听出是家人的声音，才念给对方。",
            code.post.text,
        )
        assertSilent(digits)
        key(digits)
        assertOpens(PinSettingsActivity::class.java)
        assertTrue(activity.isFinishing)
        assertFalse(host.lock.pin.isSet)
        assertEquals(PageAccess.OPEN, host.passage())
        val told = host.told(MessageKind.PIN_CLEARED)
        assertEquals(
            listOf(MARY to Address.TextMessage, MARY to PUSH, TOM to Address.TextMessage),
            told.map { it.post.contact.number to it.address },
        )
    }

    @Test
    fun `every page of it has a way back`() {
        open(ResetActivity.intent(host))
        assertSays("没有家人能收验证码。只能卸载重装。")
        tap("返回")
        assertTrue(activity.isFinishing)
        host.add("女儿小芳", MARY, Address.TextMessage)
        open(ResetActivity.intent(host))
        tap("返回")
        assertTrue(activity.isFinishing)
        open(ResetActivity.intent(host))
        tap("女儿小芳")
        assertSays("女儿小芳念的验证码")
        tap("返回")
        assertTrue(activity.isFinishing)
        assertTrue(host.lock.pin.isSet)
    }

    @Test
    fun `everybody hears on every way that somebody asks, before the digits leave`() {
        host.add("女儿小芳", MARY, Address.TextMessage, PUSH)
        host.add("儿子小明", TOM, Address.TextMessage)
        send()
        val told = host.told(MessageKind.CODE_ASKED)
        assertEquals(
            listOf(MARY to Address.TextMessage, MARY to PUSH, TOM to Address.TextMessage),
            told.map { it.post.contact.number to it.address },
        )
        val text = "【亲守】12:00，有人在妈妈手机上要验证码，有了它就能去掉家人密码。请马上打给妈妈问是谁要的；没弄清，别念验证码。"
        assertEquals(listOf(text), told.map { it.post.text }.distinct())
        assertFalse(text, code() in text)
        val toMary = host.sent.filter { it.post.contact.number == MARY && it.address == Address.TextMessage }
        assertEquals(listOf(MessageKind.CODE_ASKED, MessageKind.PIN_CODE), toMary.map { it.post.kind })
    }

    @Test
    fun `that somebody asked is said as long as it takes, however long the digits are void`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        host.online = false
        send()
        host.pass(7 * HOUR_MS)
        host.online = true
        host.pass(HOUR_MS)
        assertEquals(1, host.told(MessageKind.CODE_ASKED).size)
        assertFalse(Regex("\\d{6}").containsMatchIn(host.told(MessageKind.PIN_CODE).single().post.text))
    }

    @Test
    fun `where no more are sent, nobody is told of another`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        repeat(4) { send() }
        assertEquals(3, host.told(MessageKind.CODE_ASKED).size)
    }

    @Test
    fun `the digits lie nowhere in the open`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        host.online = false
        send()
        val kept = "${host.process.database.setting("lock-code")}"
        host.online = true
        host.pass(10_000)
        assertFalse(kept, code() in kept)
        assertTrue("the code must survive the process to be sent", code().length == 6)
    }

    @Test
    fun `three wrong ones, and they count no more`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        open(ResetActivity.intent(host))
        tap("女儿小芳")
        val wrong = if (code() == "270915") "270916" else "270915"
        key(wrong)
        assertSays("验证码不对。还可以试 2 次。")
        turn()
        assertSays("还可以试 2 次")
        key(wrong)
        assertSays("还可以试 1 次")
        key(wrong)
        assertSays("作废")
        assertEquals(SpokenCode.Answer.VOID, answer(code()))
        assertTrue(host.lock.pin.isSet)
    }

    @Test
    fun `they last a quarter of an hour, to the millisecond`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        send()
        host.ticks.to(host.ticks.elapsed + SpokenCode.LASTS_MS)
        assertEquals(SpokenCode.Answer.VOID, answer(code()))
        assertTrue(host.lock.pin.isSet)
        send()
        host.ticks.wall += 24 * HOUR_MS
        host.ticks.to(host.ticks.elapsed + SpokenCode.LASTS_MS - 1)
        assertEquals(SpokenCode.Answer.RIGHT, answer(code()))
    }

    @Test
    fun `they are used once, and only the latest count`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        host.add("儿子小明", TOM, Address.TextMessage)
        send(0)
        val first = code()
        send(1)
        val second = code()
        assertEquals(TOM, host.told(MessageKind.PIN_CODE).last().post.contact.number)
        if (first != second) assertEquals("another's", SpokenCode.Answer.WRONG, answer(first))
        assertEquals(SpokenCode.Answer.RIGHT, answer(second))
        setPin("314159")
        assertEquals(SpokenCode.Answer.VOID, answer(second))
        assertTrue(host.lock.pin.isSet)
        assertEquals(2, host.told(MessageKind.PIN_CLEARED).size)
    }

    @Test
    fun `those of somebody who was removed count no more, nor those of an earlier boot`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        host.add("儿子小明", TOM, Address.TextMessage)
        send(0)
        host.process.family.remove(host.process.contacts.all().first())
        assertEquals(SpokenCode.Answer.VOID, answer(code()))
        send(0)
        host.again()
        assertEquals("the process may die", TOM, host.lock.resetCode.awaited()?.number)
        host.again(reboot = 1_000)
        assertNull(host.lock.resetCode.awaited())
        assertEquals(SpokenCode.Answer.VOID, answer(code()))
    }

    @Test
    fun `three a day are sent, and a clock that is moved sends no more`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        repeat(3) { assertEquals(SpokenCode.Answer.SENT, send()) }
        host.ticks.wall += 48 * HOUR_MS
        open(ResetActivity.intent(host))
        tap("再发一次")
        tap("女儿小芳")
        assertSays("今天发得太多了")
        assertEquals(3, host.told(MessageKind.PIN_CODE).size)
        host.ticks.to(host.ticks.elapsed + 24 * HOUR_MS - 1)
        assertEquals(SpokenCode.Answer.TOO_MANY, send())
        host.ticks.to(host.ticks.elapsed + 1)
        assertEquals(SpokenCode.Answer.SENT, send())
    }

    @Test
    fun `nobody is texted at this phone's own number`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        host.add("自己", "+8613900000003", Address.TextMessage)
        host.ownNumbers = listOf("13900000003")
        assertEquals(listOf(MARY), host.lock.resetCode.whom().map { it.number })
        send()
        assertEquals(listOf(MARY), host.told(MessageKind.PIN_CODE).map { it.post.contact.number })
        host.ownNumbers = listOf("+86 139 0000 0001", "13900000003")
        open(ResetActivity.intent(host))
        tap("再发一次")
        assertSays("没有家人能收验证码")
        host.ownNumbers = listOf("", "0")
        assertEquals(2, host.lock.resetCode.whom().size)
    }

    @Test
    fun `no server and no robot is given digits`() {
        val robot = Address.Webhook("wecom", mapOf("address" to "x"))
        host.add("女儿小芳", MARY, PUSH, robot)
        assertEquals(emptyList<Any>(), host.lock.resetCode.whom())
        open(ResetActivity.intent(host))
        assertSays("没有家人能收验证码")
        host.process.family.tell(MessageKind.PIN_CODE, host.process.contacts.all().single())
        host.process.family.deliver()
        assertEquals("however it is asked for", emptyList<Any>(), host.told(MessageKind.PIN_CODE))
        host.add("儿子小明", TOM, Address.TextMessage, OTHER_PUSH, robot)
        assertEquals(listOf(TOM), host.lock.resetCode.whom().map { it.number })
        send()
        assertEquals(
            listOf(TOM to Address.TextMessage),
            host.told(MessageKind.PIN_CODE).map {
                it.post.contact.number to
                    it.address
            },
        )
    }

    @Test
    fun `what could not be sent in time says so instead of digits`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        host.online = false
        send()
        host.pass(SpokenCode.LASTS_MS)
        host.online = true
        host.pass(HOUR_MS)
        val text = host.told(MessageKind.PIN_CODE).single().post.text
        assertTrue(text, "已经过时" in text && !Regex("\\d{6}").containsMatchIn(text))
    }

    @Test
    fun `a page that comes back asks for the same digits`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        open(ResetActivity.intent(host))
        tap("女儿小芳")
        dieBehind(ResetActivity.intent(host))
        assertSays("女儿小芳念的验证码")
        key(code())
        assertFalse(host.lock.pin.isSet)
    }

    /** Returns the latest code sent to anybody. */
    private fun code(): String =
        checkNotNull(Regex("\\d{6}").findAll(host.told(MessageKind.PIN_CODE).last().post.text).single().value)

    private fun send(place: Int = 0): SpokenCode.Answer? {
        var came: SpokenCode.Answer? = null
        host.lock.resetCode.send(host.lock.resetCode.whom()[place]) { came = it }
        return came
    }

    private fun answer(digits: String): SpokenCode.Answer? {
        var came: SpokenCode.Answer? = null
        host.lock.resetCode.give(digits) { came = it }
        return came
    }
}
