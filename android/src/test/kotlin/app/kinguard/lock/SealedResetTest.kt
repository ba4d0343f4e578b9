package app.kinguard.lock

import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.MessageKind
import app.kinguard.lock.SealedReset.State
import app.kinguard.store.putSetting
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith

/** Tests how a forgotten PIN is cleared when a paired device agrees and nobody objects. */
@RunWith(AndroidRunner::class)
class SealedResetTest : LockTest() {
    private val reset get() = host.lock.sealedReset
    private val isSet get() = host.lock.pin.isSet
    private val everybody = listOf(MARY to Address.TextMessage, MARY to PUSH, TOM to Address.TextMessage)

    @Before
    fun forgotten() {
        setPin()
        host.add("女儿小芳", MARY, Address.TextMessage, PUSH)
        host.add("儿子小明", TOM, Address.TextMessage)
        host.paired = setOf(MARY)
    }

    @Test
    fun `a relative agrees on their phone, and ten minutes later the PIN is gone, and everybody knows at each step`() {
        open(ResetActivity.intent(host))
        tap("请家人的手机同意")
        assertSays("已经问了")
        assertEquals(everybody, told(MessageKind.RESET_ASKED))
        assertEquals(
            "【亲守】12:00，有人在妈妈手机上说忘了家人密码，请家人的手机同意去掉。请马上打给妈妈问是谁要的；没弄清，别同意。",
            host.told(MessageKind.RESET_ASKED).first().post.text,
        )
        reset.reset(0)
        second()
        assertSays("没人反对的话，")
        assertEquals(everybody, told(MessageKind.RESET_AGREED))
        assertEquals(
            "【亲守】12:00，女儿小芳同意去掉妈妈手机的家人密码，12:10去掉。不对劲，就在自己手机的亲守里点反对，马上打给妈妈。",
            host.told(MessageKind.RESET_AGREED).first().post.text,
        )
        assertTrue(isSet)
        host.pass(SealedReset.WAITS_MS)
        assertFalse(isSet)
        assertEquals(everybody, told(MessageKind.PIN_CLEARED))
        second()
        assertOpens(PinSettingsActivity::class.java)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `it is cleared to the millisecond by the clock since boot, whatever the wall clock says`() {
        agreed()
        host.ticks.wall += 24 * HOUR_MS
        host.pass(SealedReset.WAITS_MS - 1)
        reset.settle()
        assertTrue(isSet)
        host.pass(1)
        assertFalse(isSet)
        setPin()
        agreed()
        host.ticks.to(host.ticks.elapsed + SealedReset.WAITS_MS + 1)
        reset.settle()
        assertFalse(isSet)
    }

    @Test
    fun `a device may agree for ten minutes, to the millisecond`() {
        for ((ms, counts) in listOf(-1L to true, 0L to false, 1L to false)) {
            assertTrue(reset.ask())
            host.ticks.to(host.ticks.elapsed + SealedReset.ASKED_LASTS_MS + ms)
            reset.reset(0)
            assertEquals("$ms", counts, reset.state is State.Agreed)
            host.again(reboot = 1_000)
        }
    }

    @Test
    fun `nobody agrees unasked, and only who counts`() {
        reset.reset(0)
        assertEquals(State.Open, reset.state)
        assertEquals(emptyList<Any>(), host.told(MessageKind.RESET_AGREED))
        assertTrue(reset.ask())
        reset.reset(2)
        reset.reset(-1)
        assertEquals(State.Asked, reset.state)
        host.add("新来的", "+8613900000009", Address.TextMessage)
        host.process.contacts.run { putOnProbation(all().last()) }
        reset.reset(2)
        assertEquals("on probation", State.Asked, reset.state)
    }

    @Test
    fun `an objection by anybody ends it for a day, whatever is agreed to afterwards`() {
        agreed()
        host.pass(SealedReset.WAITS_MS - 1)
        reset.`object`(1)
        assertEquals(everybody, told(MessageKind.RESET_REFUSED))
        val text = host.told(MessageKind.RESET_REFUSED).first().post.text
        assertTrue(text, "儿子小明反对，妈妈手机的家人密码留着" in text)
        reset.reset(0)
        host.pass(HOUR_MS)
        assertTrue(isSet)
        open(ResetActivity.intent(host))
        assertSays("有家人反对。一天以后才能再问。")
        assertFalse(reset.ask())
        // Only time with the phone on counts, and it goes on after a boot from what was stored last.
        host.pass(10 * HOUR_MS)
        reset.settle()
        host.again(reboot = 24 * HOUR_MS)
        reset.settle()
        host.ticks.to(host.ticks.elapsed + 13 * HOUR_MS - 1)
        assertEquals(State.Refused, reset.state)
        host.ticks.to(host.ticks.elapsed + 1)
        assertEquals(State.Open, reset.state)
        assertTrue(reset.ask())
    }

    @Test
    fun `an objection to the question counts, and one to nothing does not`() {
        reset.`object`(0)
        assertEquals(State.Open, reset.state)
        assertTrue(reset.ask())
        reset.`object`(0)
        assertEquals(State.Refused, reset.state)
        reset.`object`(1)
        assertEquals(2 + 1, host.told(MessageKind.RESET_REFUSED).size)
    }

    @Test
    fun `a reboot voids it, and the death of the process does not`() {
        agreed()
        host.again()
        assertTrue(reset.state is State.Agreed)
        host.again(reboot = 1_000)
        assertEquals(State.Open, reset.state)
        host.pass(HOUR_MS)
        reset.settle()
        assertTrue(isSet)
        assertTrue(reset.ask())
        host.again(reboot = 1_000)
        reset.reset(0)
        assertEquals(State.Open, reset.state)
    }

    @Test
    fun `the next process clears what fell due while none lived`() {
        agreed()
        host.again()
        host.ticks.to(host.ticks.elapsed + SealedReset.WAITS_MS)
        reset.settle()
        assertFalse(isSet)
        assertEquals(everybody, told(MessageKind.PIN_CLEARED))
    }

    @Test
    fun `while a danger goes on the PIN stays, and goes after it`() {
        agreed()
        host.inDanger = true
        host.pass(SealedReset.WAITS_MS + HOUR_MS)
        assertTrue(isSet)
        reset.`object`(1)
        assertEquals("it may be objected to until it is done", State.Refused, reset.state)
    }

    @Test
    fun `after the danger it is done`() {
        agreed()
        host.inDanger = true
        host.pass(SealedReset.WAITS_MS)
        host.inDanger = false
        host.pass(60_000)
        assertFalse(isSet)
    }

    @Test
    fun `where no relative has a paired device, the page offers none`() {
        host.paired = emptySet()
        open(ResetActivity.intent(host))
        assertSilent("请家人的手机同意")
        assertFalse(reset.ask())
    }

    @Test
    fun `where nobody can be sent a code, the devices remain`() {
        host.process.contacts.all().forEach(host.process.contacts::remove)
        host.add("女儿小芳", MARY, PUSH)
        open(ResetActivity.intent(host))
        assertSilent("只能卸载重装")
        tap("请家人的手机同意")
        assertSays("已经问了")
    }

    @Test
    fun `three a day are asked, and a clock that is moved asks no more`() {
        repeat(3) {
            assertTrue(reset.ask())
            host.ticks.to(host.ticks.elapsed + SealedReset.ASKED_LASTS_MS)
        }
        host.ticks.wall += 48 * HOUR_MS
        assertFalse(reset.ask())
        open(ResetActivity.intent(host))
        assertSays("今天发得太多了")
        assertEquals(3 * everybody.size, host.told(MessageKind.RESET_ASKED).size)
        host.ticks.to(host.ticks.elapsed + 24 * HOUR_MS)
        assertTrue(reset.ask())
    }

    @Test
    fun `a PIN that is gone or new is not cleared again`() {
        agreed()
        host.lock.pin.clear()
        host.pass(HOUR_MS)
        assertEquals(everybody, told(MessageKind.PIN_CLEARED))
    }

    @Test
    fun `what was tampered with counts as an objection`() {
        host.process.database.write { it.putSetting("lock-reset", "agreed x y z") }
        assertEquals(State.Refused, reset.state)
        host.pass(SealedReset.WAITS_MS)
        reset.settle()
        assertTrue(isSet)
    }

    private fun agreed() {
        assertTrue(reset.ask())
        reset.reset(0)
        assertTrue(reset.state is State.Agreed)
    }

    private fun told(kind: MessageKind) = host.told(kind).map { it.post.contact.number to it.address }
}
