package app.kinguard.warning

import android.app.NotificationManager
import android.app.Service
import android.content.ComponentName
import android.content.ContextWrapper
import android.content.Intent
import android.content.pm.PackageManager
import android.content.pm.ServiceInfo
import android.media.projection.IMediaProjection
import android.media.projection.MediaProjectionManager
import android.os.Binder
import android.os.Build
import android.os.Bundle
import android.os.IBinder
import android.os.Looper
import app.kinguard.AndroidRunner
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
import java.lang.reflect.Proxy

/** Tests this app's own capture against Android's own client code: only the system's side is faked. */
@RunWith(AndroidRunner::class)
@Config(application = WarningTestApp::class)
class CaptureServiceTest {
    private val host = RuntimeEnvironment.getApplication() as WarningTestApp
    private val warningController = host.warningController
    private val capture = PlatformProjectionPreemptor(host)
    private val asked = mutableListOf<String>()

    @Before
    fun cutting() {
        warningController.show(red())
        warningController.turn(WarningPage.Cut(1))
    }

    @Test
    fun `it begins and ends at once, and leaves nothing behind`() {
        val service = run(leave())
        assertEquals(listOf("start", "stop"), asked.filter { it in DEEDS })
        assertEquals(WarningPage.Way(2, ActionOutcome.SHARING_ENDED), warningController.standing?.page)
        assertGone(service)
    }

    @Test
    fun `refused by the system it says so, and leaves nothing behind`() {
        val service = run(leave { throw SecurityException("no") })
        assertEquals(WarningPage.Way(1, ActionOutcome.SHARING_NOT_CUT), warningController.standing?.page)
        assertGone(service)
    }

    @Test
    fun `what was used up already is not used again`() {
        run(leave { throw IllegalStateException("used") })
        assertEquals(WarningPage.Way(1, ActionOutcome.SHARING_NOT_CUT), warningController.standing?.page)
    }

    @Test
    fun `without leave nothing is begun`() {
        listOf(Intent(), null).forEach { leave ->
            warningController.turn(WarningPage.Cut(1))
            assertGone(run(leave))
            assertEquals(WarningPage.Way(1, ActionOutcome.SHARING_NOT_CUT), warningController.standing?.page)
        }
        assertTrue(asked.isEmpty())
    }

    @Test
    fun `not allowed into the foreground it begins nothing`() {
        val controller = Robolectric.buildService(CaptureService::class.java)
        shadowOf(controller.get()).setThrowInStartForeground(SecurityException("no"))
        controller.get().onStartCommand(CaptureService.with(host, leave()), 0, 1)
        assertTrue(asked.isEmpty())
        assertTrue(shadowOf(controller.get()).isStoppedBySelf)
        assertEquals(WarningPage.Way(1, ActionOutcome.SHARING_NOT_CUT), warningController.standing?.page)
    }

    @Test
    fun `started again by the system after a death it does nothing`() {
        val service = Robolectric.buildService(CaptureService::class.java).get()
        assertEquals(Service.START_NOT_STICKY, service.onStartCommand(null, 0, 1))
        assertTrue(shadowOf(service).isStoppedBySelf)
    }

    @Test
    fun `the question is the system's own, and is about the whole screen`() {
        val question = capture.question()
        val plain = host.getSystemService(MediaProjectionManager::class.java)?.createScreenCaptureIntent()
        assertNotNull(question?.component)
        assertEquals(plain?.component, question?.component)
        if (Build.VERSION.SDK_INT >= 34) assertFalse(question?.extras?.isEmpty ?: true)
    }

    @Test
    fun `the leave is handed to the service`() {
        assertTrue(capture.beginAndEnd(Intent("a.leave")))
        val started = shadowOf(host).nextStartedService
        assertEquals(CaptureService::class.java.name, started.component?.className)
    }

    @Test
    fun `nobody else may start it, and it may capture`() {
        val info =
            host.packageManager.getServiceInfo(
                Intent(host, CaptureService::class.java).component ?: error("its own"),
                PackageManager.GET_META_DATA,
            )
        assertFalse(info.exported)
        assertEquals(ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PROJECTION, info.foregroundServiceType)
    }

    @Test
    fun `a service that may not start is no capture`() {
        val refusing =
            object : ContextWrapper(host) {
                override fun startService(service: Intent): ComponentName =
                    throw IllegalStateException("in the background")
            }
        assertFalse(PlatformProjectionPreemptor(refusing).beginAndEnd(Intent()))
    }

    private fun run(leave: Intent?): CaptureService {
        val service = Robolectric.buildService(CaptureService::class.java).get()
        val intent = leave?.let { CaptureService.with(host, it) } ?: Intent(host, CaptureService::class.java)
        service.onStartCommand(intent, 0, 1)
        shadowOf(Looper.getMainLooper()).idle()
        return service
    }

    private fun assertGone(service: CaptureService) {
        val shadow = shadowOf(service)
        assertTrue(shadow.isStoppedBySelf)
        assertTrue(shadow.isForegroundStopped)
        assertNull(
            shadowOf(host.getSystemService(NotificationManager::class.java)).getNotification(CaptureService.NOTICE),
        )
    }

    /** Returns what the system's dialog gives to the app that was allowed, and records every call on it. */
    private fun leave(begin: () -> Unit = {}): Intent {
        val line = Binder()
        val system =
            Proxy.newProxyInstance(javaClass.classLoader, arrayOf(IMediaProjection::class.java)) { _, method, _ ->
                if (method.name == "start") begin()
                asked += method.name
                when (method.returnType) {
                    Boolean::class.java -> true
                    Int::class.java -> 0
                    IBinder::class.java -> line
                    else -> null
                }
            }
        line.attachInterface(system as IMediaProjection, IMediaProjection::class.java.name)
        val extras = Bundle().also { it.putBinder("android.media.projection.extra.EXTRA_MEDIA_PROJECTION", line) }
        return Intent().putExtras(extras)
    }

    private companion object {
        /** The methods of a capture that begin, end or use it. */
        val DEEDS = setOf("start", "stop", "applyVirtualDisplayFlags", "notifyVirtualDisplayCreated")
    }
}
