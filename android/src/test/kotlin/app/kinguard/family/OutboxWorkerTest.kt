package app.kinguard.family

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.Delivery.State
import app.kinguard.guard.isFull
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.shadows.ShadowSystemClock
import java.time.Duration

@RunWith(AndroidRunner::class)
class OutboxWorkerTest {
    private val device = FamilyTestDevice(RuntimeEnvironment.getApplication())
    private val network = device.network
    private val process = device.process()
    private val states get() = process.outbox.deliveries().map { it.state }
    private val arrived get() = network.arrived.map { it.contact.name to it.kind }

    @Before
    fun threeOfThem() {
        device.ticks.to(HOUR)
        process.contacts.add("女儿", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage, PUSH))
        process.contacts.add("儿子", "+85290000002", Language.HONG_KONG, listOf(Address.TextMessage))
        process.contacts.add("Anna", "+61400000003", Language.ENGLISH, listOf(Address.TextMessage))
    }

    @Test
    fun `the first is told on every way at once and the others one after the other`() {
        process.tell(FamilyMessage.EARLY)
        assertEquals(listOf("女儿" to MessageKind.EARLY, "女儿" to MessageKind.EARLY), arrived)
        process.tell(FamilyMessage.DANGER)
        assertEquals(listOf("女儿", "女儿"), arrived.drop(2).map { it.first })
        process.tell(FamilyMessage.NEXT_CONTACT)
        process.tell(FamilyMessage.NEXT_CONTACT)
        process.tell(FamilyMessage.NEXT_CONTACT)
        assertEquals(listOf("儿子" to MessageKind.DANGER, "Anna" to MessageKind.DANGER), arrived.drop(4))
    }

    @Test
    fun `whoever was told hears how it goes on and nobody else`() {
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.NEXT_CONTACT)
        network.arrived.clear()
        process.tell(FamilyMessage.WENT_ON)
        assertEquals(listOf("女儿", "女儿", "儿子"), arrived.map { it.first })
        network.arrived.clear()
        process.tell(FamilyMessage.PROTECTION, RuleId.SETTINGS_DURING_INCIDENT)
        process.tell(FamilyMessage.ENDED)
        assertEquals(listOf("女儿", "女儿", "儿子", "女儿", "女儿", "儿子"), arrived.map { it.first })
    }

    @Test
    fun `that the warning may not be seen is told once to those who know of the danger`() {
        unseen()
        assertEquals("nothing without a danger", emptyList<Pair<String, MessageKind>>(), arrived)
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.NEXT_CONTACT)
        network.arrived.clear()
        unseen()
        unseen()
        assertEquals(listOf("女儿", "女儿", "儿子").map { it to MessageKind.UNSEEN }, arrived)
        process.tell(FamilyMessage.NEXT_CONTACT)
        assertEquals("later contacts are told of the danger", "Anna" to MessageKind.DANGER, arrived.last())
        process.tell(FamilyMessage.ENDED)
        network.arrived.clear()
        unseen()
        assertEquals("nothing about a danger that is over", emptyList<Pair<String, MessageKind>>(), arrived)
        process.pass(HOUR)
        process.tell(FamilyMessage.DANGER)
        network.arrived.clear()
        unseen()
        assertEquals("each danger by itself", listOf("女儿", "女儿"), arrived.map { it.first })
    }

    @Test
    fun `the danger that grows out of an early sign is the same whether or not that was seen`() {
        process.tell(FamilyMessage.EARLY)
        unseen()
        process.tell(FamilyMessage.DANGER)
        unseen()
        val incidents = process.outbox.deliveries().map { it.message.incident }
        assertEquals(1, incidents.toSet().size)
        val kinds = listOf(MessageKind.EARLY, MessageKind.UNSEEN, MessageKind.DANGER)
        assertEquals(kinds, arrived.filter { it.first == "女儿" }.map { it.second }.distinct())
        assertEquals(6, arrived.size)
    }

    @Test
    fun `without consent nobody hears that the warning may not be seen`() {
        process.tell(FamilyMessage.DANGER)
        process.family.withdraw(0)
        network.arrived.clear()
        unseen()
        assertEquals(emptyList<Pair<String, MessageKind>>(), arrived)
    }

    private fun unseen() {
        process.database.write { process.family.unseen(RuleId.SHARE_DURING_CALL, device.now) }
        process.family.deliver()
    }

    @Test
    fun `everybody hears that money has left`() {
        process.tell(FamilyMessage.DANGER)
        network.arrived.clear()
        process.tell(FamilyMessage.MONEY_SENT)
        assertEquals(listOf("女儿", "女儿", "儿子", "Anna"), arrived.map { it.first })
    }

    @Test
    fun `the next danger begins with the first again`() {
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.NEXT_CONTACT)
        process.tell(FamilyMessage.ENDED)
        network.arrived.clear()
        process.pass(HOUR)
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.ENDED)
        assertEquals(listOf("女儿", "女儿", "女儿", "女儿"), arrived.map { it.first })
    }

    @Test
    fun `who cannot be reached on any way is not waited for`() {
        network.does = { post, outcome ->
            if (post.contact.name == "女儿") {
                outcome(Outcome.Refused(Outcome.Reason.NUMBER_REFUSED))
            } else {
                network.arrived += post
                outcome(Outcome.Delivered)
            }
        }
        process.tell(FamilyMessage.DANGER)
        assertEquals(listOf("儿子" to MessageKind.DANGER), arrived)
        assertEquals(listOf(State.FAILED, State.FAILED, State.DELIVERED), states)
        assertEquals(Outcome.Reason.NUMBER_REFUSED, process.outbox.deliveries().first().reason)
    }

    @Test
    fun `without service it is tried again more and more seldom and at once when it is back`() {
        network.does = { _, outcome -> outcome(NO_SERVICE) }
        process.tell(FamilyMessage.DANGER)
        assertEquals(2, network.handed.size)
        process.pass(OutboxWorker.waitMs(1) - 1)
        assertEquals(2, network.handed.size)
        process.pass(1)
        assertEquals(4, network.handed.size)
        process.pass(HOUR)
        val tries = network.handed.size
        assertTrue("$tries", tries in 16..24)
        assertTrue("the phone stays awake meanwhile", process.awake == tries)
        network.does = works
        process.family.hurry()
        assertEquals(listOf(State.SENT, State.SENT), states)
        assertEquals(2, network.arrived.size)
    }

    @Test
    fun `no server puts off what is urgent for more than a minute`() {
        network.does = { _, outcome -> outcome(Outcome.Later(Outcome.Reason.SERVER_BUSY, 24 * HOUR)) }
        process.tell(FamilyMessage.DANGER)
        val tried = network.handed.size
        process.pass(OutboxWorker.LONGEST_ASKED_MS - 1)
        assertEquals(tried, network.handed.size)
        process.pass(1)
        assertEquals(2 * tried, network.handed.size)
    }

    @Test
    fun `what a server handed on and does not keep is sent and says so`() {
        network.does = { _, outcome -> outcome(Outcome.HandedOn) }
        process.tell(FamilyMessage.PROTECTION)
        val delivery = process.outbox.deliveries().first()
        assertEquals(State.SENT to Outcome.Reason.NOT_KEPT, delivery.state to delivery.reason)
        process.pass(HOUR)
        assertEquals("and not again", 2, network.handed.size)
    }

    @Test
    fun `it is not tried for ever`() {
        network.does = { _, outcome -> outcome(NO_SERVICE) }
        process.tell(FamilyMessage.PROTECTION)
        process.pass(OutboxWorker.LASTS_MS - 1)
        assertEquals(listOf(State.WAITING, State.WAITING), states)
        process.pass(30 * 24 * HOUR)
        assertTrue("${network.handed.size}", network.handed.size in 50..80)
        assertEquals(listOf(State.FAILED, State.FAILED), states)
        assertEquals(Outcome.Reason.NO_SERVICE, process.outbox.deliveries().last().reason)
        assertEquals(null, process.alarm.ringsIn)
    }

    @Test
    fun `a server that asks for patience gets it`() {
        network.does = { _, outcome -> outcome(Outcome.Later(Outcome.Reason.SERVER_BUSY, HOUR)) }
        process.tell(FamilyMessage.PROTECTION)
        process.pass(HOUR - 1)
        assertEquals(2, network.handed.size)
        process.pass(1)
        assertEquals(4, network.handed.size)
    }

    @Test
    fun `an early word that is overtaken is dropped`() {
        network.does = { _, outcome -> outcome(NO_SERVICE) }
        process.tell(FamilyMessage.EARLY)
        process.tell(FamilyMessage.ENDED)
        network.does = works
        process.family.hurry()
        assertEquals("no end for contacts who were told nothing", emptyList<Any>(), arrived)
        assertEquals(listOf(State.DROPPED, State.DROPPED), states)
    }

    @Test
    fun `the end never overtakes the danger`() {
        network.does = { _, outcome -> outcome(NO_SERVICE) }
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.ENDED)
        network.does = works
        process.family.hurry()
        val kinds = network.arrived.filter { it.contact.name == "女儿" }.map { it.kind }
        assertEquals(listOf(MessageKind.DANGER, MessageKind.DANGER, MessageKind.ENDED, MessageKind.ENDED), kinds)
    }

    @Test
    fun `danger waits for nobody`() {
        network.does = { _, outcome -> outcome(NO_SERVICE) }
        process.tell(FamilyMessage.PROTECTION)
        network.does =
            { post, outcome -> if (post.kind == MessageKind.DANGER) works(post, outcome) else outcome(NO_SERVICE) }
        process.tell(FamilyMessage.DANGER)
        assertEquals(listOf(MessageKind.DANGER, MessageKind.DANGER), network.arrived.map { it.kind })
    }

    @Test
    fun `what was under way when the process died is unknown and danger is said again`() {
        network.does = { post, _ -> network.arrived += post }
        process.tell(FamilyMessage.EARLY)
        process.end()
        val second = device.process()
        network.does = works
        second.family.deliver()
        assertEquals(listOf(State.UNKNOWN, State.UNKNOWN), second.outbox.deliveries().map { it.state })
        second.pass(HOUR)
        assertEquals("once is enough", 2, network.arrived.size)

        network.does = { _, _ -> }
        second.tell(FamilyMessage.DANGER)
        second.end()
        val third = device.process()
        network.does = works
        third.family.deliver()
        third.pass(OutboxWorker.GRACE_MS - 1)
        assertEquals("its answer may still come", 2, network.arrived.size)
        third.pass(1)
        assertEquals(listOf("again", "again"), network.arrived.drop(2).map { it.text })
    }

    @Test
    fun `an answer to an earlier process counts`() {
        network.does = { post, _ -> network.arrived += post }
        process.tell(FamilyMessage.DANGER)
        process.end()
        val next = device.process()
        next.family.deliver()
        next.outbox.deliveries().forEach { next.family.came(it.id, Outcome.Sent) }
        next.family.came(4_711, Outcome.Sent)
        next.pass(HOUR)
        assertEquals(2, network.arrived.size)
        assertEquals(listOf(State.SENT, State.SENT), next.outbox.deliveries().map { it.state })
        next.outbox.deliveries().forEach { next.family.came(it.id, Outcome.Delivered) }
        next.outbox.deliveries().forEach { next.family.came(it.id, Outcome.Sent) }
        next.outbox.deliveries().forEach { next.family.came(it.id, NO_SERVICE) }
        assertEquals(listOf(State.DELIVERED, State.DELIVERED), next.outbox.deliveries().map { it.state })
    }

    @Test
    fun `what the network took and could not hand on is said again if it is danger`() {
        process.tell(FamilyMessage.DANGER)
        val (text, push) = process.outbox.deliveries()
        process.family.came(text.id, NO_SERVICE)
        process.pass(HOUR)
        assertEquals(listOf("", "", "again"), network.arrived.map { it.text })
        process.family.came(push.id, Outcome.Refused(Outcome.Reason.SERVER_REFUSES))
        assertEquals(State.FAILED, process.outbox.delivery(push.id)?.state)

        process.tell(FamilyMessage.PROTECTION)
        val later = process.outbox.deliveries().last()
        process.family.came(later.id, NO_SERVICE)
        process.pass(HOUR)
        assertEquals(State.SENT, process.outbox.delivery(later.id)?.state)
        assertEquals(5, network.arrived.size)
    }

    @Test
    fun `a channel that never answers is given up waiting for`() {
        network.does = { post, _ -> network.arrived += post }
        process.tell(FamilyMessage.DANGER)
        process.pass(OutboxWorker.ANSWERS_MS + OutboxWorker.waitMs(1) - 1)
        assertEquals(2, network.handed.size)
        process.pass(1)
        assertEquals(4, network.handed.size)
        process.pass(24 * HOUR)
        assertEquals("no flood, and the next contact is told", 4 * OutboxWorker.UNKNOWN_TRIES, network.handed.size)
        assertEquals("Anna", network.handed.last().contact.name)
    }

    @Test
    fun `what is for somebody who was removed is dropped`() {
        network.does = { _, outcome -> outcome(NO_SERVICE) }
        process.tell(FamilyMessage.DANGER)
        process.contacts.remove(process.contacts.all().first())
        network.does = works
        process.family.hurry()
        assertEquals(emptyList<Any>(), arrived)
        assertEquals(null, process.alarm.ringsIn)
    }

    @Test
    fun `a message survives with its time and its facts`() {
        network.does = { _, outcome -> outcome(NO_SERVICE) }
        process.tell(FamilyMessage.DANGER, RuleId.BANK_DURING_SHARE)
        val before = process.outbox.deliveries()
        process.end()
        assertEquals(before, device.process().outbox.deliveries())
        assertEquals(RuleId.BANK_DURING_SHARE, before.first().message.facts.rule)
        assertEquals(HOUR, before.first().message.atMs)
    }

    @Test
    fun `who has no way is not waited for`() {
        process.contacts.change(process.contacts.all().first().copy(addresses = emptyList()))
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.NEXT_CONTACT)
        assertEquals(listOf("儿子", "Anna"), arrived.map { it.first })
    }

    @Test
    fun `money that has left is told once however often the button is pressed`() {
        process.tell(FamilyMessage.DANGER)
        network.arrived.clear()
        repeat(3) { process.tell(FamilyMessage.MONEY_SENT) }
        assertEquals(4, network.arrived.size)
    }

    @Test
    fun `another number has to be proved anew`() {
        val daughter = process.contacts.all().first()
        daughter.addresses.forEach { process.contacts.prove(it.id, device.now) }
        process.contacts.change(daughter.copy(name = "小芳"))
        assertEquals(2, process.contacts.all().first().addresses.count { it.provedAtMs != null })
        process.contacts.change(daughter.copy(number = "+8613900000009"))
        val (texts, pushes) = process.contacts.all().first().addresses.partition { it.address == Address.TextMessage }
        assertEquals(null, texts.single().provedAtMs)
        assertEquals("push does not depend on the number", device.now, pushes.single().provedAtMs)
    }

    @Test
    fun `a full phone takes nothing with it and loses nothing`() {
        network.does = { _, outcome -> outcome(NO_SERVICE) }
        process.tell(FamilyMessage.DANGER)
        process.readOnly(true)
        process.family.hurry()
        process.family.came(1, Outcome.Sent)
        process.readOnly(false)
        network.does = works
        process.pass(2 * MINUTE)
        assertEquals(2, network.arrived.size)
    }

    @Test
    fun `what goes out from a full phone goes out once and is marked where the next process says it again`() {
        process.handovers.make()
        process.database.isFull()
        process.tell(FamilyMessage.DANGER)
        process.pass(HOUR)
        assertTrue(process.database.isInMemory)
        assertEquals(listOf("", ""), network.arrived.map { it.text })
        process.end()
        val next = device.process()
        assertEquals("the next process knows nothing of it", emptyList<Delivery>(), next.outbox.deliveries())
        next.tell(FamilyMessage.DANGER)
        assertEquals(listOf("", "", "again", "again"), network.arrived.map { it.text })
        next.pass(HOUR)
        next.tell(FamilyMessage.DANGER)
        assertEquals("the next danger is not a repeat", listOf("", ""), network.arrived.takeLast(2).map { it.text })
        next.end()
    }

    @Test
    fun `what the database knows again is no repetition`() {
        process.handovers.make()
        val mend = process.database.isFull()
        process.tell(FamilyMessage.DANGER)
        mend()
        ShadowSystemClock.advanceBy(Duration.ofMinutes(1))
        process.tell(FamilyMessage.ENDED)
        process.end()
        val next = device.process()
        next.tell(FamilyMessage.DANGER)
        assertEquals(List(6) { "" }, network.arrived.map { it.text })
        next.end()
    }

    @Test
    fun `what is old is forgotten and what is in the box is not`() {
        process.tell(FamilyMessage.PROTECTION)
        network.does = { _, outcome -> outcome(Outcome.Later(Outcome.Reason.NO_SERVICE, 200 * 24 * HOUR)) }
        process.tell(FamilyMessage.DANGER)
        device.ticks.to(device.now + 91 * 24 * HOUR)
        process.family.forget()
        assertEquals(
            listOf(MessageKind.DANGER, MessageKind.DANGER),
            process.outbox.deliveries().map {
                it.message.kind
            },
        )
    }

    private companion object {
        const val MINUTE = 60_000L
        const val HOUR = 3_600_000L
        val PUSH = Address.Ntfy("https://ntfy.example", "alert", "reply", null, null)
        val NO_SERVICE = Outcome.Later(Outcome.Reason.NO_SERVICE)
    }

    private val works: (OutgoingMessage, (Outcome) -> Unit) -> Unit = { post, outcome ->
        network.arrived += post
        outcome(Outcome.Sent)
    }
}
