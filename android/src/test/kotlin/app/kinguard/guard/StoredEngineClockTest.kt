package app.kinguard.guard

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

class StoredEngineClockTest {
    private val ticks =
        ManualTicks().also {
            it.elapsed = 10_000
            it.wall = 1_000_000
        }
    private val clock = StoredEngineClock({ null }, ticks)

    @Test
    fun `it begins with the wall clock`() {
        assertEquals(1_000_000, clock.nowMs())
        assertFalse(clock.rebooted)
    }

    @Test
    fun `correcting the wall clock moves nothing`() {
        assertEquals(1_000_000, clock.nowMs())
        ticks.to(11_000)
        ticks.wall -= DAY
        assertEquals(1_001_000, clock.nowMs())
        assertEquals(1_001_000, StoredEngineClock(clock::base, ticks).nowMs())
        assertEquals("as the wall clock stands now", 1_000_000, clock.ofWallClockMs(ticks.wall - 1_000))
    }

    @Test
    fun `nothing is stamped in the future`() {
        assertEquals(clock.nowMs(), clock.ofWallClockMs(ticks.wall + DAY))
    }

    @Test
    fun `the time the phone was off counts`() {
        val base = clock.base()
        restart(offMs = 60_000)
        val next = StoredEngineClock({ base }, ticks)
        assertTrue(next.rebooted)
        assertEquals(1_000_000 + 60_000 + 500, next.nowMs())
    }

    @Test
    fun `a boot never takes time back`() {
        val base = clock.base()
        restart(offMs = -DAY)
        assertEquals(1_000_000 + 500, StoredEngineClock({ base }, ticks).nowMs())
    }

    @Test
    fun `a date that was set forward before the boot ages nothing by more than a day`() {
        val base = clock.base()
        val wall = ticks.wall
        val believed = listOf(DAY - 1, DAY, DAY + 1, 30 * DAY, 9_000 * DAY).map { offMs ->
            ticks.wall = wall
            restart(offMs)
            StoredEngineClock({ base }, ticks).nowMs() - 1_000_500
        }
        assertEquals(listOf(DAY - 1, DAY, DAY, DAY, DAY), believed)
    }

    @Test
    fun `a boot is noticed where nobody counts them`() {
        val base = clock.base().copy(boot = null)
        val uncounted =
            object : StoredEngineClock.Ticks by ticks {
                override fun boot(): Int? = null
            }
        ticks.elapsed = 500
        assertTrue(StoredEngineClock({ base }, uncounted).rebooted)
        ticks.elapsed = 20_000
        assertFalse(StoredEngineClock({ base }, uncounted).rebooted)
    }

    private fun restart(offMs: Long) {
        ticks.wall += offMs + 500
        ticks.elapsed = 500
        ticks.boots += 1
    }

    private companion object {
        const val DAY = 86_400_000L
    }
}
