package app.kinguard.store

import android.content.ContentValues
import android.database.Cursor
import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteException
import android.util.Log
import app.kinguard.failure.unlessRefused
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject
import java.io.File
import java.io.IOException

/**
 * A backup of the data that a guard must not lose, in a small file beside the database: whom to tell, their consent,
 * the home region and the PIN. A database that cannot be read is replaced by a new one with this data, because
 * otherwise nobody would be told of anything. Secrets are encrypted with the phone's key, as in the database.
 * Thread-safe.
 */
class EssentialsBackup(private val file: File) {
    /** Updates the backup. Call it outside a transaction. */
    @Synchronized
    fun keep(database: Database) {
        val text = unlessRefused { database.read(::read) } ?: return
        if (text == there()) return
        try {
            file.replaceText(text)
        } catch (refused: IOException) {
            Log.w(TAG, "no backup: ${refused.javaClass.simpleName}")
        }
    }

    /**
     * Fills a new database, except for data that is unreadable or does not fit. Returns whether it contains a contact.
     */
    fun fill(sql: SQLiteDatabase): Boolean = try {
        val all = JSONObject(there() ?: return false)
        TABLES.forEach { (table, _) -> all.optJSONArray(table)?.let { put(sql, table, it) } }
        // The messages that were sent are lost, but others know their numbers.
        for (table in NUMBERED) {
            val last = all.optJSONObject(SEQUENCE)?.optLong(table) ?: 0
            sql.execSQL("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", arrayOf<Any>(table, last + 2 * AHEAD))
        }
        (all.optJSONArray("contact")?.length() ?: 0) > 0
    } catch (unreadable: JSONException) {
        Log.w(TAG, "the backup cannot be read: ${unreadable.javaClass.simpleName}")
        false
    }

    private fun there(): String? = try {
        file.takeIf(File::exists)?.readText()
    } catch (_: IOException) {
        null
    }

    /** Returns null if there are no contacts: then there is nothing to lose, or everything is lost already. */
    private fun read(sql: SQLiteDatabase): String? {
        val all = JSONObject()
        TABLES.forEach { (table, query) -> all.put(table, JSONArray(sql.rawQuery(query, null).all { row() })) }
        if (all.getJSONArray("contact").length() == 0) return null
        val numbers = sql.rawQuery("SELECT name, seq FROM sqlite_sequence ORDER BY name", null)
            .all { getString(0) to getLong(1) }.filter { it.first in NUMBERED }
        // Rounded, so that the backup does not change with each message.
        val rounded = numbers.associate { (name, last) -> name to last / AHEAD * AHEAD }
        return all.put(SEQUENCE, JSONObject(rounded)).toString()
    }

    private fun Cursor.row() = JSONObject().also { row ->
        columnNames.forEachIndexed { at, column ->
            when (getType(at)) {
                Cursor.FIELD_TYPE_NULL -> Unit
                Cursor.FIELD_TYPE_INTEGER -> row.put(column, getLong(at))
                else -> row.put(column, getString(at))
            }
        }
    }

    private fun put(sql: SQLiteDatabase, table: String, rows: JSONArray) = repeat(rows.length()) { at ->
        val row = rows.getJSONObject(at)
        val values = ContentValues()
        row.keys().forEach { column -> values.put(column, row.getString(column)) }
        try {
            sql.insertOrThrow(table, null, values)
        } catch (other: SQLiteException) {
            // An older version does not know all columns of a later one.
            Log.w(TAG, "left out of $table: ${other.javaClass.simpleName}")
        }
    }

    private companion object {
        const val TAG = "store"
        const val SEQUENCE = "sequence"

        /** More than are written between two backups. */
        const val AHEAD = 1_000L
        val NUMBERED = listOf("message", "delivery")
        val TABLES = listOf(
            "contact" to "SELECT * FROM contact ORDER BY id",
            "address" to "SELECT * FROM address ORDER BY id",
            "setting" to """SELECT * FROM setting WHERE key IN ('home', 'familiar-regions', 'family-waits')
            OR key LIKE 'family-%' OR key LIKE 'lock-%' OR key LIKE 'setup-%' ORDER BY key""",
        )
    }
}
