package app.kinguard.health.selftest

import android.database.sqlite.SQLiteException
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/**
 * Checks that data can be stored and read again beyond the process, and that a transaction that is rolled back is not
 * stored.
 */
class DatabaseCheck(
    private val database: Database,
    /** Returns whether this phone has space for more data. */
    private val hasRoom: () -> Boolean,
    private val nowMs: () -> Long,
) : Check {
    override val id = CheckId.DATABASE

    override fun run(): Finding = try {
        val word = "${nowMs()}"
        database.write { it.putSetting(KEY, word) }
        breakOff()
        val isKept = database.setting(KEY) == word && !database.isInMemory
        if (isKept && hasRoom()) Finding.Fine else Finding.Fault(Reason.NOT_STORED)
    } catch (_: SQLiteException) {
        Finding.Fault(Reason.NOT_STORED)
    }

    private fun breakOff() = try {
        database.write { sql ->
            sql.putSetting(KEY, BROKEN_OFF)
            throw BrokenOff()
        }
    } catch (_: BrokenOff) {
        // The rollback is expected.
    }

    private class BrokenOff : RuntimeException()

    private companion object {
        const val KEY = "self-test"
        const val BROKEN_OFF = "broken off"
    }
}
