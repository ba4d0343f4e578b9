package app.kinguard.relative

import app.kinguard.family.Outcome
import app.kinguard.family.channel.mayBeSealed
import app.kinguard.relative.Parent.Listening
import app.kinguard.relative.Topics.Received
import app.kinguard.work.FamilyThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * Keeps one connection to each server, day and night. Anybody may write to a topic whose name they have seen, so what
 * cannot be a message is dropped on the network's thread, and a flood only slows the reading down: it goes on where it
 * stopped, and skips nothing.
 */
internal class LinkListener(
    private val topics: Topics,
    private val thread: WorkThread,
    private val elapsedMs: () -> Long,
    private val isOnline: () -> Boolean,
    private val reader: Reader,
    /** Returns a number from 0 to 1: not all phones of the world return at the same moment. */
    private val jitter: () -> Double = Math::random,
) {
    /** What deals with the messages. Called on the family's thread. */
    interface Reader {
        /** Called on the network's thread as soon as something comes. */
        fun arriving()

        /** Returns false if the message could not be stored and must be read again. */
        fun read(parent: Long, message: Received): Boolean

        /** Called once [parents] have nothing before [upTo] any more. */
        fun readUpTo(parents: List<Long>, upTo: ReadUpTo)

        /** Returns those whose server may have forgotten messages that were not asked for in time. */
        fun away(parents: List<Long>): List<Long>

        /** Called when everything that the server had was read. */
        fun caughtUp(parents: List<Long>)

        /** Called now and then while the server is heard. */
        fun asked(parents: List<Long>)

        fun changed()
    }

    private val open = mutableListOf<LinkStream>()

    /** The servers that refused several topics at once. */
    private val apart = mutableSetOf<String>()

    @Volatile
    private var states: Map<Long, LinkStream> = emptyMap()

    /** May be called on any thread. */
    fun state(parent: Long): Listening = states[parent]?.state ?: Listening.CONNECTING

    /** Listens to [sources], and to nothing else. */
    @FamilyThread
    fun listenTo(sources: List<Source>) {
        thread.assertCurrent()
        val wanted = sources.groupBy { if (it.server in apart) it.server to it.parent else it.server to null }.values
        val kept = open.filter { stream ->
            wanted.any { group -> group.map { it.parent to it.topic } == stream.sources.map { it.parent to it.topic } }
        }
        (open - kept.toSet()).forEach(LinkStream::close)
        open.retainAll(kept)
        val new = wanted.filter { group -> open.none { it.parents == group.map(Source::parent) } }
            .map { LinkStream(it.first().server, it, elapsedMs) }
        open += new
        states = open.flatMap { stream -> stream.parents.map { it to stream } }.toMap()
        new.forEach { connect(it) }
        plan()
    }

    /** Closes everything. */
    @FamilyThread
    fun stop() {
        open.forEach(LinkStream::close)
        open.clear()
        states = emptyMap()
        thread.cancel(WorkThread.Kind.LINK_LISTEN)
    }

    /** A network is back, or another one: what was open on the last is dead, and may not know. */
    @FamilyThread
    fun online() = open.toList().forEach { stream ->
        if (stream.state == Listening.CONNECTED && elapsedMs() - stream.openedMs < JUST_NOW_MS) return@forEach
        stream.failures = 0
        connect(stream)
    }

    /** Reads whatever the servers have, where no living connection does. [done] is called once, on the family's thread. */
    @FamilyThread
    fun look(done: () -> Unit) {
        val dead = open.filterNot(::lives)
        if (dead.isEmpty()) return done()
        var left = dead.size
        dead.forEach { stream ->
            connect(stream, look = true)
            stream.looked += { if (--left == 0) done() }
        }
    }

    private fun lives(stream: LinkStream) =
        stream.state == Listening.CONNECTED && elapsedMs() - stream.aliveMs < DEAD_MS

    private fun connect(stream: LinkStream, look: Boolean = false) {
        stream.close()
        stream.dueMs = null
        become(stream, Listening.CONNECTING)
        val away = reader.away(stream.parents)
        if (look || away.isNotEmpty()) look(stream, stream.attempt, away, PAGES) else listen(stream)
    }

    private fun look(stream: LinkStream, attempt: Int, away: List<Long>, pages: Int) =
        topics.look(stream.server, stream.topics, stream.since) { found ->
            thread.post { if (attempt == stream.attempt) looked(stream, found, away, pages) }
        }

    private fun looked(stream: LinkStream, found: List<Received>?, away: List<Long>, pages: Int) {
        val before = stream.since
        when {
            found == null -> broke(stream, Outcome.Later(Outcome.Reason.NO_CONNECTION))
            !found.all { took(stream, it) } -> again(stream)
            // An answer is cut at a length, so what it brought last may not be the last.
            found.isNotEmpty() && stream.since != before && pages > 0 -> look(stream, stream.attempt, away, pages - 1)
            else -> {
                asked(stream)
                reader.caughtUp(away)
                stream.looked.forEach { it() }
                stream.looked.clear()
                listen(stream)
            }
        }
    }

    private fun listen(stream: LinkStream) {
        val attempt = stream.attempt
        stream.openedMs = elapsedMs()
        stream.connection = topics.listen(
            stream.server,
            stream.topics,
            stream.since,
            object : Topics.Ear {
                override fun alive() {
                    stream.aliveMs = elapsedMs()
                    thread.post { if (attempt == stream.attempt) lived(stream) }
                }

                override fun came(message: Received) {
                    if (attempt != stream.attempt) return
                    reader.arriving()
                    val isInTime = stream.allowance.take()
                    thread.post {
                        if (attempt == stream.attempt && (!isInTime || !took(stream, message))) again(stream)
                    }
                }

                override fun ended(outcome: Outcome) =
                    thread.post { if (attempt == stream.attempt) broke(stream, outcome) }
            },
        )
    }

    private fun lived(stream: LinkStream) {
        val heardForMs = elapsedMs() - stream.openedMs
        if (heardForMs >= LASTED_MS) stream.failures = 0
        become(stream, Listening.CONNECTED)
        // By then what the server had is read.
        if (heardForMs >= READ_MS && elapsedMs() - stream.savedMs >= SAVE_MS) asked(stream)
    }

    private fun asked(stream: LinkStream) {
        stream.savedMs = elapsedMs()
        reader.asked(stream.parents)
    }

    private fun took(stream: LinkStream, message: Received): Boolean {
        val parent = stream.parentOf(message.topic) ?: return true
        val upTo = ReadUpTo(message.id, message.atS)
        if (message.text.mayBeSealed()) {
            if (!reader.read(parent, message)) return false
            reader.readUpTo(stream.parents - parent, upTo)
        }
        stream.since = message.id
        return true
    }

    private fun broke(stream: LinkStream, outcome: Outcome) {
        val isRefused = outcome is Outcome.Refused
        if (isRefused && stream.sources.size > 1) {
            apart += stream.server
            return listenTo(open.flatMap { it.sources })
        }
        become(
            stream,
            when {
                isRefused -> Listening.REFUSED
                isOnline() -> Listening.CONNECTING
                else -> Listening.NO_NETWORK
            },
        )
        again(stream, (outcome as? Outcome.Later)?.waitMs ?: 0, stream.state)
    }

    private fun again(stream: LinkStream, leastMs: Long = 0, state: Listening = Listening.CONNECTING) {
        stream.close()
        become(stream, state)
        val waitMs = WAITS_MS[stream.failures.coerceIn(WAITS_MS.indices)]
        stream.failures += 1
        stream.dueMs = elapsedMs() + maxOf(leastMs, (waitMs * (LEAST + jitter() * (1 - LEAST) * 2)).toLong())
        plan()
    }

    private fun become(stream: LinkStream, state: Listening) {
        if (stream.state == state) return
        stream.state = state
        reader.changed()
    }

    /** Sets one timer for the server that is due next. */
    private fun plan() {
        val next = open.mapNotNull { it.dueMs }.minOrNull() ?: return thread.cancel(WorkThread.Kind.LINK_LISTEN)
        val delayMs = (next - elapsedMs()).coerceAtLeast(0)
        thread.postLater(WorkThread.Kind.LINK_LISTEN, delayMs) {
            open.filter { due -> due.dueMs?.let { it <= elapsedMs() } == true }.forEach { connect(it) }
            plan()
        }
    }

    internal companion object {
        val WAITS_MS = listOf(1_000L, 5_000L, 15_000L, 60_000L, 300_000L)

        /** Half a wait at least, and one and a half at most. */
        const val LEAST = 0.5

        /** A connection that lasted so long was in order. */
        const val LASTED_MS = 60_000L

        /** ntfy sends a line every 45 seconds. Three that are missing are no coincidence. */
        const val DEAD_MS = 150_000L
        const val READ_MS = 40_000L
        const val SAVE_MS = 30 * 60_000L
        const val JUST_NOW_MS = 5_000L

        /** As many answers of a server as half a day of messages takes, many times over. */
        const val PAGES = 100
    }
}
