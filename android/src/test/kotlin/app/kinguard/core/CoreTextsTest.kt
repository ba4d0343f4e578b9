package app.kinguard.core

import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

/** Tests the core's own texts and tables, as they arrive through the binding. */
@RunWith(AndroidRunner::class)
class CoreTextsTest {
    private val traces = Trace.scenarios().values
    private val said = traces.flatMap { Player(it).play().said }

    @Test
    fun `events are read as they are written`() {
        val events = traces.flatMap { it.steps }.mapNotNull { it.event }
        assertTrue("${events.size} events", events.size > 500)
        for (event in events) {
            assertEquals(event, eventFromJson(eventToJson(event)))
        }
    }

    @Test
    fun `effects are read as they are written`() {
        for (effect in said) {
            assertEquals(effect, effectFromJson(effectToJson(effect)))
        }
        for (reason in said.filterIsInstance<Effect.Warn>().flatMap { it.reasons }) {
            assertEquals(reason, reasonFromJson(reasonToJson(reason)))
        }
    }

    @Test
    fun `what a later version wrote is not guessed, and a region that is none is refused`() {
        assertNull(eventFromJson("""{"type":"sing"}"""))
        assertNull(effectFromJson("{"))
        assertNull(reasonFromJson("""{"type":"settings","what":"WALLPAPER"}"""))
        assertNull(traceFromJson("{}"))
        assertThrows(GuardException.BadRegion::class.java) {
            eventToJson(Event.SettingsChanged("??", emptyList(), null))
        }
        assertThrows(GuardException.BadRegion::class.java) { sameLine("hk", "1", "1") }
        assertThrows(GuardException.BadRegion::class.java) { internationalNumber("", "1") }
    }

    @Test
    fun `a trace is written as the core reads it`() {
        val steps = listOf(
            RecordedStep(0, 0, StepContent.Reported(Event.HelpAsked)),
            RecordedStep(1_500, 2_000, StepContent.Reported(Event.AppOpened("com.icbc"))),
            RecordedStep(9_000, 9_000, StepContent.Marked(Mark.WAIT), listOf(ExpectedEffect.Dismiss(null))),
        )
        val trace = RecordedTrace("help is asked", "a test", "CN", listOf("HK"), steps)
        val json = traceToJson(trace)
        assertTrue(json, """"at":"00:00:01.500","seen":"00:00:02"""" in json)
        assertEquals(trace, traceFromJson(json))
    }

    @Test
    fun `numbers are read against the plan of the region`() {
        assertTrue(sameLine("HK", "5123 4567", "+85251234567"))
        assertFalse("the same last digits", sameLine("CN", "51234567", "+85251234567"))
        assertFalse(sameLine("CN", "", ""))
        assertEquals(listOf("CN", "HK", "MO", "TW", "SG", "MY"), numberingPlans().map { it.region })
        assertEquals(NumberingPlan("TW", "886", 9u, 9u), numberingPlans().single { it.region == "TW" })
        assertEquals("+886912345678", internationalNumber("TW", "0912345678"))
        assertNull("a hotline", internationalNumber("CN", "95588"))
        val numbers = listOf("+8613800138000", "+861065001234", "+4930123456")
        assertEquals(listOf(true, false, null), numbers.map(::isMobile))
    }

    @Test
    fun `what holds money and how long is waited is the core's to say`() {
        val apps = listOf("com.icbc", "com.eg.android.AlipayGphone", "com.tencent.mm", "no.such.app")
        assertEquals(listOf(true, true, false, false), apps.map(::holdsMoney))
        assertEquals(TimeLimits(180_000, 60_000, 1_800_000, 120_000), timeLimits())
    }
}
