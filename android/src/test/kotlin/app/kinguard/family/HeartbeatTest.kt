package app.kinguard.family

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class HeartbeatTest {
    private val told = mutableListOf<FamilyMessage>()
    private val settings = FamilySettings(Database(RuntimeEnvironment.getApplication()))
    private var nowMs = 1_000_000L

    @Test
    fun `a life without gaps is nothing to tell of`() {
        repeat(20) { beat(after = Heartbeat.GAP_MS - 1) }
        assertEquals(emptyList<FamilyMessage>(), told)
    }

    @Test
    fun `a gap is told once and a day without one too`() {
        beat()
        beat(after = Heartbeat.GAP_MS)
        beat(after = Heartbeat.GAP_MS)
        assertEquals(listOf(FamilyMessage.PROTECTION), told)
        beat(after = HOUR)
        beat(after = Heartbeat.GAP_MS - 1)
        beat(after = Heartbeat.WHOLE_MS - Heartbeat.GAP_MS - HOUR)
        assertEquals("one millisecond short of a day", listOf(FamilyMessage.PROTECTION), told)
        beat(after = 1)
        assertEquals(listOf(FamilyMessage.PROTECTION, FamilyMessage.RESTORED), told)
        beat(after = Heartbeat.GAP_MS)
        assertEquals("and the next one is told again", 3, told.size)
    }

    @Test
    fun `a phone that was off is no gap`() {
        beat()
        beat(after = 3 * Heartbeat.GAP_MS, rebooted = true)
        assertEquals(emptyList<FamilyMessage>(), told)
    }

    /** Each beat has a new process. */
    private fun beat(after: Long = 0, rebooted: Boolean = false) {
        nowMs += after
        Heartbeat(settings) { told += it.kind }.beat(nowMs, rebooted)
    }

    private companion object {
        const val HOUR = 3_600_000L
    }
}
