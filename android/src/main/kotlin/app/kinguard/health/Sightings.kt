package app.kinguard.health

import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.Moments
import app.kinguard.signals.Observation
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalTap
import app.kinguard.store.Database
import app.kinguard.store.all

/**
 * Remembers which signals have been heard and which links were proved, because a granted permission need not work.
 * Thread-safe; the database is written only now and then, through [later].
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

    /** Returns the stamp at which [source] was last heard, or null if it never was. */
    fun seenAt(source: SignalId): Long? = synchronized(lock) { seen[source]?.atMs }

    /** Returns the stamp at which [link] was last seen to work on this Android release, or null if it never was. */
    fun provedAt(link: Link): Long? = synchronized(lock) { proved[link] }

    /**
     * Returns the time since which the usage events have been silent although the screen was on, once a day has passed;
     * null if they are not silent.
     */
    fun silentSince(source: SignalId): Long? = synchronized(lock) {
        val since = seen[source]?.waitingMs ?: return null
        val screenMs = seen[SignalId.SCREEN]?.atMs ?: return null
        since.takeIf { screenMs - since >= SILENT_MS }
    }

    override fun heard(source: SignalId, observation: Observation) = later { note(source, observation) }

    private fun note(source: SignalId, observation: Observation) {
        // Events read later prove as much as events heard at once.
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

    /** Only a source that was heard before can be missing. */
    private fun await(source: SignalId, atMs: Long) {
        val before = seen[source] ?: return
        seen[source] = before.copy(waitingMs = before.waitingMs ?: atMs)
        if (seen[source]?.isLongWaiting(atMs) == true && isDue(source, EVERY_MS)) unlessRefused { write(source) }
    }

    /** A short wait is not worth a write. */
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

    /** Another release may show other things, so each link must be proved again on it. */
    private fun readProved(): Map<Link, Long> = database.read { sql ->
        sql.rawQuery("SELECT link, at FROM proof WHERE sdk = ?", arrayOf("$release")).all {
            Link.entries.find { it.name == getString(0) }?.let { it to getLong(1) }
        }
    }.filterNotNull().toMap()

    /** @property waitingMs the time since which the screen has been on again without a sign of this source */
    private data class Seen(val atMs: Long, val waitingMs: Long?)

    companion object {
        /** No source is silent for that long on a phone in use. */
        const val SILENT_MS = 24 * 3_600_000L

        /** The minimum interval between two writes for one source. */
        const val EVERY_MS = 60_000L

        private const val WAITS_MS = 3_600_000L

        /** Everything done on a phone appears in the usage events. No other source can be expected at a given time. */
        private val EXPECTED = listOf(SignalId.USAGE_EVENTS)
    }
}
