package app.kinguard.health.selftest

import app.kinguard.AndroidRunner
import app.kinguard.health.DAY_MS
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.health.HOUR_MS
import app.kinguard.health.ManualClock
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class ClockCheckTest {
    private val database = Database(RuntimeEnvironment.getApplication())
    private val clock = ManualClock()
    private var networkMs: Long? = null
    private val builtMs = clock.wallMs - 400 * DAY_MS
    private val check = ClockCheck(database, clock.moments, builtMs) { networkMs }

    @Test
    fun `a clock that runs as time does is fine, another time zone and a correction too`() {
        assertEquals(Finding.Fine, check.run())
        clock.pass(30 * DAY_MS)
        assertEquals(Finding.Fine, check.run())
        clock.wallMs += 8 * HOUR_MS
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `1970 is before the phone was made`() {
        clock.wallMs = 0
        assertFault(Reason.CLOCK_PAST)
        clock.wallMs = builtMs - 1
        assertFault(Reason.CLOCK_PAST)
        clock.wallMs = builtMs
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `no phone lives for twenty years`() {
        clock.wallMs = builtMs + ClockCheck.LIFE_MS
        assertFault(Reason.CLOCK_FUTURE)
        clock.wallMs -= 1
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `a year ahead is found out, and mended`() {
        check.run()
        clock.pass(DAY_MS)
        clock.wallMs += 365 * DAY_MS
        assertFault(Reason.CLOCK_JUMPED)
        clock.pass(DAY_MS)
        assertFault(Reason.CLOCK_JUMPED)
        clock.wallMs -= 365 * DAY_MS
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `a day is borne, to the millisecond`() {
        check.run()
        clock.wallMs += ClockCheck.BORNE_MS
        assertFault(Reason.CLOCK_JUMPED)
        clock.wallMs -= 1
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `what stays so for a week is taken for the truth, as after a season in a drawer`() {
        check.run()
        clock.wallMs += 90 * DAY_MS
        assertFault(Reason.CLOCK_JUMPED)
        clock.pass(ClockCheck.BELIEVED_MS - 1)
        assertFault(Reason.CLOCK_JUMPED)
        clock.pass(1)
        assertEquals(Finding.Fine, check.run())
        clock.pass(DAY_MS)
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `the network knows better than the stamps`() {
        check.run()
        clock.wallMs += 90 * DAY_MS
        networkMs = clock.wallMs - 1_000
        assertEquals(Finding.Fine, check.run())
        networkMs = clock.wallMs - 365 * DAY_MS
        assertFault(Reason.CLOCK_JUMPED)
    }

    private fun assertFault(reason: Reason) = assertEquals(Finding.Fault(reason), check.run())
}
