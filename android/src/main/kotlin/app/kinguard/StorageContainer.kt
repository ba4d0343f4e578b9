package app.kinguard

import android.content.Context
import android.database.sqlite.SQLiteDatabase
import app.kinguard.history.Trouble
import app.kinguard.store.Database
import app.kinguard.store.DatabaseRecovery
import app.kinguard.store.EssentialsBackup
import app.kinguard.store.ReservedSpace

/**
 * Wires the database with what helps it when it can be neither read nor written. Both functions are called while the
 * database is locked.
 */
internal class StorageContainer(
    private val context: Context,
    private val noted: (Trouble) -> Unit,
    /** Reports whether written data outlives the process. */
    private val lasting: (Boolean) -> Unit,
) {
    val database: Database by lazy { Database(context, rescue = rescue) }

    val reserved: ReservedSpace by lazy { ReservedSpace(context.noBackupFilesDir.resolve("ballast")) }

    private val copy by lazy { EssentialsBackup(context.noBackupFilesDir.resolve("copy")) }

    private val rescue =
        object : DatabaseRecovery {
            override fun makeRoom() = reserved.free()

            override fun inMemory(on: Boolean) {
                if (on) noted(Trouble.NOT_STORED)
                lasting(!on)
            }

            override fun unreadable() = noted(Trouble.DATABASE_UNREADABLE)

            override fun begun(sql: SQLiteDatabase) {
                copy.fill(sql)
            }
        }

    /** Prepares for a failure while all is well. */
    fun keepSafe() {
        reserved.make()
        copy.keep(database)
    }
}
