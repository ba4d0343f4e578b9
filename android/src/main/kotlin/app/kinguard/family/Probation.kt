package app.kinguard.family

import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/**
 * The probation of contacts who do not count as family yet: those who were added, or whose number changed, after the
 * setup; and of devices that were paired then. Somebody on the phone may have dictated that number or those digits, so
 * those who count as family are told first and have a day to undo it.
 *
 * Only time during which the phone was on counts, and the wall clock is ignored: changing the clock, switching off the
 * phone or ending the process shortens nothing. It is stored by contact id, so a contact who is removed by mistake and
 * restored continues as before, and one who is entered again starts from the beginning. Thread-safe.
 */
class Probation(
    private val database: Database,
    private val uptime: Uptime,
    /** Stored among the family's settings, which are also kept beside the database. */
    private val key: String = CONTACTS,
) {
    /** Starts the full probation. Call it within the transaction it belongs to, as [end]. */
    fun begin(contact: Long) = keep(others(contact) + Kept(contact, LASTS_MS, uptime.boot(), uptime.elapsedMs()))

    fun end(contact: Long) = keep(others(contact))

    /** Returns how long [contact] must still wait, or null if they count as family. */
    fun leftMs(contact: Long): Long? = all()[contact]

    /** Returns the remaining probation of everybody who does not count as family, by contact id. */
    fun all(): Map<Long, Long> = kept().associate { it.contact to leftMs(it) }.filterValues { it > 0 }

    /** Stores the elapsed time. Call it now and then, so that the probation ends despite many reboots. */
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

    private fun kept(): List<Kept> = database.setting(key).orEmpty().lines().mapNotNull(Kept::read)

    private fun keep(all: List<Kept>): Unit = database.write { sql ->
        sql.putSetting(key, all.joinToString("\n", transform = Kept::write).ifEmpty { null })
    }

    /** The time left at a moment of one boot. */
    private data class Kept(val contact: Long, val leftMs: Long, val boot: Int?, val elapsedMs: Long) {
        fun write() = "$contact $leftMs ${boot ?: "-"} $elapsedMs"

        companion object {
            fun read(line: String): Kept? {
                val parts = line.split(' ')
                val contact = parts.first().toLongOrNull() ?: return null
                // Unreadable text may have been tampered with, so it counts as the full time.
                val (left, boot, elapsed) = parts.drop(1).map(String::toLongOrNull) + List(PARTS) { null }
                return Kept(contact, left?.coerceAtMost(LASTS_MS) ?: LASTS_MS, boot?.toInt(), elapsed ?: 0)
            }

            private const val PARTS = 3
        }
    }

    companion object {
        const val LASTS_MS = 24 * 3_600_000L

        /** The probation of contacts, by contact id. */
        const val CONTACTS = "family-probation"

        /** The probation of paired devices, by the id of their address. */
        const val DEVICES = "family-probation-devices"
    }
}
