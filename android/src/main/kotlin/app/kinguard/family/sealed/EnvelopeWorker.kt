package app.kinguard.family.sealed

import app.kinguard.failure.unlessRefused
import app.kinguard.family.Address
import app.kinguard.family.OutboxWorker
import app.kinguard.family.Outcome
import app.kinguard.family.sealed.Envelope.Kind
import app.kinguard.time.DAY_MS
import app.kinguard.time.HOUR_MS
import app.kinguard.time.MINUTE_MS
import app.kinguard.work.FamilyThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * Sends what is sealed on its own, and not as a delivery of the outbox: signs of life, stories, what became of answers,
 * voids. The same bytes are sent until a server accepts them, or until a void takes their place.
 */
internal class EnvelopeWorker(
    private val envelopes: Envelopes,
    private val sealing: Sealing,
    /** Returns the devices by the id of their address, including those that were removed just now. */
    private val devices: () -> Map<Long, Address.Sealed>,
    private val send: (text: String, address: Address.Sealed, outcome: (Outcome) -> Unit) -> Unit,
    private val schedule: OutboxWorker.Schedule,
) {
    /** The envelopes that a server has not answered for yet, with the stamps of the attempts. */
    private val underWay = mutableMapOf<Long, Long>()

    /** Sends what is due. Call it after something was sealed, and at every start. */
    @FamilyThread
    fun work() {
        schedule.thread.assertCurrent()
        val nowMs = schedule.nowMs()
        envelopes.dropped().forEach { sealing.void(it, nowMs) }
        underWay.values.removeAll { it <= nowMs - OutboxWorker.ANSWERS_MS }
        val due = envelopes.due(nowMs).filter { it.id !in underWay }
        if (due.isNotEmpty()) {
            val devices = devices()
            due.forEach { hand(it, devices[it.address], nowMs) }
        }
        plan(nowMs)
    }

    private fun hand(envelope: Envelope, device: Address.Sealed?, nowMs: Long) {
        if (device == null || nowMs - envelope.atMs >= DAY_MS) return envelopes.giveUp(envelope)
        if (envelope.kind != Kind.VOID && nowMs - envelope.atMs >= lasts(envelope.kind)) {
            return sealing.void(envelope, nowMs)
        }
        underWay[envelope.id] = nowMs
        schedule.awake(AWAKE_MS)
        send(envelope.text, device) { outcome ->
            schedule.thread.post { unlessRefused { came(envelope, outcome) } }
        }
    }

    private fun came(envelope: Envelope, outcome: Outcome) {
        underWay -= envelope.id
        val nowMs = schedule.nowMs()
        when (outcome) {
            Outcome.Sent, Outcome.Delivered -> envelopes.sent(envelope, nowMs)
            Outcome.HandedOn -> envelopes.sent(envelope, null)
            is Outcome.Later -> again(envelope, nowMs, outcome.waitMs ?: 0)
            is Outcome.Unknown -> again(envelope, nowMs, 0)
            is Outcome.Refused -> again(envelope, nowMs, REFUSED_MS)
        }
        plan(nowMs)
    }

    private fun again(envelope: Envelope, nowMs: Long, askedMs: Long) =
        envelopes.again(envelope, nowMs + maxOf(OutboxWorker.waitMs(envelope.tries + 1), askedMs))

    private fun plan(nowMs: Long) {
        val answerMs = underWay.values.minOrNull()?.plus(OutboxWorker.ANSWERS_MS)
        val next = listOfNotNull(envelopes.nextMs(underWay.keys), answerMs).minOrNull()
            ?: return schedule.thread.cancel(WorkThread.Kind.ENVELOPES)
        schedule.thread.postLater(WorkThread.Kind.ENVELOPES, (next - nowMs).coerceAtLeast(SHORTEST_MS)) {
            unlessRefused(::work)
        }
    }

    /** The time after which a message is not worth being sent any more. */
    private fun lasts(kind: Kind): Long = when (kind) {
        Kind.STORY, Kind.OUTCOME -> 10 * MINUTE_MS
        Kind.ALIVE -> 6 * HOUR_MS
        Kind.PAIRED, Kind.ALERT, Kind.REMOVED, Kind.VOID -> DAY_MS
    }

    private companion object {
        const val AWAKE_MS = 60_000L
        const val SHORTEST_MS = 50L
        const val REFUSED_MS = 15 * 60_000L
    }
}
