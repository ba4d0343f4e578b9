package app.kinguard.health

import app.kinguard.AndroidRunner
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.signals.SignalId
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** Tests what proves a link, what does not, and what is remembered of it. */
@RunWith(AndroidRunner::class)
class SightingsTest {
    private val phone = HealthTestDevice(RuntimeEnvironment.getApplication())
    private val clock = phone.clock
    private val rang = Event.CallStarted(Direction.INCOMING, null, null, null)

    @Test
    fun `a call is proved by who rings and that it is answered, together`() {
        phone.hears(SignalId.PHONE_STATE, rang)
        phone.hears(SignalId.PHONE_STATE, Event.CallAnswered)
        assertNull("the caller is unknown", proved(Link.CALL))
        clock.pass(DAY_MS)
        phone.hears(SignalId.CALL_SCREENING, rang)
        assertNull("the call was not answered", proved(Link.CALL))
        clock.pass(TOGETHER_MS + 1)
        phone.hears(SignalId.PHONE_STATE, Event.CallAnswered)
        assertNull("another call was answered", proved(Link.CALL))
        phone.hears(SignalId.CALLER_NUMBERS, rang)
        assertEquals(clock.nowMs, proved(Link.CALL))
    }

    @Test
    fun `together ends after three minutes, to the millisecond`() {
        phone.hears(SignalId.CALL_SCREENING, rang)
        phone.hears(SignalId.PHONE_STATE, Event.CallAnswered, clock.nowMs + TOGETHER_MS + 1)
        assertNull(proved(Link.CALL))
        phone.hears(SignalId.CALL_SCREENING, rang, clock.nowMs + 1)
        assertNotNull(proved(Link.CALL))
    }

    @Test
    fun `sharing is proved by two of three signs, whichever`() {
        val signs =
            listOf(
                SignalId.USAGE_EVENTS to Event.CaptureConsentOpened(MEETING),
                SignalId.USAGE_EVENTS to Event.CaptureServiceStarted(MEETING),
                SignalId.DISPLAYS to Event.PrivateDisplayAdded(3),
            )
        for (missing in signs) {
            clock.pass(DAY_MS)
            val before = proved(Link.SHARING)
            val (first, second) = signs - missing
            phone.hears(first.first, first.second)
            assertEquals("one sign alone", before, proved(Link.SHARING))
            phone.hears(second.first, second.second)
            assertEquals(clock.nowMs, proved(Link.SHARING))
        }
    }

    @Test
    fun `an app that came proves installs, a bank in front the money app, and no other app does`() {
        phone.hears(SignalId.PACKAGES, Event.AppRemoved(MEETING))
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(MEETING))
        assertNull(proved(Link.INSTALL))
        assertNull(proved(Link.MONEY_APP))
        phone.hears(SignalId.PACKAGES, Event.AppInstalled(MEETING, null, InstallSource.STORE, true))
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        assertEquals(clock.nowMs, proved(Link.INSTALL))
        assertEquals(clock.nowMs, proved(Link.MONEY_APP))
    }

    @Test
    fun `a proof outlives the process, but not the release of Android`() {
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        val at = clock.nowMs
        phone.dies()
        assertEquals(at, proved(Link.MONEY_APP))
        phone.sdk = 36
        phone.dies()
        assertNull(proved(Link.MONEY_APP))
    }

    @Test
    fun `who is heard often is written down once a minute`() {
        val first = clock.nowMs
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(MEETING))
        clock.pass(Sightings.EVERY_MS - 1)
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        assertEquals(clock.nowMs, seen(SignalId.USAGE_EVENTS))
        phone.dies()
        assertEquals("as it was written", first, seen(SignalId.USAGE_EVENTS))
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(MEETING))
        clock.pass(Sightings.EVERY_MS)
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        phone.dies()
        assertEquals(clock.nowMs, seen(SignalId.USAGE_EVENTS))
    }

    @Test
    fun `a record that is silent for a day of use is silent too long, to the millisecond`() {
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(MEETING))
        clock.pass(3 * DAY_MS)
        screenOn()
        val since = clock.nowMs
        assertNull("the phone was not used", silent())
        clock.pass(DAY_MS - 1)
        screenOn()
        assertNull(silent())
        clock.pass(1)
        screenOn()
        assertEquals(since, silent())
        phone.dies()
        screenOn()
        assertEquals("for the next process, too", since, silent())
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(MEETING))
        assertNull(silent())
        phone.dies()
        assertNull(silent())
    }

    @Test
    fun `who never spoke is not missed, nor are those that speak when they must`() {
        repeat(3) {
            screenOn()
            clock.pass(DAY_MS)
        }
        assertNull(silent())
        assertNull(phone.sightings.silentSince(SignalId.PHONE_STATE))
    }

    private fun proved(link: Link) = phone.sightings.provedAt(link)

    private fun seen(source: SignalId) = phone.sightings.seenAt(source)

    private fun silent() = phone.sightings.silentSince(SignalId.USAGE_EVENTS)

    private fun screenOn() = phone.hears(SignalId.SCREEN, Event.ScreenTurned(true))
}
