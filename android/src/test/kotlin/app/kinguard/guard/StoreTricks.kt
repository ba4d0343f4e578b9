package app.kinguard.guard

import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteOpenHelper
import app.kinguard.store.Database
import app.kinguard.store.DatabaseRecovery
import app.kinguard.store.all

// What only a test may do to a database.

private fun Database.helper(): SQLiteOpenHelper = javaClass.getDeclaredField("opener").let {
    it.isAccessible = true
    it.get(this) as SQLiteOpenHelper
}

/** As a full phone: what is there can be read. */
internal fun Database.readOnly(on: Boolean) = helper()
    .writableDatabase
    .rawQuery("PRAGMA query_only = ${if (on) 1 else 0}", null)
    .use { it.moveToFirst() }

/** Hears that a database lies aside, and nothing else. */
internal fun unreadable(told: () -> Unit): DatabaseRecovery = object : DatabaseRecovery {
    override fun unreadable() = told()
}

/** As a full phone: whatever is written needs a page more than there may be. Returns what makes it well again. */
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
