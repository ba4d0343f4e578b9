package app.kinguard.history

import app.kinguard.AndroidRunner
import app.kinguard.core.Choice
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.InstallSource
import app.kinguard.core.Level
import app.kinguard.core.Origin
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class FraudStepTest {
    @Test
    fun `the case of the brief takes all five steps`() {
        val steps = steps(
            call(FROM - 20 * MINUTE_MS),
            listOf(
                event(FROM, installed("com.yhtx.meet")),
                event(FROM + 1, Event.PrivateDisplayAdded(3)),
                event(FROM + 2, Event.AppOpened(ICBC)),
            ),
            entries = listOf(RED, Entry.Answered(Choice.MONEY_SENT)),
        )
        assertEquals(FraudStep.entries, steps.keys.toList())
        assertEquals(FROM - 20 * MINUTE_MS, steps[FraudStep.CALL])
    }

    @Test
    fun `a call counts from an hour before on, if it was answered`() {
        val eve = FROM - HOUR_MS
        assertEquals(null, steps(call(eve - 1))[FraudStep.CALL])
        assertEquals(eve, steps(call(eve))[FraudStep.CALL])
        assertEquals(eve + 1, steps(call(eve + 1))[FraudStep.CALL])
        assertEquals(null, steps(call(eve).filterNot { it.event is Event.CallAnswered })[FraudStep.CALL])
        assertEquals("the first of several", eve, steps(call(eve), call(FROM - MINUTE_MS))[FraudStep.CALL])
    }

    @Test
    fun `what happened long before counts only if a warning names it`() {
        val long = FROM - 20 * HOUR_MS
        assertEquals(emptyMap<FraudStep, Long>(), steps(call(long), listOf(event(long + 9, installed("a.b")))))
        val reasons = listOf(
            Reason.StrangerCall(Direction.INCOMING, Origin.DOMESTIC, null, false, 9),
            Reason.Installed("a.b", InstallSource.SIDELOAD, 9),
        )
        val warned = Entry.Warned(Level.RED, RuleId.INSTALL_AFTER_CALL, reasons)
        val steps =
            steps(call(long - 9), call(long), listOf(event(long + 9, installed("a.b"))), entries = listOf(warned))
        assertEquals("the last call", mapOf(FraudStep.CALL to long, FraudStep.INSTALL to long + 9), steps)
    }

    @Test
    fun `a call with somebody known is none, unless the number is forged`() {
        fun taken(contact: Boolean?, verified: Boolean?, family: Boolean = false): Boolean {
            val started = Event.CallStarted(Direction.INCOMING, "13912345678", contact, null, family, verified)
            return FraudStep.CALL in steps(call(FROM, started))
        }
        assertEquals(listOf(true, true, false), listOf(null, false, true).map { taken(it, null) })
        assertEquals(listOf(true, false), listOf(false, true).map { taken(true, it) })
        assertEquals(listOf(true, false, false), listOf(false, true, null).map { taken(false, it, family = true) })
    }

    @Test
    fun `a bank counts once something happened, and an update or the phone's own recorder never`() {
        val opened = { atMs: Long -> listOf(event(atMs, Event.AppOpened(ICBC))) }
        val display = listOf(event(FROM - MINUTE_MS, Event.PublicDisplayAdded(1)))
        assertEquals(null, steps(opened(FROM - MINUTE_MS - 1), display)[FraudStep.BANK])
        assertEquals(FROM - MINUTE_MS, steps(opened(FROM - MINUTE_MS), display)[FraudStep.BANK])
        assertEquals(null, steps(opened(FROM - 1))[FraudStep.BANK])
        assertEquals(FROM, steps(opened(FROM))[FraudStep.BANK])
        val quiet = listOf(
            event(FROM, Event.AppInstalled("a.b", null, InstallSource.STORE, true)),
            event(FROM, Event.CaptureServiceStarted("a.b", preinstalled = true)),
            event(FROM, Event.ScreenRecorded(false)),
            event(FROM, Event.AppOpened("org.example.clinic")),
        )
        assertEquals(emptyMap<FraudStep, Long>(), steps(quiet))
    }

    @Test
    fun `money is gone when the owner says so, to the warning or to the family`() {
        val told = Entry.Told(FamilyMessage.MONEY_SENT, RuleId.BANK_DURING_SHARE)
        for (entry in listOf(told, Entry.Answered(Choice.MONEY_SENT))) {
            assertEquals(mapOf(FraudStep.TRANSFER to FROM + 1), steps(entries = listOf(RED, entry)))
        }
        assertEquals(emptyMap<FraudStep, Long>(), steps(entries = listOf(RED, STOPPED)))
    }

    private fun steps(vararg heard: List<RecordedEvent>, entries: List<Entry> = listOf(RED)): Map<FraudStep, Long> {
        val timed = entries.mapIndexed { at, entry -> TimedEntry(FROM + at, entry) }
        return FraudStep.of(Incident(timed), heard.toList().flatten().sortedBy { it.atMs })
    }

    private fun call(atMs: Long, started: Event.CallStarted = STRANGER) = listOf(
        event(atMs, started),
        event(atMs, Event.CallAnswered),
        event(atMs, Event.CallEnded),
    )

    private fun installed(name: String) = Event.AppInstalled(name, null, InstallSource.SIDELOAD, false)

    private fun event(atMs: Long, event: Event) = RecordedEvent(atMs, atMs, event)

    private companion object {
        const val FROM = 100 * HOUR_MS
        const val ICBC = "com.icbc"
        val STRANGER = Event.CallStarted(Direction.INCOMING, "+85251234567", false, null)
    }
}
