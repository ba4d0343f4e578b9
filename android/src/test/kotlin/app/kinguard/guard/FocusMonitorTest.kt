package app.kinguard.guard

import android.app.Application
import android.app.NotificationManager
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import app.kinguard.AndroidRunner
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.amber
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

/** Tests the escalation to the millisecond, from a start without effect to the replacement window. */
@RunWith(AndroidRunner::class)
class FocusMonitorTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val ticks = ManualTicks()
    private val thread = ManualWorkThread(ticks)

    /** Everything that was done, in order. */
    private val done = mutableListOf<String>()
    private var stores = true

    /** The effect of a start on the phone. */
    private var start: () -> Unit = {}
    private val awake = mutableListOf<Long>()
    private val watch = watch()

    @Before
    fun mayDrawOverOthers() = ShadowSettings.setCanDrawOverlays(true)

    @Test
    fun `seen at once, nothing more is heard of it`() {
        watch.raise(red())
        watch.focused(true)
        thread.passTo(60_000)
        assertEquals(listOf("start", "seen", "clear"), done)
        assertNull("no banner over the warning", notice()?.fullScreenIntent)
        assertNotNull("the way back", notice()?.contentIntent)
    }

    @Test
    fun `after a second and a half it is started once more, with sound`() {
        watch.raise(red())
        thread.passTo(1_499)
        assertEquals(listOf("start"), done)
        thread.passTo(1_500)
        assertEquals(listOf("start", "start", "sound"), done)
        thread.passTo(1_501)
        assertEquals(listOf("start", "start", "sound"), done)
        assertNotNull(notice()?.fullScreenIntent)
    }

    @Test
    fun `and as long again after that it is stood in for, told and remembered`() {
        watch.raise(red())
        thread.passTo(2_999)
        assertEquals(listOf("start", "start", "sound"), done)
        thread.passTo(3_000)
        assertEquals(listOf("start", "start", "sound", "show", "unseen"), done)
        thread.passTo(3_001)
        thread.passTo(600_000)
        assertEquals("once", listOf("start", "start", "sound", "show", "unseen"), done)
    }

    @Test
    fun `focus at the last moment before each rung keeps it from coming`() {
        watch.raise(red())
        thread.passTo(1_499)
        watch.focused(true)
        thread.passTo(10_000)
        assertEquals(listOf("start", "seen", "clear"), done)
        watch.focused(false)
        done.clear()
        watch.raise(red().copy(showing = 2))
        thread.passTo(12_999)
        watch.focused(true)
        thread.passTo(60_000)
        assertEquals(listOf("start", "start", "sound", "seen", "clear"), done)
    }

    @Test
    fun `what comes after it was told of takes the place of what stood in, and proves nothing`() {
        watch.raise(red())
        thread.passTo(3_000)
        done.clear()
        watch.focused(true)
        thread.passTo(60_000)
        assertEquals(listOf("clear"), done)
        assertNull(notice()?.fullScreenIntent)
        watch.focused(false)
        done.clear()
        watch.raise(red().copy(showing = 2))
        watch.focused(true)
        assertEquals("the next warning that is seen proves it", listOf("start", "seen", "clear"), done)
    }

    @Test
    fun `a start that throws is a start that does not come`() {
        start = { throw SecurityException() }
        watch.raise(red())
        thread.passTo(3_000)
        assertEquals(listOf("start", "start", "sound", "show", "unseen"), done)
    }

    @Test
    fun `without leave to draw over others the rungs are the same`() {
        ShadowSettings.setCanDrawOverlays(false)
        watch.raise(red())
        assertNotNull("the system is asked", notice()?.fullScreenIntent)
        thread.passTo(3_000)
        assertEquals(listOf("sound", "show", "unseen"), done)
    }

    @Test
    fun `where nothing may be shown at all that is noted, and it is heard all the same`() {
        ShadowSettings.setCanDrawOverlays(false)
        shadowOf(app.service<NotificationManager>()).setNotificationsEnabled(false)
        watch.raise(red())
        assertEquals(listOf("nowhere"), done)
        thread.passTo(3_000)
        assertEquals(listOf("nowhere", "sound", "show", "unseen"), done)
    }

    @Test
    fun `a warning that is over takes every rung down`() {
        for (at in listOf(0L, 1_499, 1_500, 2_999, 3_000, 9_000)) {
            val begun = ticks.elapsed
            watch.raise(red())
            thread.passTo(begun + at)
            done.clear()
            watch.clear()
            thread.passTo(begun + 60_000)
            assertEquals("at $at", listOf("clear"), done)
            assertNull("at $at", notice())
        }
    }

    @Test
    fun `raised again while it is waited for, it does not begin anew`() {
        watch.raise(red())
        thread.passTo(1_000)
        watch.raise(red().copy(callingNow = "Mary"))
        thread.passTo(1_500)
        watch.raise(red())
        thread.passTo(3_000)
        assertEquals(listOf("start", "start", "start", "sound", "start", "show", "unseen"), done)
        watch.raise(red())
        thread.passTo(60_000)
        assertEquals(8, done.size)
    }

    @Test
    fun `a graver danger is waited for by itself`() {
        watch.raise(amber())
        thread.passTo(3_000)
        done.clear()
        watch.raise(red())
        thread.passTo(4_499)
        assertEquals("the replacement stays", listOf("start"), done)
        thread.passTo(6_000)
        assertEquals(listOf("start", "start", "sound", "show", "unseen"), done)
    }

    @Test
    fun `raised in front of the person, it is seen already`() {
        watch.raise(red())
        watch.focused(true)
        done.clear()
        watch.raise(red().copy(showing = 2))
        assertNull("no banner over it", notice()?.fullScreenIntent)
        thread.passTo(60_000)
        assertEquals(listOf("start", "seen", "clear"), done)
        assertNull(notice()?.fullScreenIntent)
    }

    @Test
    fun `raised on a screen that is just going, it is waited for`() {
        watch.raise(red())
        watch.focused(true)
        watch.clear()
        done.clear()
        watch.raise(red().copy(showing = 2))
        watch.focused(false)
        thread.passTo(1_500)
        assertEquals(listOf("start", "start", "sound"), done)
        assertNotNull(notice()?.fullScreenIntent)
    }

    @Test
    fun `left and raised again, it is waited for again`() {
        watch.raise(red())
        watch.focused(true)
        watch.focused(false)
        thread.passTo(60_000)
        done.clear()
        watch.raise(red())
        thread.passTo(61_500)
        assertEquals(listOf("start", "start", "sound"), done)
    }

    @Test
    fun `a drill starts nothing, sounds nothing, and counts when it is seen`() {
        watch.raise(red().copy(practice = true))
        thread.passTo(60_000)
        assertEquals(emptyList<String>(), done)
        watch.focused(true)
        assertEquals(listOf("seen", "clear"), done)
        assertNull("nothing is posted", notice())
    }

    @Test
    fun `opened by hand it is seen, and does not prove that it comes up by itself`() {
        watch.raise(red())
        watch.opened()
        watch.focused(true)
        thread.passTo(60_000)
        assertEquals(listOf("start", "clear"), done)
        watch.focused(false)
        done.clear()
        watch.raise(red().copy(showing = 2))
        thread.passTo(61_000)
        watch.opened()
        thread.passTo(61_600)
        watch.focused(true)
        assertEquals(listOf("start", "start", "sound", "clear"), done)
    }

    @Test
    fun `a drill keeps no danger from being waited for`() {
        watch.raise(red())
        watch.raise(red().copy(practice = true))
        thread.passTo(3_000)
        assertEquals(listOf("start", "start", "sound", "show", "unseen"), done)
        watch.clear()
        done.clear()
        watch.raise(red().copy(practice = true))
        watch.raise(red())
        thread.passTo(6_000)
        assertEquals(listOf("start", "start", "sound", "show", "unseen"), done)
    }

    @Test
    fun `focus with nothing waited for proves nothing`() {
        watch.focused(true)
        assertEquals(listOf("clear"), done)
    }

    @Test
    fun `what cannot be stored is tried again until it is, or the warning is over`() {
        stores = false
        watch.raise(red())
        thread.passTo(3_000)
        thread.passTo(62_999)
        assertEquals(1, done.count { it == "unseen" })
        thread.passTo(63_000)
        assertEquals(2, done.count { it == "unseen" })
        stores = true
        thread.passTo(600_000)
        assertEquals(3, done.count { it == "unseen" })
    }

    @Test
    fun `what cannot be stored is owed though the warning comes into focus meanwhile`() {
        stores = false
        watch.raise(red())
        thread.passTo(4_000)
        watch.focused(true)
        thread.passTo(62_999)
        assertEquals(1, done.count { it == "unseen" })
        thread.passTo(63_000)
        assertEquals(2, done.count { it == "unseen" })
        watch.clear()
        thread.passTo(600_000)
        assertEquals("the warning is over", 2, done.count { it == "unseen" })
    }

    @Test
    fun `a process that dies in between begins anew`() {
        watch.raise(red())
        thread.passTo(1_600)
        done.clear()
        thread.dies()
        val next = watch()
        next.raise(red())
        thread.passTo(3_099)
        assertEquals(listOf("start"), done)
        thread.passTo(4_600)
        assertEquals(listOf("start", "start", "sound", "show", "unseen"), done)
    }

    @Test
    fun `the phone is kept awake for both rungs, and for a while that it sounds`() {
        watch.raise(red())
        assertEquals(listOf(3_000L), awake)
        thread.passTo(60_000)
        assertEquals(listOf(3_000L, 600_000L), awake)
    }

    @Test
    fun `what is over before the guard's thread comes to it is not posted again`() {
        thread.post {
            watch.raise(red())
            watch.focused(true)
            watch.clear()
        }
        assertNull(notice())
        thread.passTo(60_000)
        assertNull(notice())
    }

    private fun watch() = FocusMonitor(
        WarningLauncher(noting(app), { true }) { Intent(app, WarningActivity::class.java) },
        RecordingFallbackSurface(done),
        RecordingRecord(done) { stores },
        thread,
        { awake += it },
    )

    private fun noting(context: Context) = object : ContextWrapper(context) {
        override fun startActivity(intent: Intent) {
            done += "start"
            start()
        }
    }

    private fun notice() = shadowOf(app.service<NotificationManager>()).getNotification(WarningLauncher.ID)
}
