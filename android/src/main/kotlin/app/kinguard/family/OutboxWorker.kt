package app.kinguard.family

import android.util.Log
import app.kinguard.family.Delivery.State
import app.kinguard.work.FamilyThread
import app.kinguard.work.WakeAlarm
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * Delivers the messages of the outbox. If the process dies during an attempt, its outcome is unknown: messages about
 * danger are then sent again and marked as repeated. All others are left alone, because a second copy would only
 * confuse.
 *
 * Works only on the family's thread, but may be called from any thread.
 */
class OutboxWorker(
    private val outbox: Outbox,
    private val channels: Channel<Address>,
    private val writer: Composer,
    private val schedule: Schedule,
    private val handovers: HandoverRecord,
    private val unreachable: (Delivery, nowMs: Long) -> Unit,
    private val sealer: Sealer = Sealer.None,
    /** Called when a device has not said in time that it has a message about danger. */
    private val unreceived: (Delivery, nowMs: Long) -> Unit = { _, _ -> },
) {
    /** The worker's clock, thread and alarm. */
    class Schedule(
        val thread: WorkThread,
        val alarm: WakeAlarm,
        /** Keeps the phone awake for the given number of milliseconds. */
        val awake: (Long) -> Unit = {},
        val nowMs: () -> Long,
    )

    /** Puts a delivery into words. */
    fun interface Composer {
        fun write(delivery: Delivery, nowMs: Long): OutgoingMessage
    }

    // Used only on the thread.
    private var begun = false

    /** Delivers what is due. */
    fun deliver(): Unit = task(act = ::work)

    /** Tries everything that waits at once, because the network or the phone service is back. */
    fun hurry(): Unit = task {
        outbox.hurry(schedule.nowMs())
        work()
    }

    /** Reports the outcome of an attempt, which an earlier process may have made. */
    fun came(delivery: Long?, outcome: Outcome, kept: () -> Unit = {}): Unit = task(kept) {
        delivery?.let(outbox::delivery)?.let { settle(it, outcome) }
        work()
    }

    /** Catches everything: a full phone must not crash the process. Messages stay in the outbox. */
    private fun task(done: () -> Unit = {}, act: () -> Unit): Unit = schedule.thread.post {
        try {
            act()
        } catch (failed: Exception) {
            Log.w(TAG, "retrying later: ${failed.javaClass.simpleName}")
            schedule.thread.postLater(WorkThread.Kind.DELIVER, RECOVERS_MS) { task(act = ::work) }
        }
        done()
    }

    @FamilyThread
    private fun work() {
        schedule.thread.assertCurrent()
        val nowMs = schedule.nowMs()
        outbox.dropOrphans(nowMs)
        handovers.tidy()
        outbox.unreceipted().filter { (it.receiptDueMs ?: nowMs) <= nowMs }.forEach { unreceived(it, nowMs) }
        val box = outbox.unsettled()
        val broken = box.sending().filter { !begun || it.movedAtMs <= nowMs - ANSWERS_MS }
        // Text messages also report to the next process, so they get some time.
        broken.forEach { broken(it, nowMs, nowMs + if (begun) waitMs(it.tries) else GRACE_MS) }
        begun = true
        val left = if (broken.isEmpty()) box else outbox.unsettled()
        // Devices first: other ways of their contacts carry the same envelope.
        val due = left.ready().filter { it.nextAtMs <= nowMs }.sortedBy { it.address.address !is Address.Sealed }
        due.forEach { hand(it, nowMs) }
        plan(if (due.isEmpty()) left else outbox.unsettled(), nowMs)
    }

    /**
     * Returns the deliveries that may leave, one at a time for each address, so that an end never overtakes its
     * beginning. Danger waits for nothing, and nothing waits for messages that are still being collected.
     */
    private fun List<Delivery>.ready(): List<Delivery> {
        val ahead = filterNot { it.message.kind.isCollected }
        return filter { delivery ->
            val free = ahead.none { it.address.id == delivery.address.id && it.id < delivery.id }
            delivery.state == State.WAITING && (free || delivery.message.kind.goesFirst)
        }
    }

    private fun List<Delivery>.sending(): List<Delivery> = filter { it.state == State.SENDING }

    private fun hand(delivery: Delivery, nowMs: Long) {
        val repeated = delivery.repeated || handovers.mayHave(delivery, nowMs)
        val post = writer.write(delivery.copy(repeated = repeated), nowMs)
        val handover = sealer.prepare(delivery, post, nowMs)
        // Dropped, or rewritten since: the next round reads it again.
        if (!outbox.sending(delivery, nowMs, handover.store)) return
        handover.stored()
        handovers.handed(delivery, nowMs)
        schedule.awake(AWAKE_MS)
        val refused = handover.refused ?: return channels.send(handover.post, delivery.address.address) {
            came(delivery.id, it)
        }
        came(delivery.id, refused)
    }

    private fun settle(delivery: Delivery, outcome: Outcome) {
        val nowMs = schedule.nowMs()
        if (outcome == Outcome.Sent) sealer.accepted(delivery.id, nowMs)
        when (outcome) {
            Outcome.Delivered -> if (delivery.tries > 0) outbox.settle(delivery, State.DELIVERED, nowMs)
            Outcome.Sent -> if (delivery.state != State.DELIVERED) outbox.settle(delivery, State.SENT, nowMs)
            Outcome.HandedOn -> if (delivery.state != State.DELIVERED) {
                outbox.settle(delivery, State.SENT, nowMs, Outcome.Reason.NOT_KEPT)
            }
            is Outcome.Later -> if (delivery.mayYetFail()) later(delivery, outcome, nowMs)
            is Outcome.Refused -> if (delivery.state in OPEN) failed(delivery, outcome.reason, nowMs)
            is Outcome.Unknown -> if (delivery.state == State.SENDING) {
                broken(delivery, nowMs, nowMs + waitMs(delivery.tries), outcome.reason)
            }
        }
    }

    /**
     * The network may accept a text message and later report that it could not be delivered. Only messages that must
     * arrive are then sent again.
     */
    private fun Delivery.mayYetFail() = state == State.SENDING || (state == State.SENT && message.kind.atLeastOnce)

    private fun later(delivery: Delivery, outcome: Outcome.Later, nowMs: Long) {
        if (nowMs - delivery.atMs >= lasts(delivery)) {
            failed(delivery, outcome.reason, nowMs)
        } else {
            val nextAtMs = nowMs + maxOf(waitMs(delivery.tries), asked(delivery, outcome))
            outbox.again(delivery, nowMs, nextAtMs, outcome.reason, repeated = delivery.state == State.SENT)
        }
    }

    /** Limits the delay that a server may ask for if the message is urgent. */
    private fun asked(delivery: Delivery, outcome: Outcome.Later): Long {
        val asked = outcome.waitMs ?: 0
        return if (delivery.message.kind.isUrgent) asked.coerceAtMost(LONGEST_ASKED_MS) else asked
    }

    /** Handles a delivery that was handed over without a known outcome. */
    private fun broken(
        delivery: Delivery,
        nowMs: Long,
        nextAtMs: Long,
        reason: Outcome.Reason = Outcome.Reason.BROKE_OFF,
    ) {
        when {
            !delivery.mayBeRepeated() -> outbox.settle(delivery, State.UNKNOWN, nowMs, reason)

            // It may have arrived this often already. More would flood the contact, and the next contact is told
            // instead.
            delivery.isTriedEnough(nowMs) -> failed(delivery, reason, nowMs)

            else -> outbox.again(delivery, nowMs, nextAtMs, reason, repeated = true)
        }
    }

    /** A device takes the same envelope only once. */
    private fun Delivery.mayBeRepeated() = message.kind.atLeastOnce || address.address is Address.Sealed

    private fun Delivery.isTriedEnough(nowMs: Long) = if (address.address is Address.Sealed) {
        nowMs - atMs >= lasts(this)
    } else {
        tries >= UNKNOWN_TRIES
    }

    private fun failed(delivery: Delivery, reason: Outcome.Reason, nowMs: Long) {
        outbox.settle(delivery, State.FAILED, nowMs, reason)
        outbox.releaseTexts(delivery, nowMs)
        unreachable(delivery, nowMs)
    }

    private fun plan(box: List<Delivery>, nowMs: Long) {
        val waiting = box.ready().minOfOrNull { it.nextAtMs }
        val answers = box.sending().minOfOrNull { it.movedAtMs + ANSWERS_MS }
        val receipts = outbox.unreceipted().mapNotNull { it.receiptDueMs }.minOrNull()
        val next = listOfNotNull(waiting, answers, receipts).minOrNull()
        if (next == null) {
            schedule.thread.cancel(WorkThread.Kind.DELIVER)
            schedule.alarm.cancel()
        } else {
            val delayMs = (next - nowMs).coerceAtLeast(SHORTEST_MS)
            schedule.thread.postLater(WorkThread.Kind.DELIVER, delayMs) { task(act = ::work) }
            schedule.alarm.ringIn(delayMs)
        }
    }

    private fun lasts(delivery: Delivery) = if (delivery.message.kind.atLeastOnce) DANGER_LASTS_MS else LASTS_MS

    companion object {
        /** A channel that has not answered within this time never will. */
        const val ANSWERS_MS = 120_000L

        /** An attempt that was under way when the process died may still answer within this time. */
        const val GRACE_MS = 15_000L

        /** A danger is retried for this long: a contact who reads it then still has a reason to call. */
        const val DANGER_LASTS_MS = 24 * 3_600_000L
        const val LASTS_MS = 6 * 3_600_000L

        /** The longest that a server may delay an urgent message. */
        const val LONGEST_ASKED_MS = 60_000L

        /** The most attempts for a danger whose outcome stays unknown. */
        const val UNKNOWN_TRIES = 8
        private const val TAG = "family"

        /** A text message leaves within seconds; a server has forty seconds to answer. */
        private const val AWAKE_MS = 60_000L
        private const val RECOVERS_MS = 60_000L
        private val OPEN = setOf(State.SENDING, State.SENT)
        private const val SHORTEST_MS = 50L
        private val WAITS_MS = listOf(5_000L, 15_000L, 30_000L, 60_000L, 120_000L, 300_000L, 600_000L, 900_000L)

        /** Returns how long to wait after this many attempts. */
        fun waitMs(tries: Int): Long = WAITS_MS[(tries - 1).coerceIn(WAITS_MS.indices)]
    }
}
