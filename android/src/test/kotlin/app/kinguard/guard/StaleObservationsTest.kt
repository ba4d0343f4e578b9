package app.kinguard.guard

import app.kinguard.core.Capability
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.core.SettingsScreen
import app.kinguard.signals.Observation
import org.junit.Assert.assertEquals
import org.junit.Test

class StaleObservationsTest {
    @Test
    fun `without a rest everything counts`() {
        val all = listOf(at(1, BANK), at(2, Event.CallAnswered))
        assertEquals(all, dropStaleObservations(all, null))
        assertEquals(all, dropStaleObservations(all, 1))
    }

    @Test
    fun `what is over is left out, and what is so is kept with its time`() {
        val missed =
            listOf(
                at(1, Event.CallAnswered),
                at(2, Event.AppOpened("chat")),
                at(3, STARTED),
                at(4, Event.CaptureServiceStopped("meeting")),
                at(5, Event.AppInstalled("app", null, InstallSource.SIDELOAD, false)),
                at(6, Event.CaptureServiceStarted("other")),
                at(7, BANK),
                at(8, Event.SettingsOpened(SettingsScreen.UNINSTALL)),
                at(9, Event.ScreenTurned(true)),
            )
        val fresh = listOf(at(10, Event.ScreenTurned(true)), at(11, Event.CallEnded))
        assertEquals(
            listOf(at(6, Event.CaptureServiceStarted("other")), at(7, BANK)) + fresh,
            dropStaleObservations(missed + fresh, 10),
        )
    }

    @Test
    fun `a consent counts with the capture it led to, and with no other`() {
        val asked = at(1_000, Event.CaptureConsentOpened("meeting"))
        val soon = at(121_000, STARTED)
        val late = at(121_001, STARTED)
        assertEquals(listOf(asked, soon), dropStaleObservations(listOf(asked, soon), 900_000))
        assertEquals(listOf(late), dropStaleObservations(listOf(asked, late), 900_000))
        assertEquals(emptyList<Observation>(), dropStaleObservations(listOf(asked), 900_000))
        val over = listOf(asked, soon, at(130_000, Event.CaptureServiceStopped("meeting")))
        assertEquals(emptyList<Observation>(), dropStaleObservations(over, 900_000))
    }

    @Test
    fun `nothing outlasts a boot`() = assertEquals(
        emptyList<Observation>(),
        dropStaleObservations(listOf(at(1, BANK), at(2, STARTED), at(3, Event.DeviceBooted)), 10),
    )

    @Test
    fun `what people say is heard`() {
        val said = listOf(at(1, Event.HelpAsked), at(2, Event.SettingsChanged("CN", emptyList(), null)))
        assertEquals(said, dropStaleObservations(said, 10))
        val lost = listOf(at(1, Event.ProtectionChanged(Capability.SMS, false)))
        assertEquals(emptyList<Observation>(), dropStaleObservations(lost, 10))
    }

    private fun at(ms: Long, event: Event) = Observation(ms, event)

    private companion object {
        val BANK = Event.AppOpened("bank")
        val STARTED = Event.CaptureServiceStarted("meeting")
    }
}
