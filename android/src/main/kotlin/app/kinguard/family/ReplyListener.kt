package app.kinguard.family

import app.kinguard.work.FamilyThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/** Reads the answers of contacts and of their devices. Both come over ntfy. */
fun interface Replies {
    /**
     * Starts to listen for replies after [since], or for all that the server still has. Closing it ends it silently.
     */
    fun listen(
        address: Address.Ntfy,
        since: String?,
        reply: (id: String, text: String) -> Unit,
        ended: (Outcome) -> Unit,
    ): AutoCloseable
}

/** A topic to which a contact, or one of their devices, sends answers. */
internal class ReplyTopic(
    /** The id of the contact's address. */
    val id: Long,
    val contact: Contact,
    val address: Address.Ntfy,
    /** The line after which it begins; null for all that the server still has. */
    val since: String?,
    /** Returns whether this is an expected answer. Called on the network's threads. */
    val isAwaited: (text: String) -> Boolean,
)

/**
 * Listens for answers while there is something to answer, and at no other time: a connection that stays open all day
 * would drain the battery. Works on the family's thread, except for the check of each line that a server sends. Anybody
 * who can write to a contact's topic can write as much as they like, so lines that cannot be answers are dropped on the
 * network's thread.
 */
internal class ReplyListener(
    private val replies: Replies,
    private val schedule: OutboxWorker.Schedule,
    private val heard: (topic: ReplyTopic, line: String, text: String) -> Unit,
) {
    private val open = mutableMapOf<Long, Open>()

    /** Listens to [topics], and to no others. */
    @FamilyThread
    fun listenTo(topics: List<ReplyTopic>) {
        schedule.thread.assertCurrent()
        val wanted = topics.associateBy { it.id }
        (open.keys - wanted.keys).forEach { open.remove(it)?.connection?.close() }
        wanted.forEach { (id, topic) ->
            if (id !in open) open(id, Open(topic, RateLimiter(MOST_LINES, LINE_MS, schedule.nowMs), topic.since))
        }
        plan()
    }

    private fun open(id: Long, listening: Open) {
        open[id] = listening
        listening.beganMs = schedule.nowMs()
        listening.connection =
            replies.listen(
                listening.topic.address,
                listening.since,
                { reply, text -> came(id, listening, reply, text) },
                { schedule.thread.post { broke(id, listening) } },
            )
    }

    /** Runs on the network's thread. */
    private fun came(id: Long, listening: Open, reply: String, text: String) {
        if (listening.isFlooded) return
        listening.since = reply
        if (!listening.allowance.take()) {
            listening.isFlooded = true
            schedule.thread.post { breakOff(id, listening) }
        } else if (listening.topic.isAwaited(text.trim())) {
            schedule.thread.post { if (open[id] === listening) heard(listening.topic, reply, text) }
        }
    }

    /** Gives up the rest of a flood. That is safe: an unheard answer only leads to more alerts. */
    private fun breakOff(id: Long, listening: Open) {
        if (open[id] !== listening) return
        listening.connection?.close()
        val delayMs = WAITS_MS[listening.failures.coerceIn(WAITS_MS.indices)]
        listening.since = "${delayMs / 1_000 + OVERLAP_S}s"
        again(listening, delayMs)
    }

    /** Connections break. The next one continues where this one ended. */
    private fun broke(id: Long, listening: Open) {
        if (open[id] !== listening || listening.isFlooded) return
        if (schedule.nowMs() - listening.beganMs >= LASTED_MS) listening.failures = 0
        again(listening, WAITS_MS[listening.failures.coerceIn(WAITS_MS.indices)])
    }

    private fun again(listening: Open, delayMs: Long) {
        listening.dueMs = schedule.nowMs() + delayMs
        plan()
    }

    /** Sets one timer for the contact who is due next, so that nobody waits for another contact's server. */
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

    private class Open(
        val topic: ReplyTopic,
        val allowance: RateLimiter,
        @Volatile var since: String? = null,
        var failures: Int = 0,
    ) {
        var connection: AutoCloseable? = null
        var beganMs = 0L

        /** The time of the next attempt; null while listening. */
        var dueMs: Long? = null

        /** True if more lines came than anybody has reason to send. */
        @Volatile
        var isFlooded = false

        fun next() = Open(topic, allowance, since, failures + 1)
    }

    private companion object {
        val WAITS_MS = listOf(1_000L, 5_000L, 15_000L, 60_000L)

        /** A server that kept the connection for this long is in order. */
        const val LASTED_MS = 60_000L

        /** The number of lines accepted at once, with one more each [LINE_MS]. */
        const val MOST_LINES = 20
        const val LINE_MS = 1_000L

        /** Also reads what arrived in between. */
        const val OVERLAP_S = 15
    }
}
