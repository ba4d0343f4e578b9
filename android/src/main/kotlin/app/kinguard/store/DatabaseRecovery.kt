package app.kinguard.store

import android.database.sqlite.SQLiteDatabase

/** What a database turns to that can no longer be written, or read. Called while it is held, on any thread. */
interface DatabaseRecovery {
    /** Gives room up for it. Returns whether there was any to give. */
    fun makeRoom(): Boolean = false

    /** Its file takes nothing more, and what is written is kept in memory; or, once there is room, no longer. */
    fun inMemory(on: Boolean) = Unit

    /** It could not be read, and lies aside. An empty one takes its place. */
    fun unreadable() = Unit

    /** The new one has its tables, and may be given what must not be lost with the old. */
    fun begun(sql: SQLiteDatabase) = Unit
}
