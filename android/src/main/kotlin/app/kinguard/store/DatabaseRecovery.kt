package app.kinguard.store

import android.database.sqlite.SQLiteDatabase

/** Helps a database that can no longer be written or read. Called on any thread while the database is locked. */
interface DatabaseRecovery {
    /** Frees space for the database. Returns whether there was any to free. */
    fun makeRoom(): Boolean = false

    /** Called when the file can no longer be written and data is kept in memory, and again when that is over. */
    fun inMemory(on: Boolean) = Unit

    /** Called when the file could not be read. It was set aside, and an empty one replaces it. */
    fun unreadable() = Unit

    /** Called when the new database has its tables. It can be filled with data that must not be lost. */
    fun begun(sql: SQLiteDatabase) = Unit
}
