package app.kinguard.guard

import app.kinguard.AndroidRunner
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.Help
import app.kinguard.family.Contact
import app.kinguard.family.HelpRequest
import app.kinguard.family.HelpResult
import app.kinguard.family.Language
import app.kinguard.history.Entry
import app.kinguard.warning.FamilySentence
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** Tests what the family may do from afar: when, what comes of it, and that it is reported once. */
@RunWith(AndroidRunner::class)
class FamilyHelpTest {
    private val phone = GuardTestDevice(RuntimeEnvironment.getApplication())
    private val ports = phone.ports
    private val results = mutableListOf<HelpResult>()
    private val helped get() = ports.entries.filterIsInstance<Entry.Helped>()
    private lateinit var process: GuardProcess

    @Before
    fun begin() {
        phone.ticks.wall = 1_795_435_200_000L
        phone.ticks.to(10_000)
        ports.family = listOf("小明", "小红", "小兰").mapIndexed { id, name ->
            Contact(id.toLong(), name, "+861390000000$id", Language.MAINLAND, emptyList())
        }
        process = phone.process().start()
    }

    @Test
    fun `without a red danger nothing is done, and it is said why`() {
        ask(HelpRequest.EndCall)
        ask(HelpRequest.RingNext)
        ask(SENTENCE)
        assertEquals(List(3) { HelpResult.NO_DANGER }, results)
        assertEquals(listOf(false, false, false), helped.map { it.isDone })
        assertEquals(emptyList<String>(), phone.calls.called)
        assertEquals(0, phone.calls.hungUp)
        assertEquals(emptyList<Any>(), ports.shown)
    }

    @Test
    fun `what the parent has not agreed to does not even reach the core`() {
        isInDanger()
        Help.entries.forEach { help ->
            phone.allowed -= help
            ask(request(help))
            phone.allowed += help
        }
        assertEquals(List(3) { HelpResult.NOT_AGREED }, results)
        assertEquals(emptyList<Event>(), ports.heard.filterIsInstance<Event.FamilyHelp>())
        assertEquals("it stands with the danger", List(3) { incident() }, helped.map { it.incident })
    }

    @Test
    fun `somebody who does not count as family is refused`() {
        isInDanger()
        ask(SENTENCE, contact = 3)
        ask(SENTENCE, contact = -1)
        assertEquals(List(2) { HelpResult.FAILED }, results)
        assertNull(process.runner.standing?.said)
    }

    @Test
    fun `a sentence stands on the warning under the name on this phone, and the next replaces it`() {
        isInDanger()
        ask(SENTENCE)
        assertEquals(listOf(HelpResult.DONE), results)
        assertEquals(FamilySentence("小红", SENTENCE.sentence), ports.shown.last().said)
        ask(HelpRequest.Say("别转"), contact = 0)
        assertEquals(FamilySentence("小明", "别转"), ports.shown.last().said)
        assertEquals(
            listOf(
                Entry.Helped("小红", Help.SAY, true, SENTENCE.sentence, incident()),
                Entry.Helped("小明", Help.SAY, true, "别转", incident()),
            ),
            helped,
        )
    }

    @Test
    fun `signs that hide or turn words are left out`() {
        isInDanger()
        ask(HelpRequest.Say("快\u202e挂\n掉\u0000"))
        assertEquals("快挂 掉", ports.shown.last().said?.words)
        assertEquals("快挂 掉", helped.last().sentence)
    }

    @Test
    fun `a sentence outlives the process and goes with the danger`() {
        isInDanger()
        ask(SENTENCE)
        again()
        assertEquals(SENTENCE.sentence, ports.shown.last().said?.words)
        process.passTo(phone.ticks.elapsed + 3 * HOUR_MS)
        assertNull(process.runner.standing)
        isInDanger()
        assertNull(ports.shown.last().said)
    }

    @Test
    fun `who went on in spite of the warning sees it again with the sentence`() {
        isInDanger()
        process.runner.answered(app.kinguard.core.Choice.CONTINUE)
        val before = ports.shown.size
        ask(SENTENCE)
        assertEquals(before + 1, ports.shown.size)
        assertEquals(false, process.runner.standing?.answered)
    }

    @Test
    fun `a call is ended, and done means that it is over`() {
        isInCall()
        ask(HelpRequest.EndCall)
        assertEquals(1, phone.calls.hungUp)
        assertEquals("not yet", emptyList<HelpResult>(), results)
        process.happens(Event.CallEnded)
        assertEquals(listOf(HelpResult.DONE), results)
        process.passTo(phone.ticks.elapsed + HOUR_MS)
        assertEquals("once", listOf(HelpResult.DONE), results)
        assertEquals(listOf(Entry.Helped("小红", Help.END_CALL, true, null, incident)), helped)
    }

    @Test
    fun `a call that goes on is reported as such, to the millisecond`() {
        isInCall()
        val began = phone.ticks.elapsed
        ask(HelpRequest.EndCall)
        process.passTo(began + FamilyHelp.WITHIN_MS - 1)
        assertEquals(emptyList<HelpResult>(), results)
        process.passTo(began + FamilyHelp.WITHIN_MS)
        assertEquals(listOf(HelpResult.FAILED), results)
        process.passTo(began + FamilyHelp.WITHIN_MS + 1)
        process.happens(Event.CallEnded)
        assertEquals("once", listOf(HelpResult.FAILED), results)
    }

    @Test
    fun `a phone that refuses to end it says so at once`() {
        phone.calls.endsCalls = false
        isInCall()
        ask(HelpRequest.EndCall)
        assertEquals(listOf(HelpResult.FAILED), results)
        assertEquals(listOf(false), helped.map { it.isDone })
    }

    @Test
    fun `a good call and none at all are left alone`() {
        isInDanger()
        ask(HelpRequest.EndCall)
        talks("13800000001", known = true)
        ask(HelpRequest.EndCall)
        process.happens(Event.CallEnded)
        talks("95588", known = false)
        ask(HelpRequest.EndCall)
        process.happens(Event.CallEnded)
        process.happens(Event.CallStarted(Direction.OUTGOING, "22333000", false, "HK", hotline = true))
        process.happens(Event.CallAnswered)
        ask(HelpRequest.EndCall)
        assertEquals(
            listOf(HelpResult.NO_CALL) + List(3) { HelpResult.CALL_IS_GOOD },
            results,
        )
        assertEquals(0, phone.calls.hungUp)
    }

    @Test
    fun `whose call is unknown is not ended`() {
        isInDanger()
        process.happens(Event.CallStarted(Direction.INCOMING, null, null, null))
        process.happens(Event.CallAnswered)
        ask(HelpRequest.EndCall)
        assertEquals(listOf(HelpResult.FAILED), results)
        assertEquals(0, phone.calls.hungUp)
    }

    @Test
    fun `the next relative is rung, and done means that the phone calls`() {
        isInDanger()
        ask(HelpRequest.RingNext)
        assertEquals(listOf("+8613900000002"), phone.calls.called)
        assertEquals(emptyList<HelpResult>(), results)
        process.happens(Event.CallStarted(Direction.OUTGOING, "+8613900000002", true, null, family = true))
        assertEquals(listOf(HelpResult.DONE), results)
        assertEquals("its screen has the room", listOf("小兰"), ports.callings)
        process.happens(Event.CallAnswered)
        ask(HelpRequest.RingNext)
        assertEquals("they talk already", HelpResult.CALL_IS_GOOD, results.last())
        assertEquals(1, phone.calls.called.size)
    }

    @Test
    fun `after the last relative comes the first, and with one alone there is nobody`() {
        isInDanger()
        ask(HelpRequest.RingNext, contact = 2)
        assertEquals(listOf("+8613900000000"), phone.calls.called)
        process.passTo(phone.ticks.elapsed + FamilyHelp.WITHIN_MS)
        assertEquals("only the dialler opened", listOf(HelpResult.FAILED), results)
        assertEquals(emptyList<String>(), ports.callings)
        ports.family = ports.family.take(1)
        ask(HelpRequest.RingNext, contact = 0)
        assertEquals(HelpResult.FAILED, results.last())
        assertEquals(1, phone.calls.called.size)
    }

    @Test
    fun `a process that dies while it acts does nothing twice, and says that nobody knows`() {
        isInCall()
        phone.calls.dies = true
        assertThrows(ProcessDeath::class.java) { ask(HelpRequest.EndCall) }
        phone.calls.dies = false
        again()
        assertEquals("nobody is there to hear it", emptyList<HelpResult>(), results)
        assertEquals(listOf(Entry.Helped("小红", Help.END_CALL, null, null, incident)), helped)
        process.happens(Event.ScreenTurned(true))
        again()
        assertEquals("once", 1, helped.size)
        assertEquals(1, phone.calls.hungUp)
        assertEquals(emptyList<GuardStore.Row>(), process.store.unfinished())
    }

    @Test
    fun `one that dies before it knows what came of it says the same`() {
        isInCall()
        ask(HelpRequest.EndCall)
        assertEquals(1, process.store.unfinished().size)
        again()
        assertEquals(listOf<Boolean?>(null), helped.map { it.isDone })
        process.happens(Event.CallEnded)
        assertEquals(emptyList<HelpResult>(), results)
        ask(SENTENCE)
        assertEquals("numbers do not come back", listOf(HelpResult.DONE), results)
    }

    @Test
    fun `a full phone helps from memory, once`() {
        isInDanger()
        process.database.readOnly(true)
        ask(SENTENCE)
        assertEquals(listOf(HelpResult.DONE), results)
        assertEquals(SENTENCE.sentence, ports.shown.last().said?.words)
        process.database.readOnly(false)
        process.happens(Event.ScreenTurned(true))
        assertEquals(listOf(HelpResult.DONE), results)
    }

    @Test
    fun `several requests at once are each answered once`() {
        isInCall()
        repeat(3) { ask(HelpRequest.EndCall) }
        ask(SENTENCE)
        process.happens(Event.CallEnded)
        assertEquals(List(4) { HelpResult.DONE }, results)
        assertEquals(4, helped.size)
    }

    @Test
    fun `a request wakes a guard that does not run yet`() {
        isInDanger()
        process.end()
        process = phone.process()
        ask(SENTENCE)
        assertEquals(listOf(HelpResult.DONE), results)
    }

    private fun ask(request: HelpRequest, contact: Int = 1) = process.help.ask(contact, request) { results += it }

    private fun request(help: Help) = when (help) {
        Help.END_CALL -> HelpRequest.EndCall
        Help.SAY -> SENTENCE
        Help.RING_NEXT -> HelpRequest.RingNext
    }

    private fun isInDanger() {
        process.happens(Event.HelpAsked)
        assertTrue(ports.shown.isNotEmpty())
    }

    /** The incident of the latest warning. */
    private val incident get() = ports.shown.last().incident

    private fun incident() = checkNotNull(incident)

    private fun isInCall() {
        talks("+85251234567", known = false)
        isInDanger()
    }

    private fun talks(number: String, known: Boolean) {
        process.happens(Event.CallStarted(Direction.INCOMING, number, known, null))
        process.happens(Event.CallAnswered)
        process.passTo(phone.ticks.elapsed + 1_000)
    }

    private fun again() {
        process.end()
        process = phone.process().start()
    }

    private companion object {
        const val HOUR_MS = 3_600_000L
        val SENTENCE = HelpRequest.Say("妈，是我，快挂掉")
    }
}
