package app.kinguard.guard

import app.kinguard.AndroidRunner
import app.kinguard.core.RuleId
import app.kinguard.history.Trouble
import app.kinguard.store.Database
import app.kinguard.warning.red
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** Tests that an unseen warning is both remembered and told, or neither. */
@RunWith(AndroidRunner::class)
class UnseenWarningsTest {
    private val database = Database(RuntimeEnvironment.getApplication())
    private val ports = RecordingPorts()
    private var nowMs = 7_000L
    private var unseen = process()

    @Test
    fun `it is known beyond the process until one is seen`() {
        assertNull(unseen.sinceMs)
        assertTrue(unseen.unseen(red()))
        unseen = process()
        assertEquals(7_000L, unseen.sinceMs)
        assertEquals(listOf(RuleId.BANK_DURING_SHARE to 7_000L), ports.unseen)
        assertEquals(1, ports.deliveries)
        assertEquals(listOf(Trouble.WARNING_UNSEEN), ports.troubles)
        unseen.seen()
        assertNull(process().sinceMs)
    }

    @Test
    fun `on a full phone it is known while the process lives, and owed to the family`() {
        database.readOnly(true)
        assertFalse(unseen.unseen(red()))
        assertFalse(unseen.unseen(red()))
        assertEquals(7_000L, unseen.sinceMs)
        assertEquals(0, ports.deliveries)
        assertEquals("noted once", listOf(Trouble.WARNING_UNSEEN), ports.troubles)
        database.readOnly(false)
        nowMs = 9_000
        assertTrue(unseen.unseen(red()))
        assertEquals(9_000L, process().sinceMs)
        assertEquals(listOf(Trouble.WARNING_UNSEEN), ports.troubles)
    }

    @Test
    fun `a process that dies while it tells has remembered nothing either`() {
        ports.keepsUnseen = { throw ProcessDeath() }
        assertThrows(ProcessDeath::class.java) { unseen.unseen(red()) }
        assertNull(process().sinceMs)
    }

    private fun process() = UnseenWarnings(GuardStore(database), ports, ports) { nowMs }
}
