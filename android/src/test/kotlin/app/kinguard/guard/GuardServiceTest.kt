package app.kinguard.guard

import android.app.ForegroundServiceStartNotAllowedException
import android.app.Notification
import android.app.NotificationManager
import android.content.ComponentName
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import android.content.pm.PackageManager
import android.content.pm.ServiceInfo
import android.os.Build
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.core.Capability
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
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

@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class)
class GuardServiceTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val service = Robolectric.buildService(GuardService::class.java)

    @Before
    fun begin() {
        phone.processIsBorn()
        service.create()
    }

    @After
    fun end() = phone.processDies()

    @Test
    fun `a boot and an update start the service`() {
        for (occasion in listOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)) {
            StartReceiver().onReceive(app, Intent(occasion))
            assertEquals(
                ComponentName(app, GuardService::class.java),
                shadowOf(app).nextStartedService.component,
            )
        }
        StartReceiver().onReceive(app, Intent("something.else"))
        assertNull(shadowOf(app).nextStartedService)
    }

    @Test
    fun `the manifest lets the boot through`() {
        for (occasion in listOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)) {
            val heard =
                app.packageManager.queryBroadcastReceivers(
                    Intent(occasion).setPackage(app.packageName),
                    0,
                )
            assertEquals(listOf(StartReceiver::class.java.name), heard.map { it.activityInfo.name })
        }
        val name = ComponentName(app, GuardService::class.java)
        assertFalse(app.packageManager.getServiceInfo(name, PackageManager.GET_META_DATA).exported)
    }

    @Test
    fun `the service stays and says what is watched`() {
        val sticky = service.get().onStartCommand(Intent(), 0, 1)
        assertEquals(android.app.Service.START_STICKY, sticky)
        val shadow = shadowOf(service.get())
        assertEquals(GuardNotification.ID, shadow.lastForegroundNotificationId)
        assertNotNull(shadow.lastForegroundNotification)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            val type = service.get().foregroundServiceType
            assertEquals(ServiceInfo.FOREGROUND_SERVICE_TYPE_SPECIAL_USE, type)
        }
    }

    @Test
    fun `a service that may not come forward goes and waits for the next occasion`() {
        val shadow = shadowOf(service.get())
        shadow.setThrowInStartForeground(refusal())
        val sticky = service.get().onStartCommand(null, 0, 1)
        assertEquals(android.app.Service.START_NOT_STICKY, sticky)
        assertTrue(shadow.isStoppedBySelf)
        shadow.setThrowInStartForeground(null)
        assertEquals(android.app.Service.START_STICKY, service.get().onStartCommand(Intent(), 0, 2))
    }

    @Test
    fun `a refused start is told`() {
        var refused = 0
        val starter = GuardStarter(Refusing(app, refusal())) { refused += 1 }
        assertFalse(starter.start())
        assertFalse(GuardStarter(Refusing(app, SecurityException())) { refused += 1 }.start())
        assertEquals(2, refused)
        assertTrue(GuardStarter(app) { refused += 1 }.start())
        assertEquals(2, refused)
    }

    @Test
    fun `what was refused is made up for once`() {
        val phone = Refusing(app, refusal())
        val starter = GuardStarter(phone) {}
        starter.makeUp()
        assertEquals("nothing is owed", 0, phone.asked)
        starter.start()
        starter.makeUp()
        assertEquals("still refused", 2, phone.asked)
        phone.refuses = false
        repeat(2) { starter.makeUp() }
        assertEquals(3, phone.asked)
        assertEquals(GuardService::class.java.name, shadowOf(app).nextStartedService.component?.className)
    }

    @Test
    fun `the service is in front before anything is read`() {
        phone.engineHangs()
        service.startCommand(0, 1)
        val plain = checkNotNull(shadowOf(service.get()).lastForegroundNotification)
        assertEquals(app.getString(R.string.guard_begins), title(plain))
        assertFalse("nothing is open yet", app.guard.hasBegun)
        phone.engineGoesOn()
        assertTrue(app.guard.hasBegun)
        val manager = checkNotNull(app.getSystemService(NotificationManager::class.java))
        val told = manager.activeNotifications.single { it.id == GuardNotification.ID }.notification
        assertEquals(app.getString(R.string.guard_watching_in_part), title(told))
        service.startCommand(0, 2)
        val again = checkNotNull(shadowOf(service.get()).lastForegroundNotification)
        assertEquals("not the plain one again", title(told), title(again))
    }

    @Test
    fun `the notification names what is missing`() {
        val works = ScriptedSignal(id = SignalId.CALL_SCREENING)
        val lost =
            ScriptedSignal(id = SignalId.USAGE_EVENTS, works = SignalState.Missing(Capability.USAGE_ACCESS))
        val never = ScriptedSignal(id = SignalId.CALL_FORWARDING, works = SignalState.NotOnThisPhone)
        val screen = ScriptedSignal(id = SignalId.SCREEN)
        val notification = GuardNotification(app).about(listOf(works, lost, never, screen))
        assertEquals(app.getString(R.string.guard_watching_in_part), title(notification))
        val text = notification.extras.getCharSequence(Notification.EXTRA_BIG_TEXT).toString()
        val wanted =
            listOf(
                app.getString(R.string.guard_watched, app.getString(R.string.guard_sees_callers)),
                app.getString(R.string.guard_not_watched, app.getString(R.string.guard_sees_apps)),
            )
        assertEquals(wanted, text.lines())
        val whole = GuardNotification(app).about(listOf(works, never, screen))
        assertEquals(app.getString(R.string.guard_watching), title(whole))
    }

    @Test
    fun `a guard that watches nothing says so in both lines, and how to begin`() {
        val lost = ScriptedSignal(id = SignalId.USAGE_EVENTS, works = SignalState.Missing(Capability.USAGE_ACCESS))
        val notWatched = app.getString(R.string.guard_not_watched, app.getString(R.string.guard_sees_apps))
        val told = mapOf(
            emptyList<Signal>() to app.getString(R.string.guard_nothing),
            listOf<Signal>(lost) to notWatched,
        )
        for ((signals, text) in told) {
            val notification = GuardNotification(app).about(signals)
            assertEquals(app.getString(R.string.guard_watching_nothing), title(notification))
            assertEquals(text, notification.extras.getCharSequence(Notification.EXTRA_BIG_TEXT).toString())
        }
    }

    @Test
    fun `no notification stays behind where no service runs`() {
        val manager = checkNotNull(app.getSystemService(NotificationManager::class.java))
        val notification = GuardNotification(app)
        notification.refresh(emptyList())
        assertEquals(0, manager.activeNotifications.size)
        manager.notify(GuardNotification.ID, notification.about(emptyList()))
        notification.refresh(listOf(ScriptedSignal(id = SignalId.CALL_SCREENING)))
        assertEquals(app.getString(R.string.guard_watching), title(manager.activeNotifications.single().notification))
    }

    private fun title(notification: Notification): String =
        notification.extras.getCharSequence(Notification.EXTRA_TITLE).toString()

    private fun refusal(): RuntimeException = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
        ForegroundServiceStartNotAllowedException("from the background")
    } else {
        IllegalStateException("from the background")
    }

    private class Refusing(context: Context, private val refusal: RuntimeException) : ContextWrapper(context) {
        var refuses = true
        var asked = 0

        override fun startForegroundService(service: Intent): ComponentName? {
            asked += 1
            if (refuses) throw refusal
            return super.startForegroundService(service)
        }
    }
}
