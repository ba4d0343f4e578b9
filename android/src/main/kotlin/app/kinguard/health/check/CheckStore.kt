package app.kinguard.health.check

import android.content.ContentValues
import android.database.sqlite.SQLiteDatabase
import app.kinguard.store.Database
import app.kinguard.store.all

/** Stores the latest check, which outlives every screen and the process. Thread-safe. */
internal class CheckStore(private val database: Database) {
    /**
     * The time until which the user can answer for the check, or [NEVER]; null until it was first read. Kept in memory.
     */
    @Volatile
    var knownUntilMs: Long? = null
        private set

    /** Returns the latest check, or null if there was none yet. */
    fun read(): CheckRun? = stored().also { knownUntilMs = it?.untilMs ?: NEVER }

    private fun stored(): CheckRun? = database.read { sql ->
        sql.rawQuery("SELECT began, until, ended, vouched FROM phone_check", null).all {
            CheckRun(
                beganMs = getLong(0),
                untilMs = getLong(1),
                endedMs = if (isNull(2)) null else getLong(2),
                vouched = getInt(3) != 0,
                marks = marks(sql),
                heard = heard(sql),
            )
        }
    }.firstOrNull()

    /** Replaces the previous check by a new one. */
    fun begin(nowMs: Long, untilMs: Long): Unit = changing { sql ->
        TABLES.forEach { sql.delete(it, null, null) }
        val row = ContentValues()
        row.put("id", 0)
        row.put("began", nowMs)
        row.put("until", untilMs)
        sql.insertOrThrow("phone_check", null, row)
    }

    fun add(source: String, sign: CheckedSignal?, atMs: Long, heardMs: Long, words: String): Unit =
        database.write { sql ->
            val row = ContentValues()
            row.put("source", source)
            row.put("sign", sign?.name)
            row.put("at", atMs)
            row.put("heard", heardMs)
            row.put("words", words)
            sql.insertOrThrow("phone_check_signal", null, row)
        }

    fun mark(step: CheckStep, mark: Mark): Unit = database.write { sql ->
        val row = ContentValues()
        row.put("step", step.name)
        row.put("last_signal", mark.afterId)
        row.put("at", mark.atMs)
        row.put("seen", mark.seen)
        sql.insertWithOnConflict("phone_check_step", null, row, SQLiteDatabase.CONFLICT_REPLACE)
    }

    /** Ends the steps. */
    fun end(nowMs: Long): Unit = database.write {
        it.execSQL("UPDATE phone_check SET ended = COALESCE(ended, ?)", arrayOf<Any>(nowMs))
    }

    fun vouch(): Unit = database.write { it.execSQL("UPDATE phone_check SET vouched = 1") }

    /** Stops holding messages back. */
    fun close(nowMs: Long): Unit = changing {
        it.execSQL(
            "UPDATE phone_check SET ended = COALESCE(ended, ?), until = MIN(until, ?)",
            arrayOf<Any>(nowMs, nowMs),
        )
    }

    private fun changing(act: (SQLiteDatabase) -> Unit) {
        database.write(act)
        read()
    }

    private fun marks(sql: SQLiteDatabase): Map<CheckStep, Mark> =
        sql.rawQuery("SELECT step, last_signal, at, seen FROM phone_check_step", null).all {
            CheckStep.entries.find { it.name == getString(0) }?.let {
                it to Mark(getLong(1), getLong(2), getInt(3) != 0)
            }
        }.filterNotNull().toMap()

    private fun heard(sql: SQLiteDatabase): List<RecordedSignal> =
        sql.rawQuery("SELECT id, source, sign, at, heard, words FROM phone_check_signal ORDER BY id", null).all {
            RecordedSignal(
                id = getLong(0),
                source = getString(1),
                sign = CheckedSignal.entries.find { it.name == getString(2) },
                atMs = getLong(3),
                heardMs = getLong(4),
                words = getString(5),
            )
        }

    companion object {
        /** There was no check yet. */
        const val NEVER = Long.MIN_VALUE
        private val TABLES = listOf("phone_check", "phone_check_step", "phone_check_signal")
    }
}
