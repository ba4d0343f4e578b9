package app.kinguard.lock

import android.widget.EditText
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.StoredAddress
import app.kinguard.family.screen.ContactActivity
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.store.all
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith

/** A change to the list of those who are told is reported to all of them, once, before it takes effect. */
@RunWith(AndroidRunner::class)
class ChangesTest : LockTest() {
    private val mary by lazy { host.add("女儿小芳", MARY, Address.TextMessage, PUSH) }
    private val tom by lazy { host.add("儿子小明", TOM, Address.TextMessage) }

    @Before
    fun family() {
        mary
        tom
    }

    @Test
    fun `who is removed hears of it on every way, and so do the others`() {
        remove()
        val text = "【亲守】12:00，妈妈手机上，女儿小芳被移出通知名单，出事时不再通知。如果不是家人改的，请马上打给妈妈。"
        val told = host.told(MessageKind.CONTACT_REMOVED)
        assertEquals(
            listOf(MARY to Address.TextMessage, MARY to PUSH, TOM to Address.TextMessage),
            told.map { it.post.contact.number to it.address },
        )
        assertEquals(setOf(text), told.map { it.post.text }.toSet())
        assertEquals(listOf("儿子小明"), host.process.contacts.all().map { it.name })
        assertEquals("nothing of them is kept", 0, former())
    }

    @Test
    fun `it is sent though the process dies and the network comes back late`() {
        host.online = false
        remove()
        assertEquals(2, former())
        host.again(reboot = HOUR_MS)
        host.online = true
        host.pass(HOUR_MS)
        assertEquals(setOf(MARY, TOM), host.told(MessageKind.CONTACT_REMOVED).map { it.post.contact.number }.toSet())
        assertEquals(3, host.told(MessageKind.CONTACT_REMOVED).size)
        assertEquals(0, former())
    }

    @Test
    fun `what else lay in the box for them is not sent any more`() {
        host.online = false
        host.process.family.test(mary)
        remove()
        host.online = true
        host.pass(HOUR_MS)
        assertEquals(emptyList<String>(), host.told(MessageKind.TEST).map { it.post.contact.number })
        assertEquals(3, host.told(MessageKind.CONTACT_REMOVED).size)
    }

    @Test
    fun `who is put back is followed by a second word, to all`() {
        remove()
        open(FamilyActivity.intent(host))
        tap("撤销")
        assertEquals(2, host.process.contacts.all().size)
        val told = host.told(MessageKind.CONTACT_BACK)
        assertEquals(listOf(MARY, MARY, TOM), told.map { it.post.contact.number })
        assertEquals(setOf("【亲守】12:00，妈妈手机上，女儿小芳又回到通知名单了。您无需操作。"), told.map { it.post.text }.toSet())
        assertEquals(3, host.told(MessageKind.CONTACT_REMOVED).size)
    }

    @Test
    fun `who is put back before anything went out gets both, in order`() {
        host.online = false
        remove()
        host.familyScreens.putBack()
        host.online = true
        host.pass(HOUR_MS)
        val toMary = host.sent.filter { it.address == PUSH }.map { it.post.kind }
        assertEquals(listOf(MessageKind.CONTACT_REMOVED, MessageKind.CONTACT_BACK), toMary)
        assertEquals(0, former())
    }

    @Test
    fun `another number is told to the old one`() {
        open(ContactActivity.of(host, mary.id))
        type("13900000001", "13900000009")
        tap("保存，去测试")
        val told = host.told(MessageKind.NUMBER_CHANGED)
        assertEquals(
            listOf(MARY to Address.TextMessage, "+8613900000009" to PUSH, TOM to Address.TextMessage),
            told.map { it.post.contact.number to it.address },
        )
        val text = "【亲守】12:00，妈妈手机上，女儿小芳的号码被改了，以后通知新号码。如果不是家人改的，请马上打给妈妈。"
        assertEquals(setOf(text), told.map { it.post.text }.toSet())
        assertEquals("on probation again, and last until it ends", TOM, host.process.contacts.all().first().number)
        host.process.family.test(host.process.contacts.all().last())
        assertEquals(setOf("+8613900000009"), host.told(MessageKind.TEST).map { it.post.contact.number }.toSet())
    }

    @Test
    fun `a way that is given up together with the number hears of it too`() {
        val changed = mary.copy(
            number = "+8613900000009",
            addresses = listOf(StoredAddress(0, Address.TextMessage, null)),
        )
        host.process.family.change(changed)
        val told = host.told(MessageKind.NUMBER_CHANGED).filter { it.post.contact.id == mary.id }
        assertEquals(
            listOf(MARY to Address.TextMessage, MARY to PUSH),
            told.map {
                it.post.contact.number to it.address
            },
        )
    }

    @Test
    fun `another name or language is told, by the name that all know`() {
        host.process.family.change(mary.copy(name = "小芳", language = Language.ENGLISH))
        val text = "【亲守】12:00，妈妈手机上，女儿小芳的资料被改了：通知语言、称呼。如果不是家人改的，请马上打给妈妈。"
        assertEquals(text, host.told(MessageKind.CONTACT_CHANGED).last().post.text)
    }

    @Test
    fun `a new PIN is told, and so is another one`() {
        setPin()
        setPin("314159")
        val text = "【亲守】12:00，妈妈手机上，家人密码被设成了新的。如果不是家人改的，请马上打给妈妈。"
        assertEquals(List(6) { text }, host.told(MessageKind.PIN_SET).map { it.post.text })
        assertEquals(0, host.told(MessageKind.CONTACT_ADDED).size)
    }

    @Test
    fun `whoever is added is told of with the moment from which they count`() {
        host.process.family.add("阿明", "+8613900000008", Language.MAINLAND, listOf(Address.TextMessage))
        val text = "【亲守】12:00，阿明被加进妈妈手机的通知名单，11月24日12:00起才算家人。如果不是家人改的，请马上打给妈妈。"
        assertEquals(List(4) { text }, host.told(MessageKind.CONTACT_ADDED).map { it.post.text })
    }

    private fun remove() {
        open(ContactActivity.of(host, mary.id))
        tap("移除")
        tap("移除")
        assertTrue(activity.isFinishing)
    }

    private fun type(before: String, after: String) {
        views().filterIsInstance<EditText>().first { before in it.text }.setText(after)
        idle()
    }

    private fun former(): Int = host.process.database.read { sql ->
        sql.rawQuery("SELECT COUNT(*) FROM former", null).all { getInt(0) }.single()
    }
}
