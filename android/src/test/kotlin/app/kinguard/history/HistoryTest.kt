package app.kinguard.history

import android.content.Context
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.guard.readOnly
import app.kinguard.guard.unreadable
import app.kinguard.store.Database
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class HistoryTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val posted = ArrayDeque<() -> Unit>()
    private val database = Database(
        context,
        rescue = unreadable { history.noted(5, Entry.Failed(Trouble.DATABASE_UNREADABLE)) },
    )
    private val journal = Journal(database) { "CN" }
    private val history: History = History(journal, posted::addLast) { place -> listOf("女儿小芳")[place] }

    @After
    fun close() = database.close()

    @Test
    fun `what one turn of the guard tells is written in one go, after it`() {
        history.heard(2, 1, Event.AppOpened("com.icbc"))
        history.heard(2, 2, Event.CallEnded)
        history.noted(2, RED)
        assertEquals(1, posted.size)
        assertEquals("not while the guard works", emptyList<TimedEntry>(), journal.entries())
        turn()
        assertEquals(listOf(TimedEntry(2, RED)), journal.entries())
        assertEquals(listOf(1L to 2L, 2L to 2L), journal.events(0, 9).map { it.atMs to it.seenMs })
    }

    @Test
    fun `who answered is kept by the name they had`() {
        history.heard(1, 1, Event.FamilyAnswered(0u, FamilyAnswer.CALLING))
        history.heard(2, 2, Event.FamilyAnswered(3u, FamilyAnswer.FINE))
        turn()
        assertEquals(listOf("女儿小芳", null), journal.events(0, 9).map { it.who })
    }

    @Test
    fun `a full phone loses nothing, and says so once it can`() {
        history.noted(1, RED)
        turn()
        database.readOnly(true)
        repeat(20) {
            history.heard(2L + it, 2L + it, Event.AppOpened("app.$it"))
            history.noted(2L + it, AMBER)
            turn()
        }
        assertTrue(history.isBehind)
        assertEquals(1, journal.entries().size)
        database.readOnly(false)
        history.noted(HOUR_MS, Entry.Cleared)
        turn()
        assertFalse(history.isBehind)
        assertEquals(20, journal.events(0, HOUR_MS).size)
        val entries = journal.entries().map { it.entry }
        assertEquals(20, entries.count { it == AMBER })
        assertEquals(1, entries.count { it == Entry.Failed(Trouble.NOT_STORED) })
        assertEquals(Entry.Cleared, entries.last())
    }

    @Test
    fun `a disk without a page left is such a full phone`() {
        history.noted(1, RED)
        turn()
        mostPages(1)
        history.heard(2, 2, Event.AppOpened("x".repeat(20_000)))
        turn()
        assertTrue(history.isBehind)
        mostPages(1_000_000)
        history.tidy(3)
        assertEquals(1, journal.events(0, 9).size)
    }

    @Test
    fun `a phone that stays full costs no more memory than is held for it`() {
        journal.entries()
        database.readOnly(true)
        repeat(5_000) { history.heard(it.toLong(), it.toLong(), Event.AppOpened("app.$it")) }
        turn()
        database.readOnly(false)
        history.tidy(6_000)
        assertEquals(2_000, journal.events(0, 5_000).size)
        assertEquals("the latest are held", 4_999L, journal.events(0, 5_000).last().seenMs)
    }

    @Test
    fun `a file that is damaged while it is in use lies aside, and what comes next is kept`() {
        history.noted(1, RED)
        turn()
        context.getDatabasePath("kinguard.db").let { file ->
            file.resolveSibling("kinguard.db-wal").delete()
            file.writeBytes(ByteArray(200_000) { 7 })
        }
        history.noted(9, AMBER)
        turn()
        turn()
        val entries = journal.entries().map { it.entry }
        assertTrue("$entries", AMBER in entries)
        assertTrue("$entries", Entry.Failed(Trouble.DATABASE_UNREADABLE) in entries)
        val folder = checkNotNull(context.getDatabasePath("kinguard.db").parentFile)
        assertEquals(1, folder.list().orEmpty().count { "unreadable" in it })
    }

    @Test
    fun `the same trouble is noted once an hour`() {
        repeat(100) { history.noted(it * MINUTE_MS, Entry.Failed(Trouble.SIGNAL_FAILED)) }
        turn()
        assertEquals(listOf(0L, 60 * MINUTE_MS), journal.entries().map { it.atMs })
    }

    @Test
    fun `what cannot be written at all holds up nothing`() {
        val broken = History(Journal(database) { error("no home") }, posted::addLast) { null }
        broken.heard(1, 1, rings(1, "13912345678").event)
        turn()
        broken.noted(2, RED)
        turn()
        assertEquals(listOf(TimedEntry(2, RED)), journal.entries())
    }

    private fun mostPages(count: Int) = database.read { sql ->
        sql.rawQuery("PRAGMA max_page_count = $count", null).use { it.moveToFirst() }
    }

    private fun turn() {
        repeat(posted.size) { posted.removeFirst()() }
    }
}
