package app.kinguard.family

import app.kinguard.family.Delivery.State
import app.kinguard.work.Alarm
import app.kinguard.work.WorkThread

/**
 * Delivers what lies in the outbox. What happened to be under way when the process died is unknown: the word of danger is
 * then said again, marked as such, and everything else is left, because the second time it would only confuse.
 *
 * Works on its thread alone; may be called from any.
 */
class Postman(
    private val outbox: Outbox,
    private val channels: Channel<Address>,
    private val writer: PostWriter,
    private val round: Round,
    private val unreachable: (Delivery, nowMs: Long) -> Unit,
) {
    /** When it works. */
    class Round(val thread: WorkThread, val alarm: Alarm, val nowMs: () -> Long)

    /** Puts a delivery into words. */
    fun interface PostWriter {
        fun write(delivery: Delivery, nowMs: Long): Post
    }

    // Touched on the thread only.
    private var begun = false

    /** Delivers what is due. */
    fun deliver(): Unit = round.thread.post(::work)

    /** The network is back, or the service: whatever waits is tried at once. */
    fun hurry(): Unit = round.thread.post {
        outbox.hurry(round.nowMs())
        work()
    }

    /** A channel tells what became of an attempt, perhaps one of an earlier process. */
    fun came(delivery: Long?, outcome: Outcome, kept: () -> Unit = {}): Unit = round.thread.post {
        delivery?.let(outbox::delivery)?.let { settle(it, outcome) }
        kept()
        work()
    }

    private fun work() {
        val nowMs = round.nowMs()
        outbox.dropOrphans(nowMs)
        // Text messages answer to the next process too, so those are given a while.
        if (!begun) sending().forEach { broken(it, nowMs, nowMs + GRACE_MS) }
        begun = true
        sending().filter { it.movedAtMs <= nowMs - ANSWERS_MS }.forEach { broken(it, nowMs, nowMs) }
        ready().filter { it.nextAtMs <= nowMs }.forEach { hand(it, nowMs) }
        plan(nowMs)
    }

    /** One after the other to each address, so that an end never overtakes its beginning. Danger waits for nobody. */
    private fun ready(): List<Delivery> {
        val unsettled = outbox.unsettled()
        return unsettled.filter { delivery ->
            val free = unsettled.none { it.address.id == delivery.address.id && it.id < delivery.id }
            delivery.state == State.WAITING && (free || delivery.message.kind.atLeastOnce)
        }
    }

    private fun sending(): List<Delivery> = outbox.unsettled().filter { it.state == State.SENDING }

    private fun hand(delivery: Delivery, nowMs: Long) {
        val post = writer.write(delivery, nowMs)
        outbox.sending(delivery, nowMs)
        channels.send(post, delivery.address.address) { came(delivery.id, it) }
    }

    private fun settle(delivery: Delivery, outcome: Outcome) {
        val nowMs = round.nowMs()
        when (outcome) {
            Outcome.Delivered -> outbox.settle(delivery, State.DELIVERED, nowMs)
            Outcome.Sent -> if (delivery.state != State.DELIVERED) outbox.settle(delivery, State.SENT, nowMs)
            is Outcome.Later -> if (delivery.mayYetFail()) later(delivery, outcome, nowMs)
            is Outcome.Refused -> if (delivery.state in OPEN) failed(delivery, outcome.reason, nowMs)
            is Outcome.Unknown -> if (delivery.state == State.SENDING) broken(delivery, nowMs, nowMs, outcome.reason)
        }
    }

    /** The network may take a text message and say later that it could not be handed on. Only danger is then said again. */
    private fun Delivery.mayYetFail() = state == State.SENDING || (state == State.SENT && message.kind.atLeastOnce)

    private fun later(delivery: Delivery, outcome: Outcome.Later, nowMs: Long) {
        if (delivery.tries >= tries(delivery)) {
            failed(delivery, outcome.reason, nowMs)
        } else {
            val nextAtMs = maxOf(nowMs + waitMs(delivery.tries), outcome.notBeforeMs ?: 0)
            outbox.again(delivery, nowMs, nextAtMs, outcome.reason, repeated = delivery.state == State.SENT)
        }
    }

    /** Handed over, and no word of what became of it. */
    private fun broken(
        delivery: Delivery,
        nowMs: Long,
        nextAtMs: Long,
        reason: Outcome.Reason = Outcome.Reason.BROKE_OFF,
    ) {
        when {
            !delivery.message.kind.atLeastOnce -> outbox.settle(delivery, State.UNKNOWN, nowMs, reason)
            delivery.tries >= tries(delivery) -> failed(delivery, reason, nowMs)
            else -> outbox.again(delivery, nowMs, nextAtMs, reason, repeated = true)
        }
    }

    private fun failed(delivery: Delivery, reason: Outcome.Reason, nowMs: Long) {
        outbox.settle(delivery, State.FAILED, nowMs, reason)
        unreachable(delivery, nowMs)
    }

    private fun plan(nowMs: Long) {
        val waiting = ready().minOfOrNull { it.nextAtMs }
        val answers = sending().minOfOrNull { it.movedAtMs + ANSWERS_MS }
        val next = listOfNotNull(waiting, answers).minOrNull()
        if (next == null) {
            round.thread.cancel(WorkThread.Kind.DELIVER)
            round.alarm.cancel()
        } else {
            val delayMs = (next - nowMs).coerceAtLeast(SHORTEST_MS)
            round.thread.postLater(WorkThread.Kind.DELIVER, delayMs, ::work)
            round.alarm.ringIn(delayMs)
        }
    }

    private fun tries(delivery: Delivery) = if (delivery.message.kind.atLeastOnce) DANGER_TRIES else TRIES

    companion object {
        /** A channel that has said nothing for this long will not. */
        const val ANSWERS_MS = 120_000L

        /** What was under way when the process died may still answer within this. */
        const val GRACE_MS = 15_000L

        /** Ten hours of waiting for the network. */
        const val DANGER_TRIES = 48
        const val TRIES = 24
        private val OPEN = setOf(State.SENDING, State.SENT)
        private const val SHORTEST_MS = 50L
        private val WAITS_MS = listOf(5_000L, 15_000L, 30_000L, 60_000L, 120_000L, 300_000L, 600_000L, 900_000L)

        /** After so many attempts. */
        fun waitMs(tries: Int): Long = WAITS_MS[(tries - 1).coerceIn(WAITS_MS.indices)]
    }
}
