package app.kinguard.guard

import android.database.sqlite.SQLiteOpenHelper
import app.kinguard.store.Database

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

internal fun Database.rows(): Int = helper().writableDatabase.rawQuery("SELECT COUNT(*) FROM effect", null).use {
    it.moveToFirst()
    it.getInt(0)
}
