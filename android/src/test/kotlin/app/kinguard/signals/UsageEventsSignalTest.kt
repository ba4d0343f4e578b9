package app.kinguard.signals

import android.app.AppOpsManager
import android.app.Application
import android.app.usage.UsageEvents
import android.app.usage.UsageStatsManager
import android.content.ComponentName
import android.content.Context
import android.content.ContextWrapper
import android.content.pm.ApplicationInfo
import android.content.pm.ServiceInfo
import android.media.projection.MediaProjectionManager
import android.os.Process
import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.core.Event
import app.kinguard.core.SettingsScreen
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowUsageStatsManager.EventBuilder

@RunWith(AndroidRunner::class)
class UsageEventsSignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val usage = context.getSystemService(UsageStatsManager::class.java)
    private val ops = context.getSystemService(AppOpsManager::class.java)
    private val clock = FakeClock()
    private val memory = MapMemory()
    private val heard = Recorder()
    private var wallMs = START_MS

    /** The apps whose services the phone hides, and that may well capture. */
    private val hidden = mutableSetOf<String>()
    private val signal = signal(context)

    @Before
    fun grant() = allow(AppOpsManager.MODE_ALLOWED)

    @Test
    fun `the app in front is told when it changed`() {
        signal.start(heard)
        resumed("com.icbc", "com.icbc.Main")
        resumed("com.icbc", "com.icbc.Pay")
        resumed(context.packageName, "app.kinguard.warning.WarningActivity")
        resumed("com.icbc", "com.icbc.Pay")
        resumed("com.tencent.mm", "com.tencent.mm.ui.LauncherUI")
        signal.poll()
        assertEquals(listOf(Event.AppOpened("com.icbc"), Event.AppOpened("com.tencent.mm")), heard.events)
        assertEquals("com.tencent.mm", signal.inFront())
        assertEquals(START_MS + 1_000 + FakeClock.AHEAD_MS, heard.observations.first().atMs)
    }

    @Test
    fun `dialogs of the system are no app`() {
        signal.start(heard)
        resumed("com.icbc", "com.icbc.Main")
        resumed("com.google.android.permissioncontroller", "com.android.permissioncontroller.GrantActivity")
        resumed("com.android.systemui", "com.android.systemui.usb.UsbConfirmActivity")
        resumed("android", "com.android.internal.app.ResolverActivity")
        resumed("com.icbc", "com.icbc.Main")
        signal.poll()
        assertEquals(listOf<Event>(Event.AppOpened("com.icbc")), heard.events)
    }

    @Test
    fun `the consent dialog is told with the app that asks`() {
        val ours =
            context
                .getSystemService(
                    MediaProjectionManager::class.java,
                )?.createScreenCaptureIntent()
                ?.component
        signal.start(heard)
        resumed("com.tencent.wemeet.app", "Meeting")
        resumed(checkNotNull(ours).packageName, ours.className)
        resumed("com.oem.ui", "com.oem.ui.MediaProjectionPermissionActivity")
        resumed("com.tencent.wemeet.app", "Meeting")
        signal.poll()
        val asked = Event.CaptureConsentOpened("com.tencent.wemeet.app")
        assertEquals(listOf(Event.AppOpened("com.tencent.wemeet.app"), asked, asked), heard.events)
    }

    @Test
    fun `our own request to capture is no danger`() {
        signal.start(heard)
        resumed("com.icbc", "com.icbc.Main")
        resumed(context.packageName, "app.kinguard.warning.WarningActivity")
        resumed("com.android.systemui", "com.android.systemui.media.MediaProjectionPermissionActivity")
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, context.packageName, "Stopper", PROJECTION)
        signal.poll()
        assertEquals(listOf<Event>(Event.AppOpened("com.icbc")), heard.events)
    }

    @Test
    fun `only services that may capture are told`() {
        signal.start(heard)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Share", PROJECTION or MICROPHONE)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.music", "Play", MICROPHONE)
        event(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.gone", "Never")
        service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.music", "Play", MICROPHONE)
        signal.poll()
        assertEquals(listOf<Event>(Event.CaptureServiceStarted("com.meet", preinstalled = false)), heard.take())

        shadowOf(context.packageManager).removeService(ComponentName("com.meet", "Share"))
        event(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.meet", "Share")
        signal.poll()
        assertEquals(listOf<Event>(stopped("com.meet")), heard.events)
    }

    @Test
    fun `a service that the phone hides may capture where its app may`() {
        hidden += setOf("com.meet", "com.open")
        signal.start(heard)
        event(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "com.meet.Share")
        event(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.music", "com.music.Play")
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.open", "com.open.Play", mayDo = MICROPHONE)
        event(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.meet", "com.meet.Share")
        signal.poll()
        val expected = listOf(
            Event.CaptureServiceStarted("com.meet"),
            // A hidden capture may not depend on any service: the danger goes on.
            Event.CaptureServiceStopped("com.meet", endsCapture = false),
        )
        assertEquals(expected, heard.events)
    }

    @Test
    fun `whether android ends the capture with its service is told`() {
        signal.start(heard)
        for ((app, target) in listOf("com.old" to 28, "com.meet" to 29)) {
            service(UsageEvents.Event.FOREGROUND_SERVICE_START, app, "Share", PROJECTION)
            targets(app, target)
            service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, app, "Share", PROJECTION)
        }
        signal.poll()
        val told = heard.events.filterIsInstance<Event.CaptureServiceStopped>()
        assertEquals(listOf("com.old" to false, "com.meet" to true), told.map { it.`package` to it.endsCapture })
    }

    @Test
    fun `a capture is over with the last of its apps services`() {
        signal.start(heard)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.fraud", "Share", PROJECTION)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.fraud", "Decoy", PROJECTION)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Share", PROJECTION)
        signal.poll()
        heard.take()
        service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.fraud", "Decoy", PROJECTION)
        service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.meet", "Share", PROJECTION)
        signal.poll()
        assertEquals("another app's service does not matter", listOf<Event>(stopped("com.meet")), heard.take())
        service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.fraud", "Share", PROJECTION)
        signal.poll()
        assertEquals(listOf<Event>(stopped("com.fraud")), heard.events)
    }

    @Test
    fun `what was never seen to start does not stop`() {
        signal.start(heard)
        service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.fraud", "Decoy", PROJECTION)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Share", PROJECTION)
        service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.meet", "Share", PROJECTION)
        service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.meet", "Share", PROJECTION)
        signal.poll()
        assertEquals(
            listOf(Event.CaptureServiceStarted("com.meet", preinstalled = false), stopped("com.meet")),
            heard.events,
        )
    }

    @Test
    fun `the next process knows what captures`() {
        signal.start(heard)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.fraud", "Share", PROJECTION)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.fraud", "Decoy", PROJECTION)
        signal.poll()
        heard.take()
        service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.fraud", "Decoy", PROJECTION)
        val next = signal(context)
        next.start(heard)
        next.poll()
        assertEquals(emptyList<Event>(), heard.events)
        service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.fraud", "Share", PROJECTION)
        next.poll()
        assertEquals(listOf<Event>(stopped("com.fraud")), heard.events)
    }

    @Test
    fun `what may have stopped in a gap of the record holds nothing up`() {
        for (gapMs in listOf(DAY_MS - MINUTE_MS, DAY_MS + MINUTE_MS)) {
            val next = signal(context)
            next.start(heard)
            service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Share$gapMs", PROJECTION)
            next.poll()
            next.stop()
            pass(gapMs)
            val late = signal(context)
            late.start(heard)
            late.poll()
            heard.take()
            service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Other", PROJECTION)
            service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.meet", "Other", PROJECTION)
            late.poll()
            val over = stopped("com.meet") in heard.take()
            assertEquals("$gapMs", gapMs > DAY_MS, over)
            service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.meet", "Share$gapMs", PROJECTION)
            late.poll()
            assertEquals("$gapMs", gapMs < DAY_MS, stopped("com.meet") in heard.take())
        }
    }

    @Test
    fun `a boot ends what captured`() {
        signal.start(heard)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Share", PROJECTION)
        event(UsageEvents.Event.DEVICE_STARTUP, "android", null)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Other", PROJECTION)
        service(UsageEvents.Event.FOREGROUND_SERVICE_STOP, "com.meet", "Other", PROJECTION)
        signal.poll()
        assertEquals(stopped("com.meet"), heard.events.last())
    }

    @Test
    fun `a service of the phones own says so`() {
        signal.start(heard)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.android.systemui", "Record", PROJECTION)
        val owner = shadowOf(context.packageManager).getInternalMutablePackageInfo("com.android.systemui")
        owner.applicationInfo?.let { it.flags = it.flags or ApplicationInfo.FLAG_SYSTEM }
        signal.poll()
        assertEquals(
            listOf<Event>(Event.CaptureServiceStarted("com.android.systemui", preinstalled = true)),
            heard.events,
        )
    }

    @Test
    fun `settings that give an app too much are told`() {
        signal.start(heard)
        resumed("com.icbc", "com.icbc.Main")
        resumed("com.android.settings", "com.android.settings.Settings\$ManageExternalSourcesActivity")
        resumed("com.android.settings", "com.android.settings.Settings\$ManageAppExternalSourcesActivity")
        resumed("com.android.settings", "com.android.settings.Settings\$OverlaySettingsActivity")
        resumed("com.android.settings", "com.android.settings.Settings\$AppDrawOverlaySettingsActivity")
        resumed("com.android.settings", "com.android.settings.Settings\$NfcSettingsActivity")
        resumed("com.fraud", "com.fraud.Settings\$NfcSettingsActivity")
        signal.poll()
        val expected =
            listOf(
                Event.AppOpened("com.icbc"),
                Event.AppOpened("com.android.settings"),
                Event.SettingsOpened(SettingsScreen.UNKNOWN_SOURCES),
                Event.SettingsOpened(SettingsScreen.UNKNOWN_SOURCES),
                Event.SettingsOpened(SettingsScreen.OVERLAY),
                Event.SettingsOpened(SettingsScreen.OVERLAY),
                Event.SettingsOpened(SettingsScreen.NFC),
                Event.AppOpened("com.fraud"),
            )
        assertEquals(expected, heard.events)
    }

    @Test
    fun `settings that could switch protection off are told`() {
        signal.start(heard)
        resumed("com.icbc", "com.icbc.Main")
        resumed("com.android.settings", "com.android.settings.applications.InstalledAppDetails")
        resumed("com.android.settings", "com.android.settings.Settings\$AccessibilitySettingsActivity")
        resumed("com.android.settings", "com.android.settings.Settings\$UsageAccessSettingsActivity")
        resumed("com.android.settings", "com.android.settings.Settings\$NetworkDashboardActivity")
        resumed("com.google.android.packageinstaller", "com.android.packageinstaller.UninstallerActivity")
        resumed("com.icbc", "com.icbc.UninstallerActivity")
        signal.poll()
        val expected =
            listOf(
                Event.AppOpened("com.icbc"),
                Event.AppOpened("com.android.settings"),
                Event.SettingsOpened(SettingsScreen.APP_INFO),
                Event.SettingsOpened(SettingsScreen.ACCESSIBILITY),
                Event.SettingsOpened(SettingsScreen.USAGE_ACCESS),
                Event.SettingsOpened(SettingsScreen.AIRPLANE),
                Event.SettingsOpened(SettingsScreen.UNINSTALL),
                Event.AppOpened("com.icbc"),
            )
        assertEquals(expected, heard.events)
    }

    @Test
    fun `nothing is told twice and what is written late is still read`() {
        signal.start(heard)
        resumed("com.icbc", "com.icbc.Main")
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Share", PROJECTION)
        signal.poll()
        signal.poll()
        assertEquals(2, heard.take().size)

        event(UsageEvents.Event.ACTIVITY_RESUMED, "com.late", "Main", atMs = wallMs - 500)
        signal.poll()
        signal.poll()
        assertEquals(listOf<Event>(Event.AppOpened("com.late")), heard.events)
    }

    @Test
    fun `a new process catches up a day at most`() {
        memory.write("usage", UsageCursor(clock.nowMs - 2 * DAY_MS, emptySet(), null, null).write())
        event(UsageEvents.Event.ACTIVITY_RESUMED, "com.tooold", "Main", atMs = START_MS - DAY_MS - 1)
        event(UsageEvents.Event.SCREEN_NON_INTERACTIVE, "android", null, atMs = START_MS - 5_000)
        event(UsageEvents.Event.DEVICE_STARTUP, "android", null, atMs = START_MS - 4_000)
        event(UsageEvents.Event.SCREEN_INTERACTIVE, "android", null, atMs = START_MS - 3_000)
        event(UsageEvents.Event.ACTIVITY_RESUMED, "com.icbc", "Main", atMs = START_MS - 2_000)
        signal.start(heard)
        event(UsageEvents.Event.SCREEN_INTERACTIVE, "android", null)
        signal.poll()
        val expected =
            listOf(
                Event.ScreenTurned(false),
                Event.DeviceBooted,
                Event.ScreenTurned(true),
                Event.AppOpened("com.icbc"),
            )
        assertEquals(expected, heard.events)
    }

    @Test
    fun `the next process tells nothing twice`() {
        signal.start(heard)
        resumed("com.icbc", "Main")
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Share", PROJECTION)
        signal.poll()
        assertEquals(2, heard.take().size)
        val next = signal(context)
        next.start(heard)
        next.poll()
        assertEquals(emptyList<Event>(), heard.events)
        resumed("com.icbc", "Pay")
        next.poll()
        assertEquals("still the app in front", emptyList<Event>(), heard.events)
        assertEquals("com.icbc", next.inFront())
    }

    @Test
    fun `a memory that cannot be read begins anew`() {
        listOf("", "{", "{\"at\":1}", "[]").forEach { damaged ->
            memory.write("usage", damaged)
            pass(10_000)
            val next = signal(context)
            next.start(heard)
            resumed("com.app${damaged.length}", "Main")
            next.poll()
            assertEquals(listOf<Event>(Event.AppOpened("com.app${damaged.length}")), heard.take())
        }
    }

    @Test
    fun `the next process begins where this one ended`() {
        signal.start(heard)
        resumed("com.icbc", "Main")
        signal.poll()
        event(UsageEvents.Event.ACTIVITY_RESUMED, "com.missed", "Main", atMs = wallMs + 60_000)
        pass(3_600_000)
        heard.take()
        val next = signal(context)
        next.start(heard)
        next.poll()
        assertEquals(Event.AppOpened("com.missed"), heard.events.last())
    }

    @Test
    fun `what came just before the first start is no news in the stretch that is read again`() {
        resumed("com.icbc", "Main")
        pass(1_000)
        signal.start(heard)
        resumed("com.tencent.mm", "Main")
        signal.poll()
        assertEquals(listOf<Event>(Event.AppOpened("com.tencent.mm")), heard.take())
        signal.poll()
        assertEquals(emptyList<Event>(), heard.take())
        assertEquals("com.tencent.mm", signal.inFront())
    }

    @Test
    fun `on the first day the app in front is known but no news`() {
        event(UsageEvents.Event.ACTIVITY_RESUMED, "com.icbc", "Main", atMs = START_MS - 60_000)
        signal.start(heard)
        resumed("com.android.systemui", "com.android.systemui.media.MediaProjectionPermissionActivity")
        signal.poll()
        assertEquals(listOf<Event>(Event.CaptureConsentOpened("com.icbc")), heard.events)
    }

    @Test
    fun `a clock set back does not silence it`() {
        signal.start(heard)
        signal.poll()
        wallMs -= DAY_MS
        resumed("com.icbc", "Main")
        signal.poll()
        assertEquals(listOf<Event>(Event.AppOpened("com.icbc")), heard.events)
    }

    @Test
    fun `a clock set back before the first reading does not silence it`() {
        signal.start(heard)
        wallMs -= DAY_MS
        resumed("com.icbc", "Main")
        signal.poll()
        assertEquals(listOf<Event>(Event.AppOpened("com.icbc")), heard.events)
    }

    @Test
    fun `a clock set ahead tells nothing twice`() {
        signal.start(heard)
        service(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Share", PROJECTION)
        val startedMs = wallMs
        pass(MINUTE_MS)
        signal.poll()
        assertEquals(listOf<Event>(Event.CaptureServiceStarted("com.meet", preinstalled = false)), heard.take())

        // The system moves its record along.
        wallMs += 60 * MINUTE_MS
        event(UsageEvents.Event.FOREGROUND_SERVICE_START, "com.meet", "Share", startedMs + 60 * MINUTE_MS)
        event(UsageEvents.Event.SCREEN_INTERACTIVE, "android", null, wallMs)
        signal.poll()
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `access that is granted late reads a day at most`() {
        allow(AppOpsManager.MODE_IGNORED)
        signal.start(heard)
        event(UsageEvents.Event.ACTIVITY_RESUMED, "com.tooold", "Main", atMs = START_MS + 1)
        event(UsageEvents.Event.ACTIVITY_RESUMED, "com.missed", "Main", atMs = START_MS + DAY_MS)
        pass(2 * DAY_MS)
        signal.poll()
        allow(AppOpsManager.MODE_ALLOWED)
        signal.start(heard)
        signal.poll()
        assertEquals(listOf<Event>(Event.AppOpened("com.missed")), heard.events)
    }

    @Test
    fun `events of the same millisecond are all told`() {
        signal.start(heard)
        val atMs = wallMs + 500
        event(UsageEvents.Event.ACTIVITY_RESUMED, "com.icbc", "Main", atMs)
        event(UsageEvents.Event.ACTIVITY_RESUMED, "com.tencent.mm", "Main", atMs)
        pass(1_000)
        signal.poll()
        event(UsageEvents.Event.ACTIVITY_RESUMED, "com.late", "Main", atMs)
        signal.poll()
        val expected = listOf("com.icbc", "com.tencent.mm", "com.late").map(Event::AppOpened)
        assertEquals(expected, heard.events)
    }

    @Test
    fun `a record that breaks is read again`() {
        var broken = true
        val breaking =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? = if (broken &&
                    name == Context.USAGE_STATS_SERVICE
                ) {
                    throw SecurityException("refused")
                } else {
                    super.getSystemService(name)
                }
            }
        val signal = signal(breaking)
        signal.start(heard)
        resumed("com.icbc", "Main")
        signal.poll()
        assertEquals(SignalState.NotOnThisPhone, signal.state())
        broken = false
        signal.poll()
        assertEquals(listOf<Event>(Event.AppOpened("com.icbc")), heard.events)
    }

    @Test
    fun `without usage access it says so and reads later what it missed`() {
        signal.start(heard)
        signal.poll()
        allow(AppOpsManager.MODE_IGNORED)
        resumed("com.icbc", "Main")
        signal.poll()
        assertEquals(SignalState.Missing(Capability.USAGE_ACCESS), signal.state())
        assertEquals(emptyList<Event>(), heard.events)

        allow(AppOpsManager.MODE_ALLOWED)
        signal.poll()
        assertEquals(SignalState.Works, signal.state())
        assertEquals(listOf<Event>(Event.AppOpened("com.icbc")), heard.events)
    }

    @Test
    fun `a phone without the service is named`() {
        val bare = signal(Without(context, Context.USAGE_STATS_SERVICE))
        bare.start(heard)
        bare.poll()
        assertEquals(SignalState.NotOnThisPhone, bare.state())
        assertNull(bare.inFront())
    }

    @Test
    fun `a phone without a capture dialog still knows its usual name`() {
        val bare = signal(Without(context, Context.MEDIA_PROJECTION_SERVICE))
        bare.start(heard)
        resumed("com.android.systemui", "com.android.systemui.media.MediaProjectionPermissionActivity")
        bare.poll()
        assertEquals(listOf<Event>(Event.CaptureConsentOpened(null)), heard.events)
    }

    @Test
    fun `once stopped it is silent`() {
        signal.start(heard)
        signal.start(heard)
        signal.stop()
        signal.stop()
        resumed("com.icbc", "Main")
        signal.poll()
        assertEquals(emptyList<Event>(), heard.events)
    }

    private fun stopped(app: String) = Event.CaptureServiceStopped(app, endsCapture = true)

    private fun targets(app: String, release: Int) {
        val info = shadowOf(context.packageManager).getInternalMutablePackageInfo(app)
        checkNotNull(info.applicationInfo).targetSdkVersion = release
    }

    private fun signal(context: Context) = UsageEventsSignal(context, clock, memory, { wallMs }) { it in hidden }

    /** Lets time pass on both clocks. */
    private fun pass(ms: Long) {
        clock.nowMs += ms
        wallMs += ms
    }

    private fun allow(mode: Int) =
        shadowOf(ops).setMode(AppOpsManager.OPSTR_GET_USAGE_STATS, Process.myUid(), context.packageName, mode)

    private fun resumed(owner: String, name: String) = event(UsageEvents.Event.ACTIVITY_RESUMED, owner, name)

    private fun service(type: Int, owner: String, name: String, mayDo: Int) {
        val info = shadowOf(context.packageManager).addServiceIfNotPresent(ComponentName(owner, name))
        ServiceInfo::class.java.getField("mForegroundServiceType").setInt(info, mayDo)
        shadowOf(context.packageManager).addOrUpdateService(info)
        event(type, owner, name)
    }

    private fun event(type: Int, owner: String, name: String?, atMs: Long = (wallMs + 1_000).also { pass(1_000) }) {
        val builder =
            EventBuilder
                .buildEvent()
                .setEventType(type)
                .setPackage(owner)
                .setTimeStamp(atMs)
        shadowOf(usage).addEvent(name?.let(builder::setClass)?.build() ?: builder.build())
    }

    private companion object {
        const val START_MS = 1_790_000_000_000L
        const val MINUTE_MS = 60_000L
        const val DAY_MS = 86_400_000L
        const val PROJECTION = ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PROJECTION
        const val MICROPHONE = ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PLAYBACK
    }
}

/** A phone that lacks one of the system's services. */
class Without(base: Context, private val service: String) : ContextWrapper(base) {
    override fun getSystemService(name: String): Any? = super.getSystemService(name).takeIf { name != service }
}
