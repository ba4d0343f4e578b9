package app.kinguard.store

import android.database.sqlite.SQLiteDatabase

/** Returns a small value by its key, or null if there is none. */
fun Database.setting(key: String): String? = read { sql ->
    sql.rawQuery("SELECT value FROM setting WHERE key = ?", arrayOf(key)).all { getString(0) }.firstOrNull()
}

/** Stores a small value. Null deletes it. */
fun SQLiteDatabase.putSetting(key: String, value: String?) {
    if (value == null) {
        delete("setting", "key = ?", arrayOf(key))
    } else {
        execSQL("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", arrayOf(key, value))
    }
}
