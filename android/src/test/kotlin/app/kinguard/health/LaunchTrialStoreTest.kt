package app.kinguard.health

import app.kinguard.AndroidRunner
import app.kinguard.phone.LaunchPath
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** Tests what is remembered of the trials across the death of the process and an update of Android. */
@RunWith(AndroidRunner::class)
class LaunchTrialStoreTest {
    private val database = Database(RuntimeEnvironment.getApplication())
    private var nowMs = 1_000L
    private var trials = process()

    @Test
    fun `each is remembered by itself, with its time`() {
        trials.begun(BEHIND)
        nowMs = 2_000
        trials.cameUp(BEHIND)
        trials = process()
        assertEquals(LaunchTrialResult.CameUp(2_000), trials.last(BEHIND))
        assertNull(trials.last(LaunchPath.WHILE_LOCKED))
    }

    @Test
    fun `one under way is no failure, and one in which the phone ended the app is`() {
        trials.begun(BEHIND)
        assertNull(trials.last(BEHIND))
        trials = process()
        assertEquals(LaunchTrialResult.StayedAway(1_000), trials.last(BEHIND))
    }

    @Test
    fun `one that failed outweighs one that came off before, until it comes off again`() {
        trials.begun(BEHIND)
        trials.cameUp(BEHIND)
        nowMs = 5_000
        trials.begun(BEHIND)
        assertEquals("while it runs", LaunchTrialResult.CameUp(1_000), trials.last(BEHIND))
        trials.stayedAway()
        assertEquals(LaunchTrialResult.StayedAway(5_000), trials.last(BEHIND))
        trials = process()
        assertEquals(LaunchTrialResult.StayedAway(5_000), trials.last(BEHIND))
        trials.begun(BEHIND)
        nowMs = 6_000
        trials.cameUp(BEHIND)
        assertEquals(LaunchTrialResult.CameUp(6_000), trials.last(BEHIND))
    }

    @Test
    fun `one that was broken off leaves what was known before`() {
        trials.begun(BEHIND)
        trials.calledOff(BEHIND)
        assertNull(trials.last(BEHIND))
        trials.begun(BEHIND)
        trials.cameUp(BEHIND)
        trials.begun(BEHIND)
        trials.calledOff(BEHIND)
        assertEquals(LaunchTrialResult.CameUp(1_000), process().last(BEHIND))
    }

    @Test
    fun `after an update of Android it has to be tried again`() {
        trials.begun(BEHIND)
        trials.cameUp(BEHIND)
        assertNull(process(release = 36).last(BEHIND))
        assertEquals(LaunchTrialResult.CameUp(1_000), process().last(BEHIND))
    }

    private fun process(release: Int = 35) = LaunchTrialStore(database, release) { nowMs }

    private companion object {
        val BEHIND = LaunchPath.FROM_BEHIND
    }
}
