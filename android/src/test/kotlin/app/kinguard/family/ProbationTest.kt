package app.kinguard.family

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** A new contact is told everything and trusted with nothing, for a day during which the phone was on. */
@RunWith(AndroidRunner::class)
class ProbationTest {
    private val device = FamilyTestDevice(RuntimeEnvironment.getApplication())
    private var process = device.process()
    private val family get() = process.family
    private val names get() = process.contacts.all().map { it.name }
    private val confirmed get() = process.contacts.confirmed().map { it.name }
    private val heard = mutableListOf<Pair<Int, Answer>>()

    @Before
    fun twoAreThere() {
        device.ticks.to(HOUR)
        process.contacts.add("mary", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage))
        process.contacts.add("tom", "+8613900000002", Language.MAINLAND, listOf(Address.TextMessage))
    }

    @Test
    fun `a first sign goes to the one who was first before, and a copy to the new one`() {
        adds("ann", first = true)
        assertEquals(listOf("mary", "tom", "ann"), names)
        assertEquals(listOf("mary", "tom"), confirmed)
        assertTold(listOf("mary", "ann")) { process.tell(FamilyMessage.EARLY) }
        assertTold(listOf("mary", "ann")) { process.tell(FamilyMessage.DANGER) }
        assertTold(listOf("tom")) { process.tell(FamilyMessage.NEXT_CONTACT) }
        assertTold(listOf("mary", "tom", "ann")) { process.tell(FamilyMessage.ENDED) }
        assertTold(listOf("mary", "ann")) { process.tell(FamilyMessage.PROTECTION, RuleId.PROTECTION_CHANGED) }
    }

    @Test
    fun `from the day's end on, to the millisecond, they are as the others`() {
        adds("ann", first = true)
        pass(Probation.LASTS_MS - 1)
        assertEquals(listOf("mary", "tom", "ann"), names)
        pass(1)
        assertEquals(listOf("ann", "mary", "tom"), names)
        assertEquals(names, confirmed)
        assertTold(listOf("ann")) { process.tell(FamilyMessage.EARLY) }
        pass(1)
        assertEquals(listOf("ann", "mary", "tom"), names)
    }

    @Test
    fun `neither the clock nor time that the phone was off brings that nearer`() {
        adds("ann")
        pass(HOUR)
        process.contacts.settle()
        reboots(offMs = 30 * Probation.LASTS_MS)
        process.contacts.settle()
        assertEquals(listOf("mary", "tom"), confirmed)
        device.ticks.wall += 30 * Probation.LASTS_MS
        pass(Probation.LASTS_MS - HOUR - 1)
        assertEquals(listOf("mary", "tom"), confirmed)
        pass(1)
        assertEquals(listOf("mary", "tom", "ann"), confirmed)
    }

    @Test
    fun `what was not written down before the phone went off has to be waited for again`() {
        adds("ann")
        pass(Probation.LASTS_MS - 1)
        reboots(offMs = 0)
        process.contacts.settle()
        pass(Probation.LASTS_MS - 1)
        assertEquals(listOf("mary", "tom"), confirmed)
        pass(1)
        assertEquals(listOf("mary", "tom", "ann"), confirmed)
    }

    @Test
    fun `what they answer is no family's answer`() {
        process.family.answered = { place, answer -> heard += place to answer }
        val ann = adds("ann", PUSH)
        process.tell(FamilyMessage.DANGER)
        answers(ann, Answer.FINE)
        assertEquals(emptyList<Any>(), heard)
        pass(Probation.LASTS_MS)
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.NEXT_CONTACT)
        process.tell(FamilyMessage.NEXT_CONTACT)
        answers(ann, Answer.FINE)
        assertEquals(listOf(2 to Answer.FINE), heard)
    }

    @Test
    fun `whoever is removed and entered again begins anew, and whoever is put back is as before`() {
        val ann = adds("ann")
        pass(Probation.LASTS_MS - 1)
        val place = process.contacts.place(ann)
        family.remove(ann)
        adds("ann")
        pass(1)
        assertEquals(listOf("mary", "tom"), confirmed)
        family.remove(process.contacts.all().last())
        family.putBack(ann, place)
        assertEquals(listOf("mary", "tom", "ann"), confirmed)

        val mary = process.contacts.all().first()
        family.remove(mary)
        family.putBack(mary, 0)
        assertEquals("no probation for her", listOf("mary", "tom", "ann"), confirmed)
    }

    @Test
    fun `whoever is put back while they wait goes on waiting`() {
        val ann = adds("ann")
        pass(HOUR)
        family.remove(ann)
        pass(HOUR)
        family.putBack(ann, 2)
        assertEquals(listOf("mary", "tom"), confirmed)
        pass(Probation.LASTS_MS - 2 * HOUR - 1)
        assertEquals(listOf("mary", "tom"), confirmed)
        pass(1)
        assertEquals(listOf("mary", "tom", "ann"), confirmed)
    }

    @Test
    fun `where nobody else is left, the new one gets everything, and is rung, and is no family`() {
        adds("ann")
        assertTold(listOf("mary", "tom", "ann")) { family.remove(process.contacts.all().first()) }
        assertTold(listOf("tom", "ann")) { family.remove(process.contacts.all().first()) }
        assertEquals(emptyList<String>(), confirmed)
        assertEquals(listOf("ann"), family.toRing().map { it.name })
        assertEquals(emptyList<Contact>(), family.contacts())
        assertTold(listOf("ann")) { process.tell(FamilyMessage.EARLY) }
        assertTold(listOf("ann")) { process.tell(FamilyMessage.DANGER) }
        assertTold(listOf("ann")) { process.tell(FamilyMessage.ENDED) }
    }

    @Test
    fun `another number is another person until the day is over`() {
        val mary = process.contacts.all().first()
        family.change(mary.copy(number = "+8613900000009"))
        assertEquals(listOf("tom", "mary"), names)
        assertEquals(listOf("tom"), confirmed)
        assertTold(listOf("tom", "mary")) { process.tell(FamilyMessage.EARLY) }
        pass(Probation.LASTS_MS)
        assertEquals(listOf("mary", "tom"), confirmed)
    }

    @Test
    fun `another name or way is the same person`() {
        val mary = process.contacts.all().first()
        family.change(mary.copy(name = "Mary", addresses = mary.addresses + StoredAddress(0, PUSH, null)))
        assertEquals(listOf("Mary", "tom"), confirmed)
    }

    @Test
    fun `whoever sets the phone up is waited for no more, once a test has arrived`() {
        device.isSetUp = false
        adds("ann")
        val bob = adds("bob")
        assertEquals(listOf("mary", "tom", "ann", "bob"), confirmed)
        process.contacts.all().filter { it.name != "bob" }.forEach { process.contacts.prove(it.addresses[0].id, HOUR) }
        device.isSetUp = true
        family.setUpIsOver()
        assertEquals(listOf("mary", "tom", "ann"), confirmed)
        process.contacts.prove(bob.addresses[0].id, HOUR)
        assertEquals("a later test does not make a relative", listOf("mary", "tom", "ann"), confirmed)
        assertEquals(emptyList<OutgoingMessage>(), device.network.handed)
    }

    @Test
    fun `somebody who counts agrees, and everybody hears of it`() {
        val ann = adds("ann")
        assertTold(listOf("mary", "tom", "ann")) {
            process.database.write { family.confirm(ann) }
            family.deliver()
        }
        assertEquals(listOf("mary", "tom", "ann"), confirmed)
    }

    private fun adds(name: String, vararg addresses: Address, first: Boolean = false): Contact {
        val number = "+86139000001%02d".format(process.contacts.all().size)
        val ways = addresses.toList().ifEmpty { listOf(Address.TextMessage) }
        return family.add(name, number, Language.MAINLAND, ways).also { if (first) family.putFirst(it) }
    }

    private fun answers(contact: Contact, answer: Answer) {
        val delivery = process.outbox.deliveries().last { it.contact.id == contact.id }
        device.replies.comes(PUSH.replyTopic, "1", process.tokens.of(delivery, answer, device.now + HOUR))
    }

    /** Asserts who receives a message through [act], in order. */
    private fun assertTold(whom: List<String>, act: () -> Unit) {
        val before = device.network.handed.size
        act()
        assertEquals(whom, device.network.handed.drop(before).map { it.contact.name })
    }

    private fun pass(ms: Long) = process.pass(ms)

    private fun reboots(offMs: Long) {
        process.end()
        device.ticks.elapsed = 1_000
        device.ticks.wall += offMs
        device.ticks.boots += 1
        process = device.process()
        assertTrue(process.contacts.all().isNotEmpty())
    }

    private companion object {
        const val HOUR = 3_600_000L
        val PUSH = Address.Ntfy("https://ntfy.example", "alert-ann", "reply-ann", null, null)
    }
}
