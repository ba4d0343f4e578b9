package app.kinguard.family.sealed

import android.content.ContentValues
import android.database.Cursor
import android.database.sqlite.SQLiteDatabase
import app.kinguard.core.FamilyAsk
import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.textOrNull
import app.kinguard.time.HOUR_MS

/** A message that was sealed for a device. */
internal data class Envelope(
    val id: Long,
    /** The address of the device. */
    val address: Long,
    /** The delivery that it belongs to; null if it is sent on its own. */
    val delivery: Long?,
    val kind: Kind,
    val counter: ULong,
    val text: String,
    /** What the device may answer. */
    val asks: Set<FamilyAsk>,
    val incident: Long?,
    /** The contact that it is about, by id. */
    val about: Long?,
    /** The stamp of the sealing. */
    val atMs: Long,
    val tries: Int,
) {
    enum class Kind { PAIRED, ALERT, STORY, ALIVE, OUTCOME, REMOVED, VOID }
}

/** What was sealed for paired devices, with what became of it. Thread-safe. */
internal class Envelopes(private val database: Database) {
    /** A message to be stored. */
    class Draft(
        val kind: Envelope.Kind,
        val delivery: Long? = null,
        val asks: List<FamilyAsk> = emptyList(),
        val incident: Long? = null,
        val about: Long? = null,
    )

    /** Stores what was sealed, as part of the current transaction. It is sent from here unless it is a delivery. */
    fun add(sql: SQLiteDatabase, address: Long, draft: Draft, sealed: SealedText, nowMs: Long) {
        val row = ContentValues()
        row.put("address", address)
        row.put("delivery", draft.delivery)
        row.put("kind", draft.kind.name)
        row.put("counter", sealed.counter.toLong())
        row.put("text", sealed.text)
        row.put("asks", draft.asks.joinToString(" ") { it.name })
        row.put("challenge", sealed.challenge)
        row.put("incident", draft.incident)
        row.put("about", draft.about)
        row.put("at", nowMs)
        if (draft.delivery == null) row.put("next_at", nowMs)
        sql.insertOrThrow("envelope", null, row)
    }

    /** Returns what was sealed for [delivery], or null. */
    fun of(delivery: Long): Envelope? = all("delivery = $delivery").firstOrNull()

    /** Returns the text sealed for a device of [contact] as a copy of [message]: the one that was paired last. */
    fun ofMessage(message: Long, contact: Long): Envelope? = all(
        "delivery IN (SELECT id FROM delivery WHERE message = $message AND contact = $contact) ORDER BY address DESC",
    ).firstOrNull()

    fun withId(id: Long): Envelope? = all("id = $id").firstOrNull()

    /** Returns the question with this challenge to the device at [address], or null. */
    fun question(address: Long, challenge: String): Envelope? =
        database.read { sql -> query(sql, "address = $address AND challenge = ?", arrayOf(challenge)) }.firstOrNull()

    /**
     * Returns what servers accepted of the 64 messages before the next one to [address], and still have: bit 0 is the
     * one just before it.
     */
    fun accepted(address: Long, nowMs: Long): ULong {
        val rows = database.read { sql ->
            sql.rawQuery(
                "SELECT counter, accepted_at FROM envelope WHERE address = ? ORDER BY counter DESC LIMIT $WINDOW",
                arrayOf("$address"),
            ).all { getLong(0) to (if (isNull(1)) null else getLong(1)) }
        }
        val next = (rows.firstOrNull()?.first ?: return 0u) + 1
        return rows
            .filter { (_, acceptedMs) -> acceptedMs != null && nowMs - acceptedMs < CACHED_MS }
            .map { (counter, _) -> (next - 1 - counter).toInt() }
            .filter { it in 0 until WINDOW }
            .fold(0uL) { bits, bit -> bits or (1uL shl bit) }
    }

    /** Returns what is sent on its own and is due at [nowMs]. */
    fun due(nowMs: Long): List<Envelope> = all("next_at <= $nowMs ORDER BY id")

    /** Returns the stamp at which the next of them is due, leaving out those [except], or null. */
    fun nextMs(except: Set<Long>): Long? = database.read { sql ->
        sql.rawQuery("SELECT MIN(next_at) FROM envelope WHERE id NOT IN (${except.joinToString()})", null)
            .all { if (isNull(0)) null else getLong(0) }.single()
    }

    fun acceptedDelivery(delivery: Long, nowMs: Long): Unit = database.write { sql ->
        sql.execSQL("UPDATE envelope SET accepted_at = ? WHERE delivery = ?", arrayOf<Any>(nowMs, delivery))
    }

    /** Records that a server accepted [envelope]; null for [acceptedMs] if it keeps nothing. */
    fun sent(envelope: Envelope, acceptedMs: Long?): Unit = database.write { sql ->
        sql.execSQL(
            "UPDATE envelope SET accepted_at = ?, next_at = NULL WHERE id = ? AND text = ?",
            arrayOf<Any?>(acceptedMs, envelope.id, envelope.text),
        )
    }

    fun again(envelope: Envelope, nextMs: Long): Unit = database.write { sql ->
        sql.execSQL(
            "UPDATE envelope SET next_at = ?, tries = tries + 1 WHERE id = ?",
            arrayOf<Any>(nextMs, envelope.id),
        )
    }

    /** Returns what was sealed, will not be sent any more, and was accepted by no server. */
    fun dropped(): List<Envelope> = all(
        """accepted_at IS NULL AND delivery IN
        (SELECT id FROM delivery WHERE state IN ('DROPPED', 'FAILED') AND address = envelope.address)""",
    )

    /** Sends [void] in place of [envelope]. */
    fun void(envelope: Envelope, void: String, nowMs: Long): Unit = database.write { sql ->
        sql.execSQL(
            """UPDATE envelope SET kind = ?, text = ?, delivery = NULL, challenge = NULL, next_at = ?, tries = 0
            WHERE id = ?""",
            arrayOf<Any>(Envelope.Kind.VOID.name, void, nowMs, envelope.id),
        )
    }

    /** Gives up [envelope]. */
    fun giveUp(envelope: Envelope): Unit = database.write { sql ->
        sql.execSQL("UPDATE envelope SET next_at = NULL, delivery = NULL WHERE id = ?", arrayOf<Any>(envelope.id))
    }

    /**
     * Records what the device at [address] has received: everything in [seen] of the 64 counters before [next]. Returns
     * the deliveries among what is new.
     */
    fun received(sql: SQLiteDatabase, address: Long, next: ULong, seen: ULong, nowMs: Long): List<Long> {
        val open = query(sql, "address = $address AND received_at IS NULL", null)
        val new = open.filter { isSeen(it.counter, next, seen) }
        new.forEach {
            sql.execSQL("UPDATE envelope SET received_at = ?, next_at = NULL WHERE id = ?", arrayOf<Any>(nowMs, it.id))
        }
        return new.mapNotNull { it.delivery }
    }

    private fun isSeen(counter: ULong, next: ULong, seen: ULong): Boolean {
        if (counter >= next) return false
        val bit = next - 1u - counter
        return bit < WINDOW.toULong() && (seen shr bit.toInt()) and 1uL == 1uL
    }

    /** Returns the devices from which a receipt or an answer may come at [nowMs], each with the stamp until when. */
    fun awaited(nowMs: Long): Map<Long, Long> = database.read { sql ->
        sql.rawQuery(
            """SELECT address, MAX(at + CASE WHEN challenge IS NULL THEN $RECEIPT_MS ELSE $ANSWER_MS END) AS until
            FROM envelope WHERE received_at IS NULL OR challenge IS NOT NULL GROUP BY address HAVING until > $nowMs""",
            null,
        ).all { getLong(0) to getLong(1) }.toMap()
    }

    /** Deletes what nobody can refer to any more. */
    fun forget(nowMs: Long): Unit = database.write { sql ->
        sql.execSQL(
            """DELETE FROM envelope WHERE at < ? AND next_at IS NULL AND id NOT IN (SELECT id FROM envelope AS other
            WHERE other.address = envelope.address ORDER BY counter DESC LIMIT $WINDOW)
            AND (delivery IS NULL OR delivery NOT IN (SELECT id FROM delivery WHERE state IN ('WAITING', 'SENDING')))""",
            arrayOf<Any>(nowMs - CACHED_MS),
        )
    }

    private fun all(which: String): List<Envelope> = database.read { sql -> query(sql, which, null) }

    private fun query(sql: SQLiteDatabase, which: String, arguments: Array<String>?): List<Envelope> = sql.rawQuery(
        "SELECT id, address, delivery, kind, counter, text, asks, incident, about, at, tries FROM envelope WHERE $which",
        arguments,
    ).all { envelope() }

    private fun Cursor.envelope() = Envelope(
        id = getLong(0),
        address = getLong(1),
        delivery = if (isNull(2)) null else getLong(2),
        kind = Envelope.Kind.entries.find { it.name == textOrNull(3) } ?: Envelope.Kind.VOID,
        counter = getLong(4).toULong(),
        text = getString(5),
        asks = getString(6).split(' ').mapNotNull { name -> FamilyAsk.entries.find { it.name == name } }.toSet(),
        incident = if (isNull(7)) null else getLong(7),
        about = if (isNull(8)) null else getLong(8),
        atMs = getLong(9),
        tries = getInt(10),
    )

    companion object {
        private const val WINDOW = 64

        /** As long as an ntfy server keeps messages unless it was told otherwise. */
        const val CACHED_MS = 12 * HOUR_MS

        /** The time for which a receipt is listened for after something was sealed. */
        const val RECEIPT_MS = 60_000L

        /** The time for which the core takes an answer. */
        const val ANSWER_MS = 600_000L
    }
}

/** A message as it was sealed. */
internal class SealedText(val text: String, val counter: ULong, val challenge: String?)
