package app.kinguard.family.sealed

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.PairingEnding
import app.kinguard.family.Address
import app.kinguard.family.FamilyTestDevice
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.devices
import app.kinguard.family.sealed.DevicePairing.State
import app.kinguard.family.sealed.DevicePairing.Why
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** A pairing, and every way in which it ends. */
@RunWith(AndroidRunner::class)
@Config(sdk = [35])
class DevicePairingTest {
    private val phone = FamilyTestDevice(RuntimeEnvironment.getApplication()).also {
        it.ticks.to(HOUR)
        it.secrets = ManualSecrets()
    }
    private val process = phone.process()
    private val daughter = process.contacts.add("女儿", "+8613900000001", Language.MAINLAND, emptyList())
    private val son = process.contacts.add("儿子", "+8613900000002", Language.MAINLAND, listOf(Address.TextMessage))
    private val pairing get() = process.pairing
    private var carried = 0
    private var lines = 0

    @Test
    fun `nothing is stored before the digits and everybody is told after them`() {
        val device = claims()
        assertEquals(State.Digits(null), pairing.state)
        assertEquals(emptyList<Any>(), daughters().devices)
        pairing.typed(checkNotNull(device.digits), "手机")
        carry(device)
        assertTrue(device.isPaired)
        assertTrue(pairing.state is State.Paired)
        val told = process.outbox.sent().filter { it.kind == MessageKind.CONTACT_CHANGED }
        assertEquals(setOf(son.name), told.map { it.contact }.toSet())
    }

    @Test
    fun `three wrong entries end it on both sides`() {
        val device = claims()
        val wrong = if (device.digits == "000000") "000001" else "000000"
        pairing.typed(wrong, "")
        assertEquals(State.Digits(2), pairing.state)
        pairing.typed("12", "")
        assertEquals("not six digits costs no try", State.Digits(2), pairing.state)
        pairing.typed(wrong, "")
        pairing.typed(wrong, "")
        carry(device)
        assertEquals(State.Ended(Why.WRONG_DIGITS), pairing.state)
        assertEquals(PairingEnding.WRONG_DIGITS, device.ending)
        pairing.typed(checkNotNull(device.digits), "")
        assertFalse(daughters().devices.isNotEmpty())
    }

    @Test
    fun `a second device that has seen the code ends it visibly`() {
        val device = claims()
        val other = RelativesDevice(code, phone.ticks::wallClockMs)
        publish(other, other.claim)
        carry(device, other)
        assertEquals(State.Ended(Why.SECOND_CLAIM), pairing.state)
        assertEquals(PairingEnding.SECOND_CLAIM, device.ending)
        assertEquals(PairingEnding.SECOND_CLAIM, other.ending)
    }

    @Test
    fun `even after the digits and then the device is removed and everybody told`() {
        val device = claims()
        pairing.typed(checkNotNull(device.digits), "手机")
        carry(device)
        process.pass(9 * MINUTE)
        val other = RelativesDevice(code, phone.ticks::wallClockMs)
        publish(other, other.claim)
        carry(device, other)
        assertEquals(State.Ended(Why.SECOND_CLAIM), pairing.state)
        assertEquals(emptyList<Any>(), daughters().devices)
        process.tell(FamilyMessage.DANGER)
        assertEquals(1, phone.network.arrived.count { it.kind == MessageKind.DANGER })
        assertEquals(0, device.alarms.size)
    }

    @Test
    fun `after ten minutes nobody listens for a second one any more`() {
        val device = claims()
        pairing.typed(checkNotNull(device.digits), "手机")
        carry(device)
        process.pass(DevicePairing.LASTS_MS + 1)
        val other = RelativesDevice(code, phone.ticks::wallClockMs)
        publish(other, other.claim)
        assertEquals(1, daughters().devices.size)
        assertTrue(pairing.state is State.Paired)
    }

    @Test
    fun `the code lives for ten minutes to the millisecond`() {
        listOf(-1L to true, 0L to true, 1L to false).forEach { (late, lives) ->
            begin()
            val device = RelativesDevice(code, phone.ticks::wallClockMs)
            process.pass(600_000 + late)
            publish(device, device.claim)
            carry(device)
            assertEquals("$late", lives, device.digits != null)
            process.pass(MINUTE)
            assertEquals(State.Ended(Why.EXPIRED), pairing.state)
        }
    }

    @Test
    fun `who leaves the page withdraws the code and the device hears it`() {
        val device = claims()
        pairing.withdraw()
        carry(device)
        assertEquals(State.Ended(Why.WITHDRAWN), pairing.state)
        assertEquals(PairingEnding.WITHDRAWN, device.ending)
    }

    @Test
    fun `leaving the page after the digits changes nothing`() {
        val device = claims()
        pairing.typed(checkNotNull(device.digits), "手机")
        pairing.withdraw()
        carry(device)
        assertTrue(device.isPaired)
        assertEquals(1, daughters().devices.size)
    }

    @Test
    fun `whoever only writes to the topic changes nothing`() {
        begin()
        repeat(30) { publishText("A".repeat(60 + it)) }
        publishText("{}")
        assertTrue("${pairing.state}", pairing.state is State.Waiting)
        process.pass(MINUTE)
        val device = RelativesDevice(code, phone.ticks::wallClockMs)
        publish(device, device.claim)
        carry(device)
        assertEquals(State.Digits(null), pairing.state)
    }

    private fun daughters() = process.contacts.all().first { it.id == daughter.id }

    private lateinit var code: String

    private fun begin() {
        pairing.begin(daughter.id, SealedHarness.address(0))
        code = (pairing.state as State.Waiting).code
    }

    private fun claims(): RelativesDevice {
        begin()
        return RelativesDevice(code, phone.ticks::wallClockMs).also {
            publish(it, it.claim)
            carry(it)
        }
    }

    private fun publish(device: RelativesDevice, text: String) =
        phone.replies.comes(device.answers, "m%011d".format(++lines), text)

    private fun publishText(text: String) = phone.replies.comes("answers-0", "m%011d".format(++lines), text)

    private fun carry(vararg devices: RelativesDevice) {
        while (carried < phone.network.left.size) {
            val (_, text) = phone.network.left[carried++]
            devices.forEach { device -> device.receive(text).forEach { publish(device, it) } }
        }
    }

    private companion object {
        const val MINUTE = 60_000L
        const val HOUR = 60 * MINUTE
    }
}
