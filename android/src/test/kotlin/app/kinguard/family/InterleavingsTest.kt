package app.kinguard.family

import app.kinguard.AndroidRunner
import app.kinguard.Selection
import app.kinguard.core.FamilyMessage
import app.kinguard.family.Delivery.State
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import kotlin.random.Random

/**
 * Hundreds of histories with a bad network, a process that dies, and somebody who writes to the topics of a contact's
 * answers; with every case a thousand. They run on one release, because the others' databases do not differ.
 */
@RunWith(AndroidRunner::class)
@Config(sdk = [35])
class InterleavingsTest {
    @Test
    fun `danger arrives at least once and everything else at most once or it is shown why not`() {
        var repeated = 0
        var failed = 0
        var unknown = 0
        var heard = 0
        val histories = if (Selection.everyCase) 1_000 else 300
        repeat(histories) { seed ->
            val history = History(seed)
            history.play()
            val deliveries = history.end()
            repeated += deliveries.count { it.repeated }
            failed += deliveries.count { it.state == State.FAILED }
            unknown += deliveries.count { it.state == State.UNKNOWN }
            heard += history.heard
        }
        val badEnough = "the histories are bad enough: $repeated, $failed, $unknown; heard were $heard"
        assertTrue(badEnough, minOf(repeated, failed, unknown, heard) > histories / 20)
    }

    @Test
    fun `whoever writes to the topics the whole family is told and an answer buys one waiting time`() {
        val context = RuntimeEnvironment.getApplication()
        val heldBack = List(DANGERS) { seed ->
            context.deleteDatabase("kinguard.db")
            AnsweredDanger(FamilyTestDevice(context), seed).play()
        }
        val some = heldBack.count { it > 0 }
        assertTrue("some are answered, some are not: $heldBack", some in DANGERS / 5..DANGERS * 4 / 5)
    }

    /** A single history. The seed makes it reproducible. */
    private class History(private val seed: Int) {
        private val context = RuntimeEnvironment.getApplication().also { it.deleteDatabase("kinguard.db") }
        private val dice = Random(seed)
        private val device = FamilyTestDevice(context)
        private val answers = mutableListOf<() -> Unit>()
        private var service = true

        /** The number of answers that reached the engine. */
        var heard = 0
            private set
        private val answered = mutableSetOf<Long>()
        private var process = begins()
        private val writer = TopicWriter(device.replies, dice)

        init {
            device.network.does = ::meets
            process.contacts.add("a", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage, PUSH))
            process.contacts.add("b", "+8613900000002", Language.MAINLAND, listOf(Address.TextMessage))
        }

        fun play() = repeat(STEPS) {
            when (dice.nextInt(14)) {
                0, 1 -> process.tell(KINDS[dice.nextInt(KINDS.size)])
                2 -> dies()
                3 -> service = !service
                4 -> process.family.hurry()
                5, 6 -> if (answers.isNotEmpty()) answers.removeAt(dice.nextInt(answers.size))()
                7 -> process.settings.weekly = !process.settings.weekly
                8 -> process.family.putFirst(process.contacts.all().last())
                9 -> nobodyHears { writer.writes(PUSH.replyTopic) }
                10 -> presses()
                else -> process.pass(dice.nextLong(200_000))
            }
        }

        /** The network recovers, and the process no longer dies. */
        fun end(): List<Delivery> {
            service = true
            device.network.does = { post, outcome ->
                device.network.arrived += post
                outcome(Outcome.Sent)
            }
            process.pass(24 * HOUR)
            val deliveries = process.outbox.deliveries()
            deliveries.forEach(::check)
            process.end()
            return deliveries
        }

        private fun check(delivery: Delivery) {
            val arrivals = device.network.arrived.filter { it.id == "${delivery.id}" }
            val what = "history $seed, $delivery, arrived ${arrivals.size} times"
            assertTrue(what, delivery.state !in OPEN)
            if (delivery.message.kind.atLeastOnce) {
                assertTrue(what, arrivals.isNotEmpty() || delivery.state == State.FAILED)
                assertTrue(what, arrivals.drop(1).all { it.text == "again" })
            } else {
                assertTrue(what, arrivals.size <= 1)
                if (arrivals.isEmpty()) assertTrue(what, delivery.state in NOT_ARRIVED)
            }
            if (delivery.state in listOf(State.FAILED, State.UNKNOWN)) assertNotNull(what, delivery.reason)
            if (delivery.state == State.DROPPED) assertEquals(what, 0, arrivals.size)
        }

        private fun begins() = device.process().also { it.family.answered = { _, _ -> heard += 1 } }

        private fun dies() {
            process.end()
            if (dice.nextBoolean()) answers.clear()
            process = begins()
            process.family.deliver()
        }

        private fun nobodyHears(act: () -> Unit) {
            val before = heard
            act()
            assertEquals("history $seed", before, heard)
        }

        /** Presses a button of any pushed message, recent or old. */
        private fun presses() {
            val pushed = process.outbox.deliveries().filter { it.address.address == PUSH }
            val delivery = pushed.randomOrNull(dice) ?: return
            val token = BUTTONS.map { process.tokens.of(delivery, it, device.now + HOUR) }.random(dice)
            val press = { device.replies.comes(PUSH.replyTopic, "m", token) }
            val isOfNow = delivery.message.incident == process.outbox.latestOfDanger()?.incident
            if (!isOfNow || delivery.id in answered) return nobodyHears(press)
            val before = heard
            press()
            assertTrue("history $seed: at most once", heard - before in 0..1)
            if (heard > before) answered += delivery.id
        }

        /** Decides what happens to a post. */
        private fun meets(post: OutgoingMessage, outcome: (Outcome) -> Unit) {
            // A text message reports to whichever process lives then.
            val answer = { what: Outcome ->
                val tell = { process.family.came(post.id.toLong(), what) }
                if (dice.nextBoolean()) outcome(what) else answers += tell
            }
            if (!service) return answer(Outcome.Later(Outcome.Reason.NO_SERVICE))
            val arrives = dice.nextInt(3) > 0
            if (arrives) device.network.arrived += post
            when (dice.nextInt(8)) {
                0 -> Unit
                1 -> answer(Outcome.Unknown(Outcome.Reason.BROKE_OFF))
                else -> answer(if (arrives) Outcome.Sent else fault())
            }
        }

        private fun fault(): Outcome = if (dice.nextInt(6) == 0) {
            Outcome.Refused(Outcome.Reason.NUMBER_REFUSED)
        } else {
            Outcome.Later(Outcome.Reason.SERVER_BUSY)
        }
    }

    private companion object {
        const val STEPS = 40
        const val DANGERS = 60
        const val HOUR = 3_600_000L
        val PUSH = Address.Ntfy("https://ntfy.example", "alert", "reply", null, null)

        /** Created together when the message is written. */
        val BUTTONS = listOf(Answer.CALLING, Answer.FINE)
        val OPEN = setOf(State.WAITING, State.SENDING)
        val NOT_ARRIVED = setOf(State.FAILED, State.UNKNOWN, State.DROPPED)
        val KINDS =
            listOf(
                FamilyMessage.EARLY,
                FamilyMessage.DANGER,
                FamilyMessage.DANGER,
                FamilyMessage.NEXT_CONTACT,
                FamilyMessage.WENT_ON,
                FamilyMessage.MONEY_SENT,
                FamilyMessage.ENDED,
                FamilyMessage.PROTECTION,
                FamilyMessage.RESTORED,
            )
    }
}
