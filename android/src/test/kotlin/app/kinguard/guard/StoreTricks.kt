package app.kinguard.guard

import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteOpenHelper
import app.kinguard.store.Database
import app.kinguard.store.Rescue
import app.kinguard.store.unlessRefused

// What only a test may do to a database.

private fun Database.helper(): SQLiteOpenHelper = javaClass.getDeclaredField("helper").let {
    it.isAccessible = true
    it.get(this) as SQLiteOpenHelper
}

/** As a full phone: what is there can be read. */
internal fun Database.readOnly(on: Boolean) = helper()
    .writableDatabase
    .rawQuery("PRAGMA query_only = ${if (on) 1 else 0}", null)
    .use { it.moveToFirst() }

/** Hears that a database lies aside, and nothing else. */
internal fun unreadable(told: () -> Unit): Rescue = object : Rescue {
    override fun unreadable() = told()
}

/** As a full phone, with what the system itself has left: the file takes no page more. Returns what makes it well again. */
internal fun Database.isFull(): () -> Unit {
    val most = read { sql ->
        val most = sql.maximumSize
        // It never becomes smaller than what is in it.
        sql.maximumSize = sql.pageSize
        fill(sql)
        most
    }
    return { read { it.maximumSize = most } }
}

/** Nor do those pages that there are have room for anything. */
private fun fill(sql: SQLiteDatabase) = listOf(512, 64, 1).forEach { size ->
    unlessRefused {
        repeat(ROWS) { at ->
            val row = arrayOf("full-$size-$at", "x".repeat(size))
            sql.execSQL("INSERT INTO setting (key, value) VALUES (?, ?)", row)
        }
    }
}

private const val ROWS = 10_000

internal fun Database.rows(): Int = helper().writableDatabase.rawQuery("SELECT COUNT(*) FROM effect", null).use {
    it.moveToFirst()
    it.getInt(0)
}
