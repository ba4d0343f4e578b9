package app.kinguard.relative

import app.kinguard.core.SealedAddress
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Outcome
import app.kinguard.work.FamilyThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * Sends what the core has sealed, in its order and with the same bytes until the server has them. It is stored before
 * it is sent, so a death of the process sends nothing twice that differs, and loses nothing.
 */
internal class LinkSender(
    private val store: ParentStore,
    private val addressOf: (parent: Long) -> SealedAddress?,
    private val topics: Topics,
    private val thread: WorkThread,
    private val elapsedMs: () -> Long,
    private val jitter: () -> Double = Math::random,
) {
    /** The progress for one parent, whose server must not hold up the others. */
    private class Progress {
        var isUnderWay = false
        var failures = 0
        var dueMs = 0L
    }

    private val progress = mutableMapOf<Long, Progress>()

    /** Sends what waits and is due. */
    @FamilyThread
    fun deliver() {
        thread.assertCurrent()
        unlessRefused { store.awaited() }.orEmpty().forEach { parent ->
            val now = progress.getOrPut(parent, ::Progress)
            if (!now.isUnderWay && now.dueMs <= elapsedMs()) send(parent, now)
        }
        plan()
    }

    /** A network is back. */
    @FamilyThread
    fun hurry() {
        progress.values.forEach { it.dueMs = 0 }
        deliver()
    }

    @FamilyThread
    fun stop() {
        progress.clear()
        thread.cancel(WorkThread.Kind.LINK_SEND)
    }

    private fun send(parent: Long, now: Progress) {
        unlessRefused { store.dropOldest(parent, MOST) }
        val next = unlessRefused { store.outgoing(parent).firstOrNull() } ?: return
        val address = addressOf(parent) ?: return
        now.isUnderWay = true
        topics.publish(address.server, address.answers, next.text) { outcome ->
            thread.post { if (progress[parent] === now) came(next, now, outcome) }
        }
    }

    private fun came(sent: ParentStore.Envelope, now: Progress, outcome: Outcome) {
        now.isUnderWay = false
        if (outcome == Outcome.Delivered) {
            now.failures = 0
            // If that cannot be stored it is sent again, and refused by the other side as a copy.
            unlessRefused { store.sent(sent.id) } ?: wait(now, 0)
        } else {
            wait(now, (outcome as? Outcome.Later)?.waitMs ?: 0)
        }
        deliver()
    }

    private fun wait(now: Progress, leastMs: Long) {
        val waitMs = WAITS_MS[now.failures.coerceIn(WAITS_MS.indices)]
        now.failures += 1
        now.dueMs = elapsedMs() + maxOf(leastMs, (waitMs * (HALF + jitter())).toLong())
    }

    private fun plan() {
        val next = progress.values.filter { !it.isUnderWay && it.dueMs > elapsedMs() }.minOfOrNull { it.dueMs }
            ?: return thread.cancel(WorkThread.Kind.LINK_SEND)
        thread.postLater(WorkThread.Kind.LINK_SEND, next - elapsedMs(), ::deliver)
    }

    private companion object {
        /** An answer counts for ten minutes, so the first attempts come fast. */
        val WAITS_MS = listOf(1_000L, 3_000L, 10_000L, 30_000L, 60_000L, 300_000L, 900_000L)
        const val HALF = 0.5

        /** More than the other side's window would take. */
        const val MOST = 64
    }
}
