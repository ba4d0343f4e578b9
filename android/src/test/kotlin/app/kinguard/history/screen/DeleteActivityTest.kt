package app.kinguard.history.screen

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.MessageKind
import app.kinguard.guard.readOnly
import app.kinguard.history.Entry
import app.kinguard.history.Journal
import app.kinguard.page.PageAccess
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class DeleteActivityTest : HistoryTestBase() {
    @Test
    fun `one, after a question, and what the family was sent stays`() {
        briefHappens()
        phone.process.pass(10 * DAY_MS)
        phone.history.noted(phone.device.now, Entry.Told(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL))
        val (first, second) = phone.journal.incidents()
        val sent = phone.process.family.deliveries()
        open(IncidentActivity.of(host, first.id))
        tap("删除这件事")
        open(checkNotNull(opened()))
        assertSays("删除这件事？", "删了就找不回来", "他们那里还在")
        turn()
        tap("不删除")
        assertFinished()
        assertEquals(2, phone.journal.incidents().size)
        open(DeleteActivity.of(host, first.id))
        tap("删除，不能恢复")
        assertFinished()
        assertEquals(listOf(second), phone.journal.incidents())
        assertEquals(0, phone.kept().second.size)
        val (told, before) = phone.process.family.deliveries().partition {
            it.message.kind == MessageKind.HISTORY_DELETED
        }
        assertEquals(sent, before)
        assertNotEquals(0, sent.size)
        assertEquals("all of the family are told", setOf("女儿小芳", "儿子小明"), told.map { it.contact.name }.toSet())
    }

    @Test
    fun `everything, after a question`() {
        briefHappens()
        phone.process.pass(DAY_MS)
        open(HistoryActivity.intent(host))
        tap("全部删除")
        open(checkNotNull(opened()))
        assertSays("删除所有记录？")
        tap("删除，不能恢复")
        assertEquals(emptyList<Any>() to emptyList<Any>(), phone.kept())
        open(HistoryActivity.intent(host))
        assertSays("目前没有")
    }

    @Test
    fun `it is the person's own, no PIN of the family's stands before it`() {
        briefHappens()
        phone.process.pass(DAY_MS)
        phone.passage = PageAccess.PIN
        open(DeleteActivity.of(host, incident.id))
        tap("删除，不能恢复")
        assertFinished()
        assertTrue(phone.journal.incidents().isEmpty())
    }

    @Test
    fun `what a red warning rests on stays for a day after the last word on it`() {
        briefHappens()
        val untilMs = incident.untilMs + Journal.RED_STAYS_MS
        open(DeleteActivity.ofAll(host))
        assertNull(touchable("删除，不能恢复"))
        assertSays("不久前有过红色警告", "以后才能删除")
        phone.device.ticks.to(untilMs - 1)
        assertFalse("whoever asks", phone.historyScreens.delete(null))
        assertEquals(1, phone.journal.incidents().size)
        assertEquals(emptyList<Any>(), told())
        phone.device.ticks.to(untilMs)
        assertTrue(phone.historyScreens.delete(null))
        assertEquals(emptyList<Any>(), phone.journal.incidents())
        assertEquals(2, told().size)
    }

    @Test
    fun `what came to no red warning can be deleted at once`() {
        phone.history.noted(phone.device.now, Entry.Told(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL))
        open(DeleteActivity.of(host, incident.id))
        tap("删除，不能恢复")
        assertFinished()
        assertTrue(phone.journal.incidents().isEmpty())
    }

    @Test
    fun `not in danger, be it that the danger begins with the touch`() {
        briefHappens()
        phone.process.pass(DAY_MS)
        open(DeleteActivity.ofAll(host))
        phone.locked = true
        tap("删除，不能恢复")
        assertSays("现在打不开")
        assertEquals(1, phone.journal.incidents().size)
        assertFalse(activity.isFinishing)
    }

    @Test
    fun `a full phone says that it could not`() {
        briefHappens()
        phone.process.pass(DAY_MS)
        open(DeleteActivity.ofAll(host))
        phone.process.database.readOnly(true)
        tap("删除，不能恢复")
        assertSays("没删成")
        phone.process.database.readOnly(false)
        assertEquals(1, phone.journal.incidents().size)
        tap("删除，不能恢复")
        assertFinished()
        assertTrue(phone.journal.incidents().isEmpty())
    }

    @Test
    fun `a full phone says that not everything is written down`() {
        open(HistoryActivity.intent(host))
        assertSilent("没能记下来")
        phone.process.database.readOnly(true)
        phone.history.noted(1, Entry.Told(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL))
        controller.pause().resume()
        assertSays("有的事没能记下来", "守护没有停")
        phone.process.database.readOnly(false)
        phone.history.tidy(2)
        controller.pause().resume()
        assertSilent("没能记下来")
        assertSays("跟陌生人通话很久")
    }

    private fun told() = phone.process.family.deliveries().filter { it.message.kind == MessageKind.HISTORY_DELETED }

    private companion object {
        const val DAY_MS = 24 * 3_600_000L
    }
}
