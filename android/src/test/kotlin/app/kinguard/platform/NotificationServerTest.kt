package app.kinguard.platform

import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.os.Build
import app.kinguard.AndroidRunner
import app.kinguard.core.Level
import app.kinguard.guard.WarningLauncher
import com.android.server.notification.NotificationServer
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Tests what Android leaves of the warning's notification. [NotificationServer] names what is mocked. */
@RunWith(AndroidRunner::class)
class NotificationServerTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val server = NotificationServer(app)

    @Test
    fun `with the permission the warning fills the screen`() {
        server.request()
        server.allow(fill = true)
        val left = server.fix(warning())
        assertNotNull(left.fullScreenIntent)
        assertEquals(0, left.flags and DENIED)
    }

    @Test
    fun `without it the screen is not filled, and from Android 14 on the banner stays`() {
        server.request()
        val left = server.fix(warning())
        assertNull(left.fullScreenIntent)
        assertNotNull("it opens the warning when it is touched", left.contentIntent)
        val stays = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) DENIED else 0
        assertEquals(stays, left.flags and DENIED)
    }

    @Test
    fun `the banner does not stay where the manifest never asked`() {
        assertEquals(0, server.fix(warning()).flags and DENIED)
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    fun `from Android 14 on the person may wipe a lasting notification away`() {
        val left = server.fix(warning())
        assertEquals(Notification.FLAG_ONGOING_EVENT, left.flags and Notification.FLAG_ONGOING_EVENT)
        assertEquals(0, left.flags and Notification.FLAG_NO_DISMISS)
    }

    private fun warning(): Notification {
        WarningLauncher(app, mayFill = { true }) { Intent("warning") }.launch(Level.RED)
        val posted = shadowOf(app.getSystemService(NotificationManager::class.java)).getNotification(WarningLauncher.ID)
        return checkNotNull(posted).also { assertNotNull(it.fullScreenIntent) }
    }

    private companion object {
        /** `Notification.FLAG_FSI_REQUESTED_BUT_DENIED`, with which System UI lets a banner stay. */
        const val DENIED = 0x4000
    }
}
