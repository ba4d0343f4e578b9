package app.kinguard.relative

import app.kinguard.family.RateLimiter
import app.kinguard.relative.Parent.Listening

/** The topic of one parent. */
internal data class Source(val parent: Long, val server: String, val topic: String, val read: ReadUpTo?)

/** One connection to a server, for the topics of all parents there. Used on the family's thread, but for what is volatile. */
internal class LinkStream(val server: String, val sources: List<Source>, nowMs: () -> Long) {
    /** Slows down whoever writes more than a parent's phone has reason to. */
    val allowance = RateLimiter(MOST_LINES, LINE_MS, nowMs)
    val parents = sources.map { it.parent }
    val topics = sources.map { it.topic }

    /** The message to read on after, or a time in seconds. Null for all that the server has. */
    var since: String? = sinceOf(sources)
    var connection: AutoCloseable? = null
    var failures = 0

    /** The time of the next attempt; null while there is nothing to wait for. */
    var dueMs: Long? = null

    /** Called when everything that the server had was read, or that failed. */
    val looked = mutableListOf<() -> Unit>()

    /** Tells attempts apart: what a former one still reports is of no interest. */
    @Volatile
    var attempt = 0

    @Volatile
    var state = Listening.CONNECTING

    /** The time of the last line. */
    @Volatile
    var aliveMs = 0L

    @Volatile
    var openedMs = 0L

    /** The time at which it was last stored that the server was asked. */
    var savedMs = -LinkListener.SAVE_MS

    fun parentOf(topic: String): Long? = sources.find { it.topic == topic }?.parent

    fun close() {
        attempt += 1
        connection?.close()
        connection = null
        looked.forEach { it() }
        looked.clear()
    }

    companion object {
        /** A story with every step at once, and half a day of it. */
        private const val MOST_LINES = 100
        private const val LINE_MS = 1_000L

        /**
         * Returns where to read on. If the topics were not all read as far, from the time of the oldest on: what comes
         * twice is refused by the core.
         */
        internal fun sinceOf(sources: List<Source>): String? {
            val reads = sources.map { it.read }.distinct()
            return if (reads.size ==
                1
            ) {
                reads.single()?.id
            } else {
                reads.minOfOrNull { it?.atS ?: 0 }?.takeIf { it > 0 }?.toString()
            }
        }
    }
}
