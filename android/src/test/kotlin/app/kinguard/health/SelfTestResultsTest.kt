package app.kinguard.health

import app.kinguard.AndroidRunner
import app.kinguard.guard.readOnly
import app.kinguard.health.CheckResult.News
import app.kinguard.health.Finding.Reason
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** A fault that lasts a day is reported once, and so is its end. */
@RunWith(AndroidRunner::class)
class SelfTestResultsTest {
    private val database = Database(RuntimeEnvironment.getApplication())
    private val told = mutableListOf<Pair<News, Set<CheckId>>>()
    private var results = SelfTestResults(database)
    private val broken = Finding.Fault(Reason.NOT_HEARD)

    @Test
    fun `a day of failing is a day, to the millisecond`() {
        find(broken, at = 5)
        find(broken, at = 5 + CheckResult.TOLD_AFTER_MS - 1)
        assertEquals(emptyList<Any>(), told)
        find(broken, at = 5 + CheckResult.TOLD_AFTER_MS)
        assertEquals(listOf(News.BROKEN to setOf(CheckId.DISPLAYS)), told)
        find(broken, at = 5 + CheckResult.TOLD_AFTER_MS + 1)
        assertEquals("never twice", 1, told.size)
    }

    @Test
    fun `what works in between begins anew`() {
        find(broken, at = 0)
        find(Finding.Fine, at = CheckResult.TOLD_AFTER_MS - 1)
        find(broken, at = CheckResult.TOLD_AFTER_MS)
        find(broken, at = 2 * CheckResult.TOLD_AFTER_MS - 1)
        assertEquals(emptyList<Any>(), told)
        assertEquals(CheckResult.TOLD_AFTER_MS, results.all()[CheckId.DISPLAYS]?.sinceMs)
    }

    @Test
    fun `it is told once in whichever process, and so is that it works again`() {
        repeat(5) { day -> find(broken, at = day * CheckResult.TOLD_AFTER_MS) }
        assertEquals(listOf(News.BROKEN to setOf(CheckId.DISPLAYS)), told)
        repeat(3) { day -> find(Finding.Fine, at = (5 + day) * CheckResult.TOLD_AFTER_MS) }
        assertEquals(News.MENDED to setOf(CheckId.DISPLAYS), told.last())
        assertEquals(2, told.size)
        repeat(2) { day -> find(broken, at = (8 + day) * CheckResult.TOLD_AFTER_MS) }
        assertEquals("the next fault is a new one", 3, told.size)
    }

    @Test
    fun `the process that dies while telling has told nothing`() {
        find(broken, at = 0)
        val death = IllegalStateException("died")
        assertThrows(IllegalStateException::class.java) {
            results.keep(mapOf(CheckId.DISPLAYS to broken), CheckResult.TOLD_AFTER_MS) { _, _ -> throw death }
        }
        assertEquals(false, SelfTestResults(database).all()[CheckId.DISPLAYS]?.told)
        find(broken, at = CheckResult.TOLD_AFTER_MS)
        assertEquals(1, told.size)
    }

    @Test
    fun `a permission that is gone is told by the guard, not a second time by its test`() {
        repeat(4) { day -> find(Finding.Fault(Reason.NOT_GRANTED), at = day * CheckResult.TOLD_AFTER_MS) }
        find(Finding.Fine, at = 5 * CheckResult.TOLD_AFTER_MS)
        assertEquals(emptyList<Any>(), told)
    }

    @Test
    fun `what no longer applies ends in silence`() {
        repeat(2) { day -> find(broken, at = day * CheckResult.TOLD_AFTER_MS) }
        find(Finding.NotApplicable, at = 2 * CheckResult.TOLD_AFTER_MS)
        find(Finding.Fine, at = 3 * CheckResult.TOLD_AFTER_MS)
        assertEquals(1, told.size)
    }

    @Test
    fun `what this phone does not show is kept, is never told, and mends what was told`() {
        for (limit in Finding.Limit.entries) {
            repeat(3) { day -> find(Finding.Limited(limit), at = day * CheckResult.TOLD_AFTER_MS) }
            val kept = SelfTestResults(database).all()[CheckId.DISPLAYS]
            assertEquals(Finding.Limited(limit), kept?.finding)
            assertEquals(null, kept?.sinceMs)
            assertEquals("it worked", 2 * CheckResult.TOLD_AFTER_MS, kept?.fineMs)
        }
        assertEquals(emptyList<Any>(), told)
        repeat(2) { day -> find(broken, at = (3 + day) * CheckResult.TOLD_AFTER_MS) }
        find(Finding.Limited(Finding.Limit.PRIVATE_NOT_TOLD), at = 5 * CheckResult.TOLD_AFTER_MS)
        assertEquals(listOf(News.BROKEN, News.MENDED), told.map { it.first })
    }

    @Test
    fun `several that fall due together are told together`() {
        val all = mapOf(CheckId.PUSH to Finding.Fault(Reason.UNREACHABLE), CheckId.ENGINE to broken)
        results.keep(all, 0, ::tell)
        assertTrue(results.keep(all, CheckResult.TOLD_AFTER_MS, ::tell))
        assertEquals(listOf(News.BROKEN to setOf(CheckId.PUSH, CheckId.ENGINE)), told)
    }

    @Test
    fun `a full phone is known of for as long as the process lives, and nobody counts as told`() {
        find(broken, at = 0)
        database.readOnly(true)
        val full = mapOf(CheckId.DATABASE to Finding.Fault(Reason.NOT_STORED), CheckId.DISPLAYS to broken)
        assertFalse(results.keep(full, CheckResult.TOLD_AFTER_MS, ::tell))
        assertEquals(Finding.Fault(Reason.NOT_STORED), results.all()[CheckId.DATABASE]?.finding)
        assertEquals(false, results.all()[CheckId.DISPLAYS]?.told)
        database.readOnly(false)
        told.clear()
        results.keep(full, CheckResult.TOLD_AFTER_MS + 1, ::tell)
        assertEquals(listOf(News.BROKEN to setOf(CheckId.DISPLAYS)), told)
    }

    /** Runs each time in a new process. */
    private fun find(finding: Finding, at: Long) {
        results = SelfTestResults(database)
        results.keep(mapOf(CheckId.DISPLAYS to finding), at, ::tell)
    }

    private fun tell(news: News, checks: Set<CheckId>) {
        told += news to checks
    }
}
