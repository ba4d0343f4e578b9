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
 * The only database. A single file can be set aside as a whole, and a single transaction can contain everything that
 * belongs together, across all packages.
 *
 * Threads take turns in the order in which they come, so a thread that writes many rows lets others in between. Never
 * read from here inside the first use of something with a lock of its own, or two threads may deadlock.
 *
 * If the database cannot be read, it is renamed, [rescue] is called, and a new one replaces it: a guard that has lost
 * its memory is better than one that crashes at every start. If it cannot be written, as on a full phone, it continues
 * in memory, see [InMemoryTables]. Thread-safe.
 */
class Database(
    private val context: Context,
    private val name: String = "kinguard.db",
    private val rescue: DatabaseRecovery = object : DatabaseRecovery {},
) : AutoCloseable {
    private val turn = ReentrantLock(FAIR)
    private var opener = Opener(name)
    private var memory = InMemoryTables()

    /** Replaces a file that cannot even be opened, until the process ends. */
    @Volatile
    private var standIn: Opener? = null

    /** True if the file cannot be written, so that new data is lost with the process. */
    val isInMemory: Boolean get() = memory.isOn || standIn != null

    /**
     * Runs [act] in a transaction, or as part of the one that this thread already runs. [act] runs a second time if
     * there was no space for it, so it must do nothing but write.
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

    /**
     * Runs [act] with the database. Damage may appear at any page, long after opening. Then the file is set aside and
     * [act] runs again.
     */
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
                // The additions of a later version need space, too.
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

    /** Opens a new database, but never during a transaction, whose earlier writes would be lost silently. */
    private fun anew(cause: SQLiteException): SQLiteDatabase {
        if (opener.isWriting()) throw cause
        opener.close()
        keepAside()
        opener = Opener(name)
        memory = InMemoryTables()
        return opener.writableDatabase
    }

    /** Renames the file and its companions. Android by itself would delete damaged files. */
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

    /** [file] is null for a database in memory. */
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

/** Returns the value of a nullable column. */
fun Cursor.textOrNull(column: Int): String? = if (isNull(column)) null else getString(column)
