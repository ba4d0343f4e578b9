package app.kinguard.guard

import android.database.sqlite.SQLiteOpenHelper

// What only a test may do to a store.

private fun Store.helper(): SQLiteOpenHelper = javaClass.getDeclaredField("helper").let {
    it.isAccessible = true
    it.get(this) as SQLiteOpenHelper
}

/** As a full phone: what is there can be read. */
internal fun Store.readOnly(on: Boolean) = helper()
    .writableDatabase
    .rawQuery("PRAGMA query_only = ${if (on) 1 else 0}", null)
    .use { it.moveToFirst() }

internal fun Store.rows(): Int = helper().writableDatabase.rawQuery("SELECT COUNT(*) FROM effect", null).use {
    it.moveToFirst()
    it.getInt(0)
}
