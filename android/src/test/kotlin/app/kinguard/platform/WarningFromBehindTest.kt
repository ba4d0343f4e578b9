package app.kinguard.platform

import android.app.AppOpsManager
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import app.kinguard.AndroidRunner
import app.kinguard.guard.FocusMonitor
import app.kinguard.guard.ManualTicks
import app.kinguard.guard.ManualWorkThread
import app.kinguard.guard.RecordingFallbackSurface
import app.kinguard.guard.RecordingRecord
import app.kinguard.guard.WarningLauncher
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.red
import com.android.server.wm.ActivityStarts
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.shadows.ShadowSettings

/**
 * Tests how the guard reacts to Android's own answer to the start of the warning. [ActivityStarts] names what is
 * mocked.
 */
@RunWith(AndroidRunner::class)
class WarningFromBehindTest {
    private val app = RuntimeEnvironment.getApplication()
    private val starts = ActivityStarts(app)
    private val ticks = ManualTicks()
    private val thread = ManualWorkThread(ticks)
    private val done = mutableListOf<String>()
    private val watch: FocusMonitor = watch()

    @Test
    fun `allowed, it comes into focus and nothing follows`() {
        starts.allowOverlays(AppOpsManager.MODE_ALLOWED)
        raise()
        assertEquals(listOf("came", "seen", "clear"), done)
    }

    /** The permission is taken back between the question and the start; nothing is thrown then. */
    @Test
    fun `refused, every rung follows`() {
        starts.allowOverlays(AppOpsManager.MODE_IGNORED)
        raise()
        assertEquals(listOf("refused", "refused", "sound", "show", "unseen"), done)
    }

    @Test
    fun `refused first and allowed a moment later, the second start comes into focus`() {
        ShadowSettings.setCanDrawOverlays(true)
        starts.allowOverlays(AppOpsManager.MODE_IGNORED)
        watch.raise(red())
        starts.allowOverlays(AppOpsManager.MODE_ALLOWED)
        timePasses()
        assertEquals(listOf("refused", "came", "sound", "seen", "clear"), done)
    }

    private fun raise() {
        ShadowSettings.setCanDrawOverlays(true)
        watch.raise(red())
        timePasses()
    }

    private fun timePasses() = repeat(5) {
        // The window has focus a moment after Android let it come up.
        if (done.lastOrNull { it == "came" || it == "seen" } == "came") watch.focused(true)
        thread.runNext()
    }

    private fun watch() = FocusMonitor(
        WarningLauncher(behindAndroidsCheck(), { true }) { Intent(app, WarningActivity::class.java) },
        RecordingFallbackSurface(done),
        RecordingRecord(done),
        thread,
        {},
    )

    /** Returns a context that applies Android's check. Android does not tell the app the result. */
    private fun behindAndroidsCheck(): Context = object : ContextWrapper(app) {
        override fun startActivity(intent: Intent) {
            if (starts.startFromBehind()) {
                done += "came"
            } else {
                done += "refused"
            }
        }
    }
}
