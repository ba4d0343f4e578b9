package app.kinguard.platform

import android.app.AppOpsManager
import android.os.Build
import app.kinguard.AndroidRunner
import com.android.server.wm.ActivityStarts
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Tests whether Android lets the warning come up from the background. [ActivityStarts] names what is mocked. */
@RunWith(AndroidRunner::class)
class ActivityStartsTest {
    private val starts = ActivityStarts(RuntimeEnvironment.getApplication())

    @Test
    fun `an app that shows nothing may not start one, nor may its service in the foreground`() {
        assertFalse(starts.startFromBehind())
        starts.runServiceInFront()
        assertFalse(starts.startFromBehind())
    }

    @Test
    fun `who may display over other apps may`() {
        starts.allowOverlays(AppOpsManager.MODE_ALLOWED)
        assertTrue(starts.startFromBehind())
    }

    @Test
    fun `the permission counts only where the person never decided`() {
        starts.allowOverlays(AppOpsManager.MODE_DEFAULT)
        assertFalse("as an app from outside has it", starts.startFromBehind())
        starts.grant("android.permission.SYSTEM_ALERT_WINDOW")
        assertTrue(starts.startFromBehind())
        starts.allowOverlays(AppOpsManager.MODE_IGNORED)
        assertFalse("the user took it back", starts.startFromBehind())
    }

    @Test
    fun `for ten seconds after its last activity an app may`() {
        starts.finishActivity()
        starts.pass(9_000)
        assertTrue(starts.startFromBehind())
        starts.pass(1_000)
        assertFalse(starts.startFromBehind())
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.R)
    fun `a window of its own over the others is enough`() {
        starts.showOverlay()
        assertTrue(starts.startFromBehind())
    }
}
