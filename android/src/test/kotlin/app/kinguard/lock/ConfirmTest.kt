package app.kinguard.lock

import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.Probation
import app.kinguard.family.screen.ContactActivity
import app.kinguard.family.screen.FamilyActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith

/** A new contact is confirmed at once if the PIN is known and a confirmed contact agrees over the telephone. */
@RunWith(AndroidRunner::class)
class ConfirmTest : LockTest() {
    private val family get() = host.process.family
    private val mary by lazy { host.add("女儿小芳", MARY, Address.TextMessage) }
    private lateinit var ann: Contact

    @Test
    fun `the list and the contact's page say from when on they count, and lead there`() {
        begins()
        give(PIN)
        open(FamilyActivity.intent(host))
        assertSays("新加的，11月24日", "12:00起才算家人")
        open(ContactActivity.of(host, ann.id))
        assertSays("11月24日", "12:00起才算家人", "来电还按陌生人算")
        tap("请家人确认，现在就算")
        assertOpens(ConfirmActivity::class.java)
        open(ContactActivity.of(host, mary.id))
        assertSilent("才算家人", "请家人确认")
    }

    @Test
    fun `the digits that somebody who counts reads out make them count`() {
        begins()
        confirm()
        assertSays("小安是家人吗？", "女儿小芳")
        assertNull("never the contact it is about", touchable("小安"))
        tap("女儿小芳")
        assertSays("女儿小芳念的验证码")
        key(code())
        assertSays("✓ 已算家人")
        assertEquals(listOf("女儿小芳", "小安"), host.process.contacts.confirmed().map { it.name })
        val told = host.told(MessageKind.CONTACT_CONFIRMED)
        assertEquals(listOf(MARY, ANN), told.map { it.post.contact.number }.distinct())
        val text = "【亲守】12:00，妈妈手机上，小安现在起算家人：有家人念了验证码。如果不是家人改的，请马上打给妈妈。"
        assertEquals(setOf(text), told.map { it.post.text }.toSet())
        tap("完成")
        assertEquals(true, activity.isFinishing)
    }

    @Test
    fun `what is sent names them, and says to whom to say it`() {
        begins()
        confirm()
        tap("女儿小芳")
        val sent = host.told(MessageKind.CONTACT_CODE).single()
        val text = "【亲守】12:00，妈妈手机来问：小安是不是家人？验证码${code()}，15分钟内有效。" +
            "认识小安，又听出是家人的声音，才念。"
        assertEquals(text, sent.post.text)
        assertEquals(emptyList<Any>(), sent.post.answers)
    }

    @Test
    fun `everybody hears that somebody asks, and for whom`() {
        begins()
        confirm()
        tap("女儿小芳")
        val told = host.told(MessageKind.CODE_ASKED)
        assertEquals(listOf(MARY, ANN, ANN), told.map { it.post.contact.number })
        val text = "【亲守】12:00，有人在妈妈手机上要验证码，有了它小安就算家人。请马上打给妈妈问是谁要的；没弄清，别念验证码。"
        assertEquals(listOf(text), told.map { it.post.text }.distinct())
    }

    @Test
    fun `without a PIN it is not offered`() {
        begins(pin = false)
        open(ConfirmActivity.of(host, ann.id))
        assertSays("先设家人密码")
        assertNull(touchable("女儿小芳"))
        tap("设密码")
        assertOpens(PinSettingsActivity::class.java)
    }

    @Test
    fun `the PIN stands before it`() {
        begins()
        open(ConfirmActivity.of(host, ann.id))
        assertSilent("女儿小芳")
        assertNull(touchable("女儿小芳"))
    }

    @Test
    fun `wrong digits, or those for another, change nothing`() {
        begins()
        confirm()
        tap("女儿小芳")
        key(other(code()))
        assertSays("还可以试 2 次")
        val bob = family.add("小白", "+8613900000008", Language.MAINLAND, listOf(Address.TextMessage))
        open(ConfirmActivity.of(host, bob.id))
        assertSays("小白是家人吗？")
        assertEquals(listOf("女儿小芳"), host.process.contacts.confirmed().map { it.name })
    }

    @Test
    fun `the digits for a forgotten PIN confirm nobody, and these clear no PIN`() {
        begins()
        confirm()
        tap("女儿小芳")
        val code = code()
        host.lock.resetCode.send(mary) {}
        host.lock.resetCode.give(code) {}
        assertEquals(true, host.lock.pin.isSet)
        val reset = checkNotNull(Regex("\\d{6}").find(host.told(MessageKind.PIN_CODE).single().post.text)).value
        if (reset != code) host.lock.confirmCode.give(reset) {}
        assertEquals(listOf("女儿小芳"), host.process.contacts.confirmed().map { it.name })
    }

    @Test
    fun `digits that clear a PIN go to nobody who does not count`() {
        begins()
        assertEquals(listOf("女儿小芳"), host.lock.resetCode.whom().map { it.name })
        family.remove(mary)
        assertEquals(emptyList<Contact>(), host.lock.resetCode.whom())
        host.pass(Probation.LASTS_MS)
        assertEquals(listOf("小安"), host.lock.resetCode.whom().map { it.name })
    }

    @Test
    fun `once they count there is nothing to confirm`() {
        begins()
        host.pass(Probation.LASTS_MS)
        confirm()
        assertSays("✓ 已算家人")
    }

    private fun begins(pin: Boolean = true) {
        mary
        ann = family.add("小安", ANN, Language.MAINLAND, listOf(Address.TextMessage, OTHER_PUSH))
        host.sent.clear()
        if (pin) setPin()
    }

    private fun confirm() {
        give(PIN)
        open(ConfirmActivity.of(host, ann.id))
    }

    private fun code(): String =
        checkNotNull(Regex("\\d{6}").find(host.told(MessageKind.CONTACT_CODE).last().post.text)).value

    private fun other(code: String) = "%06d".format((code.toInt() + 1) % 1_000_000).also { assertNotEquals(code, it) }

    private companion object {
        const val ANN = "+8613900000007"
    }
}
