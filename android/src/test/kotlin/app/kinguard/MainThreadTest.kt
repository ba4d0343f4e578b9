package app.kinguard

import android.app.Activity
import android.app.job.JobParameters
import android.content.BroadcastReceiver
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Looper
import android.telecom.Call
import app.kinguard.core.Event
import app.kinguard.family.channel.TextMessageReceiver
import app.kinguard.guard.GuardService
import app.kinguard.guard.StartReceiver
import app.kinguard.guard.WakeReceiver
import app.kinguard.health.selftest.SelfTestService
import app.kinguard.practice.PracticeLaterReceiver
import app.kinguard.signals.ScreeningService
import app.kinguard.signals.callDetails
import app.kinguard.warning.CaptureService
import app.kinguard.warning.WarningActivity
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow

/**
 * By each door through which Android comes into the app, in a process that was just born: the main thread waits neither for
 * the database nor for the keystore, nor for an answer about the phone. What it still waits for is named here, with the
 * reason; the lists may only get shorter.
 */
@RunWith(AndroidRunner::class)
@Config(application = MortalApp::class, shadows = [WatchedSession::class])
class MainThreadTest {
    private val app = RuntimeEnvironment.getApplication() as MortalApp
    private val phone = AndroidPhone(app)

    @Before
    fun begin() {
        phone.isSetUp()
        anew()
    }

    @After
    fun end() = phone.processDies()

    @Test
    fun `it is noticed`() {
        val waits = MainThread.during {
            app.rooms.contacts.all()
            app.rooms.database.write {}
            assertEquals(null, app.rooms.lastRed())
        }
        assertTrue("$waits", waits.any { it.startsWith("database by family.Contacts") })
        assertTrue("$waits", waits.any { it.startsWith("database by store.Database.write") })
        val keys = MainThread.during { app.rooms.familySettings.install }
        assertTrue("$keys", keys.any { it.startsWith("keystore by ") })
    }

    @Test
    fun `a boot and an update`() {
        for (occasion in listOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)) {
            waitsForNothing(occasion) { StartReceiver().onReceive(app, Intent(occasion)) }
        }
    }

    @Test
    fun `the guard's service`() = waitsForNothing("service") {
        Robolectric.buildService(GuardService::class.java, Intent()).create().startCommand(0, 1)
    }

    @Test
    fun `a call to be screened, in the first moment of a process and later`() {
        val service = Robolectric.buildService(ScreeningService::class.java).create().get()
        repeat(2) {
            waitsForNothing("call $it", anew = it == 0) {
                service.onScreenCall(callDetails(Uri.parse("tel:+85251234567"), Call.Details.DIRECTION_INCOMING))
            }
        }
        assertEquals(2, phone.heard.count { it is Event.CallStarted })
    }

    @Test
    fun `an alarm`() = waitsForNothing("alarm") { WakeReceiver().onReceive(app, Intent()) }

    @Test
    fun `what the phone says of a text message`() {
        val uri = TextMessageReceiver.Subject("nobody", 0, TextMessageReceiver.About.SENT).uri()
        waitsForNothing("text message") { TextMessageReceiver().onReceive(app, Intent().setData(uri)) }
    }

    @Test
    fun `the daily job`() {
        val service = Robolectric.buildService(SelfTestService::class.java).create().get()
        waitsForNothing("job") { service.onStartJob(Shadow.newInstanceOf(JobParameters::class.java)) }
    }

    @Test
    fun `later, said to the drill`() = waitsForNothing("later") { PracticeLaterReceiver().onReceive(app, Intent()) }

    @Test
    fun `our own capture`() = waitsForNothing("capture") {
        Robolectric.buildService(CaptureService::class.java, Intent()).create().startCommand(0, 1)
    }

    @Test
    fun `the warning, and the page for money that has left`() {
        for (intent in listOf(Intent(app, WarningActivity::class.java), WarningActivity.forMoneySent(app))) {
            waitsForNothing("warning") {
                Robolectric.buildActivity(WarningActivity::class.java, intent).setup().pause().stop().destroy()
            }
        }
    }

    @Test
    fun `a cry for help, and the answer to it`() {
        val home = Shown.open<app.kinguard.home.HomeActivity>()
        phone.settle()
        val waits = MainThread.during {
            home.tap("有人要我共享屏幕")
            phone.settle()
            phone.tap(R.id.warning_main)
        }
        assertEquals(emptySet<String>(), waits)
    }

    @Test
    fun `every door is tried`() {
        val flags = PackageManager.GET_RECEIVERS or PackageManager.GET_SERVICES or PackageManager.GET_PROVIDERS
        val info = app.packageManager.getPackageInfo(app.packageName, flags)
        val doors = info.receivers.orEmpty() + info.services.orEmpty() + info.providers.orEmpty()
        val tried = listOf(
            StartReceiver::class,
            WakeReceiver::class,
            TextMessageReceiver::class,
            PracticeLaterReceiver::class,
            GuardService::class,
            ScreeningService::class,
            CaptureService::class,
            SelfTestService::class,
        )
        val untried = doors.map { it.name } - tried.map { it.java.name }.toSet()
        assertEquals("of another process", listOf("app.kinguard.health.selftest.BystanderService"), untried)
    }

    @Test
    fun `every page that is opened`() {
        val pages = app.packageManager.getPackageInfo(app.packageName, PackageManager.GET_ACTIVITIES).activities.orEmpty()
        val waiting = pages.map { it.name }.filter { name ->
            anew()
            waits { openAndLeave(name) }.isNotEmpty()
        }
        assertEquals(STILL_WAIT, waiting.map { it.substringAfterLast('.') }.toSet())
    }

    @Suppress("UNCHECKED_CAST") // Activities are all that is named.
    private fun openAndLeave(name: String) {
        val page = Robolectric.buildActivity(Class.forName(name) as Class<out Activity>).setup()
        InFront(app).onActivityResumed(page.get())
        phone.settle()
        shadowOf(Looper.getMainLooper()).idleFor(java.time.Duration.ofSeconds(2))
        phone.settle()
        page.pause().stop().destroy()
    }

    private fun waitsForNothing(door: String, anew: Boolean = true, act: () -> Unit) {
        if (anew) anew()
        assertEquals(door, emptySet<String>(), waits(act))
    }

    private fun waits(act: () -> Unit): Set<String> = MainThread.during {
        act()
        phone.settle()
    }.filterNot { it.substringBefore(" by ") in AT_ONCE }.toSet()

    /** A process in which nothing has begun. */
    private fun anew() {
        phone.processDies()
        phone.processIsBorn()
    }

    private companion object {
        /** Android wants these done in the very callback, and answers at once. */
        val AT_ONCE = setOf<String>()

        /** Pages that somebody opens by hand, and that read what they show while they are opened. */
        val STILL_WAIT = setOf<String>()
    }
}
