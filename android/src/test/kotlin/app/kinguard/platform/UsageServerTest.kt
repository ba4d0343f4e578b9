package app.kinguard.platform

import android.Manifest
import android.app.AppOpsManager
import android.app.Application
import android.app.usage.UsageEvents.Event
import android.content.ComponentName
import android.content.ContextWrapper
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.ServiceInfo
import android.os.Build
import android.os.Process
import android.os.UserHandle
import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.signals.EngineClock
import app.kinguard.signals.MapMemory
import app.kinguard.signals.Recorder
import app.kinguard.signals.SignalState
import app.kinguard.signals.UsageEventsSignal
import com.android.server.usage.UsageServer
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers
import app.kinguard.core.Event as Told

/**
 * Tests what Android's own usage record tells an app with usage access, and one without. [UsageServer] names what is
 * mocked.
 */
@RunWith(AndroidRunner::class)
class UsageServerTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val server = UsageServer(app)
    private val usage = server.client(app)
    private val memory = MapMemory()
    private val heard = Recorder()
    private val signal = signal()

    @Before
    fun installed() {
        allow(AppOpsManager.MODE_ALLOWED)
        val packages = shadowOf(app.packageManager)
        val info = ApplicationInfo()
        info.packageName = SHARER_ID
        info.targetSdkVersion = Build.VERSION.SDK_INT
        packages.installPackage(
            PackageInfo().also {
                it.packageName = SHARER_ID
                it.applicationInfo = info
            },
        )
        val service = ServiceInfo()
        service.packageName = SHARER_ID
        service.name = CAPTURE.className
        ReflectionHelpers.setField(
            service,
            "mForegroundServiceType",
            ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PROJECTION,
        )
        packages.addOrUpdateService(service)
    }

    @Test
    fun `a sharing is told from the question to the end of its service`() {
        unlocked()
        server.report(MEETING, Event.ACTIVITY_RESUMED)
        server.report(QUESTION, Event.ACTIVITY_RESUMED)
        server.report(MEETING, Event.ACTIVITY_RESUMED)
        server.report(CAPTURE, Event.FOREGROUND_SERVICE_START)
        server.report(BANK, Event.ACTIVITY_RESUMED)
        server.report(CAPTURE, Event.FOREGROUND_SERVICE_STOP)
        val all =
            listOf(
                Told.AppOpened(SHARER_ID),
                Told.CaptureConsentOpened(SHARER_ID),
                Told.CaptureServiceStarted(SHARER_ID, false),
                Told.AppOpened(BANK.packageName),
                Told.CaptureServiceStopped(SHARER_ID, true),
            )
        assertEquals(all, read())
    }

    @Test
    fun `an app with the access sees nearly all that is noted, with the names of classes`() {
        unlocked()
        NOTED.forEach { server.report(BANK, it) }
        val seen = record().filter { it.packageName == BANK.packageName }
        val hidden = NOTED - seen.map { it.eventType }.toSet()
        val shortcuts = setOf(Event.SHORTCUT_INVOCATION).filter { Build.VERSION.SDK_INT >= Build.VERSION_CODES.R }
        assertEquals(listOf(SYSTEM_INTERACTION) + shortcuts + ACTIVITY_DESTROYED, hidden)
        assertEquals(setOf(BANK.className), seen.map { it.className }.toSet())
    }

    @Test
    fun `without the access the record is empty, and this app says so`() {
        allow(AppOpsManager.MODE_IGNORED)
        unlocked()
        server.report(BANK, Event.ACTIVITY_RESUMED)
        assertEquals(emptyList<Event>(), record())
        assertEquals(emptyList<Told>(), read())
        assertEquals(SignalState.Missing(Capability.USAGE_ACCESS), signal.state())
    }

    @Test
    fun `where the person never decided the permission counts`() {
        allow(AppOpsManager.MODE_DEFAULT)
        unlocked()
        server.report(BANK, Event.ACTIVITY_RESUMED)
        assertEquals(emptyList<Told>(), read())
        server.grant()
        shadowOf(app).grantPermissions(Manifest.permission.PACKAGE_USAGE_STATS)
        assertEquals(listOf<Told>(Told.AppOpened(BANK.packageName)), read())
    }

    @Test
    fun `an instant app is told without its name`() {
        server.isInstant(SHARER_ID)
        unlocked()
        server.report(MEETING, Event.ACTIVITY_RESUMED)
        server.report(CAPTURE, Event.FOREGROUND_SERVICE_START)
        assertEquals(listOf<Told>(Told.AppOpened("android.instant_app")), read())
    }

    @Test
    fun `a second copy of an app, which is another user's, is told to nobody but that user`() {
        unlocked()
        server.unlock(UsageServer.CLONE)
        server.report(MEETING, Event.ACTIVITY_RESUMED, UsageServer.CLONE)
        server.report(CAPTURE, Event.FOREGROUND_SERVICE_START, UsageServer.CLONE)
        assertEquals(emptyList<Told>(), read())
        val copyOfOurs = UserHandle.getUid(UsageServer.CLONE, KINGUARD)
        assertEquals(listOf(MEETING, CAPTURE).map { it.className }, record(copyOfOurs).mapNotNull { it.className })
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.R)
    fun `before the first unlock nothing is told, and afterwards what came until then`() {
        asApp(KINGUARD) { signal.start(heard) }
        server.report(BANK, Event.ACTIVITY_RESUMED)
        assertEquals(emptyList<Event>(), record())
        server.unlock()
        assertEquals(setOf(Told.AppOpened(BANK.packageName), Told.DeviceBooted), read().toSet())
    }

    @Test
    fun `what happened while this app was dead is told when it lives again`() {
        unlocked()
        server.report(BANK, Event.ACTIVITY_RESUMED)
        read()
        server.report("android", Event.SCREEN_NON_INTERACTIVE)
        server.report("android", Event.SCREEN_INTERACTIVE)
        server.report(CAPTURE, Event.FOREGROUND_SERVICE_START)
        val next = signal()
        server.pass()
        asApp(KINGUARD) {
            next.start(heard)
            next.poll()
        }
        val missed =
            listOf(Told.ScreenTurned(false), Told.ScreenTurned(true), Told.CaptureServiceStarted(SHARER_ID, false))
        assertEquals(missed, heard.take())
    }

    /** Returns everything that an app may read. */
    private fun record(reader: Int = KINGUARD): List<Event> = asApp(reader) {
        val events = usage.queryEvents(0, server.wallClockMs() + 60_000)
        generateSequence { Event().takeIf(events::getNextEvent) }.toList()
    }

    /** Sets the server's app-op and the one that this app itself checks. On a phone they are the same. */
    private fun allow(mode: Int) {
        server.allow(mode)
        val ops = app.getSystemService(AppOpsManager::class.java)
        shadowOf(ops).setMode(AppOpsManager.OPSTR_GET_USAGE_STATS, Process.myUid(), app.packageName, mode)
    }

    private fun unlocked() {
        server.unlock()
        server.pass()
        asApp(KINGUARD) { signal.start(heard) }
    }

    private fun read(): List<Told> {
        server.pass()
        asApp(KINGUARD) { signal.poll() }
        return heard.take()
    }

    private fun signal(): UsageEventsSignal {
        val context = object : ContextWrapper(app) {
            override fun getSystemService(name: String): Any? =
                if (name == USAGE_STATS_SERVICE) usage else super.getSystemService(name)
        }
        val clock = object : EngineClock {
            override fun nowMs(): Long = server.wallClockMs()

            override fun ofWallClockMs(wallClockMs: Long): Long = wallClockMs
        }
        return UsageEventsSignal(context, clock, memory, server::wallClockMs)
    }

    private companion object {
        const val SYSTEM_INTERACTION = 6
        const val ACTIVITY_DESTROYED = 24

        /** Every type that belongs to an app, except a change of configuration, which is the phone's. */
        val NOTED = (Event.ACTIVITY_RESUMED..ACTIVITY_DESTROYED) - Event.CONFIGURATION_CHANGE
        val MEETING = ComponentName(SHARER_ID, "org.sharer.Meeting")
        val CAPTURE = ComponentName(SHARER_ID, "org.sharer.Capture")
        val BANK = ComponentName("com.icbc", "com.icbc.Main")
        val QUESTION =
            ComponentName("com.android.systemui", "com.android.systemui.media.MediaProjectionPermissionActivity")
    }
}
