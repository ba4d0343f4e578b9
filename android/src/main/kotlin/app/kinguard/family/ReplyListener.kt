package app.kinguard.family

import app.kinguard.work.FamilyThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/** Reads what contacts answer, on the one address that can carry an answer. */
fun interface Replies {
    /** Begins to listen, after the reply [since], or to all that the server still has. Closing ends it without a word. */
    fun listen(
        address: Address.Ntfy,
        since: String?,
        reply: (id: String, text: String) -> Unit,
        ended: (Outcome) -> Unit,
    ): AutoCloseable
}

/**
 * Listens for answers while there is something to answer, and at no other time: a connection kept open all day would
 * empty the phone. Works on the family's thread, but for the look at each line that a server sends: whoever can write to a
 * contact's topic may write as much as they like, and what can be no answer goes no further than the network's thread.
 */
internal class ReplyListener(
    private val replies: Replies,
    private val schedule: OutboxWorker.Schedule,
    /** Whether this is one of the answers that are waited for. Asked on the network's threads. */
    private val isAwaited: (text: String) -> Boolean,
    private val heard: (contact: Contact, text: String) -> Unit,
) {
    private val open = mutableMapOf<Long, Open>()

    /** Listens to [contacts] and to nobody else. */
    @FamilyThread
    fun listenTo(contacts: List<Contact>) {
        schedule.thread.assertCurrent()
        val wanted = contacts.flatMap { contact ->
            contact.pushed().map { (id, address) -> id to (contact to address) }
        }.toMap()
        (open.keys - wanted.keys).forEach { open.remove(it)?.connection?.close() }
        wanted.forEach { (id, whom) ->
            if (id !in open) open(id, Open(whom.first, whom.second, RateLimiter(MOST_LINES, LINE_MS, schedule.nowMs)))
        }
        plan()
    }

    private fun open(id: Long, listening: Open) {
        open[id] = listening
        listening.beganMs = schedule.nowMs()
        listening.connection =
            replies.listen(
                listening.address,
                listening.since,
                { reply, text -> came(id, listening, reply, text) },
                { schedule.thread.post { broke(id, listening) } },
            )
    }

    /** On the network's thread. */
    private fun came(id: Long, listening: Open, reply: String, text: String) {
        if (listening.isFlooded) return
        listening.since = reply
        if (!listening.allowance.take()) {
            listening.isFlooded = true
            schedule.thread.post { breakOff(id, listening) }
        } else if (isAwaited(text.trim())) {
            schedule.thread.post { if (open[id] === listening) heard(listening.contact, text) }
        }
    }

    /** What lies behind the flood is given up: an answer that is not heard only makes things louder. */
    private fun breakOff(id: Long, listening: Open) {
        if (open[id] !== listening) return
        listening.connection?.close()
        val delayMs = WAITS_MS[listening.failures.coerceIn(WAITS_MS.indices)]
        listening.since = "${delayMs / 1_000 + OVERLAP_S}s"
        again(listening, delayMs)
    }

    /** Connections break; the next one goes on where this one was. */
    private fun broke(id: Long, listening: Open) {
        if (open[id] !== listening || listening.isFlooded) return
        if (schedule.nowMs() - listening.beganMs >= LASTED_MS) listening.failures = 0
        again(listening, WAITS_MS[listening.failures.coerceIn(WAITS_MS.indices)])
    }

    private fun again(listening: Open, delayMs: Long) {
        listening.dueMs = schedule.nowMs() + delayMs
        plan()
    }

    /** One timer for whoever is due next; nobody waits for another's server. */
    private fun plan() {
        val next =
            open.values.mapNotNull { it.dueMs }.minOrNull() ?: return schedule.thread.cancel(WorkThread.Kind.LISTEN)
        val delayMs = (next - schedule.nowMs()).coerceAtLeast(0)
        schedule.thread.postLater(WorkThread.Kind.LISTEN, delayMs, ::openDue)
    }

    private fun openDue() {
        val nowMs = schedule.nowMs()
        open.filterValues { due ->
            due.dueMs.let { it != null && it <= nowMs }
        }.forEach { (id, due) -> open(id, due.next()) }
        plan()
    }

    private fun Contact.pushed(): List<Pair<Long, Address.Ntfy>> =
        addresses.mapNotNull { stored -> (stored.address as? Address.Ntfy)?.let { stored.id to it } }

    private class Open(
        val contact: Contact,
        val address: Address.Ntfy,
        val allowance: RateLimiter,
        @Volatile var since: String? = null,
        var failures: Int = 0,
    ) {
        var connection: AutoCloseable? = null
        var beganMs = 0L

        /** When to begin again; null while it listens. */
        var dueMs: Long? = null

        /** More came than anybody has to say. */
        @Volatile
        var isFlooded = false

        fun next() = Open(contact, address, allowance, since, failures + 1)
    }

    private companion object {
        val WAITS_MS = listOf(1_000L, 5_000L, 15_000L, 60_000L)

        /** A server that kept the connection for so long is well. */
        const val LASTED_MS = 60_000L

        /** So many lines at once, and one more each second. */
        const val MOST_LINES = 20
        const val LINE_MS = 1_000L

        /** What came while nobody listened is read too. */
        const val OVERLAP_S = 15
    }
}
