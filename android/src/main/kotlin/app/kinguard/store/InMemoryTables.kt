package app.kinguard.store

import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteException
import android.os.SystemClock
import android.util.Log
import app.kinguard.failure.unlessRefused

/**
 * Keeps the tables in memory while their file cannot be written. On a full phone the guard goes on as before, and tells
 * the family only once because it remembers that. What is added meanwhile is lost if the process dies.
 *
 * SQLite prefers a temporary table to one of the same name in the file (https://sqlite.org/lang_naming.html), and a
 * database here has one connection, so its users notice nothing. Used under the database's lock.
 */
internal class InMemoryTables(private val elapsedMs: () -> Long = SystemClock::elapsedRealtime) {
    @Volatile
    var isOn = false
        private set
    private var tables = emptyList<String>()
    private var triedMs = 0L

    /**
     * @throws SQLiteException if even that fails. Then nothing has changed.
     */
    fun begin(sql: SQLiteDatabase) {
        sql.rawQuery("PRAGMA temp_store = MEMORY", null).use { it.moveToFirst() }
        val held = tablesOf(sql)
        sql.transact {
            held.forEach { (name, create) ->
                sql.execSQL(create.replaceFirst("CREATE TABLE", "CREATE TEMP TABLE"))
                sql.execSQL("INSERT INTO temp.$name SELECT * FROM main.$name")
            }
            // Ids are never reused, whatever was deleted.
            copySequence(sql, from = "main", to = "temp", held.map { it.first })
        }
        tables = held.map { it.first }
        triedMs = elapsedMs()
        isOn = true
    }

    /** Tries from time to time to write everything to the file. Returns whether that worked. */
    fun end(sql: SQLiteDatabase): Boolean {
        if (elapsedMs() - triedMs < AGAIN_MS) return false
        triedMs = elapsedMs()
        return try {
            sql.transact {
                tables.forEach { name ->
                    sql.execSQL("DELETE FROM main.$name")
                    sql.execSQL("INSERT INTO main.$name SELECT * FROM temp.$name")
                }
                copySequence(sql, from = "temp", to = "main", tables)
                tables.forEach { sql.execSQL("DROP TABLE temp.$it") }
            }
            isOn = false
            true
        } catch (still: SQLiteException) {
            Log.w("store", "still in memory: ${still.javaClass.simpleName}")
            false
        }
    }

    private fun tablesOf(sql: SQLiteDatabase): List<Pair<String, String>> = sql
        .rawQuery("SELECT name, sql FROM main.sqlite_master WHERE type = 'table' ORDER BY name", null)
        .all { getString(0) to getString(1) }
        .filterNot { (name, _) -> name.startsWith("sqlite_") || name == "android_metadata" || name in LEFT }

    private fun copySequence(sql: SQLiteDatabase, from: String, to: String, names: List<String>) {
        val these = names.joinToString { "'$it'" }
        sql.execSQL("DELETE FROM $to.sqlite_sequence WHERE name IN ($these)")
        sql.execSQL("INSERT INTO $to.sqlite_sequence SELECT * FROM $from.sqlite_sequence WHERE name IN ($these)")
    }

    private companion object {
        const val AGAIN_MS = 60_000L

        /** The history is long, and keeps what it cannot store in memory by itself. */
        val LEFT = setOf("entry", "seen_event", "caller", "aside", "phone_check_signal")
    }
}

/** Runs [act] in a transaction. An exception from [act] is thrown even if ending the transaction fails, too. */
internal fun <T> SQLiteDatabase.transact(act: () -> T): T {
    beginTransaction()
    val done =
        try {
            act().also { setTransactionSuccessful() }
        } catch (failed: Throwable) {
            // SQLite may have ended it already, for instance if there is no space.
            unlessRefused { endTransaction() }
            throw failed
        }
    endTransaction()
    return done
}
