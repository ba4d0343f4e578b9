package app.kinguard.history

import app.kinguard.AndroidRunner
import app.kinguard.core.Choice
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Help
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.history.Incident.Outcome
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class IncidentTest {
    @Test
    fun `from the first word to the last`() {
        val one = incidents(
            1 to AMBER,
            1 to EARLY,
            5 to RED,
            5 to DANGER,
            6 to STOPPED,
            16 to Entry.Cleared,
            16 to ENDED,
        )
        assertEquals(listOf(7), one.map { it.entries.size })
        assertEquals(MINUTE_MS..16 * MINUTE_MS, one.single().let { it.fromMs..it.untilMs })
        assertEquals(Level.RED, one.single().level)
        assertTrue(one.single().isOver(16 * MINUTE_MS))
    }

    @Test
    fun `what begins after the end is another, however soon`() {
        assertEquals(2, incidents(1 to RED, 2 to Entry.Cleared, 2 to ENDED, 3 to AMBER).size)
        assertEquals(2, incidents(1 to EARLY, 2 to ENDED, 3 to EARLY).size)
    }

    @Test
    fun `what carries the id of one belongs to it, however long that took, and nothing of another does`() {
        val red = Entry.Warned(Level.RED, RuleId.BANK_DURING_SHARE, emptyList(), incident = 7)
        val told = Entry.Told(FamilyMessage.DANGER, RuleId.BANK_DURING_SHARE, incident = 7)
        val next = red.copy(incident = 8)
        val quiet = (Incident.QUIET_MS / MINUTE_MS).toInt()
        assertEquals(listOf(2, 1), incidents(1 to red, 2 * quiet to told, 2 * quiet to next).map { it.entries.size })
        assertEquals(listOf(2, 1), incidents(1 to red, 2 to STOPPED, 3 to next).map { it.entries.size })
        assertEquals("told late", listOf(2, 1), incidents(1 to red, 2 to next, 3 to told).map { it.entries.size })
    }

    @Test
    fun `help asked for after the end belongs to it for an hour`() {
        val late = Entry.Helped("小红", Help.SAY, false)
        fun entries(minute: Int) = incidents(1 to RED, 2 to Entry.Cleared, minute to late).map { it.entries.size }
        assertEquals(listOf(3), entries(61))
        assertEquals(listOf(2), entries(62))
        assertEquals("on its own it is no danger", emptyList<Any>(), incidents(1 to late))
        val given = late.copy(incident = 7)
        val red = Entry.Warned(Level.RED, RuleId.BANK_DURING_SHARE, emptyList(), incident = 7)
        assertEquals(listOf(2), incidents(1 to red, 500 to given).map { it.entries.size })
    }

    @Test
    fun `long quiet ends one of which nothing more was heard`() {
        val quiet = (Incident.QUIET_MS / MINUTE_MS).toInt()
        assertEquals(1, incidents(1 to EARLY, quiet to RED).size)
        assertEquals(2, incidents(1 to EARLY, quiet + 1 to RED).size)
        val told = incidents(1 to EARLY).single()
        assertFalse(told.isOver(Incident.QUIET_MS))
        assertTrue(told.isOver(Incident.QUIET_MS + MINUTE_MS))
    }

    @Test
    fun `what is answered or found out after the end still belongs to it`() {
        val sent = Entry.Answered(Choice.MONEY_SENT)
        val told = Entry.Told(FamilyMessage.MONEY_SENT, RuleId.BANK_DURING_SHARE)
        val one = incidents(1 to RED, 2 to Entry.Cleared, 3_000 to sent, 3_000 to told).single()
        assertEquals(Outcome.MONEY_SENT, one.outcome)
        assertTrue(one.isOver(3_001 * MINUTE_MS))
    }

    @Test
    fun `faults and lost permissions are no incident`() {
        val lost = Entry.Told(FamilyMessage.PROTECTION, RuleId.PROTECTION_CHANGED)
        assertEquals(0, incidents(1 to lost, 2 to Entry.Failed(Trouble.NOT_STORED), 3 to STOPPED).size)
        assertEquals(1, incidents(1 to RED, 2 to lost, 3 to Entry.Cleared).single().entries.count { it.entry == RED })
    }

    @Test
    fun `the last answer counts, but leaving is none`() {
        fun outcome(vararg choices: Choice) =
            incidents(1 to RED, *choices.map { 2 to Entry.Answered(it) }.toTypedArray()).single().outcome
        assertEquals(Outcome.UNANSWERED, outcome())
        assertEquals(Outcome.UNANSWERED, outcome(Choice.LEFT))
        assertEquals(Outcome.STOPPED, outcome(Choice.CONTINUE, Choice.STOP, Choice.LEFT))
        assertEquals(Outcome.WENT_ON, outcome(Choice.STOP, Choice.CONTINUE))
        assertEquals(Outcome.CALLED, outcome(Choice.CALL_FAMILY))
        assertEquals(Outcome.MONEY_SENT, outcome(Choice.MONEY_SENT, Choice.STOP))
        val told = incidents(1 to EARLY).single()
        assertEquals(Outcome.FAMILY_ONLY, told.outcome)
        assertNull(told.level)
    }

    private fun incidents(vararg entries: Pair<Int, Entry>): List<Incident> =
        Incident.of(entries.map { (minute, entry) -> TimedEntry(minute * MINUTE_MS, entry) })
}
