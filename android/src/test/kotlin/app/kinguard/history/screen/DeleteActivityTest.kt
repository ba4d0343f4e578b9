package app.kinguard.history.screen

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.guard.readOnly
import app.kinguard.history.Entry
import app.kinguard.page.Passage
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
        phone.history.noted(phone.world.now, Entry.Told(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL))
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
        assertEquals(sent, phone.process.family.deliveries())
        assertNotEquals(0, sent.size)
    }

    @Test
    fun `everything, after a question`() {
        briefHappens()
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
    fun `the family's PIN stands before it`() {
        briefHappens()
        phone.passage = Passage.PIN
        open(DeleteActivity.of(host, incident.id))
        assertNull(touchable("删除，不能恢复"))
        assertSays("请先输入家人密码")
        tap("输入密码")
        assertEquals("app.kinguard.PIN", opened()?.action)
    }

    @Test
    fun `not in danger, be it that the danger begins with the touch`() {
        briefHappens()
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

    private companion object {
        const val DAY_MS = 24 * 3_600_000L
    }
}
