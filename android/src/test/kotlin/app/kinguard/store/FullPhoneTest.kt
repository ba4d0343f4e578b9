package app.kinguard.store

import android.content.ContentValues
import android.content.Context
import android.database.sqlite.SQLiteFullException
import app.kinguard.AndroidRunner
import app.kinguard.failure.unlessRefused
import app.kinguard.guard.isFull
import app.kinguard.guard.readOnly
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.shadows.ShadowSystemClock
import java.time.Duration

/** A database whose file can no longer be written goes on as before until the process ends. */
@RunWith(AndroidRunner::class)
class FullPhoneTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val told = mutableListOf<Boolean>()
    private var room: (() -> Unit)? = null
    private val rescue =
        object : DatabaseRecovery {
            override fun makeRoom() = (room != null).also {
                room?.invoke()
                room = null
            }

            override fun inMemory(on: Boolean) {
                told += on
            }
        }
    private val database = Database(context, rescue = rescue)

    @Test
    fun `room that was held for it is given up, and it is kept as ever`() {
        room = database.isFull()
        database.write { it.putSetting(KEY, LONG) }
        assertNull(room)
        assertFalse(database.isInMemory)
        assertEquals(emptyList<Boolean>(), told)
        database.close()
        assertEquals(LONG, Database(context).setting(KEY))
    }

    @Test
    fun `without that it is kept in memory, told once, and put into the file when there is room`() {
        database.write { it.putSetting("before", "1") }
        val mend = database.isFull()
        database.write { it.putSetting(KEY, LONG) }
        database.write { it.putSetting("before", "2") }
        assertEquals(LONG, database.setting(KEY))
        assertEquals("2", database.setting("before"))
        assertTrue(database.isInMemory)
        assertEquals(listOf(true), told)
        pass(MINUTE_MS)
        database.write { it.putSetting("more", LONG) }
        assertTrue("it is still full", database.isInMemory)
        mend()
        pass(MINUTE_MS - 1)
        database.write { it.putSetting("more", "still") }
        assertTrue("asked once in a while", database.isInMemory)
        pass(1)
        database.write { it.putSetting("last", "1") }
        assertFalse(database.isInMemory)
        assertEquals(listOf(true, false), told)
        database.close()
        val next = Database(context)
        assertEquals(listOf(LONG, "2", "still", "1"), listOf(KEY, "before", "more", "last").map(next::setting))
    }

    @Test
    fun `what was in memory is lost with the process, and what was in the file is not`() {
        database.write { it.putSetting("before", "1") }
        database.isFull()
        database.write { it.putSetting("before", LONG) }
        database.close()
        assertEquals("1", Database(context).setting("before"))
    }

    @Test
    fun `a transaction is whole there too, and so is one within another`() {
        database.isFull()
        database.write { it.putSetting(KEY, LONG) }
        assertThrows(IllegalStateException::class.java) {
            database.write { sql ->
                sql.putSetting(KEY, "torn")
                database.write { it.putSetting("inner", "torn") }
                error("broken off")
            }
        }
        assertEquals(LONG, database.setting(KEY))
        assertNull(database.setting("inner"))
    }

    @Test
    fun `no number is given twice`() {
        val numbers = (1..3).map { message() }
        database.write { it.delete("message", "id = ?", arrayOf("${numbers.last()}")) }
        val mend = database.isFull()
        database.write { it.putSetting(KEY, LONG) }
        val inMemory = message()
        database.write { it.delete("message", "id = ?", arrayOf("$inMemory")) }
        mend()
        pass(MINUTE_MS)
        val after = message()
        assertFalse(database.isInMemory)
        assertEquals(listOf(numbers.last() + 1, numbers.last() + 2), listOf(inMemory, after))
    }

    @Test
    fun `one that cannot be opened is stood in for`() {
        val folder = checkNotNull(context.getDatabasePath("kinguard.db").parentFile)
        folder.deleteRecursively()
        folder.writeText("no folder")
        database.write { it.putSetting(KEY, LONG) }
        assertEquals(LONG, database.setting(KEY))
        assertTrue(database.isInMemory)
        assertEquals(listOf(true), told)
        database.close()
        folder.delete()
        assertNull(Database(context).setting(KEY))
    }

    @Test
    fun `where not even memory takes it, it is refused and nothing is torn`() {
        database.readOnly(true)
        assertNull(unlessRefused { database.write { it.putSetting(KEY, LONG) } })
        assertFalse(database.isInMemory)
        database.readOnly(false)
        database.write { it.putSetting(KEY, LONG) }
        assertEquals(emptyList<Boolean>(), told)
    }

    @Test
    fun `a history that is full is told so, as ever`() {
        database.isFull()
        database.write { it.putSetting(KEY, LONG) }
        assertThrows(SQLiteFullException::class.java) {
            database.write { it.execSQL("INSERT INTO entry (at, payload) VALUES (1, ?)", arrayOf(LONG)) }
        }
        assertEquals(LONG, database.setting(KEY))
    }

    private fun message(): Long = database.write { sql ->
        val row = ContentValues()
        row.put("kind", "DANGER")
        row.put("at", 1)
        row.put("payload", "{}")
        sql.insertOrThrow("message", null, row)
    }

    private fun pass(ms: Long) = ShadowSystemClock.advanceBy(Duration.ofMillis(ms))

    private companion object {
        const val KEY = "key"
        const val MINUTE_MS = 60_000L

        /** Longer than the free space of a page. */
        val LONG = "x".repeat(20_000)
    }
}
