package app.kinguard.health.selftest

import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteFullException
import app.kinguard.AndroidRunner
import app.kinguard.guard.readOnly
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class DatabaseCheckTest {
    private val database = Database(RuntimeEnvironment.getApplication())
    private var nowMs = 1L
    private var hasRoom = true
    private val check = DatabaseCheck(database, { hasRoom }) { nowMs++ }

    @Test
    fun `what is written is read, and what is broken off is not there`() {
        assertEquals(Finding.Fine, check.run())
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `one that can only be read is no good`() {
        check.run()
        database.readOnly(true)
        assertEquals(Finding.Fault(Reason.NOT_STORED), check.run())
        database.readOnly(false)
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `nor is a full one`() {
        check.run()
        val most = database.read { sql ->
            val most = sql.maximumSize
            // No more pages than there are, and those that are get filled.
            sql.maximumSize = sql.pageSize
            fill(sql)
            most
        }
        assertEquals(Finding.Fault(Reason.NOT_STORED), check.run())
        database.read { it.maximumSize = most }
        assertEquals(Finding.Fine, check.run())
    }

    private fun fill(sql: SQLiteDatabase) {
        sql.delete("setting", null, null)
        for (size in listOf(64, 1)) {
            try {
                repeat(10_000) { at ->
                    val row = arrayOf("$size-$at", "x".repeat(size))
                    sql.execSQL("INSERT INTO setting (key, value) VALUES (?, ?)", row)
                }
            } catch (_: SQLiteFullException) {
                continue
            }
        }
    }
}
