package app.kinguard.guard

import android.app.Application
import android.app.NotificationManager
import android.content.ContextWrapper
import android.content.Intent
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.phone.LaunchPath
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.WarningListener
import app.kinguard.warning.WarningPresenter
import app.kinguard.warning.red
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowSettings

/** Tests the trial to the millisecond, from "begin" to the drill that came up, or did not. */
@RunWith(AndroidRunner::class)
class LaunchTrialTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val ticks = ManualTicks()
    private val thread = ManualWorkThread(ticks)

    /** Everything that was done, in order. */
    private val done = mutableListOf<String>()
    private val awake = mutableListOf<Long>()
    private val phone = TestEnvironment()
    private val trial = LaunchTrial(
        Rungs(),
        WarningLauncher(
            object : ContextWrapper(app) {
                override fun startActivity(intent: Intent) {
                    done += "start"
                }
            },
            { true },
        ) { Intent(app, WarningActivity::class.java) },
        Record(),
        phone,
        thread,
        { awake += it },
    )

    @Before
    fun mayDrawOverOthers() = ShadowSettings.setCanDrawOverlays(true)

    @Test
    fun `five seconds after the app was left the drill is raised, and focus proves it`() {
        trial.begin(BEHIND)
        thread.passTo(60_000)
        assertEquals("not before it is left", listOf("begun FROM_BEHIND"), done)
        assertEquals(BEHIND, trial.waitsFor)
        trial.left()
        thread.passTo(64_999)
        assertEquals(1, done.size)
        thread.passTo(65_000)
        assertEquals(listOf("begun FROM_BEHIND", "drill", "raise", "start"), done)
        val notice = notice()
        assertNotNull("the system is asked too", notice?.fullScreenIntent)
        assertEquals(app.getString(R.string.guard_warning_practice), notice?.extras?.getString("android.title"))
        trial.focused(true)
        assertEquals(listOf("focus true", "came FROM_BEHIND"), done.drop(4))
        assertNull(trial.waitsFor)
        assertNull("no banner stays over it", notice())
        thread.passTo(600_000)
        assertEquals("nothing more", 6, done.size)
        trial.clear()
        assertEquals("back to where it was begun", listOf("clear", "back"), done.drop(6))
    }

    @Test
    fun `a start that is dropped is asked for once more, and after that the drill is taken away`() {
        raised()
        thread.passTo(LEFT_MS + 1_499)
        assertEquals(emptyList<String>(), done)
        thread.passTo(LEFT_MS + 1_500)
        assertEquals(listOf("start"), done)
        thread.passTo(LEFT_MS + 2_999)
        assertEquals(listOf("start"), done)
        thread.passTo(LEFT_MS + 3_000)
        assertEquals(listOf("start", "stayed", "away"), done)
        assertNull(trial.waitsFor)
        done.clear()
        trial.focused(true)
        assertEquals("focus proves nothing now", listOf("focus true"), done)
    }

    @Test
    fun `focus at the last moment counts, and focus that goes does not`() {
        raised()
        thread.passTo(LEFT_MS + 2_999)
        trial.focused(false)
        trial.focused(true)
        assertEquals(listOf("start", "focus false", "focus true", "came FROM_BEHIND"), done)
    }

    @Test
    fun `opened by hand, from its notification, it did not come up by itself`() {
        raised()
        trial.opened()
        trial.focused(true)
        assertEquals(listOf("opened", "stayed", "away", "focus true"), done)
    }

    @Test
    fun `whoever comes back before the five seconds is waited for anew`() {
        trial.begin(BEHIND)
        trial.left()
        thread.passTo(4_999)
        trial.came()
        thread.passTo(60_000)
        assertEquals(listOf("begun FROM_BEHIND"), done)
        trial.left()
        thread.passTo(65_000)
        assertEquals("start", done.last())
    }

    @Test
    fun `a danger ends it, at any point, and nothing was learnt`() {
        for (at in listOf(0L, 4_999, 5_000, 7_999)) {
            done.clear()
            val begun = ticks.elapsed
            trial.begin(BEHIND)
            trial.left()
            thread.passTo(begun + at)
            trial.raise(red())
            assertEquals("at $at", 1, done.count { it == "off FROM_BEHIND" })
            assertEquals("at $at", at >= 5_000, "away" in done)
            assertNull("at $at", trial.waitsFor)
            done.clear()
            trial.focused(true)
            thread.passTo(begun + 60_000)
            assertEquals("at $at", listOf("focus true"), done)
        }
    }

    @Test
    fun `where something goes on that it could be taken for, it does not begin`() {
        trial.begin(BEHIND)
        trial.left()
        phone.isCalm = false
        thread.passTo(60_000)
        assertEquals(listOf("begun FROM_BEHIND", "off FROM_BEHIND"), done)
    }

    @Test
    fun `where a danger lies on the desk, the drill does not`() {
        phone.takesDrill = false
        trial.begin(BEHIND)
        trial.left()
        thread.passTo(60_000)
        assertEquals(listOf("begun FROM_BEHIND", "drill", "off FROM_BEHIND", "away"), done)
    }

    @Test
    fun `a locked phone is waited for, and only there is the lock screen proved`() {
        trial.begin(LOCKED)
        trial.left()
        thread.passTo(20_000)
        assertEquals("the screen is still on", listOf("begun WHILE_LOCKED"), done)
        phone.isScreenOn = false
        thread.passTo(25_000)
        assertEquals("dark, and not locked yet", 1, done.size)
        phone.isLocked = true
        thread.passTo(30_000)
        assertEquals("start", done.last())
        trial.focused(true)
        assertEquals("came WHILE_LOCKED", done.last())
    }

    @Test
    fun `unlocked before the warning comes, it was not the lock screen that let it through`() {
        phone.isScreenOn = false
        phone.isLocked = true
        trial.begin(LOCKED)
        trial.left()
        thread.passTo(5_000)
        phone.isLocked = false
        done.clear()
        trial.focused(true)
        assertEquals(listOf("focus true", "off WHILE_LOCKED", "away"), done)
    }

    @Test
    fun `a phone that has no lock needs none`() {
        phone.isScreenOn = false
        phone.isSecure = false
        trial.begin(LOCKED)
        trial.left()
        thread.passTo(5_000)
        trial.focused(true)
        assertEquals("came WHILE_LOCKED", done.last())
    }

    @Test
    fun `a dark or locked phone proves nothing of what comes over other apps`() {
        phone.isScreenOn = false
        trial.begin(BEHIND)
        trial.left()
        thread.passTo(20_000)
        phone.isScreenOn = true
        phone.isLocked = true
        thread.passTo(40_000)
        assertEquals(listOf("begun FROM_BEHIND"), done)
        phone.isLocked = false
        thread.passTo(45_000)
        assertEquals("start", done.last())
    }

    @Test
    fun `a phone that never comes to it is not kept awake for ever`() {
        trial.begin(LOCKED)
        trial.left()
        thread.passTo(3_600_000)
        assertEquals(60, awake.size)
        assertEquals(listOf("begun WHILE_LOCKED"), done)
        assertEquals("still wanted", LOCKED, trial.waitsFor)
    }

    @Test
    fun `called off it is gone, and calling off what is not there does nothing`() {
        trial.callOff()
        assertEquals(emptyList<String>(), done)
        trial.begin(BEHIND)
        trial.left()
        trial.callOff()
        thread.passTo(60_000)
        assertEquals(listOf("begun FROM_BEHIND", "off FROM_BEHIND"), done)
    }

    @Test
    fun `called off and begun again at once, it is the new one that counts`() {
        thread.post {
            trial.begin(BEHIND)
            trial.callOff()
            trial.begin(BEHIND)
        }
        assertEquals(BEHIND, trial.waitsFor)
        trial.left()
        thread.passTo(5_000)
        assertEquals("start", done.last())
    }

    @Test
    fun `whoever leaves the drill for elsewhere is not fetched back`() {
        raised()
        trial.focused(true)
        done.clear()
        trial.answered(Choice.LEFT)
        trial.clear()
        assertEquals(listOf("clear"), done)
    }

    @Test
    fun `nor is whoever has been warned of a danger since`() {
        raised()
        trial.focused(true)
        done.clear()
        trial.raise(red())
        trial.clear()
        assertEquals(listOf("raise", "clear"), done)
    }

    @Test
    fun `a drill that somebody began in front is none of its business`() {
        trial.raise(red().copy(practice = true))
        trial.focused(true)
        trial.clear()
        assertEquals(listOf("raise", "focus true", "clear"), done)
    }

    /** Raises the drill, and forgets everything that was done until then. */
    private fun raised() {
        trial.begin(BEHIND)
        trial.left()
        thread.passTo(LEFT_MS)
        assertEquals("start", done.last())
        done.clear()
    }

    private fun notice() = shadowOf(app.service<NotificationManager>()).getNotification(WarningLauncher.ID)

    private inner class Rungs : WarningPresenter {
        override fun raise(warning: Warning) {
            done += "raise"
        }

        override fun focused(has: Boolean) {
            done += "focus $has"
        }

        override fun opened() {
            done += "opened"
        }

        override fun clear() {
            done += "clear"
        }
    }

    private inner class Record : LaunchTrial.Record {
        override fun begun(launchPath: LaunchPath) {
            done += "begun $launchPath"
        }

        override fun cameUp(launchPath: LaunchPath) {
            done += "came $launchPath"
        }

        override fun stayedAway() {
            done += "stayed"
        }

        override fun calledOff(launchPath: LaunchPath) {
            done += "off $launchPath"
        }
    }

    private inner class TestEnvironment : LaunchTrial.Environment {
        override var isCalm = true
        override var isScreenOn = true
        override var isLocked = false
        override var isSecure = true
        var takesDrill = true

        override fun drill(listener: WarningListener): Boolean {
            done += "drill"
            if (takesDrill) trial.raise(red().copy(practice = true))
            return takesDrill
        }

        override fun takeAway() {
            done += "away"
        }

        override fun comeBack() {
            done += "back"
        }
    }

    private companion object {
        val BEHIND = LaunchPath.FROM_BEHIND
        val LOCKED = LaunchPath.WHILE_LOCKED
        const val LEFT_MS = 5_000L
    }
}
