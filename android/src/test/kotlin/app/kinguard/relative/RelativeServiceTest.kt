package app.kinguard.relative

import android.app.NotificationManager
import android.app.Service
import android.app.job.JobInfo
import android.app.job.JobScheduler
import android.content.ComponentName
import android.content.Intent
import android.content.pm.PackageManager
import android.content.pm.ServiceInfo
import android.os.Build
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.RestartableApp
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Tests what keeps a family's phone listening, in the whole app. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class)
class RelativeServiceTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val service = Robolectric.buildService(RelativeService::class.java)
    private val jobs = checkNotNull(app.getSystemService(JobScheduler::class.java))

    @Before
    fun begin() {
        app.noBackupFilesDir.mkdirs()
        app.noBackupFilesDir.resolve("family-role").createNewFile()
        phone.processIsBorn()
        service.create()
    }

    @After
    fun end() = phone.processDies()

    @Test
    fun `the service comes to the front first, is of the type for special use, and stays`() {
        assertEquals(Service.START_STICKY, service.get().onStartCommand(Intent(), 0, 1))
        val shadow = shadowOf(service.get())
        assertEquals(AlarmNotices.SERVICE, shadow.lastForegroundNotificationId)
        assertNotNull(shadow.lastForegroundNotification)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            assertEquals(ServiceInfo.FOREGROUND_SERVICE_TYPE_SPECIAL_USE, service.get().foregroundServiceType)
        }
        val info = app.packageManager.getServiceInfo(
            ComponentName(app, RelativeService::class.java),
            PackageManager.MATCH_DISABLED_COMPONENTS,
        )
        assertFalse(info.exported)
    }

    @Test
    fun `a service that may not come to the front goes, and so does one of a parent's phone`() {
        shadowOf(service.get()).setThrowInStartForeground(IllegalStateException("from the background"))
        assertEquals(Service.START_NOT_STICKY, service.get().onStartCommand(null, 0, 1))
        assertTrue(shadowOf(service.get()).isStoppedBySelf)
        shadowOf(service.get()).setThrowInStartForeground(null)
        phone.settle()
        app.noBackupFilesDir.resolve("family-role").delete()
        phone.processIsBorn()
        assertEquals(Service.START_NOT_STICKY, service.get().onStartCommand(null, 0, 2))
    }

    @Test
    fun `without a parent nothing stays`() {
        service.get().onStartCommand(Intent(), 0, 1)
        phone.settle()
        assertNull(jobs.getPendingJob(PollService.ID))
        assertEquals(RelativeService::class.java.name, shadowOf(app).nextStoppedService?.component?.className)
    }

    @Test
    fun `the job reads every quarter of an hour, after a reboot, too`() {
        PollService.keepGoing(app)
        PollService.keepGoing(app)
        val job = checkNotNull(jobs.getPendingJob(PollService.ID))
        assertEquals(15 * 60_000L, job.intervalMillis)
        assertTrue(job.isPersisted)
        @Suppress("DEPRECATION") // What it was given.
        assertEquals(JobInfo.NETWORK_TYPE_ANY, job.networkType)
        PollService.end(app)
        assertNull(jobs.getPendingJob(PollService.ID))
    }

    @Test
    fun `its channels are named`() {
        service.get().onStartCommand(Intent(), 0, 1)
        val manager = checkNotNull(app.getSystemService(NotificationManager::class.java))
        val name = manager.getNotificationChannel("relative").name
        assertEquals(app.getString(R.string.relative_channel_service), "$name")
    }
}
