package app.kinguard.family

import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Guard
import app.kinguard.core.Response
import app.kinguard.core.Trace
import app.kinguard.guard.CoreLibrary
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import kotlin.random.Random

/**
 * An ongoing red danger that the engine reports to three contacts with push only. Some of them press their buttons,
 * somebody writes to their topics, and the process dies. The seed makes it reproducible.
 */
internal class AnsweredDanger(private val device: FamilyTestDevice, private val seed: Int) {
    private val dice = Random(seed)
    private val writer = TopicWriter(device.replies, dice)
    private val told = mutableSetOf<Long>()
    private var process = begins()
    private var guard = CoreLibrary.load().let { Guard("CN", emptyList()) }
    private var wakeAtMs: Long? = null
    private var isDanger = false

    /**
     * The time at which the next contact is due, given the answers so far: one waiting time after the previous contact,
     * or after the first answer.
     */
    private var dueMs = 0L
    private var isHeldBack = false
    private var heldBack = 0
    private var heard = 0

    /** True if contacts answer, at random moments. In some histories nobody does. */
    private val someAnswer = dice.nextBoolean()

    /** Returns how often an answer delayed the next contact. */
    fun play(): Int {
        NAMES.forEach { process.contacts.add(it, NUMBER, Language.MAINLAND, listOf(push(it))) }
        device.network.does = { post, outcome ->
            told += post.contact.id
            outcome(Outcome.Sent)
        }
        begin()
        repeat(MOMENTS) {
            passTo(device.now + dice.nextLong(EVERY_MS))
            happens()
        }
        passTo(device.now + NAMES.size * 2 * WAIT_MS)
        assertEquals("danger $seed", NAMES.size, told.size)
        process.end()
        guard.close()
        return heldBack
    }

    private fun begin() {
        for (step in Trace.scenario("warn/parcel-credit-scare.json").steps) {
            val event = step.event ?: continue
            passTo(step.seen)
            observe(event, step.at)
            if (isDanger && event is Event.AppOpened) break
        }
        assertEquals("danger $seed", 1, told.size)
    }

    private fun happens() = when (dice.nextInt(8)) {
        0 -> dies()
        1 -> if (someAnswer) presses() else writes()
        else -> writes()
    }

    /** Text that does not come from a button must not reach the engine. */
    private fun writes() {
        val before = heard
        writer.writes("reply-${NAMES.random(dice)}")
        assertEquals("danger $seed", before, heard)
    }

    private fun presses() {
        val delivery = process.outbox.deliveries().filter { it.message.incident != null }.random(dice)
        val push = delivery.address.address as Address.Ntfy
        val token = BUTTONS.map { process.tokens.of(delivery, it, device.now + HOUR_MS) }.random(dice)
        device.replies.comes(push.replyTopic, "m", token)
    }

    private fun dies() {
        process.end()
        process = begins()
        process.family.deliver()
    }

    private fun begins() = device.process().also { it.family.answered = ::answered }

    private fun answered(place: Int, answer: Answer) {
        heard += 1
        val meaning = if (answer == Answer.FINE) FamilyAnswer.FINE else FamilyAnswer.CALLING
        if (meaning == FamilyAnswer.CALLING && !isHeldBack) {
            isHeldBack = true
            heldBack += 1
            dueMs = device.now + WAIT_MS
        }
        observe(Event.FamilyAnswered(place.toUInt(), meaning), device.now)
    }

    private fun observe(event: Event, atMs: Long) = did(guard.observe(device.now, atMs, event))

    private fun passTo(untilMs: Long) {
        while (true) {
            val wakeMs = wakeAtMs?.takeIf { it <= untilMs } ?: break
            process.passTo(maxOf(wakeMs, device.now))
            did(guard.wake(device.now))
        }
        process.passTo(untilMs)
    }

    private fun did(response: Response) {
        wakeAtMs = response.wakeAt
        response.effects.forEach { effect ->
            assertFalse("danger $seed: no warning is dismissed", isDanger && effect is Effect.Dismiss)
            if (effect is Effect.NotifyFamily) tell(effect)
        }
    }

    private fun tell(effect: Effect.NotifyFamily) {
        if (effect.kind == FamilyMessage.NEXT_CONTACT) assertEquals("danger $seed", dueMs, device.now)
        if (effect.kind == FamilyMessage.DANGER) isDanger = true
        if (effect.kind == FamilyMessage.DANGER || effect.kind == FamilyMessage.NEXT_CONTACT) {
            dueMs = device.now + WAIT_MS
            isHeldBack = false
        }
        val before = told.size
        process.tell(effect.kind, effect.rule)
        if (effect.kind == FamilyMessage.NEXT_CONTACT) assertEquals(minOf(before + 1, NAMES.size), told.size)
    }

    private fun push(name: String) = Address.Ntfy("https://ntfy.example", "alert-$name", "reply-$name", null, null)

    private companion object {
        val NAMES = listOf("a", "b", "c")
        val BUTTONS = listOf(Answer.CALLING, Answer.FINE)
        const val NUMBER = "+8613900000001"
        const val WAIT_MS = 3 * 60_000L
        const val MOMENTS = 40
        const val EVERY_MS = 20_000L
        const val HOUR_MS = 3_600_000L
    }
}
