package app.kinguard.family

import android.content.ContentValues
import android.database.Cursor
import android.database.sqlite.SQLiteDatabase
import app.kinguard.core.Capability
import app.kinguard.core.RuleId
import app.kinguard.family.Delivery.State
import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.textOrNull
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/**
 * The outbox of messages to the family, stored before they are sent. Each message, contact and address has its own row,
 * because each arrives or fails by itself. Thread-safe.
 */
class Outbox(
    private val database: Database,
    private val contacts: Contacts,
    private val devices: DeviceRegister = DeviceRegister.None,
) {
    /** Stores a message without recipients. */
    fun write(kind: MessageKind, atMs: Long, incident: Long?, facts: Message.Facts): Message = database.write { sql ->
        val row = ContentValues()
        row.put("incident", incident)
        row.put("kind", kind.name)
        row.put("at", atMs)
        row.put("payload", write(facts))
        Message(sql.insertOrThrow("message", null, row), kind, atMs, incident, facts)
    }

    /**
     * Queues [message], due at [dueMs], for each address of [contact] that may receive it and for which it is not
     * queued yet. While a device of the contact is heard from, the text message waits for its receipt.
     */
    fun address(message: Message, contact: Contact, atMs: Long, dueMs: Long = atMs): Unit = database.write { sql ->
        val there = sql
            .rawQuery("SELECT address FROM delivery WHERE message = ?", arrayOf("${message.id}"))
            .all { getLong(0) }
        val open = contact.addresses.filter { message.kind.mayGoBy(it.address) && it.id !in there }
        val counted = devices.counted(contact)
        val receiptDueMs = dueMs + RECEIPT_WITHIN_MS
        val textWaits = message.kind.receiptIsEnough && devices.isHeard(counted, atMs)
        for (address in open) {
            val waits = textWaits && address.address == Address.TextMessage
            val row = ContentValues()
            row.put("message", message.id)
            row.put("contact", contact.id)
            row.put("address", address.id)
            row.put("at", atMs)
            row.put("moved_at", atMs)
            row.put("next_at", if (waits) receiptDueMs else dueMs)
            if (message.awaitsReceipt && address.id in counted) row.put("receipt_due", receiptDueMs)
            row.put("state", State.WAITING.name)
            sql.insertOrThrow("delivery", null, row)
        }
    }

    /** Returns the latest message of [kind] that has recipients and was not handed over to any of them. */
    fun untouched(kind: MessageKind): Message? {
        val deliveries = "SELECT 1 FROM delivery WHERE delivery.message = message.id"
        return messages(
            """kind = '$kind' AND EXISTS ($deliveries)
            AND NOT EXISTS ($deliveries AND (delivery.state != '${State.WAITING}' OR delivery.tries > 0)) ORDER BY id DESC LIMIT 1""",
        ).firstOrNull()
    }

    /** Replaces the facts of [message], wherever it was not handed over yet. */
    fun rewrite(message: Message, facts: Message.Facts): Unit = database.write { sql ->
        sql.execSQL("UPDATE message SET payload = ? WHERE id = ?", arrayOf<Any>(write(facts), message.id))
    }

    /** Returns the latest message about a danger, or null if there never was one. */
    fun latestOfDanger(): Message? = messages("incident IS NOT NULL ORDER BY id DESC LIMIT 1").firstOrNull()

    /** Returns all messages about a danger, in order. */
    fun ofIncident(incident: Long): List<Message> = messages("incident = $incident ORDER BY id")

    /**
     * Returns all deliveries, past and waiting, in order. Leaves out those whose contact or address was removed, except
     * for the messages that report the removal.
     */
    fun deliveries(): List<Delivery> = deliveries("1")

    /**
     * Returns everything that was or will be sent, the latest first, including messages to contacts who have been
     * removed.
     */
    fun sent(): List<SentMessage> {
        val names = contacts.all().associate { it.id to it.name }
        val addresses = contacts.all().flatMap { it.addresses }.associate { it.id to it.address }
        return database.read { sql -> rows(sql, "1").all { sent(names, addresses) } }.filterNotNull().asReversed()
    }

    /** Returns the deliveries that are waiting, or handed over without an answer. */
    fun unsettled(): List<Delivery> = deliveries("delivery.state IN ('${State.WAITING}', '${State.SENDING}')")

    fun delivery(id: Long): Delivery? = deliveries("delivery.id = $id").firstOrNull()

    /**
     * Marks [delivery] as handed over, in one transaction with what [also] writes, and returns true, unless another
     * thread has dropped or rewritten it since it was read.
     */
    fun sending(delivery: Delivery, nowMs: Long, also: (SQLiteDatabase) -> Unit = {}): Boolean = database.write { sql ->
        val facts = sql
            .rawQuery(
                """SELECT message.payload FROM delivery JOIN message ON message.id = delivery.message
                WHERE delivery.id = ? AND delivery.state = ?""",
                arrayOf("${delivery.id}", State.WAITING.name),
            ).all { read(getString(0)) }
        val isAsRead = facts.singleOrNull() == delivery.message.facts
        if (isAsRead) {
            move(delivery.id, State.SENDING, nowMs, null, tried = true)
            also(sql)
        }
        isAsRead
    }

    fun settle(delivery: Delivery, state: State, nowMs: Long, reason: Outcome.Reason? = null): Unit =
        move(delivery.id, state, nowMs, reason)

    /** Queues a delivery again. */
    fun again(delivery: Delivery, nowMs: Long, nextAtMs: Long, reason: Outcome.Reason?, repeated: Boolean): Unit =
        database.write { sql ->
            move(delivery.id, State.WAITING, nowMs, reason)
            sql.execSQL(
                "UPDATE delivery SET next_at = ?, repeated = MAX(repeated, ?) WHERE id = ?",
                arrayOf<Any>(nextAtMs, if (repeated) 1 else 0, delivery.id),
            )
        }

    /** Returns the addresses that were told of the danger [incident]. */
    internal fun told(incident: Long): Set<Long> = database.read { sql ->
        sql.rawQuery(
            """SELECT DISTINCT delivery.address FROM delivery JOIN message ON message.id = delivery.message
            WHERE message.incident = ? AND delivery.state <> ?""",
            arrayOf("$incident", State.DROPPED.name),
        ).all { getLong(0) }.toSet()
    }

    /** Returns the deliveries to devices whose receipt is still awaited, in order. */
    fun unreceipted(): List<Delivery> = deliveries("delivery.receipt_due IS NOT NULL")

    /** Awaits no receipt of the message of [delivery] from its contact any more. */
    fun awaitNoReceipt(delivery: Delivery): Unit = database.write { sql ->
        sql.execSQL(
            "UPDATE delivery SET receipt_due = NULL WHERE message = ? AND contact = ?",
            arrayOf<Any>(delivery.message.id, delivery.contact.id),
        )
    }

    /**
     * Records that a device says it has received these deliveries, as part of the current transaction. If it [counts],
     * no receipt of these messages is awaited any more, and those at its contact's addresses [texts] that waited for it
     * are dropped.
     */
    internal fun received(deliveries: List<Long>, texts: Set<Long>, counts: Boolean, nowMs: Long): Unit =
        database.write { sql ->
            deliveries.forEach { id ->
                move(id, State.DELIVERED, nowMs, null)
                if (!counts) return@forEach
                val same = "message = (SELECT message FROM delivery WHERE id = $id)"
                sql.execSQL(
                    """UPDATE delivery SET receipt_due = NULL WHERE $same
                    AND contact = (SELECT contact FROM delivery WHERE id = $id)""",
                )
                sql.execSQL(
                    """UPDATE delivery SET state = ?, moved_at = ? WHERE $same AND state = ?
                    AND address IN (${texts.joinToString()})
                    AND message IN (SELECT id FROM message WHERE kind IN ($RECEIPT_IS_ENOUGH))""",
                    arrayOf<Any>(State.DROPPED.name, nowMs, State.WAITING.name),
                )
            }
        }

    /**
     * Lets the text message of [failed]'s message and contact leave at once, if it only waited for receipts and none of
     * their devices can send one any more.
     */
    fun releaseTexts(failed: Delivery, nowMs: Long): Unit = database.write { sql ->
        val same = "message = ${failed.message.id} AND contact = ${failed.contact.id}"
        sql.execSQL(
            """UPDATE delivery SET next_at = MIN(next_at, ?) WHERE $same AND state = ? AND tries = 0
            AND NOT EXISTS (SELECT 1 FROM delivery WHERE $same AND receipt_due IS NOT NULL AND state != ?)""",
            arrayOf<Any>(nowMs, State.WAITING.name, State.FAILED.name),
        )
    }

    /** Makes everything that waits for another attempt due now. */
    fun hurry(nowMs: Long): Unit = database.write { sql ->
        sql.execSQL(
            "UPDATE delivery SET next_at = MIN(next_at, ?) WHERE state = ? AND tries > 0",
            arrayOf<Any>(nowMs, State.WAITING.name),
        )
    }

    /** Deletes settled deliveries and messages from before [beforeMs]. */
    fun forget(beforeMs: Long): Unit = database.write { sql ->
        sql.execSQL("DELETE FROM delivery WHERE at < ? AND state NOT IN ($OPEN)", arrayOf<Any>(beforeMs))
        sql.execSQL("DELETE FROM token WHERE delivery NOT IN (SELECT id FROM delivery)")
        sql.execSQL(
            "DELETE FROM message WHERE at < ? AND id NOT IN (SELECT message FROM delivery)",
            arrayOf<Any>(beforeMs),
        )
    }

    /**
     * Drops deliveries to removed contacts and addresses, except for the messages that report the removal. Forgets such
     * addresses once those messages are sent.
     */
    fun dropOrphans(nowMs: Long): Unit = database.write { sql ->
        sql.execSQL(
            """UPDATE delivery SET state = ?, moved_at = ? WHERE state IN ($OPEN)
            AND address NOT IN (SELECT id FROM address) AND NOT (address IN (SELECT address FROM former)
            AND message IN (SELECT id FROM message WHERE kind IN ($TO_FORMER)))""",
            arrayOf<Any>(State.DROPPED.name, nowMs),
        )
        sql.execSQL(
            """DELETE FROM former WHERE address NOT IN (SELECT address FROM delivery WHERE state IN ($OPEN))
            AND address NOT IN (SELECT address FROM device)
            AND address NOT IN (SELECT address FROM envelope WHERE next_at IS NOT NULL)""",
        )
    }

    private fun move(id: Long, state: State, nowMs: Long, reason: Outcome.Reason?, tried: Boolean = false): Unit =
        database.write { sql ->
            sql.execSQL(
                "UPDATE delivery SET state = ?, moved_at = ?, reason = ?, tries = tries + ? WHERE id = ?",
                arrayOf<Any?>(state.name, nowMs, reason?.name, if (tried) 1 else 0, id),
            )
        }

    private fun messages(which: String): List<Message> = database.read { sql ->
        sql
            .rawQuery("SELECT id, kind, at, incident, payload FROM message WHERE $which", null)
            .all { message(0) }
            .filterNotNull()
    }

    /** Resolves the contacts after the database is released, because that may have to ask the keystore. */
    private fun deliveries(which: String): List<Delivery> {
        val rows = database.read { sql -> rows(sql, which).all { row() } }.filterNotNull()
        // The outbox is mostly empty, and then no contacts are needed.
        if (rows.isEmpty()) return emptyList()
        val family = contacts.all()
        val former = lazy(contacts::former)
        return rows.mapNotNull { it.delivery(family, former) }
    }

    private fun rows(sql: SQLiteDatabase, which: String): Cursor = sql.rawQuery(
        """SELECT message.id, message.kind, message.at, message.incident, message.payload, delivery.id,
        delivery.contact, delivery.address, delivery.at, delivery.state, delivery.reason, delivery.tries,
        delivery.repeated, delivery.next_at, delivery.moved_at, delivery.receipt_due FROM delivery JOIN message ON message.id = delivery.message
        WHERE $which ORDER BY delivery.id""",
        null,
    )

    private fun Cursor.message(from: Int): Message? {
        val kind = MessageKind.entries.find { it.name == getString(from + 1) } ?: return null
        val incident = if (isNull(from + 3)) null else getLong(from + 3)
        return Message(getLong(from), kind, getLong(from + 2), incident, read(getString(from + 4)))
    }

    /** A delivery to an address that is not resolved yet. */
    private class Row(
        private val contact: Long,
        private val address: Long,
        private val message: Message,
        private val of: (Contact, StoredAddress) -> Delivery,
    ) {
        fun delivery(family: List<Contact>, former: Lazy<Map<Long, Contact>>): Delivery? {
            val whom = family.find { it.id == contact && it.addresses.any { stored -> stored.id == address } }
                ?: former.value[address]?.takeIf { message.kind.goesToFormer }
                ?: return null
            return of(whom, whom.addresses.first { it.id == address })
        }
    }

    private fun Cursor.row(): Row? {
        val message = message(0) ?: return null
        val id = getLong(5)
        val atMs = getLong(8)
        val state = State.valueOf(getString(9))
        val reason = Outcome.Reason.entries.find { it.name == textOrNull(10) }
        val tries = getInt(11)
        val repeated = getInt(12) != 0
        val nextAtMs = getLong(13)
        val movedAtMs = getLong(14)
        val dueMs = if (isNull(15)) null else getLong(15)
        return Row(getLong(6), getLong(7), message) { contact, address ->
            Delivery(id, message, contact, address, atMs, state, reason, movedAtMs, nextAtMs, tries, repeated, dueMs)
        }
    }

    private fun Cursor.sent(names: Map<Long, String>, addresses: Map<Long, Address>): SentMessage? {
        val message = message(0) ?: return null
        return SentMessage(
            message = message.id,
            kind = message.kind,
            incident = message.incident,
            atMs = message.atMs,
            turnMs = getLong(8),
            contact = names[getLong(6)],
            address = addresses[getLong(7)],
            state = State.valueOf(getString(9)),
            reason = Outcome.Reason.entries.find { it.name == textOrNull(10) },
        )
    }

    private fun write(facts: Message.Facts): String = JSONObject()
        .putOpt("rule", facts.rule?.name)
        .putOpt("app", facts.app)
        .put("lacking", JSONArray(facts.lacking.map { it.name }))
        .putOpt("who", facts.who)
        .putOpt("about", facts.about)
        .put("changes", JSONArray(facts.changes.map(Change::write)))
        .putOpt("until", facts.untilMs)
        .putOpt("when", facts.whenMs)
        .putOpt("check", true.takeIf { facts.duringCheck })
        .toString()

    private fun read(text: String): Message.Facts = try {
        val json = JSONObject(text)
        val lacking = json.getJSONArray("lacking")
        // Earlier versions wrote none.
        val changes = json.optJSONArray("changes") ?: JSONArray()
        Message.Facts(
            rule = RuleId.entries.find { it.name == json.optString("rule") },
            app = if (json.isNull("app")) null else json.getString("app"),
            lacking =
            List(lacking.length(), lacking::getString)
                .mapNotNull { name -> Capability.entries.find { it.name == name } }
                .toSet(),
            who = if (json.isNull("who")) null else json.getString("who"),
            about = if (json.isNull("about")) null else json.getLong("about"),
            changes = List(changes.length(), changes::getString).mapNotNull(Change::read).toSet(),
            untilMs = if (json.isNull("until")) null else json.getLong("until"),
            whenMs = if (json.isNull("when")) null else json.getLong("when"),
            duringCheck = json.optBoolean("check"),
        )
    } catch (_: JSONException) {
        Message.Facts()
    }

    companion object {
        /** The time within which a device that is heard from has a message. */
        const val RECEIPT_WITHIN_MS = 60_000L
        private const val OPEN = "'WAITING', 'SENDING'"
        private val RECEIPT_IS_ENOUGH =
            MessageKind.entries.filter { it.receiptIsEnough }.joinToString { "'${it.name}'" }
        private val TO_FORMER = MessageKind.entries.filter { it.goesToFormer }.joinToString { "'${it.name}'" }
    }
}
