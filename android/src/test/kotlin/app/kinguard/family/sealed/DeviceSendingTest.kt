package app.kinguard.family.sealed

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.LinkEffect
import app.kinguard.family.Address
import app.kinguard.family.Delivery
import app.kinguard.family.Delivery.State
import app.kinguard.family.FamilyTestDevice
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.Outbox
import app.kinguard.family.Outcome
import app.kinguard.family.StoredAddress
import app.kinguard.family.channel.NtfyCalls
import app.kinguard.family.devices
import app.kinguard.store.all
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** What is sent to paired devices, what counts as delivered, and what happens otherwise. */
@RunWith(AndroidRunner::class)
@Config(sdk = [35])
class DeviceSendingTest {
    private val phone = FamilyTestDevice(RuntimeEnvironment.getApplication()).also {
        it.ticks.to(HOUR)
        it.secrets = ManualSecrets()
    }
    private var process = phone.process()
    private val harness = SealedHarness(phone)
    private val daughter = process.contacts.add("女儿", "+8613900000001", Language.MAINLAND, emptyList())
    private val son = process.contacts.add("儿子", "+8613900000002", Language.MAINLAND, listOf(Address.TextMessage))
    private val texts get() = phone.network.arrived.filter { it.kind == MessageKind.DANGER }.map { it.contact.name }

    @Test
    fun `pairing switches text messages on, and a change of the contact keeps the device`() {
        val device = harness.pair(process, daughter)
        assertTrue(device.isPaired)
        val paired = process.contacts.all().first()
        assertTrue(Address.TextMessage in paired.addresses.map { it.address })
        assertEquals("手机", (paired.devices.single().address as Address.Sealed).name)
        process.family.change(paired.copy(name = "小芳", addresses = emptyList()))
        val changed = process.contacts.all().first()
        assertEquals(paired.devices, changed.devices)
        assertTrue(Address.TextMessage in changed.addresses.map { it.address })
    }

    @Test
    fun `a server's yes is no delivery and a device's receipt is`() {
        val device = harness.pair(process, daughter)
        process.tell(FamilyMessage.DANGER)
        assertEquals(State.SENT, sealed().state)
        assertEquals(emptyList<String>(), texts)
        harness.carry()
        assertEquals(1, device.alarms.size)
        assertEquals(State.DELIVERED, sealed().state)
        assertEquals(State.DROPPED, text().state)
        process.pass(2 * Outbox.RECEIPT_WITHIN_MS)
        assertEquals("neither a text message nor the next contact", emptyList<String>(), texts)
    }

    @Test
    fun `without a receipt in a minute the text message and the next contact follow to the millisecond`() {
        harness.pair(process, daughter)
        process.tell(FamilyMessage.DANGER)
        process.pass(Outbox.RECEIPT_WITHIN_MS - 1)
        assertEquals(emptyList<String>(), texts)
        process.pass(1)
        assertEquals(setOf("女儿", "儿子"), texts.toSet())
        harness.carry()
        assertEquals("a late receipt is one, too", State.DELIVERED, sealed().state)
        process.pass(HOUR)
        assertEquals(2, texts.size)
    }

    @Test
    fun `a receipt at the last millisecond is in time`() {
        harness.pair(process, daughter)
        process.tell(FamilyMessage.DANGER)
        process.pass(Outbox.RECEIPT_WITHIN_MS - 1)
        harness.carry()
        process.pass(HOUR)
        assertEquals(emptyList<String>(), texts)
    }

    @Test
    fun `the minute outlasts the process and begins with the decision`() {
        harness.pair(process, daughter)
        process.tell(FamilyMessage.DANGER)
        process.pass(30_000)
        dies()
        process.pass(29_999)
        assertEquals(emptyList<String>(), texts)
        process.pass(1)
        assertEquals(setOf("女儿", "儿子"), texts.toSet())
    }

    @Test
    fun `without a connection the minute is the same`() {
        harness.pair(process, daughter)
        phone.network.leaves = { _, _, outcome -> outcome(Outcome.Later(Outcome.Reason.NO_CONNECTION)) }
        process.tell(FamilyMessage.DANGER)
        process.pass(Outbox.RECEIPT_WITHIN_MS)
        assertEquals(setOf("女儿", "儿子"), texts.toSet())
    }

    @Test
    fun `a device that was silent for a day holds back no text message`() {
        harness.pair(process, daughter)
        process.pass(SealedDevices.HEARD_MS)
        // Signs of life are left there every few hours, and nobody takes them.
        process.tell(FamilyMessage.DANGER)
        assertEquals(listOf("女儿"), texts)
    }

    @Test
    fun `a device paired after the setup holds back no text message for a day`() {
        harness.pair(process, daughter, duringSetUp = false)
        process.tell(FamilyMessage.DANGER)
        harness.carry()
        assertEquals(State.DELIVERED, sealed().state)
        assertEquals(listOf("女儿"), texts)
        assertNull(sealed().receiptDueMs)
    }

    @Test
    fun `another way of a paired contact says nothing but to call, and its tap opens the sealed message`() {
        val device = harness.pair(process, daughter)
        alsoPush()
        process.settings.page = PAGE
        process.tell(FamilyMessage.DANGER)
        val pushed = phone.network.handed.single { it.kind == MessageKind.DANGER && it.page != null }
        assertTrue(pushed.answers.isEmpty())
        val call = JSONObject(checkNotNull(NtfyCalls.publish(pushed, PUSH).body))
        val (page, envelope) = call.getString("click").split('#')
        assertEquals(PAGE, page)
        device.receive(envelope)
        assertEquals(1, device.alarms.size)
    }

    @Test
    fun `without a page no link is sent`() {
        harness.pair(process, daughter)
        alsoPush()
        process.tell(FamilyMessage.DANGER)
        val messages = phone.network.handed.filter { it.kind == MessageKind.DANGER && it.envelope == null }
        assertEquals(listOf(null), messages.map { it.page }.distinct())
        assertFalse(JSONObject(checkNotNull(NtfyCalls.publish(messages.first(), PUSH).body)).has("click"))
    }

    @Test
    fun `changes go everywhere at once`() {
        harness.pair(process, daughter)
        process.family.putFirst(process.contacts.all().last())
        harness.carry()
        val told = phone.network.arrived.filter { it.kind == MessageKind.ORDER_CHANGED }.map { it.contact.name }
        assertEquals(setOf("女儿", "儿子"), told.toSet())
    }

    @Test
    fun `a retry sends the same bytes and whoever gets both takes one`() {
        val device = harness.pair(process, daughter)
        val sent = mutableListOf<String>()
        var tries = 0
        phone.network.leaves = { topic, text, outcome ->
            sent += text
            phone.network.left += topic to text
            outcome(if (++tries < 3) Outcome.Unknown(Outcome.Reason.BROKE_OFF) else Outcome.Sent)
        }
        process.tell(FamilyMessage.DANGER)
        process.pass(50_000)
        assertTrue("$tries", sent.size >= 3)
        assertEquals(1, sent.take(3).toSet().size)
        harness.carry()
        assertEquals(1, device.alarms.size)
    }

    @Test
    fun `a retry after the death of the process sends the same bytes`() {
        harness.pair(process, daughter)
        val sent = mutableListOf<String>()
        phone.network.leaves = { _, text, _ -> sent += text }
        process.tell(FamilyMessage.DANGER)
        dies()
        process.pass(20_000)
        assertEquals(listOf(sent.first(), sent.first()), sent.take(2))
    }

    @Test
    fun `what was sealed and is dropped is sent as a void so that nothing is missing`() {
        val device = harness.pair(process, daughter)
        phone.network.leaves = { _, _, outcome -> outcome(Outcome.Later(Outcome.Reason.NO_CONNECTION)) }
        process.tell(FamilyMessage.EARLY)
        phone.network.leaves = { topic, text, outcome ->
            phone.network.left += topic to text
            outcome(Outcome.Sent)
        }
        process.tell(FamilyMessage.DANGER)
        process.pass(60_000)
        harness.carry()
        assertEquals(listOf(MessageKind.DANGER), delivered())
        assertEquals(1, device.alarms.size)
        assertEquals(0uL, device.view.didNotArrive)
        assertTrue(kinds().toString(), "VOID" in kinds())
    }

    @Test
    fun `what the server accepted and the device never got reads as withheld`() {
        val device = harness.pair(process, daughter)
        process.tell(FamilyMessage.DANGER)
        val before = phone.network.left.size
        // The server swallows what it has accepted.
        phone.network.left.removeAt(before - 1)
        repeat(70) {
            process.pass(HOUR * 6)
            process.family.attendToDevices()
            harness.carry()
        }
        assertTrue(device.view.toString(), device.view.withheld + device.view.didNotArrive > 0uL)
    }

    @Test
    fun `a removed device is told as the last and its keys are gone`() {
        val device = harness.pair(process, daughter)
        val address = process.contacts.all().first().devices.single().id
        process.family.removeDevice(daughter.id, address)
        process.pass(1_000)
        harness.carry()
        assertTrue(device.view.removed)
        assertEquals(LinkEffect.Removed, device.effects.last())
        assertEquals(0, process.database.read { it.rawQuery("SELECT 1 FROM device", null).all { 1 } }.size)
        assertFalse(process.contacts.all().first().addresses.any { it.id == address })
        val told = phone.network.arrived.filter { it.kind == MessageKind.CONTACT_CHANGED }.map { it.contact.name }
        assertTrue("$told", "儿子" in told && "女儿" in told)
    }

    @Test
    fun `a removed contact hears it on the device before that is dismissed`() {
        val device = harness.pair(process, daughter)
        process.family.remove(process.contacts.all().first())
        process.pass(1_000)
        harness.carry()
        assertTrue(device.view.removed)
        assertTrue(device.effects.any { it is LinkEffect.Notify })
    }

    private fun dies() {
        process.end()
        process = phone.process()
        process.family.deliver()
    }

    private fun of(kind: MessageKind) = process.outbox.deliveries().filter { it.message.kind == kind }

    private fun sealed(): Delivery = of(MessageKind.DANGER).single { it.address.address is Address.Sealed }

    private fun text(): Delivery =
        of(MessageKind.DANGER).single { it.contact.id == daughter.id && it.address.address == Address.TextMessage }

    private fun delivered() = process.outbox.deliveries()
        .filter { it.address.address is Address.Sealed && it.state == State.DELIVERED }.map { it.message.kind }

    private fun kinds() = process.database.read { sql ->
        sql.rawQuery("SELECT kind FROM envelope ORDER BY id", null).all { getString(0) }
    }

    /** Adds a second way to reach the daughter. */
    private fun alsoPush() {
        val paired = process.contacts.all().first()
        process.family.change(paired.copy(addresses = listOf(StoredAddress(0, PUSH, null))))
    }

    private companion object {
        val PUSH = Address.Ntfy("https://ntfy.example", "pushed", "pushed-back", token = null, fingerprint = null)
        const val PAGE = "https://family.example.org/kinguard/"
        const val HOUR = 3_600_000L
    }
}
