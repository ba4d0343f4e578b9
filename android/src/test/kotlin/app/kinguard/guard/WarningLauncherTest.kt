package app.kinguard.guard

import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import app.kinguard.core.Level
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowSettings

@RunWith(RobolectricTestRunner::class)
class WarningLauncherTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val manager = app.service<NotificationManager>()
    private var mayFill = true
    private val launcher = WarningLauncher(app, { mayFill }) { Intent("a.warning") }

    @Test
    fun whoMayDrawOverOthersStartsTheActivityItself() {
        ShadowSettings.setCanDrawOverlays(true)
        assertEquals(WarningLauncher.Way.ACTIVITY, launcher.launch(Level.RED))
        val started = shadowOf(app).nextStartedActivity
        assertEquals("a.warning", started.action)
        assertEquals(Intent.FLAG_ACTIVITY_NEW_TASK, started.flags)
        assertNull("it is up already", posted()?.fullScreenIntent)
        assertNotNull("the way back", posted()?.contentIntent)
    }

    @Test
    fun otherwiseTheSystemIsAsked() {
        assertEquals(WarningLauncher.Way.FULL_SCREEN, launcher.launch(Level.RED))
        assertNull(shadowOf(app).nextStartedActivity)
        assertNotNull(posted()?.fullScreenIntent)
        launcher.withdraw()
        assertNull(posted())
    }

    @Test
    fun whereTheSystemMayNotEitherABannerRemains() {
        mayFill = false
        assertEquals(WarningLauncher.Way.BANNER, launcher.launch(Level.AMBER))
        assertNull(posted()?.fullScreenIntent)
        assertNotNull(posted()?.contentIntent)
    }

    @Test
    fun whereNothingMayBeShownThatIsSaid() {
        shadowOf(manager).setNotificationsEnabled(false)
        assertEquals(WarningLauncher.Way.NOWHERE, launcher.launch(Level.RED))
    }

    private fun posted(): Notification? = shadowOf(manager).getNotification(WarningLauncher.ID)
}
