package app.kinguard.guard

import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import android.media.AudioAttributes
import android.os.Build
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Level
import app.kinguard.warning.WarningActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowNotificationManager
import org.robolectric.shadows.ShadowSettings

@RunWith(AndroidRunner::class)
@Config(qualifiers = "zh-rCN")
class WarningLauncherTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val manager = app.service<NotificationManager>()
    private var mayFill = true
    private val launcher = launcher(app)

    @Test
    fun `who may draw over others starts the activity itself`() {
        ShadowSettings.setCanDrawOverlays(true)
        assertEquals(WarningLauncher.Way.ACTIVITY, launcher.launch(Level.RED))
        val started = shadowOf(app).nextStartedActivity
        assertEquals(WarningActivity::class.java.name, started.component?.className)
        assertEquals(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_NO_ANIMATION, started.flags)
        assertNotNull("a maker may have dropped the start without a word", posted()?.fullScreenIntent)
        assertNotNull("the way back", posted()?.contentIntent)
    }

    /** System UI launches the full-screen intent of a new notification, but not of one that is posted again. */
    @Test
    @Config(shadows = [Posts::class])
    fun `launched again it is a new notification`() {
        launcher.launch(Level.RED)
        launcher.launch(Level.RED)
        assertEquals(listOf("cancel", "notify", "cancel", "notify"), posts())
    }

    /** With a full-screen intent the banner would stay over the warning. */
    @Test
    @Config(shadows = [Posts::class])
    fun `in front only the way back is left`() {
        launcher.launch(Level.RED)
        launcher.settle(Level.RED)
        assertEquals("it is never gone", listOf("cancel", "notify", "notify"), posts())
        assertNull(posted()?.fullScreenIntent)
        assertNotNull(posted()?.contentIntent)
        assertNotNull(posted()?.group)
        assertEquals("no sound, no banner", Notification.GROUP_ALERT_SUMMARY, posted()?.groupAlertBehavior)
        assertEquals(listOf("快停下！很可能是骗子。", "点这里看原因"), words())
        launcher.launch(Level.RED)
        assertEquals("loud again", Notification.GROUP_ALERT_ALL, posted()?.groupAlertBehavior)
        assertNotNull(posted()?.fullScreenIntent)
    }

    @Test
    fun `otherwise the system is asked`() {
        assertEquals(WarningLauncher.Way.FULL_SCREEN, launcher.launch(Level.RED))
        assertNull(shadowOf(app).nextStartedActivity)
        val asked = shadowOf(posted()?.fullScreenIntent).savedIntent
        assertEquals(WarningActivity::class.java.name, asked.component?.className)
        launcher.withdraw()
        assertNull(posted())
    }

    /** Only a start by the system or by this app shows that it came up by itself. */
    @Test
    fun `whoever touches the notification opens it by hand`() {
        launcher.launch(Level.RED)
        assertEquals(WarningActivity.TOUCHED, shadowOf(posted()?.contentIntent).savedIntent.action)
        assertNull(shadowOf(posted()?.fullScreenIntent).savedIntent.action)
        launcher.settle(Level.RED)
        assertEquals(WarningActivity.TOUCHED, shadowOf(posted()?.contentIntent).savedIntent.action)
    }

    @Test
    fun `a drill says that it is one`() {
        launcher.launch(Level.RED, R.string.guard_warning_practice)
        assertEquals("这是练习：警告", words().first())
    }

    @Test
    fun `a start that fails is left to the system`() {
        ShadowSettings.setCanDrawOverlays(true)
        listOf(ActivityNotFoundException(), SecurityException()).forEach { failure ->
            assertEquals(WarningLauncher.Way.FULL_SCREEN, launcher(refusing(failure)).launch(Level.RED))
            assertNotNull(posted()?.fullScreenIntent)
            launcher.withdraw()
        }
    }

    @Test
    fun `where the system may not either a banner remains`() {
        mayFill = false
        assertEquals(WarningLauncher.Way.BANNER, launcher.launch(Level.AMBER))
        assertNotNull("refused, it lets the banner stay", posted()?.fullScreenIntent)
        assertNotNull(posted()?.contentIntent)
    }

    @Test
    @Config(shadows = [Forbidden::class])
    fun `from 14 on the person may forbid the full screen`() {
        val forbidden = Build.VERSION.SDK_INT >= 34
        val way = WarningLauncher(app) { Intent(app, WarningActivity::class.java) }.launch(Level.RED)
        assertEquals(if (forbidden) WarningLauncher.Way.BANNER else WarningLauncher.Way.FULL_SCREEN, way)
        assertNotNull(posted()?.fullScreenIntent)
    }

    @Test
    @Config(shadows = [Allowed::class])
    fun `or allow it`() {
        val way = WarningLauncher(app) { Intent(app, WarningActivity::class.java) }.launch(Level.RED)
        assertEquals(WarningLauncher.Way.FULL_SCREEN, way)
    }

    @Test
    fun `where nothing may be shown that is said`() {
        shadowOf(manager).setNotificationsEnabled(false)
        assertEquals(WarningLauncher.Way.NOWHERE, launcher.launch(Level.RED))
    }

    @Test
    fun `with notifications off the activity still starts`() {
        ShadowSettings.setCanDrawOverlays(true)
        shadowOf(manager).setNotificationsEnabled(false)
        assertEquals(WarningLauncher.Way.ACTIVITY, launcher.launch(Level.RED))
    }

    @Test
    fun `it is heard on a silenced phone and read on the lock screen`() {
        launcher.launch(Level.RED)
        val notification = posted()
        val channel = manager.getNotificationChannel(notification?.channelId)
        assertEquals(NotificationManager.IMPORTANCE_HIGH, channel.importance)
        assertEquals(AudioAttributes.USAGE_ALARM, channel.audioAttributes.usage)
        assertNotNull(channel.sound)
        assertTrue(channel.shouldVibrate())
        assertEquals(Notification.CATEGORY_ALARM, notification?.category)
        assertEquals(Notification.VISIBILITY_PUBLIC, notification?.visibility)
        assertTrue("the way back stays", (notification?.flags ?: 0) and Notification.FLAG_ONGOING_EVENT != 0)
    }

    /** The notification can be read by others who see the screen. */
    @Test
    fun `it holds no facts`() {
        launcher.launch(Level.RED)
        assertEquals(listOf("快停下！很可能是骗子。", "点这里看原因"), words())
        launcher.launch(Level.AMBER)
        assertEquals(listOf("请小心", "点这里看原因"), words())
    }

    private fun launcher(context: Context) =
        WarningLauncher(context, { mayFill }) { Intent(context, WarningActivity::class.java) }

    private fun refusing(failure: RuntimeException) = object : ContextWrapper(app) {
        override fun startActivity(intent: Intent): Unit = throw failure
    }

    private fun words(): List<String?> = listOf(Notification.EXTRA_TITLE, Notification.EXTRA_TEXT).map {
        posted()?.extras?.getString(it)
    }

    private fun posts(): List<String> = (Shadow.extract<Posts>(manager)).made

    private fun posted(): Notification? = shadowOf(manager).getNotification(WarningLauncher.ID)

    /** Records the order in which notifications come and go. */
    @Implements(NotificationManager::class)
    class Posts : ShadowNotificationManager() {
        val made = mutableListOf<String>()

        @Implementation
        override fun notify(id: Int, notification: Notification) {
            made += "notify"
            super.notify(id, notification)
        }

        @Implementation
        override fun cancel(id: Int) {
            made += "cancel"
            super.cancel(id)
        }
    }

    /** The setting of Android 14 and later. */
    @Implements(NotificationManager::class)
    class Forbidden : ShadowNotificationManager() {
        @Implementation(minSdk = 34)
        fun canUseFullScreenIntent() = false
    }

    @Implements(NotificationManager::class)
    class Allowed : ShadowNotificationManager() {
        @Implementation(minSdk = 34)
        fun canUseFullScreenIntent() = true
    }
}
