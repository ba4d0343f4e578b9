package app.kinguard.guard

import app.kinguard.AndroidRunner
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Trace
import app.kinguard.family.Contact
import app.kinguard.family.Language
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** Tests calls with the family during a danger: one relative was told, and three minutes later the next one is. */
@RunWith(AndroidRunner::class)
class FamilyCallsTest {
    private val phone = GuardTestDevice(RuntimeEnvironment.getApplication())
    private val ports = phone.ports
    private val process = phone.process()
    private val nextTold get() = ports.told.count { it == FamilyMessage.NEXT_CONTACT }

    @Before
    fun dangerStands() {
        ports.family =
            listOf("儿子" to "+85291234567", "女儿" to "+8613900000001").mapIndexed { id, (name, number) ->
                Contact(id.toLong(), name, number, Language.MAINLAND, emptyList())
            }
        process.start()
        Trace.scenario("warn/nobody-answers.json").steps.take(5).forEach(process::happens)
        assertEquals(FamilyMessage.DANGER, ports.told.last())
        process.happens(Event.CallEnded)
    }

    @Test
    fun `when nobody answers the next is told`() {
        process.passTo(phone.ticks.elapsed + WAITS)
        assertEquals(1, nextTold)
    }

    @Test
    fun `a call from the family is an answer once it is taken`() {
        rings("139 0000 0001")
        process.passTo(phone.ticks.elapsed + 20_000)
        process.happens(Event.CallAnswered)
        assertOneWaitingTimeIsBought()
        process.happens(Event.CallEnded)
        assertEquals("anybody may have called", emptyList<String>(), ports.spokeWith)
        assertNull("a talk is not announced on the screen", ports.shown.last().callingNow)
    }

    @Test
    fun `a call for which no network vouches buys time only once`() {
        repeat(2) {
            rings("139 0000 0001")
            process.happens(Event.CallAnswered)
            process.happens(Event.CallEnded)
            process.passTo(phone.ticks.elapsed + WAITS - 1)
            assertEquals(it, nextTold)
            process.passTo(phone.ticks.elapsed + 1)
            assertEquals(1 + it, nextTold)
        }
        assertEquals(emptyList<String>(), ports.spokeWith)
    }

    @Test
    fun `a call for which the network vouches is a talk once it lasts`() {
        listOf(
            FamilyCalls.RINGS_MS - 1 to emptyList(),
            FamilyCalls.RINGS_MS to listOf("女儿"),
        ).forEach { (lasted, spoke) ->
            rings("+8613900000001", verified = true)
            process.happens(Event.CallAnswered)
            process.passTo(phone.ticks.elapsed + lasted)
            process.happens(Event.CallEnded)
            assertEquals(spoke, ports.spokeWith)
        }
    }

    @Test
    fun `a forged number is none of the familys`() {
        rings("+8613900000001", verified = false)
        process.happens(Event.CallAnswered)
        process.passTo(phone.ticks.elapsed + WAITS)
        assertEquals(1, nextTold)
        process.happens(Event.CallEnded)
        assertEquals(emptyList<String>(), ports.spokeWith)
    }

    @Test
    fun `a call that is not taken is none`() {
        rings("+8613900000001")
        process.happens(Event.CallEnded)
        process.passTo(phone.ticks.elapsed + WAITS)
        assertEquals(1, nextTold)
        assertEquals(emptyList<String>(), ports.spokeWith)
    }

    @Test
    fun `a call that waits while the stranger talks is none`() {
        process.happens(Event.CallStarted(Direction.INCOMING, "+85251234567", false, null))
        process.happens(Event.CallAnswered)
        rings("+8613900000001")
        process.happens(Event.CallAnswered)
        process.happens(Event.CallEnded)
        process.passTo(phone.ticks.elapsed + WAITS)
        assertEquals(1, nextTold)
        assertEquals(emptyList<String>(), ports.spokeWith)
    }

    @Test
    fun `a strangers call is none`() {
        rings("13900000002")
        process.happens(Event.CallAnswered)
        process.happens(Event.CallEnded)
        process.passTo(phone.ticks.elapsed + WAITS)
        assertEquals(1, nextTold)
    }

    @Test
    fun `a call to the family counts once it lasts longer than it rings`() {
        listOf(
            FamilyCalls.RINGS_MS - 1 to emptyList(),
            FamilyCalls.RINGS_MS to listOf("儿子"),
        ).forEach { (lasted, spoke) ->
            process.happens(Event.CallStarted(Direction.OUTGOING, "0085291234567", true, null))
            process.happens(Event.CallAnswered)
            process.passTo(phone.ticks.elapsed + lasted)
            process.happens(Event.CallEnded)
            assertEquals(spoke, ports.spokeWith)
        }
        assertOneWaitingTimeIsBought()
    }

    /**
     * Asserts that the call delays the next contact by one waiting time and no longer, because its number may be
     * forged.
     */
    private fun assertOneWaitingTimeIsBought() {
        val answered = phone.ticks.elapsed
        process.passTo(answered + WAITS - 1)
        assertEquals(0, nextTold)
        process.passTo(answered + WAITS)
        assertEquals(1, nextTold)
    }

    private fun rings(number: String, verified: Boolean? = null) =
        process.happens(Event.CallStarted(Direction.INCOMING, number, true, null, true, verified))

    private companion object {
        const val WAITS = 180_000L
    }
}
