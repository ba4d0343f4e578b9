package app.kinguard.store

import android.database.sqlite.SQLiteException
import android.util.Log

/** Null when the database refuses, as on a full phone: that must not take with it what could go on without. */
fun <T> unlessRefused(act: () -> T): T? = try {
    act()
} catch (refused: SQLiteException) {
    Log.w("store", "refused: ${refused.javaClass.simpleName}")
    null
}
