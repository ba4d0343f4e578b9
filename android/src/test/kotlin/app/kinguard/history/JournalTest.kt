package app.kinguard.history

import android.content.Context
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.store.Database
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class JournalTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val database = Database(context)
    private val journal = Journal(database) { "CN" }
    private val file = context.getDatabasePath("kinguard.db")

    @After
    fun close() = database.close()

    @Test
    fun `no caller's number comes into the file, and the next process knows the caller again`() {
        journal.keep(emptyList(), listOf(rings(1, "+85251234567"), rings(2, "13912348888"), rings(3, "95588")))
        database.close()
        val written = file.readBytes().toString(Charsets.ISO_8859_1)
        assertTrue("+85200000001" in written)
        assertFalse("1234567" in written)
        assertFalse("12348888" in written)
        val next = Journal(database) { "CN" }
        next.keep(emptyList(), listOf(rings(4, "0085251234567"), rings(5, "13700000000")))
        val numbers = next.events(0, 9).map { (it.event as Event.CallStarted).number }
        assertEquals(listOf("+85200000001", "13900000002", "95588", "0085200000001", "13700000003"), numbers)
    }

    @Test
    fun `a name of three megabytes loses nothing of the history`() {
        val label = "安全会议".repeat(750_000)
        val install = Event.AppInstalled("com.fraud", label, InstallSource.UNKNOWN, false, null, null)
        val display = Event.PublicDisplayAdded(3, "\u202E" + "x".repeat(3_000_000))
        journal.keep(
            emptyList(),
            listOf(opened(1), RecordedEvent(2, 2, install), RecordedEvent(3, 3, display), opened(4, "the.next")),
        )
        val kept = journal.events(0, 9)
        assertEquals(listOf(1L, 2L, 3L, 4L), kept.map { it.seenMs })
        assertEquals("安全会议".repeat(50), (kept[1].event as Event.AppInstalled).label)
        assertEquals("x".repeat(200), (kept[2].event as Event.PublicDisplayAdded).name)
        assertEquals(listOf(2L), journal.installs(0, 9).map { it.seenMs })
        journal.keep(emptyList(), listOf(rings(5, "sip:" + "7".repeat(3_000_000) + "@x")))
        assertEquals(listOf(1L, 2L, 3L, 4L, 5L), journal.events(0, 9).map { it.seenMs })
    }

    @Test
    fun `an ordinary week is kept, what led to an incident for ninety days`() {
        val day = 100 * DAY_MS
        journal.keep(
            listOf(TimedEntry(day, RED), TimedEntry(day + HOUR_MS, Entry.Cleared)),
            listOf(-4L, -3L, -2L).map { opened(day + it * DAY_MS) } + opened(day + HOUR_MS) + opened(day + DAY_MS),
        )
        journal.forget(day + 4 * DAY_MS)
        assertEquals("while it may yet matter", 4, events().size)
        journal.forget(day + 30 * DAY_MS)
        assertEquals(listOf(-3 * DAY_MS, -2 * DAY_MS, HOUR_MS), events().map { it.seenMs - day })
        journal.forget(day + 87 * DAY_MS + 1)
        assertEquals(listOf(-2 * DAY_MS, HOUR_MS), events().map { it.seenMs - day })
        assertEquals(1, journal.incidents().size)
        journal.forget(day + 90 * DAY_MS + HOUR_MS + 1)
        assertEquals(emptyList<RecordedEvent>(), events())
        assertEquals(emptyList<TimedEntry>(), journal.entries())
    }

    @Test
    fun `a phone that goes mad does not push out what an incident rests on`() {
        val atMs = 10 * DAY_MS
        journal.keep(
            listOf(TimedEntry(atMs, RED), TimedEntry(atMs, Entry.Cleared)),
            listOf(opened(atMs - 1, "the.one")),
        )
        journal.keep(emptyList(), List(Journal.MOST_ORDINARY + 500) { opened(atMs + 1 + it) })
        journal.forget(atMs + HOUR_MS)
        assertEquals(Journal.MOST_ORDINARY + 1, events().size)
        assertEquals(opened(atMs - 1, "the.one"), events().first())
        journal.keep(
            List(Journal.MOST_ENTRIES + 5) {
                TimedEntry(atMs + it, Entry.Failed(Trouble.SIGNAL_FAILED))
            },
            emptyList(),
        )
        journal.forget(atMs + HOUR_MS)
        assertEquals(Journal.MOST_ENTRIES, journal.entries().size)
    }

    @Test
    fun `one incident is deleted without the others`() {
        val first = 10 * DAY_MS
        val second = first + DAY_MS
        val fault = TimedEntry(first, Entry.Failed(Trouble.NOT_CARRIED_OUT))
        journal.keep(
            listOf(
                TimedEntry(first, AMBER),
                fault,
                TimedEntry(first + 1, Entry.Cleared),
                TimedEntry(second, RED),
                TimedEntry(second, Entry.Cleared),
            ),
            listOf(
                opened(first - 2 * DAY_MS - HOUR_MS),
                opened(first - HOUR_MS),
                opened(second - 1),
                opened(second + 9),
            ),
        )
        val (one, other) = journal.incidents()
        journal.delete(one)
        assertEquals(listOf(other), journal.incidents())
        assertTrue(fault in journal.entries())
        assertEquals(
            "events of the other incident stay",
            listOf(first - HOUR_MS, second - 1, second + 9),
            events().map {
                it.seenMs
            },
        )
        journal.deleteAll()
        assertEquals(emptyList<TimedEntry>(), journal.entries())
        assertEquals(emptyList<RecordedEvent>(), events())
    }

    @Test
    fun `what it costs is measured`() {
        journal.keep(emptyList(), listOf(rings(1, "13912345678")))
        val day = day()
        database.read { sql -> sql.rawQuery("PRAGMA wal_checkpoint(TRUNCATE)", null).use { it.moveToFirst() } }
        val before = pages()
        val began = System.nanoTime()
        repeat(DAYS) { number ->
            day.forEach {
                journal.keep(
                    emptyList(),
                    listOf(
                        it.copy(
                            seenMs =
                            it.seenMs + number * DAY_MS,
                        ),
                    ),
                )
            }
        }
        val micros = (System.nanoTime() - began) / 1_000 / (DAYS * day.size)
        val bytes = (pages() - before) / (DAYS * day.size)
        println(
            "measured: history $micros us and $bytes bytes an event, ${day.size} events and ${bytes * day.size} bytes a day",
        )
        assertTrue("$bytes bytes", bytes in 30..300)
        assertTrue("$micros us", micros < 20_000)
    }

    private fun pages(): Long = database.read { sql ->
        val count = sql.rawQuery("PRAGMA page_count", null).use { it.moveToFirst().let { _ -> it.getLong(0) } }
        count * sql.pageSize
    }

    /** An ordinary day: eight calls, and the phone picked up a hundred times. */
    private fun day(): List<RecordedEvent> {
        val calls =
            List(8) {
                listOf(rings(it * HOUR_MS, "1391234567$it"), RecordedEvent(it * HOUR_MS, it * HOUR_MS, Event.CallEnded))
            }
        val looks = List(100) { look ->
            val at = look * 10 * MINUTE_MS
            val turned = listOf(true, false).map { RecordedEvent(at, at, Event.ScreenTurned(it)) }
            turned + List(3) { opened(at, APPS[(look + it) % APPS.size]) }
        }
        return (calls + looks).flatten()
    }

    private fun events() = journal.events(0, Long.MAX_VALUE)

    private companion object {
        const val DAYS = 3
        val APPS = listOf("com.tencent.mm", "com.ss.android.ugc.aweme", "com.huawei.browser", "com.android.mms")
    }
}
