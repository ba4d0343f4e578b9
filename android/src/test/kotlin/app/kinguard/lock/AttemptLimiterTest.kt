package app.kinguard.lock

import app.kinguard.AndroidRunner
import app.kinguard.guard.ManualTicks
import app.kinguard.lock.AttemptLimiter.State
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class AttemptLimiterTest {
    private val ticks = ManualTicks().also {
        it.wall = 1_795_435_200_000L
        it.to(10_000)
    }
    private var database = Database(RuntimeEnvironment.getApplication())
    private var tries = AttemptLimiter(database, ticks)

    @After
    fun end() = database.close()

    @Test
    fun `five are free, and each counts`() {
        (5 downTo 1).forEach { left ->
            assertEquals(State.Left(left), tries.state())
            assertTrue(tries.take())
        }
        assertEquals(State.Wait(MINUTE_MS), tries.state())
        assertFalse(tries.take())
    }

    @Test
    fun `a wait ends to the millisecond, and then there is one try`() {
        waits()
        ticks.to(ticks.elapsed + MINUTE_MS - 1)
        assertEquals(State.Wait(1), tries.state())
        assertFalse(tries.take())
        ticks.to(ticks.elapsed + 1)
        assertEquals(State.Left(1), tries.state())
        ticks.to(ticks.elapsed + 1)
        assertTrue(tries.take())
        assertEquals(State.Wait(5 * MINUTE_MS), tries.state())
        assertFalse("one only", tries.take())
    }

    @Test
    fun `waits grow up to a day, and stay there`() {
        repeat(5) { tries.take() }
        val waits = (1..12).map {
            val wait = (tries.state() as State.Wait).ms
            ticks.to(ticks.elapsed + wait)
            tries.take()
            wait / MINUTE_MS
        }
        assertEquals(listOf(1L, 5, 15, 60, 120, 240, 480, 960, 1440, 1440, 1440, 1440), waits)
    }

    @Test
    fun `a right one forgives all`() {
        waits()
        tries.forgive()
        assertEquals(State.Left(5), tries.state())
    }

    @Test
    fun `the death of the process shortens nothing`() {
        repeat(3) { tries.take() }
        dies()
        assertEquals(State.Left(2), tries.state())
        repeat(2) { tries.take() }
        ticks.to(ticks.elapsed + 20_000)
        dies()
        assertEquals(State.Wait(40_000), tries.state())
    }

    @Test
    fun `moving the wall clock shortens nothing`() {
        waits()
        ticks.wall += 30 * DAY_MS
        assertEquals(State.Wait(MINUTE_MS), tries.state())
        ticks.wall -= 60 * DAY_MS
        assertEquals(State.Wait(MINUTE_MS), tries.state())
        dies()
        assertEquals(State.Wait(MINUTE_MS), tries.state())
    }

    @Test
    fun `a boot shortens nothing, however long the phone says it was off`() {
        waits()
        ticks.to(ticks.elapsed + 30_000)
        boots(30 * DAY_MS)
        assertEquals("the wait starts again", State.Wait(MINUTE_MS), tries.state())
        ticks.to(ticks.elapsed + MINUTE_MS - 1)
        assertEquals(State.Wait(1), tries.state())
        dies()
        assertEquals(State.Wait(1), tries.state())
        ticks.to(ticks.elapsed + 1)
        assertEquals(State.Left(1), tries.state())
    }

    @Test
    fun `after a boot there is nothing to wait for where there was nothing before`() {
        ticks.to(DAY_MS)
        tries.take()
        boots(DAY_MS)
        assertEquals(State.Left(4), tries.state())
    }

    @Test
    fun `a phone that is restarted every night comes to the end of a wait that is written down now and then`() {
        waits()
        repeat(2) {
            ticks.to(ticks.elapsed + 20_000)
            tries.settle()
            assertEquals(State.Wait(MINUTE_MS - (it + 1) * 20_000), tries.state())
            boots(DAY_MS)
            assertEquals(State.Wait(MINUTE_MS - (it + 1) * 20_000), tries.state())
        }
        ticks.to(ticks.elapsed + 20_000)
        tries.settle()
        boots(DAY_MS)
        assertEquals("a wait that is over stays over", State.Left(1), tries.state())
        tries.take()
        assertEquals(State.Wait(5 * MINUTE_MS), tries.state())
    }

    @Test
    fun `what cannot be read makes nobody wait less`() {
        database.write { it.putSetting("lock-tries", "nonsense") }
        assertEquals(State.Wait(DAY_MS), tries.state())
    }

    private fun waits() = repeat(5) { tries.take() }

    private fun boots(offMs: Long) {
        ticks.boots += 1
        ticks.elapsed = 500
        ticks.wall += offMs
        dies()
    }

    private fun dies() {
        database.close()
        database = Database(RuntimeEnvironment.getApplication())
        tries = AttemptLimiter(database, ticks)
    }

    private companion object {
        const val MINUTE_MS = 60_000L
        const val DAY_MS = 24 * 60 * MINUTE_MS
    }
}
