package app.kinguard.family

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import java.util.Base64

@RunWith(AndroidRunner::class)
class AnswersTest {
    private val device = FamilyTestDevice(RuntimeEnvironment.getApplication())
    private val process = device.process()
    private val heard = mutableListOf<Pair<Int, Answer>>()
    private val topics get() = device.replies.subscriptions.map { it.topic }

    @Before
    fun twoOfThem() {
        device.ticks.to(HOUR)
        process.contacts.add("a", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage, push("a")))
        process.contacts.add("b", "+8613900000002", Language.MAINLAND, listOf(push("b")))
        process.family.answered = { place, answer -> heard += place to answer }
    }

    @Test
    fun `nobody is listened to until there is something to answer`() {
        process.family.deliver()
        process.tell(FamilyMessage.PROTECTION)
        assertEquals(emptyList<String>(), topics)
        process.tell(FamilyMessage.DANGER)
        assertEquals(listOf("reply-a"), topics)
        process.tell(FamilyMessage.NEXT_CONTACT)
        assertEquals(listOf("reply-a", "reply-b"), topics)
        process.tell(FamilyMessage.ENDED)
        assertEquals(emptyList<String>(), topics)
    }

    @Test
    fun `an answer is heard once and one is enough`() {
        process.tell(FamilyMessage.DANGER)
        val calling = token(push = 1, Answer.CALLING)
        val fine = token(push = 1, Answer.FINE)
        device.replies.comes("reply-a", "1", calling)
        assertEquals(listOf(0 to Answer.CALLING), heard)
        device.replies.comes("reply-a", "2", calling)
        device.replies.comes("reply-a", "3", fine)
        assertEquals(listOf(0 to Answer.CALLING), heard)
        assertNotNull("an answer proves the arrival", process.contacts.all()[0].addresses[1].provedAtMs)
        assertNull(process.contacts.all()[0].addresses[0].provedAtMs)
    }

    @Test
    fun `a token is worth nothing to anybody else`() {
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.NEXT_CONTACT)
        val token = token(push = 1, Answer.FINE)
        device.replies.comes("reply-b", "1", token)
        device.replies.comes("reply-a", "2", "$token.")
        device.replies.comes("reply-a", "3", "")
        assertEquals(emptyList<Any>(), heard)
        device.replies.comes("reply-a", "4", " $token\n")
        assertEquals(listOf(0 to Answer.FINE), heard)
    }

    @Test
    fun `a token is too old after its time`() {
        process.tell(FamilyMessage.DANGER)
        val delivery = process.outbox.deliveries()[1]
        val one = process.tokens.of(delivery, Answer.CALLING, device.now + HOUR)
        assertEquals(
            "the same whenever it is written",
            one,
            process.tokens.of(
                delivery,
                Answer.CALLING,
                device.now + HOUR,
            ),
        )
        device.ticks.to(device.now + HOUR + 1)
        assertNull(process.tokens.redeem(one, delivery.contact.id, device.now))
        device.ticks.to(device.now - 1)
        assertNotNull(process.tokens.redeem(one, delivery.contact.id, device.now))
    }

    @Test
    fun `an answer to an earlier danger is none`() {
        process.tell(FamilyMessage.DANGER)
        val token = token(push = 1, Answer.FINE)
        process.tell(FamilyMessage.ENDED)
        process.pass(HOUR)
        process.tell(FamilyMessage.DANGER)
        device.replies.comes("reply-a", "1", token)
        assertEquals(emptyList<Any>(), heard)
    }

    @Test
    fun `a connection that breaks goes on where it was`() {
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.NEXT_CONTACT)
        device.replies.comes("reply-a", "17", "something else")
        device.replies.breaks()
        assertEquals(emptyList<String>(), topics)
        process.pass(1_000)
        assertEquals(
            listOf("reply-a" to "17", "reply-b" to null),
            device.replies.subscriptions.map {
                it.topic to
                    it.since
            },
        )
        device.replies.breaks()
        process.pass(4_999)
        assertEquals("less and less often", emptyList<String>(), topics)
        process.pass(1)
        assertEquals(2, topics.size)
        process.tell(FamilyMessage.ENDED)
        device.replies.breaks()
        process.pass(HOUR)
        assertEquals(emptyList<String>(), topics)
    }

    @Test
    fun `a test is confirmed by its button or its code`() {
        val contact = process.contacts.all()[0]
        process.family.test(contact)
        assertEquals(listOf("reply-a"), topics)
        val (text, push) = process.outbox.deliveries()
        val code = process.tokens.code(text, device.now + HOUR)
        assertTrue(code, code.matches(Regex("\\d{4}")))
        val wrong = "%04d".format((code.toInt() + 1) % 10_000)
        assertFalse(process.family.proveByCode(contact, wrong))
        assertFalse("of another contact", process.family.proveByCode(process.contacts.all()[1], code))
        assertTrue(process.family.proveByCode(contact, " $code "))
        assertFalse("used", process.family.proveByCode(contact, code))
        device.replies.comes("reply-a", "1", process.tokens.of(push, Answer.ARRIVED, device.now + HOUR))
        assertEquals(2, process.contacts.all()[0].addresses.count { it.provedAtMs != null })
        assertEquals("nothing more to hear", emptyList<String>(), topics)
        assertEquals(emptyList<Any>(), heard)
    }

    @Test
    fun `a code is no answer that comes over a server`() {
        process.family.test(process.contacts.all()[0])
        val text = process.outbox.deliveries().first()
        val code = process.tokens.code(text, device.now + HOUR)
        device.replies.comes("reply-a", "1", "${text.id}:$code")
        assertNull(process.tokens.redeem("${text.id}:$code", text.contact.id, device.now))
        assertNull(process.contacts.all()[0].addresses[0].provedAtMs)
        assertTrue("and it still counts", process.family.proveByCode(process.contacts.all()[0], code))
    }

    @Test
    fun `a code is tried five times in all processes`() {
        val contact = process.contacts.all()[0]
        fun asked(): String {
            process.family.test(contact)
            return process.tokens.code(
                process.outbox.deliveries().last { it.address.address == Address.TextMessage },
                device.now + HOUR,
            )
        }
        val code = asked()
        val wrong = "%04d".format((code.toInt() + 1) % 10_000)
        repeat(4) { assertFalse(process.family.proveByCode(contact, wrong)) }
        assertFalse("tries count for each contact", process.family.proveByCode(process.contacts.all()[1], wrong))
        assertTrue("the fifth", process.family.proveByCode(contact, code))
        val next = asked()
        val no = "%04d".format((next.toInt() + 1) % 10_000)
        repeat(5) { AnswerTokens(process.database).redeemCode(no, contact.id, device.now) }
        assertFalse("the sixth", process.family.proveByCode(contact, next))
        assertTrue("a new test starts a new count", process.family.proveByCode(contact, asked()))
    }

    @Test
    fun `a flood of replies reaches nobody and is broken off`() {
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.NEXT_CONTACT)
        val began = System.nanoTime()
        val before = process.thread.posts
        val random = java.util.Random(20_261_129)
        repeat(10_000) { line ->
            val bits = ByteArray(16).also(random::nextBytes)
            device.replies.comes("reply-a", "m$line", Base64.getUrlEncoder().withoutPadding().encodeToString(bits))
        }
        println("measured: 10,000 replies in ${(System.nanoTime() - began) / 1_000} us")
        assertEquals("a single task for all of it", 1, process.thread.posts - before)
        assertEquals("the others are heard", listOf("reply-b"), topics)
        process.pass(999)
        assertEquals(listOf("reply-b"), topics)
        process.pass(1)
        assertEquals(setOf("reply-a", "reply-b"), topics.toSet())
        assertEquals("from then on, without the flood", "16s", device.replies.subscriptions.last().since)
        val token = token(push = 1, Answer.FINE)
        device.replies.comes("reply-a", "n", token)
        assertEquals(listOf(0 to Answer.FINE), heard)
    }

    @Test
    fun `a flood that goes on is listened to more and more seldom`() {
        process.tell(FamilyMessage.DANGER)
        fun flood() = repeat(100) { device.replies.comes("reply-a", "m$it", "no token") }
        listOf(1_000L, 5_000L, 15_000L, 60_000L, 60_000L).forEach { waitMs ->
            flood()
            assertEquals(emptyList<String>(), topics)
            process.pass(waitMs - 1)
            assertEquals("$waitMs", emptyList<String>(), topics)
            process.pass(1)
            assertEquals("$waitMs", listOf("reply-a"), topics)
        }
    }

    @Test
    fun `twenty lines at once and one a second are heard`() {
        process.tell(FamilyMessage.DANGER)
        repeat(20) { device.replies.comes("reply-a", "m$it", "no token") }
        assertEquals(listOf("reply-a"), topics)
        process.pass(1_000)
        device.replies.comes("reply-a", "m21", "no token")
        assertEquals(listOf("reply-a"), topics)
        process.pass(999)
        device.replies.comes("reply-a", "m22", "no token")
        assertEquals(emptyList<String>(), topics)
    }

    @Test
    fun `a used token is worth no more than anything else`() {
        process.tell(FamilyMessage.DANGER)
        val token = token(push = 1, Answer.CALLING)
        assertTrue(process.tokens.isLive(token))
        device.replies.comes("reply-a", "1", token)
        val posts = process.thread.posts
        device.replies.comes("reply-a", "2", token)
        assertEquals("it is not even looked up", posts, process.thread.posts)
        process.tell(FamilyMessage.NEXT_CONTACT)
        val other = process.tokens.of(process.outbox.deliveries().last(), Answer.FINE, device.now + HOUR)
        val next = AnswerTokens(process.database)
        assertEquals("also in the next process", listOf(false, true), listOf(token, other).map(next::isLive))
    }

    @Test
    fun `a server that is dead keeps nobody else waiting`() {
        process.tell(FamilyMessage.DANGER)
        process.tell(FamilyMessage.NEXT_CONTACT)
        fun breaks(topic: String) = device.replies.subscriptions.filter { it.topic == topic }.forEach {
            device.replies.subscriptions -= it
            it.ended(Outcome.Later(Outcome.Reason.NO_CONNECTION))
        }
        listOf(1_000L, 5_000L, 15_000L).forEach {
            breaks("reply-a")
            process.pass(it)
        }
        breaks("reply-b")
        breaks("reply-a")
        process.pass(999)
        assertEquals(emptyList<String>(), topics)
        process.pass(1)
        assertEquals("after its own second, not the other's minute", listOf("reply-b"), topics)
        process.pass(58_999)
        assertEquals(listOf("reply-b"), topics)
        process.pass(1)
        assertEquals(listOf("reply-b", "reply-a"), topics)
        process.pass(60_000)
        breaks("reply-a")
        process.pass(1_000)
        assertEquals("a connection of a minute resets the delay", listOf("reply-b", "reply-a"), topics)
    }

    @Test
    fun `tokens are no two alike`() {
        repeat(20) { process.tell(FamilyMessage.DANGER) }
        val tokens = process.outbox.deliveries().flatMap {
            listOf(Answer.CALLING, Answer.FINE).map { answer -> process.tokens.of(it, answer, HOUR) }
        }
        assertEquals(tokens.size, tokens.toSet().size)
        assertTrue(tokens.all { it.length >= 22 })
        assertNotEquals(tokens[0].take(4), tokens[1].take(4))
    }

    /** Returns the token on a button of the contact's latest push message. */
    private fun token(push: Int, answer: Answer) = process.tokens.of(
        process.outbox.deliveries()[push],
        answer,
        device.now + HOUR,
    )

    private fun push(name: String) = Address.Ntfy("https://ntfy.example", "alert-$name", "reply-$name", null, null)

    private companion object {
        const val HOUR = 3_600_000L
    }
}
