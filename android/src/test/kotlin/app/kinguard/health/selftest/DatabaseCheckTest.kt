package app.kinguard.health.selftest

import app.kinguard.AndroidRunner
import app.kinguard.guard.isFull
import app.kinguard.guard.readOnly
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.shadows.ShadowSystemClock
import java.time.Duration

@RunWith(AndroidRunner::class)
class DatabaseCheckTest {
    private val database = Database(RuntimeEnvironment.getApplication())
    private var nowMs = 1L
    private var hasRoom = true
    private val check = DatabaseCheck(database, { hasRoom }) { nowMs++ }

    @Test
    fun `what is written is read, and what is broken off is not there`() {
        assertEquals(Finding.Fine, check.run())
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `one that can only be read is no good`() {
        check.run()
        database.readOnly(true)
        assertEquals(Finding.Fault(Reason.NOT_STORED), check.run())
        database.readOnly(false)
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `nor is a full one, though it goes on in memory`() {
        check.run()
        val mend = database.isFull()
        database.write { it.putSetting("key", "x".repeat(20_000)) }
        assertEquals(Finding.Fault(Reason.NOT_STORED), check.run())
        mend()
        ShadowSystemClock.advanceBy(Duration.ofMinutes(1))
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `nor one on a phone that has no room for more`() {
        hasRoom = false
        assertEquals(Finding.Fault(Reason.NOT_STORED), check.run())
        hasRoom = true
        assertEquals(Finding.Fine, check.run())
    }
}
