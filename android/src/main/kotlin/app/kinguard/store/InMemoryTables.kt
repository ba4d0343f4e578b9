package app.kinguard.store

import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteException
import android.os.SystemClock
import android.util.Log

/**
 * Holds the tables in memory for as long as their file takes nothing: on a full phone the guard goes on as before, tells
 * the family once, and knows that it did; a death of the process loses what came since.
 *
 * SQLite finds a temporary table before one of the file that bears its name (https://sqlite.org/lang_naming.html), and a
 * database here has one connection, so whoever reads and writes notices nothing. Used under the database's lock.
 */
internal class InMemoryTables(private val elapsedMs: () -> Long = SystemClock::elapsedRealtime) {
    @Volatile
    var isOn = false
        private set
    private var tables = emptyList<String>()
    private var triedMs = 0L

    /** @throws SQLiteException where not even that can be had: then all is as it was. */
    fun begin(sql: SQLiteDatabase) {
        sql.rawQuery("PRAGMA temp_store = MEMORY", null).use { it.moveToFirst() }
        val held = tablesOf(sql)
        sql.transact {
            held.forEach { (name, create) ->
                sql.execSQL(create.replaceFirst("CREATE TABLE", "CREATE TEMP TABLE"))
                sql.execSQL("INSERT INTO temp.$name SELECT * FROM main.$name")
            }
            // Ids are never given twice, whatever was deleted.
            copySequence(sql, from = "main", to = "temp", held.map { it.first })
        }
        tables = held.map { it.first }
        triedMs = elapsedMs()
        isOn = true
    }

    /** Puts all of it into the file, once in a while. Returns whether that worked. */
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

        /** The history is long, and what it cannot store it holds by itself. */
        val LEFT = setOf("entry", "seen_event", "caller", "aside", "phone_check_signal")
    }
}

/** All or nothing. What [act] throws is what is thrown, whatever the end of the transaction has to say to that. */
internal fun <T> SQLiteDatabase.transact(act: () -> T): T {
    beginTransaction()
    val done =
        try {
            act().also { setTransactionSuccessful() }
        } catch (failed: Throwable) {
            // SQLite may have ended it already, as where there is no room.
            unlessRefused { endTransaction() }
            throw failed
        }
    endTransaction()
    return done
}
