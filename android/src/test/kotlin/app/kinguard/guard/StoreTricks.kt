package app.kinguard.guard

import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteOpenHelper
import app.kinguard.store.Database
import app.kinguard.store.DatabaseRecovery
import app.kinguard.store.all

// Only a test may do this to a database.

private fun Database.helper(): SQLiteOpenHelper = javaClass.getDeclaredField("opener").let {
    it.isAccessible = true
    it.get(this) as SQLiteOpenHelper
}

/** Makes the database read-only, as a full phone does: existing data can be read. */
internal fun Database.readOnly(on: Boolean) = helper()
    .writableDatabase
    .rawQuery("PRAGMA query_only = ${if (on) 1 else 0}", null)
    .use { it.moveToFirst() }

/** Returns a recovery that only reports that a database was set aside. */
internal fun unreadable(told: () -> Unit): DatabaseRecovery = object : DatabaseRecovery {
    override fun unreadable() = told()
}

/** Fills the database, as on a full phone: every write needs one page more than allowed. Returns what undoes this. */
internal fun Database.isFull(): () -> Unit {
    val most = read { sql ->
        sql.execSQL("CREATE TABLE IF NOT EXISTS full_phone (page BLOB)")
        sql.ofAllTables { table, act ->
            "CREATE TRIGGER full_${table}_$act AFTER $act ON $table BEGIN INSERT INTO full_phone VALUES (zeroblob(9000)); END"
        }
        sql.maximumSize.also { sql.maximumSize = sql.pageSize }
    }
    return {
        read { sql ->
            sql.maximumSize = most
            sql.ofAllTables { table, act -> "DROP TRIGGER main.full_${table}_$act" }
        }
    }
}

private fun SQLiteDatabase.ofAllTables(statement: (table: String, act: String) -> String) =
    rawQuery("SELECT name FROM main.sqlite_master WHERE type = 'table'", null).all { getString(0) }
        .filterNot { it.startsWith("sqlite_") || it in setOf("android_metadata", "full_phone") }
        .forEach { table -> listOf("INSERT", "UPDATE", "DELETE").forEach { execSQL(statement(table, it)) } }

internal fun Database.rows(): Int = helper().writableDatabase.rawQuery("SELECT COUNT(*) FROM effect", null).use {
    it.moveToFirst()
    it.getInt(0)
}
