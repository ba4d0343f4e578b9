package app.kinguard.relative

import android.content.ContentValues
import android.database.Cursor
import android.database.sqlite.SQLiteDatabase
import app.kinguard.core.LinkEntry
import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.textOrNull
import org.json.JSONObject

/** The tables of a family's phone. What a message leads to is stored in one transaction with the link after it. */
internal class ParentStore(private val database: Database) {
    /** Everything that follows from one call of the core. */
    class Outcome(
        val link: String,
        val wakeAtMs: Long? = null,
        /** False if it says nothing of when to wake. */
        val wakes: Boolean = true,
        /** What to send, in this order. The same bytes are sent until the server has them. */
        val outgoing: List<String> = emptyList(),
        /** With wall-clock times. */
        val entries: List<LinkEntry> = emptyList(),
        val notices: List<Notice> = emptyList(),
        val read: ReadUpTo? = null,
        /** True if nothing is to be sent any more. */
        val isOver: Boolean = false,
    )

    class Envelope(val id: Long, val text: String)

    class KeptNotice(val id: Long, val parent: Long, val notice: Notice)

    val inMemory: Boolean get() = database.isInMemory

    fun all(): List<ParentRow> = database.read { sql ->
        sql.rawQuery("SELECT $COLUMNS FROM parent ORDER BY id", null).all { row() }
    }

    fun of(parent: Long): ParentRow? = all().find { it.id == parent }

    /** Returns an id that no parent has had, and none of [taken]. */
    fun nextId(taken: Set<Long>): Long = database.read { sql ->
        val used = sql.rawQuery("SELECT seq FROM sqlite_sequence WHERE name = 'parent'", null).all { getLong(0) }
        maxOf(used.maxOrNull() ?: 0, taken.maxOrNull() ?: 0) + 1
    }

    fun add(parent: Long, askedMs: Long, outcome: Outcome): Unit = database.write { sql ->
        val values = ContentValues()
        values.put("id", parent)
        values.put("link", outcome.link)
        values.put("asked_at", askedMs)
        sql.insertOrThrow("parent", null, values)
        sql.keep(parent, outcome)
    }

    fun keep(parent: Long, outcome: Outcome): Unit = database.write { it.keep(parent, outcome) }

    private fun SQLiteDatabase.keep(parent: Long, outcome: Outcome) {
        val values = ContentValues()
        values.put("link", outcome.link)
        if (outcome.wakes) values.put("wake_at", outcome.wakeAtMs)
        outcome.read?.let { values.putRead(it) }
        update("parent", values, "id = ?", arrayOf("$parent"))
        outcome.outgoing.forEach { insertOrThrow("outgoing", null, of(parent, "text", it)) }
        outcome.notices.forEach { insertOrThrow("notice", null, of(parent, "payload", NoticeCodec.write(it))) }
        outcome.entries.forEach {
            val entry = of(parent, "payload", LinkEntryCodec.write(it))
            entry.put("at", it.at)
            insertOrThrow("received", null, entry)
        }
        if (outcome.entries.isNotEmpty()) trim(parent)
        if (outcome.isOver) delete("outgoing", "parent = ?", arrayOf("$parent"))
    }

    /** Keeps a notice that follows from nothing else. */
    fun note(parent: Long, notice: Notice): Unit = database.write {
        it.insertOrThrow("notice", null, of(parent, "payload", NoticeCodec.write(notice)))
    }

    fun readUpTo(parents: Collection<Long>, read: ReadUpTo): Unit = database.write { it.readUpTo(parents, read) }

    private fun SQLiteDatabase.readUpTo(parents: Collection<Long>, read: ReadUpTo) {
        val values = ContentValues().apply { putRead(read) }
        update("parent", values, "id IN (${parents.joinToString()})", null)
    }

    private fun ContentValues.putRead(read: ReadUpTo) {
        put("since", read.id)
        put("since_s", read.atS)
    }

    fun asked(parents: Collection<Long>, atMs: Long): Unit = database.write {
        it.execSQL("UPDATE parent SET asked_at = ? WHERE id IN (${parents.joinToString()})", arrayOf(atMs))
    }

    fun outgoing(parent: Long): List<Envelope> = database.read { sql ->
        sql.rawQuery("SELECT id, text FROM outgoing WHERE parent = ? ORDER BY id", arrayOf("$parent"))
            .all { Envelope(getLong(0), getString(1)) }
    }

    /** Returns the parents to whom something has to be sent. */
    fun awaited(): List<Long> = database.read { sql ->
        sql.rawQuery("SELECT DISTINCT parent FROM outgoing ORDER BY parent", null).all { getLong(0) }
    }

    fun sent(envelope: Long): Unit = database.write { it.delete("outgoing", "id = ?", arrayOf("$envelope")) }

    /** Gives up what nobody waits for any more, when there is too much of it. */
    fun dropOldest(parent: Long, beyond: Int): Unit = database.write {
        it.execSQL(
            "DELETE FROM outgoing WHERE parent = ? AND id NOT IN " +
                "(SELECT id FROM outgoing WHERE parent = ? ORDER BY id DESC LIMIT ?)",
            arrayOf<Any>(parent, parent, beyond),
        )
    }

    fun notices(): List<KeptNotice> = database.read { sql ->
        sql.rawQuery("SELECT id, parent, payload FROM notice ORDER BY id", null)
            .all { NoticeCodec.read(getString(2))?.let { KeptNotice(getLong(0), getLong(1), it) } }
            .filterNotNull()
    }

    fun told(notice: Long): Unit = database.write { it.delete("notice", "id = ?", arrayOf("$notice")) }

    /** Returns the history, the latest first. */
    fun history(parent: Long): List<LinkEntry> = database.read { sql ->
        sql.rawQuery("SELECT payload, at FROM received WHERE parent = ? ORDER BY id DESC", arrayOf("$parent"))
            .all { LinkEntryCodec.read(getString(0), getLong(1)) }
            .filterNotNull()
    }

    fun remove(parent: Long): Unit = database.write { sql ->
        sql.delete("parent", "id = ?", arrayOf("$parent"))
        listOf("received", "outgoing", "notice").forEach { sql.delete(it, "parent = ?", arrayOf("$parent")) }
    }

    private fun of(parent: Long, column: String, value: String) = ContentValues().apply {
        put("parent", parent)
        put(column, value)
    }

    private fun SQLiteDatabase.trim(parent: Long) = execSQL(
        "DELETE FROM received WHERE parent = ? AND id NOT IN " +
            "(SELECT id FROM received WHERE parent = ? ORDER BY id DESC LIMIT $MOST_ENTRIES)",
        arrayOf(parent, parent),
    )

    private fun Cursor.row() = ParentRow(
        id = getLong(0),
        link = getString(1),
        read = textOrNull(2)?.let { ReadUpTo(it, getLong(3)) },
        wakeAtMs = if (isNull(4)) null else getLong(4),
        askedMs = getLong(5),
    )

    private companion object {
        const val COLUMNS = "id, link, since, since_s, wake_at, asked_at"

        /** Months of a quiet life, and every step of a bad day. */
        const val MOST_ENTRIES = 500
    }
}

/** The stored form of a notice. */
private object NoticeCodec {
    fun write(notice: Notice): String = when (notice) {
        is Notice.Words -> JSONObject().put("title", notice.title).put("text", notice.text).put("loud", notice.isLoud)
        is Notice.Silent -> JSONObject().put("since", notice.sinceMs)
        Notice.HeardAgain -> JSONObject().put("heard", true)
        Notice.Removed -> JSONObject().put("removed", true)
        Notice.Lost -> JSONObject().put("lost", true)
    }.toString()

    fun read(payload: String): Notice? = JSONObject(payload).run {
        when {
            has("title") -> Notice.Words(getString("title"), getString("text"), getBoolean("loud"))
            has("since") -> Notice.Silent(getLong("since"))
            has("heard") -> Notice.HeardAgain
            has("removed") -> Notice.Removed
            has("lost") -> Notice.Lost
            else -> null
        }
    }
}
