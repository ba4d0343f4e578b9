package app.kinguard.store

import android.content.Context
import android.database.Cursor
import android.database.DatabaseErrorHandler
import android.database.sqlite.SQLiteCantOpenDatabaseException
import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteDatabaseCorruptException
import android.database.sqlite.SQLiteDiskIOException
import android.database.sqlite.SQLiteException
import android.database.sqlite.SQLiteFullException
import android.database.sqlite.SQLiteOpenHelper
import android.database.sqlite.SQLiteReadOnlyDatabaseException
import app.kinguard.failure.unlessRefused
import java.io.File
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock

/**
 * The one database: one file can be kept aside whole, and one transaction holds what belongs together, whichever rooms
 * it concerns.
 *
 * One thread at a time, in the order in which they came: whoever writes row after row lets everybody else in between.
 * Nothing that is resolved under a lock of its own may be read from here on first use, or two threads wait for each other.
 *
 * A database that cannot be read is renamed, [rescue] is told, and a new one takes its place: a guard that has forgotten
 * is worth more than one that crashes at every start. One that takes nothing, as on a full phone, is carried on in memory,
 * see [InMemoryTables]. Any thread may call.
 */
class Database(
    private val context: Context,
    private val name: String = "kinguard.db",
    private val rescue: DatabaseRecovery = object : DatabaseRecovery {},
) : AutoCloseable {
    private val turn = ReentrantLock(FAIR)
    private var opener = Opener(name)
    private var memory = InMemoryTables()

    /** Stands in for a file that cannot even be opened, until the process ends. */
    @Volatile
    private var standIn: Opener? = null

    /** The file takes nothing: what is written is lost with the process. */
    val isInMemory: Boolean get() = memory.isOn || standIn != null

    /**
     * All or nothing. Within another [write] of the same thread it becomes part of that one. [act] is done once more where
     * there was no room for it, so it may do nothing but write.
     */
    fun <T> write(act: (SQLiteDatabase) -> T): T = read { database ->
        if (database.inTransaction()) {
            database.transact { act(database) }
        } else {
            if (memory.isOn && memory.end(database)) rescue.inMemory(false)
            written(database, act)
        }
    }

    private fun <T> written(database: SQLiteDatabase, act: (SQLiteDatabase) -> T): T {
        val refused =
            try {
                return database.transact { act(database) }
            } catch (failed: SQLiteException) {
                failed.takeIf(::isOfTheFile) ?: throw failed
            }
        if (memory.isOn) throw refused
        if (refused is SQLiteFullException && rescue.makeRoom()) return written(database, act)
        unlessRefused { memory.begin(database) } ?: throw refused
        rescue.inMemory(true)
        return database.transact { act(database) }
    }

    private fun isOfTheFile(refused: SQLiteException) = refused is SQLiteFullException ||
        refused is SQLiteReadOnlyDatabaseException ||
        refused is SQLiteDiskIOException ||
        refused is SQLiteCantOpenDatabaseException

    /** Damage may show at any page, long after opening. Then the file is set aside and the act tried once more. */
    fun <T> read(act: (SQLiteDatabase) -> T): T = turn.withLock {
        try {
            act(opened())
        } catch (damaged: SQLiteDatabaseCorruptException) {
            act(anew(damaged))
        } catch (later: FromLaterVersion) {
            act(anew(later))
        }
    }

    private fun opened(): SQLiteDatabase = (standIn ?: opener).let { there ->
        try {
            there.writableDatabase
        } catch (refused: SQLiteException) {
            when {
                !isOfTheFile(refused) || there === standIn -> throw refused
                // What a later version adds needs room, too.
                refused is SQLiteFullException && rescue.makeRoom() -> opened()
                else -> stoodIn()
            }
        }
    }

    private fun stoodIn(): SQLiteDatabase {
        val other = Opener(null)
        standIn = other
        return other.writableDatabase.also { rescue.inMemory(true) }
    }

    override fun close() = turn.withLock {
        standIn?.close()
        opener.close()
    }

    /** Not in the middle of a transaction: what was written before in it would be lost without a word. */
    private fun anew(cause: SQLiteException): SQLiteDatabase {
        if (opener.isWriting()) throw cause
        opener.close()
        keepAside()
        opener = Opener(name)
        memory = InMemoryTables()
        return opener.writableDatabase
    }

    /** Renames the file and its companions. Android's own answer to damage is to delete them. */
    private fun keepAside() {
        val file = context.getDatabasePath(name)
        if (!file.exists()) return
        asideFiles(file).sorted().dropLast(FILES_ASIDE - 1).forEach(File::delete)
        val number =
            asideFiles(file).mapNotNull { it.name.substringAfterLast('-').toIntOrNull() }.maxOrNull() ?: 0
        file.renameTo(file.resolveSibling("$name$ASIDE%03d".format(number + 1)))
        for (companion in listOf("-journal", "-wal", "-shm")) file.resolveSibling(name + companion).delete()
        rescue.unreadable()
    }

    private fun asideFiles(file: File): List<File> = file.parentFile
        ?.listFiles()
        .orEmpty()
        .filter { it.name.startsWith(name + ASIDE) }

    /** [file]: null for one in memory alone. */
    private inner class Opener(file: String?) :
        SQLiteOpenHelper(
            context,
            file,
            null,
            SCHEMA.size,
            DatabaseErrorHandler { database ->
                if (database.isOpen) database.close()
                keepAside()
            },
        ) {
        private var open: SQLiteDatabase? = null

        fun isWriting(): Boolean = open?.let { it.isOpen && it.inTransaction() } ?: false

        override fun onOpen(database: SQLiteDatabase) {
            open = database
        }

        override fun onCreate(database: SQLiteDatabase) {
            onUpgrade(database, 0, SCHEMA.size)
            rescue.begun(database)
        }

        override fun onUpgrade(database: SQLiteDatabase, from: Int, to: Int) =
            SCHEMA.subList(from, to).forEach { step -> step.forEach(database::execSQL) }

        override fun onDowngrade(database: SQLiteDatabase, from: Int, to: Int): Unit = throw FromLaterVersion()
    }

    private class FromLaterVersion : SQLiteException()

    private companion object {
        const val ASIDE = "-unreadable-"
        const val FILES_ASIDE = 3

        /** First come, first served. */
        const val FAIR = true
    }
}

/** Reads every row. */
fun <T> Cursor.all(read: Cursor.() -> T): List<T> =
    use { cursor -> List(cursor.count) { cursor.moveToNext().let { cursor.read() } } }

/** The value of a column that may be null. */
fun Cursor.textOrNull(column: Int): String? = if (isNull(column)) null else getString(column)
