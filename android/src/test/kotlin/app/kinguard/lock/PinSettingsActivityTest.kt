package app.kinguard.lock

import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.MessageKind
import app.kinguard.page.PageAccess
import app.kinguard.store.setting
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class PinSettingsActivityTest : LockTest() {
    @Test
    fun `it is set by typing it twice`() {
        open(PinSettingsActivity.intent(host))
        assertSays("还没有密码")
        tap("设密码")
        key(PIN)
        assertSays("再输入一遍同样的六位")
        key(PIN)
        assertSays("已设密码")
        assertEquals("setting the PIN opens the pages", PageAccess.OPEN, host.passage())
        host.lock.pin.close()
        assertEquals(PageAccess.PIN, host.passage())
        assertEquals(true, give(PIN))
        assertFalse("the PIN is not stored in plain text", PIN in "${host.process.database.setting("lock-pin")}")
    }

    @Test
    fun `two that differ are none, and the easy ones are refused`() {
        open(PinSettingsActivity.intent(host))
        tap("设密码")
        for (easy in listOf("000000", "123456", "987654", "777777")) {
            key(easy)
            assertSays("太容易猜到", "想一个新密码")
        }
        key(PIN)
        key("270915")
        assertSays("两遍不一样", "想一个新密码")
        assertFalse(host.lock.pin.isSet)
        key(PIN)
        assertSilent("两遍不一样")
        key(PIN)
        assertTrue(host.lock.pin.isSet)
    }

    @Test
    fun `turning the phone loses nothing, the death of the process the digits alone`() {
        open(PinSettingsActivity.intent(host))
        tap("设密码")
        key(PIN)
        key("27")
        turn()
        assertSays("再输入一遍同样的六位")
        assertEquals("已输入 2 位，共 6 位", typed())
        key(PIN.drop(2))
        assertSays("已设密码")
        tap("改密码")
        key("314159")
        host.lock.pin.close()
        dieBehind(PinSettingsActivity.intent(host))
        assertSays("请先输入家人密码")
        give(PIN)
        second()
        assertSays("想一个新密码")
    }

    @Test
    fun `only who knows it changes it`() {
        setPin()
        open(PinSettingsActivity.intent(host))
        assertSays("请先输入家人密码")
        assertSilent("改密码", "去掉密码")
        give(PIN)
        second()
        tap("改密码")
        repeat(2) { key("314159") }
        host.lock.pin.close()
        assertEquals(false, give(PIN))
        assertEquals(true, give("314159"))
    }

    @Test
    fun `taking it away is asked for twice, and everybody is told once`() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        host.add("儿子小明", TOM, PUSH)
        setPin()
        give(PIN)
        open(PinSettingsActivity.intent(host))
        tap("去掉密码")
        assertSays("所有家人都会收到通知")
        tap("留着密码")
        assertTrue(host.lock.pin.isSet)
        tap("去掉密码")
        turn()
        tap("去掉密码")
        assertSays("还没有密码")
        assertEquals(PageAccess.OPEN, host.passage())
        val told = host.told(MessageKind.PIN_CLEARED)
        assertEquals(listOf(MARY, TOM), told.map { it.post.contact.number })
        val text = "【亲守】12:00，妈妈手机上的家人密码被去掉了，谁都能改设置。如果不是家人改的，请马上打给妈妈。"
        assertEquals(setOf(text), told.map { it.post.text }.toSet())
    }
}
