package app.kinguard.family

import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/**
 * Who does not count as family yet: whoever was added, or has another number, since the phone was set up. Somebody on the
 * telephone may have dictated it, so those who count hear of it first and have a day to undo it.
 *
 * Only time that the phone was on counts, and the wall clock not at all: whoever moves it, switches the phone off or ends
 * the process waits no shorter. It is kept by the contact's id, so somebody who is removed and put back by mistake is as
 * before, and somebody who is entered again begins anew. Any thread may call.
 */
class Probation(private val database: Database, private val uptime: Uptime) {
    /** Begins, for the whole time. To be called within the transaction that it belongs to, as [end] is. */
    fun begin(contact: Long) = keep(others(contact) + Kept(contact, LASTS_MS, uptime.boot(), uptime.elapsedMs()))

    fun end(contact: Long) = keep(others(contact))

    /** How long [contact] has yet to wait; null for whoever counts. */
    fun leftMs(contact: Long): Long? = all()[contact]

    /** What everybody has yet to wait who does not count, by the contact's id. */
    fun all(): Map<Long, Long> = kept().associate { it.contact to leftMs(it) }.filterValues { it > 0 }

    /** To be called now and then, so that it outlives many boots. Nobody is added meanwhile. */
    fun settle() {
        if (kept().isEmpty()) return
        database.write {
            keep(
                kept().map {
                    Kept(it.contact, leftMs(it), uptime.boot(), uptime.elapsedMs())
                }.filter { it.leftMs > 0 },
            )
        }
    }

    private fun leftMs(kept: Kept): Long {
        val sameBoot = kept.boot == uptime.boot() && kept.elapsedMs <= uptime.elapsedMs()
        return if (sameBoot) kept.leftMs - (uptime.elapsedMs() - kept.elapsedMs) else kept.leftMs
    }

    private fun others(contact: Long) = kept().filter { it.contact != contact }

    private fun kept(): List<Kept> = database.setting(KEY).orEmpty().lines().mapNotNull(Kept::read)

    private fun keep(all: List<Kept>): Unit = database.write { sql ->
        sql.putSetting(KEY, all.joinToString("\n", transform = Kept::write).ifEmpty { null })
    }

    /** What was left at a moment of one boot. */
    private data class Kept(val contact: Long, val leftMs: Long, val boot: Int?, val elapsedMs: Long) {
        fun write() = "$contact $leftMs ${boot ?: "-"} $elapsedMs"

        companion object {
            fun read(line: String): Kept? {
                val parts = line.split(' ')
                val contact = parts.first().toLongOrNull() ?: return null
                // What cannot be read was written by nobody honest: the whole time.
                val (left, boot, elapsed) = parts.drop(1).map(String::toLongOrNull) + List(PARTS) { null }
                return Kept(contact, left?.coerceAtMost(LASTS_MS) ?: LASTS_MS, boot?.toInt(), elapsed ?: 0)
            }

            private const val PARTS = 3
        }
    }

    companion object {
        const val LASTS_MS = 24 * 3_600_000L

        /** Lies among what the family has set, which is kept beside the database, too. */
        private const val KEY = "family-probation"
    }
}
