package app.kinguard.health

import app.kinguard.core.Event
import app.kinguard.phone.Moments
import app.kinguard.signals.Observation
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalTap
import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.unlessRefused

/**
 * Remembers which sources have really spoken and which links were proved: granted is not yet working. Any thread may
 * call; the database is written now and then only, on whatever [later] runs things on.
 */
class Sightings(
    private val database: Database,
    private val moments: Moments,
    private val later: (() -> Unit) -> Unit,
    private val release: Int,
    private val holdsMoney: (String) -> Boolean,
) : SignalTap {
    private val lock = Any()
    private val seen by lazy { unlessRefused(::readSeen).orEmpty().toMutableMap() }
    private val proved by lazy { unlessRefused(::readProved).orEmpty().toMutableMap() }
    private val recent = mutableMapOf<Evidence, Long>()
    private val stored = mutableMapOf<Enum<*>, Long>()

    /** The stamp at which [source] was heard last; null: never. */
    fun seenAt(source: SignalId): Long? = synchronized(lock) { seen[source]?.atMs }

    /** The stamp at which [link] was last seen to work on this release of Android; null: never. */
    fun provedAt(link: Link): Long? = synchronized(lock) { proved[link] }

    /** Since when the record of apps has told nothing though the screen was on, a day later still; null: it talks. */
    fun silentSince(source: SignalId): Long? = synchronized(lock) {
        val since = seen[source]?.waitingMs ?: return null
        val screenMs = seen[SignalId.SCREEN]?.atMs ?: return null
        since.takeIf { screenMs - since >= SILENT_MS }
    }

    override fun heard(source: SignalId, observation: Observation) = later { note(source, observation) }

    private fun note(source: SignalId, observation: Observation) {
        // What was caught up with proves no more than what was heard at once, and no less.
        val evidence = Evidence.of(source, observation.event, holdsMoney)
        val turnedOn = (observation.event as? Event.ScreenTurned)?.on == true && source == SignalId.SCREEN
        synchronized(lock) {
            if (source != SignalId.SCREEN || turnedOn) see(source, observation.atMs)
            if (turnedOn) EXPECTED.forEach { await(it, observation.atMs) }
            evidence?.let { prove(it, observation.atMs) }
        }
    }

    private fun see(source: SignalId, atMs: Long) {
        val before = seen[source]
        seen[source] = Seen(maxOf(atMs, before?.atMs ?: atMs), waitingMs = null)
        if (before?.waitingMs != null && before.isLongWaiting(atMs)) stored -= source
        if (isDue(source, EVERY_MS)) unlessRefused { write(source) }
    }

    /** Only who has spoken before is missed. */
    private fun await(source: SignalId, atMs: Long) {
        val before = seen[source] ?: return
        seen[source] = before.copy(waitingMs = before.waitingMs ?: atMs)
        if (seen[source]?.isLongWaiting(atMs) == true && isDue(source, EVERY_MS)) unlessRefused { write(source) }
    }

    /** A moment's wait is not worth a write. */
    private fun Seen.isLongWaiting(nowMs: Long) = waitingMs != null && nowMs - waitingMs >= WAITS_MS

    private fun prove(evidence: Evidence, atMs: Long) {
        recent[evidence] = maxOf(atMs, recent[evidence] ?: atMs)
        for ((link, lines) in PROOFS) {
            val whole = lines.filter { evidence in it }.any { line ->
                line.all { other -> recent[other]?.let { atMs - it in -TOGETHER_MS..TOGETHER_MS } == true }
            }
            if (whole) proved(link, atMs)
        }
    }

    private fun proved(link: Link, atMs: Long) {
        val first = proved.put(link, maxOf(atMs, proved[link] ?: atMs)) == null
        if (isDue(link, EVERY_MS) || first) unlessRefused { write(link) }
    }

    private fun isDue(what: Enum<*>, everyMs: Long): Boolean {
        val nowMs = moments.nowMs()
        if (stored[what]?.let { nowMs - it < everyMs } == true) return false
        stored[what] = nowMs
        return true
    }

    private fun write(source: SignalId) = database.write { sql ->
        val now = seen.getValue(source)
        sql.execSQL(
            "INSERT OR REPLACE INTO sighting (source, at, waiting) VALUES (?, ?, ?)",
            arrayOf<Any?>(source.name, now.atMs, now.waitingMs),
        )
    }

    private fun write(link: Link) = database.write { sql ->
        sql.execSQL(
            "INSERT OR REPLACE INTO proof (link, at, sdk) VALUES (?, ?, ?)",
            arrayOf<Any>(link.name, proved.getValue(link), release),
        )
    }

    private fun readSeen(): Map<SignalId, Seen> = database.read { sql ->
        sql.rawQuery("SELECT source, at, waiting FROM sighting", null).all {
            SignalId.entries.find { it.name == getString(0) }?.let {
                it to Seen(getLong(1), if (isNull(2)) null else getLong(2))
            }
        }
    }.filterNotNull().toMap()

    /** Another release may show other things: what was proved on the one before has to be proved again. */
    private fun readProved(): Map<Link, Long> = database.read { sql ->
        sql.rawQuery("SELECT link, at FROM proof WHERE sdk = ?", arrayOf("$release")).all {
            Link.entries.find { it.name == getString(0) }?.let { it to getLong(1) }
        }
    }.filterNotNull().toMap()

    /** [waitingMs]: since when the screen is on again without a word from it. */
    private data class Seen(val atMs: Long, val waitingMs: Long?)

    companion object {
        /** No source is silent for that long on a phone in use. */
        const val SILENT_MS = 24 * 3_600_000L

        /** A write at most so often, for each source. */
        const val EVERY_MS = 60_000L

        private const val WAITS_MS = 3_600_000L

        /** Whatever is done on a phone is in the record of apps. Nobody can say of the others when they would speak. */
        private val EXPECTED = listOf(SignalId.USAGE_EVENTS)
    }
}
