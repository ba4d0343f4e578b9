package app.kinguard.signals

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

class PollingPlanTest {
    @Test
    fun `nothing is asked with the screen off and no call`() {
        assertNull(PollingPlan().delayMs())
        assertNull("attention alone does not wake the phone", PollingPlan(attention = true).delayMs())
    }

    @Test
    fun `with the screen on it looks and looks more often when the core asks`() {
        assertEquals(3_000L, PollingPlan(screenOn = true).delayMs())
        assertEquals(1_000L, PollingPlan(screenOn = true, attention = true).delayMs())
        assertEquals(3_000L, PollingPlan(inCall = true, attention = true).delayMs())
    }

    /** The phone is used 80 times for two minutes each, with two calls of five minutes while the screen is off. */
    @Test
    fun `an ordinary day costs few looks and the night none`() {
        val night = polls(8 * HOUR_S) { PollingPlan() }
        val day =
            polls(16 * HOUR_S) { second ->
                PollingPlan(screenOn = second % 720 < 120, inCall = second % (8 * HOUR_S) in 200 until 500)
            }
        println(
            "measured: ${night + day} looks in an ordinary day of 160 minutes' use, $night of them in 8 hours' night",
        )
        assertEquals(0, night)
        // One for every three seconds of use, and not one more than the calls add.
        assertEquals(80 * 120 / 3 + 2 * 300 / 3, day)
    }

    /**
     * Counts the polls, second by second, as the guard's handler would: it asks for the delay after each look and each
     * change.
     */
    private fun polls(seconds: Int, plan: (Int) -> PollingPlan): Int {
        var count = 0
        var dueMs: Long? = null
        var last = PollingPlan()
        for (second in 0 until seconds) {
            val now = plan(second)
            val nowMs = second * 1_000L
            if (now != last) dueMs = now.delayMs()?.let { nowMs }
            last = now
            if (dueMs == nowMs) {
                count++
                dueMs = now.delayMs()?.let { nowMs + it }
            }
        }
        return count
    }

    private companion object {
        const val HOUR_S = 3_600
    }
}
