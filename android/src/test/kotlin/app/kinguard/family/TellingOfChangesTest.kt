package app.kinguard.family

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.Change.What
import app.kinguard.family.Delivery.State
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** Every change is reported to everybody, including the former ways, whatever the network does. */
@RunWith(AndroidRunner::class)
class TellingOfChangesTest {
    private val device = FamilyTestDevice(RuntimeEnvironment.getApplication())
    private var process = device.process()
    private val family get() = process.family
    private val settings get() = process.settings
    private val mary get() = process.contacts.all().first()

    @Before
    fun twoAreThere() {
        device.ticks.to(HOUR)
        process.contacts.add("mary", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage, PUSH))
        process.contacts.add("tom", "+8613900000002", Language.MAINLAND, listOf(Address.TextMessage))
    }

    @Test
    fun `whoever is added is told of by name, to themselves too`() {
        family.add("ann", "+8613900000003", Language.MAINLAND, listOf(Address.TextMessage))
        assertEquals(listOf("mary", "mary", "tom", "ann"), told(MessageKind.CONTACT_ADDED))
        assertEquals("ann", facts(MessageKind.CONTACT_ADDED).who)
    }

    @Test
    fun `another order is told of once, and none where it is the same`() {
        family.putFirst(mary)
        assertEquals(emptyList<String>(), told(MessageKind.ORDER_CHANGED))
        family.putFirst(process.contacts.all().last())
        assertEquals(listOf("tom", "mary", "mary"), told(MessageKind.ORDER_CHANGED))
        assertEquals("tom", facts(MessageKind.ORDER_CHANGED).who)
    }

    @Test
    fun `a way that is switched off hears of it itself`() {
        family.change(mary.copy(addresses = mary.addresses.filter { it.address == PUSH }))
        assertEquals(listOf("mary", "mary", "tom"), told(MessageKind.CONTACT_CHANGED))
        assertEquals(setOf(Change(What.TEXT_MESSAGE, on = false)), facts(MessageKind.CONTACT_CHANGED).changes)
    }

    @Test
    fun `a pairing that is replaced hears of it though the network comes back late and the process died`() {
        device.network.does = { _, outcome -> outcome(Outcome.Later(Outcome.Reason.NO_CONNECTION)) }
        val other = PUSH.copy(alertTopic = "other", replyTopic = "others-reply")
        family.change(mary.copy(addresses = listOf(mary.addresses[0], StoredAddress(0, other, null))))
        process.end()
        process = device.process()
        val reached = mutableListOf<Address>()
        device.network.does = { post, outcome ->
            reached += post.contact.addresses.map { it.address }
            outcome(Outcome.Sent)
        }
        family.deliver()
        process.pass(23 * HOUR)
        assertTrue("$reached", PUSH in reached)
        assertEquals(setOf(Change(What.PUSH)), facts(MessageKind.CONTACT_CHANGED).changes)
    }

    @Test
    fun `each part of an entry is named`() {
        val robot = Address.Webhook("bark", mapOf("address" to "https://api.day.app/1"))
        val other = robot.copy(values = mapOf("address" to "https://api.day.app/2"))
        val before = mary.copy(addresses = listOf(StoredAddress(1, PUSH, 5), StoredAddress(2, robot, 5)))
        fun changed(after: Contact) = Change.between(before, after)
        fun with(vararg addresses: Address) = before.copy(addresses = addresses.map { StoredAddress(0, it, null) })
        assertEquals(emptySet<Change>(), changed(before.copy(number = "+8613900000009")))
        assertEquals(emptySet<Change>(), changed(with(robot, PUSH)))
        assertEquals(setOf(Change(What.NAME)), changed(before.copy(name = "Mary")))
        assertEquals(setOf(Change(What.LANGUAGE)), changed(before.copy(language = Language.ENGLISH)))
        assertEquals(setOf(Change(What.ROBOT)), changed(with(PUSH, other)))
        assertEquals(setOf(Change(What.ROBOT, on = false)), changed(with(PUSH)))
        assertEquals(setOf(Change(What.TEXT_MESSAGE, on = true)), changed(with(PUSH, robot, Address.TextMessage)))
        val lost = Address.Lost(Address.Lost.NTFY, forGood = true, "")
        assertEquals("paired again", setOf(Change(What.PUSH)), Change.between(with(lost), with(PUSH)))
    }

    @Test
    fun `what is set in one go is one message, a minute after the first`() {
        settings.lifeline = true
        process.pass(Recipients.COLLECTED_MS - 1_000)
        settings.lifeline = false
        settings.silentHours = 48
        process.pass(999)
        assertEquals(emptyList<String>(), told(MessageKind.SETTINGS_CHANGED))
        process.pass(1)
        assertEquals(listOf("mary", "mary", "tom"), told(MessageKind.SETTINGS_CHANGED))
        val all = setOf(Change(What.LIFELINE, on = false), Change(What.SILENT_HOURS))
        assertEquals(all, facts(MessageKind.SETTINGS_CHANGED).changes)
        settings.weekly = true
        process.pass(Recipients.COLLECTED_MS)
        assertEquals(6, told(MessageKind.SETTINGS_CHANGED).size)
        assertEquals(setOf(Change(What.WEEKLY, on = true)), facts(MessageKind.SETTINGS_CHANGED).changes)
    }

    @Test
    fun `no more is said in one message than fits, and the rest in another`() {
        settings.parent = "mum"
        settings.lifeline = true
        settings.silentHours = 48
        settings.weekly = true
        OptionalNotice.entries.forEach { settings.want(it, false) }
        process.pass(Recipients.COLLECTED_MS)
        val messages = process.outbox.deliveries().map { it.message }.distinctBy { it.id }
        assertEquals(listOf(6, 2), messages.map { it.facts.changes.size })
    }

    @Test
    fun `what is set as it was is no news`() {
        settings.parent = ""
        settings.lifeline = settings.lifeline
        settings.weekly = false
        settings.silentHours = settings.silentHours
        OptionalNotice.entries.forEach { settings.want(it, true) }
        family.change(mary)
        family.settingsChanged(emptySet())
        process.pass(HOUR)
        assertEquals(emptyList<Delivery>(), process.outbox.deliveries())
    }

    @Test
    fun `what is being collected holds nothing up`() {
        settings.lifeline = true
        process.tell(FamilyMessage.EARLY)
        assertEquals(listOf("mary", "mary"), told(MessageKind.EARLY))
    }

    @Test
    fun `whoever is added meanwhile hears of it, too, once`() {
        settings.lifeline = true
        family.add("ann", "+8613900000003", Language.MAINLAND, listOf(Address.TextMessage))
        settings.weekly = true
        process.pass(Recipients.COLLECTED_MS)
        assertEquals(listOf("mary", "mary", "tom", "ann"), told(MessageKind.SETTINGS_CHANGED))
    }

    @Test
    fun `while the phone is being set up nothing of it is news`() {
        device.isSetUp = false
        settings.lifeline = true
        val ann = family.add("ann", "+8613900000003", Language.MAINLAND, listOf(Address.TextMessage))
        family.putFirst(ann)
        family.change(ann.copy(number = "+8613900000004", name = "Ann"))
        family.remove(ann)
        family.putBack(ann, 0)
        process.pass(HOUR)
        assertEquals(emptyList<OutgoingMessage>(), device.network.handed)
        assertEquals("no probation for her", listOf("ann", "mary", "tom"), family.contacts().map { it.name })
    }

    @Test
    fun `without consent nobody hears of it`() {
        process.database.write { it.delete("setting", "key = ?", arrayOf("family-consent")) }
        settings.lifeline = true
        family.add("ann", "+8613900000003", Language.MAINLAND, listOf(Address.TextMessage))
        process.pass(HOUR)
        assertEquals(emptyList<OutgoingMessage>(), device.network.handed)
    }

    @Test
    fun `what the person spares the family is not sent, and danger always is`() {
        OptionalNotice.entries.forEach { settings.want(it, false) }
        process.pass(Recipients.COLLECTED_MS)
        process.tell(FamilyMessage.EARLY)
        process.tell(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL)
        process.tell(FamilyMessage.NEXT_CONTACT)
        process.tell(FamilyMessage.RESTORED, RuleId.PROTECTION_CHANGED)
        assertEquals(
            listOf(MessageKind.SETTINGS_CHANGED),
            process.outbox.deliveries().map {
                it.message.kind
            }.distinct(),
        )
        process.tell(FamilyMessage.DANGER)
        assertEquals(listOf("mary", "mary"), told(MessageKind.DANGER))
        process.tell(FamilyMessage.PROTECTION, RuleId.PROTECTION_CHANGED)
        assertEquals(listOf("mary", "mary"), told(MessageKind.PROTECTION))
        process.tell(FamilyMessage.ENDED)
        assertEquals(emptyList<String>(), told(MessageKind.ENDED))
        process.tell(FamilyMessage.DANGER)
        assertEquals("that is another danger", 2, dangers().map { it.incident }.distinct().size)
    }

    @Test
    fun `a long call alone is spared alone`() {
        settings.want(OptionalNotice.LONG_CALL, false)
        process.tell(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL)
        assertEquals(emptyList<String>(), told(MessageKind.EARLY))
        process.tell(FamilyMessage.EARLY, RuleId.INSTALL_AFTER_CALL)
        assertEquals(listOf("mary", "mary"), told(MessageKind.EARLY))
    }

    @Test
    fun `a danger that waits for a network is sent though consent is withdrawn meanwhile`() {
        device.network.does = { _, outcome -> outcome(Outcome.Later(Outcome.Reason.RADIO_OFF)) }
        process.tell(FamilyMessage.DANGER)
        family.remove(process.contacts.all().last())
        family.withdraw(device.now)
        device.network.does = { post, outcome ->
            device.network.arrived += post
            outcome(Outcome.Sent)
        }
        process.pass(HOUR)
        val arrived = device.network.arrived.filter { it.contact.name == "mary" }.map { it.kind }.toSet()
        assertEquals(setOf(MessageKind.DANGER, MessageKind.CONTACT_REMOVED, MessageKind.WITHDRAWN), arrived)
    }

    @Test
    fun `the word that consent is withdrawn is tried for a day, and said again after a death`() {
        device.network.does = { _, _ -> }
        family.withdraw(device.now)
        process.end()
        process = device.process()
        device.network.does = { _, outcome -> outcome(Outcome.Later(Outcome.Reason.NO_CONNECTION)) }
        family.deliver()
        process.pass(24 * HOUR - 2 * OutboxWorker.GRACE_MS)
        assertTrue(states(MessageKind.WITHDRAWN).all { it == State.WAITING })
        process.pass(HOUR)
        assertTrue(states(MessageKind.WITHDRAWN).all { it == State.FAILED })
    }

    @Test
    fun `the word that consent is withdrawn waits for nothing`() {
        device.network.does = { post, outcome ->
            if (post.kind == MessageKind.WITHDRAWN) outcome(Outcome.Sent)
        }
        family.test(mary)
        family.withdraw(device.now)
        assertEquals(setOf(State.SENT), states(MessageKind.WITHDRAWN).toSet())
    }

    private fun told(kind: MessageKind) = device.network.handed.filter { it.kind == kind }.map { it.contact.name }

    private fun facts(kind: MessageKind) = process.outbox.deliveries().last { it.message.kind == kind }.message.facts

    private fun states(kind: MessageKind) = process.outbox.deliveries().filter {
        it.message.kind == kind
    }.map { it.state }

    private fun dangers() = process.outbox.deliveries().map { it.message }.filter { it.kind == MessageKind.DANGER }

    private companion object {
        const val HOUR = 3_600_000L
        val PUSH = Address.Ntfy("https://ntfy.example", "alert", "reply", null, null)
    }
}
