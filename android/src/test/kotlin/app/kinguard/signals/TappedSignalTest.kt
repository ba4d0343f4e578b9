package app.kinguard.signals

import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

/** Tests that a tap changes nothing for the receiver of the reports. */
@RunWith(AndroidRunner::class)
class TappedSignalTest {
    private val observation = Observation(7, Event.CallAnswered)
    private val report = Recorder()
    private val heard = mutableListOf<Pair<SignalId, Observation>>()

    @Test
    fun `both hear the same, and of which source`() {
        val source = Source()
        source.tappedBy { id, each -> heard += id to each }.start(report)
        source.speaks(observation)
        assertEquals(listOf(observation), report.observations)
        assertEquals(listOf(SignalId.CALL_SCREENING to observation), heard)
    }

    @Test
    fun `an ear that fails takes nothing from the report`() {
        val source = Source()
        source.tappedBy { _, _ -> error("deaf") }.start(report)
        source.speaks(observation)
        assertEquals(listOf(observation), report.observations)
    }

    @Test
    fun `a source that must be asked still must be`() {
        val polled = Polled()
        val overheard = polled.tappedBy { id, each -> heard += id to each }
        assertTrue(overheard is PolledSignal)
        assertFalse(Source().tappedBy { _, _ -> } is PolledSignal)
        overheard.start(report)
        (overheard as PolledSignal).poll()
        assertEquals(listOf(observation), report.observations)
        assertEquals(1, heard.size)
        overheard.stop()
        overheard.poll()
        assertEquals(1, heard.size)
        assertEquals(SignalState.NotOnThisPhone, overheard.state())
    }

    private open class Source : Signal {
        private var report: ObservationSink? = null
        override val id = SignalId.CALL_SCREENING

        override fun start(report: ObservationSink) {
            this.report = report
        }

        override fun stop() {
            report = null
        }

        override fun state(): SignalState = SignalState.NotOnThisPhone

        fun speaks(observation: Observation) {
            report?.observed(observation)
        }
    }

    private inner class Polled :
        Source(),
        PolledSignal {
        override fun poll() = speaks(observation)
    }
}
