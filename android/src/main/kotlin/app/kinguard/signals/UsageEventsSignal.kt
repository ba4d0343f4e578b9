package app.kinguard.signals

import android.app.usage.UsageEvents
import android.app.usage.UsageStatsManager
import android.content.ComponentName
import android.content.Context
import android.content.pm.PackageManager
import android.content.pm.ServiceInfo
import android.os.Build
import android.os.UserManager
import app.kinguard.core.Capability
import app.kinguard.core.Event
import app.kinguard.core.SettingsScreen
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.hasUsageAccess
import app.kinguard.time.DAY_MS
import app.kinguard.time.HOUR_MS

/**
 * Reports what was in front of the user, from Android's own record. The system keeps the record, so it also tells what
 * happened while this process was dead: the first reading begins where the last process stopped, at most a day ago.
 */
class UsageEventsSignal(
    private val context: Context,
    private val clock: EngineClock,
    private val memory: SignalMemory,
    private val wallClockMs: () -> Long = System::currentTimeMillis,
    /** Returns whether an app whose services the phone hides may well capture the screen. */
    private val mayCaptureUnseen: (String) -> Boolean = { false },
) : PolledSignal {
    override val id = SignalId.USAGE_EVENTS

    private val screens by lazy { FrontScreens.ofThisPhone(context) }
    private val lock = Any()

    private var report: ObservationSink? = null

    /** The stamp of the latest reading. Null before the first. */
    private var readAtMs: Long? = null

    /** The stamp of the start. Older events happened before this process watched. */
    private var startedAtMs = 0L

    /** The events already reported from the stretch that is read twice. */
    private var told = emptySet<UsageCursor.Told>()
    private var front: String? = null
    private var lastScreen: ComponentName? = null

    /** The services that were seen to start, and not to stop. */
    private val capturing = mutableSetOf<ComponentName>()

    override fun start(report: ObservationSink) = synchronized(lock) {
        if (this.report == null) startedAtMs = clock.nowMs()
        this.report = report
    }

    /** Stops reporting and forgets the screen in front, so that the next receiver is told of it anew. */
    override fun stop() = synchronized(lock) {
        report = null
        front = null
        lastScreen = null
    }

    override fun state(): SignalState = when {
        usage() == null -> SignalState.NotOnThisPhone
        isGranted() -> SignalState.Works
        else -> SignalState.Missing(Capability.USAGE_ACCESS)
    }

    /** Returns the app in front as last read. Null before the first reading. */
    fun inFront(): String? = synchronized(lock) { front }

    /** Reports outside the lock: the receiver of an event may ask for more. */
    override fun poll() {
        val (listener, found) =
            synchronized(lock) {
                val listener = report ?: return
                listener to read()
            }
        found.forEach(listener::observed)
    }

    private fun read(): List<Observation> {
        // The record is empty for apps that may not read it, and until the phone is unlocked. That is not news, and its
        // content must still be read later.
        if (!isGranted() || unlessRefused { isUnlocked() } != true) return emptyList()
        val nowMs = wallClockMs()
        if (readAtMs == null) unlessRefused { memory.read(KEY) }?.let(UsageCursor::read)?.let(::goOnFrom)
        val events = unlessRefused { usage()?.queryEvents(from(nowMs), nowMs + 1) }?.let(::all) ?: return emptyList()
        val overlapMs = nowMs - OVERLAP_MS
        val fresh = events.filterNot { it.key() in told }
        told = (told + events.map { it.key() }).filter { it.atMs >= overlapMs }.toSet()
        readAtMs = clock.nowMs()
        val found =
            fresh.flatMap { event ->
                meaning(event).map { Observation(clock.ofWallClockMs(event.timeStamp), it) }
            }
        memory.write(KEY, UsageCursor(clock.nowMs(), told, front, lastScreen, capturing.toSet()).write())
        return found
    }

    private fun goOnFrom(cursor: UsageCursor) {
        readAtMs = cursor.readAtMs
        told = cursor.told
        front = cursor.front
        lastScreen = cursor.lastScreen
        capturing += cursor.capturing
    }

    /**
     * Returns the start of the next reading. The system writes its record a little late, so the end of the last stretch
     * is read again.
     */
    private fun from(nowMs: Long): Long {
        val last = readAtMs?.let(::wallClockOf)
        val from = last?.let { minOf(it, nowMs) - OVERLAP_MS } ?: wallClockOf(startedAtMs).also(::prime)
        val oldest = nowMs - DAY_MS
        // Services that stopped in a stretch that is not read would stay for ever.
        if (from < oldest) capturing.clear()
        return from.coerceAtLeast(oldest)
    }

    /** Converts a stamp by the wall clock as it is now: the system moves its record when the clock is corrected. */
    private fun wallClockOf(stampMs: Long): Long = wallClockMs() - (clock.nowMs() - stampMs)

    /** Reads the app in front on the very first day, without reporting anything: the next events need it. */
    private fun prime(untilMs: Long) {
        val events = unlessRefused { usage()?.queryEvents(untilMs - HOUR_MS, untilMs) }?.let(::all).orEmpty()
        events.forEach(::meaning)
        // The second reading begins before the first one did.
        told = events.map { it.key() }.toSet()
    }

    private fun meaning(event: UsageEvents.Event): List<Event> {
        val component = component(event)
        return when (event.eventType) {
            UsageEvents.Event.ACTIVITY_RESUMED -> component?.let(::resumed).orEmpty()
            UsageEvents.Event.FOREGROUND_SERVICE_START -> listOfNotNull(component?.let(::serviceStarted))
            UsageEvents.Event.FOREGROUND_SERVICE_STOP -> listOfNotNull(component?.let(::serviceStopped))
            UsageEvents.Event.SCREEN_INTERACTIVE -> missed(event, Event.ScreenTurned(true))
            UsageEvents.Event.SCREEN_NON_INTERACTIVE -> missed(event, Event.ScreenTurned(false))
            UsageEvents.Event.DEVICE_STARTUP -> booted()
            else -> emptyList()
        }
    }

    /** Reports the screen only for the time before the start: a live process is told at once by [ScreenSignal]. */
    private fun missed(event: UsageEvents.Event, meaning: Event): List<Event> =
        if (event.timeStamp < wallClockOf(startedAtMs)) listOf(meaning) else emptyList()

    private fun booted(): List<Event> {
        front = null
        lastScreen = null
        capturing.clear()
        return listOf(Event.DeviceBooted)
    }

    private fun resumed(screen: ComponentName): List<Event> {
        val before = lastScreen
        lastScreen = screen
        if (screen.packageName == context.packageName) return emptyList()
        return when (val kind = screens.of(screen)) {
            FrontScreen.CaptureConsent -> {
                consent(before)
            }

            is FrontScreen.Dialog -> {
                settings(kind.settings, screen, before)
            }

            is FrontScreen.App -> {
                val changed = front != screen.packageName
                front = screen.packageName
                val opened = if (changed) listOf(Event.AppOpened(screen.packageName)) else emptyList()
                opened + settings(kind.settings, screen, before)
            }
        }
    }

    /** Ignores the system's question if this app asked it: that is how the warning stops a stranger's sharing. */
    private fun consent(before: ComponentName?): List<Event> = if (before?.packageName ==
        context.packageName
    ) {
        emptyList()
    } else {
        listOf(Event.CaptureConsentOpened(front))
    }

    /**
     * Reports a settings page. The record does not say for which app a page or an uninstaller was opened: it may always
     * be for this one.
     */
    private fun settings(what: SettingsScreen?, screen: ComponentName, before: ComponentName?): List<Event> =
        listOfNotNull(what?.takeIf { screen != before }?.let(Event::SettingsOpened))

    private fun serviceStarted(service: ComponentName): Event? = service.takeIf(::mayCapture)?.let {
        capturing += it
        Event.CaptureServiceStarted(it.packageName, context.packageManager.isPreinstalled(it.packageName))
    }

    /**
     * Reports only services that were seen to start, even by the process before this one, and only the last one of its
     * app: an app that captures may start and stop a second service to make the capture look over.
     */
    private fun serviceStopped(service: ComponentName): Event? = service.takeIf {
        capturing.remove(it) && capturing.none { other -> other.packageName == it.packageName }
    }?.let {
        Event.CaptureServiceStopped(it.packageName, endsCapture = isBoundToItsService(it.packageName))
    }

    /**
     * Returns whether Android stops the app's captures with its last service that may capture, as it does from Android
     * 10 on.
     */
    private fun isBoundToItsService(app: String): Boolean = try {
        unlessRefused { context.packageManager.getApplicationInfo(app, 0).targetSdkVersion >= Build.VERSION_CODES.Q } ==
            true
    } catch (_: PackageManager.NameNotFoundException) {
        false
    }

    /**
     * Returns whether the service may capture the screen. Phones that hide their list of apps may hide the services of
     * those that matter most.
     */
    private fun mayCapture(service: ComponentName): Boolean {
        if (service.packageName == context.packageName) return false
        return unlessRefused { serviceInfo(service) }?.mayCapture() ?: mayCaptureUnseen(service.packageName)
    }

    private fun serviceInfo(service: ComponentName): ServiceInfo? = try {
        context.packageManager.getServiceInfo(service, 0)
    } catch (_: PackageManager.NameNotFoundException) {
        null
    }

    private fun all(events: UsageEvents): List<UsageEvents.Event> =
        generateSequence { UsageEvents.Event().takeIf { events.hasNextEvent() && events.getNextEvent(it) } }
            .toList()
            .sortedBy { it.timeStamp }

    private fun component(event: UsageEvents.Event): ComponentName? {
        val owner = event.packageName ?: return null
        return ComponentName(owner, event.className.orEmpty())
    }

    private fun usage(): UsageStatsManager? = unlessRefused { context.getSystemService(UsageStatsManager::class.java) }

    private fun isUnlocked() = context.getSystemService(UserManager::class.java)?.isUserUnlocked ?: true

    private fun isGranted(): Boolean = context.hasUsageAccess()

    private fun UsageEvents.Event.key() = UsageCursor.Told(timeStamp, eventType, packageName, className)

    private companion object {
        const val KEY = "usage"
        const val OVERLAP_MS = 5_000L
    }
}
