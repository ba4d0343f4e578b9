package app.kinguard

import android.Manifest
import android.app.Activity
import android.app.AppOpsManager
import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.app.role.RoleManager
import android.app.usage.UsageEvents
import android.app.usage.UsageStatsManager
import android.content.ComponentName
import android.content.ContentResolver
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.content.pm.ServiceInfo
import android.hardware.display.DisplayManagerGlobal
import android.media.AudioManager
import android.media.projection.MediaProjectionManager
import android.net.Uri
import android.os.Build
import android.os.HandlerThread
import android.os.Looper
import android.os.PowerManager
import android.os.Process
import android.os.SystemClock
import android.provider.ContactsContract
import android.provider.Settings
import android.telecom.Call
import android.telephony.TelephonyManager
import android.view.View
import android.view.accessibility.AccessibilityManager
import android.widget.TextView
import app.kinguard.core.Choice
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.InstallSource
import app.kinguard.core.Trace
import app.kinguard.family.Address
import app.kinguard.family.Language
import app.kinguard.family.channel.SimCards
import app.kinguard.guard.GuardService
import app.kinguard.guard.StoredEngineClock
import app.kinguard.guard.WarningLauncher
import app.kinguard.health.selftest.IsolatedProbeService
import app.kinguard.history.Entry
import app.kinguard.history.HistoryPort
import app.kinguard.history.Trouble
import app.kinguard.lock.BackgroundObserver
import app.kinguard.page.PageAccess
import app.kinguard.signals.ScreeningService
import app.kinguard.signals.accessibilityService
import app.kinguard.signals.addPublicDisplay
import app.kinguard.signals.callDetails
import app.kinguard.signals.listPermission
import app.kinguard.signals.signedBy
import app.kinguard.store.SecretStore
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.WarningPage
import app.kinguard.work.WorkThread
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowDisplayManager
import org.robolectric.shadows.ShadowSettings
import org.robolectric.shadows.ShadowSmsManager.TextMultipartParams
import org.robolectric.shadows.ShadowSubscriptionManager
import org.robolectric.shadows.ShadowSystemClock
import org.robolectric.shadows.ShadowUsageStatsManager.EventBuilder
import java.time.Duration
import java.util.concurrent.Executor

/** The application with its real containers, which can die and restart as the process on a phone does. */
internal class RestartableApp :
    Application(),
    Hosts {
    lateinit var container: AppContainer
    override val starter get() = container.starter
    override val guard get() = container.guard
    override val screenedCalls get() = container.screenedCalls

    override fun start() = container.start()
    override val warningController get() = container.warningController
    override fun regularly() = container.regularly()

    override val textMessages get() = container.textMessages
    override val notification get() = container.notification
    override val trial get() = container.trial
    override val familyScreens get() = container.familyScreens
    override val home get() = container.home
    override val practice get() = container.practice
    override val practiceReminder get() = container.practiceReminder
    override val historyScreens get() = container.historyScreens
    override val gate get() = container.gate
    override val aside get() = container.aside
    override val lock get() = container.lock
    override val health get() = container.health
    override val selfTest get() = container.selfTest
    override val phoneCheck get() = container.phoneCheck
    override val setup get() = container.setup
    override val familyPhone get() = container.familyPhone
    override val relative get() = container.relative

    override fun findLastRed(found: (Warning?) -> Unit) = container.findLastRed(found)

    override fun getSystemService(name: String): Any? {
        MainThread.asked(name)
        return super.getSystemService(name)
    }

    override fun getPackageManager(): PackageManager {
        MainThread.asked("package")
        return super.getPackageManager()
    }

    override fun getContentResolver(): ContentResolver {
        MainThread.asked("content")
        return super.getContentResolver()
    }

    override fun onCreate() {
        super.onCreate()
        // Not as the tables of whichever JDK say.
        Settings.System.putString(contentResolver, Settings.System.TIME_12_24, "24")
        registerActivityLifecycleCallbacks(BackgroundObserver { lock.pin.close() })
        registerActivityLifecycleCallbacks(BackgroundObserver({ trial.came() }) { trial.left() })
    }
}

/**
 * A phone at the level of Android's framework: events reach the app only through Android's own callbacks, and the app's
 * actions are found where Android would show them.
 */
internal class AndroidPhone(private val app: RestartableApp) {
    /** The ids that Android chose for the displays, by the test's number. */
    private val publicDisplays = mutableMapOf<Int, Int>()

    /** The messages to the family, in order. */
    val told = mutableListOf<FamilyMessage>()

    /** The events that the engine received, in order. */
    val heard = mutableListOf<Event>()

    /** Every warning that was shown, in order. */
    val warned = mutableListOf<Entry.Warned>()
    val failed = mutableListOf<Entry.Failed>()

    /** The text messages that were sent, in order. */
    val texts = mutableListOf<String>()

    /** The other activities that the app started while none of its own was in the foreground, in order. */
    val started = mutableListOf<Intent>()

    /** The numbers that were called, in order. */
    val dialled = mutableListOf<String>()

    val warningStandsInNotification: Boolean
        get() = shadowOf(notifications).getNotification(WarningLauncher.ID) != null

    /** Replaces the keystore, which these tests do not have. */
    var keystore: SecretStore? = null

    /** True if every start from the background fails silently, as on phones of some makers. */
    var swallowsStarts = false

    /** The window that replaces the warning's screen, if it is shown. */
    val overlay: View?
        get() = app.overlays().firstOrNull()

    private val contacts: KnownContacts =
        Robolectric.setupContentProvider(KnownContacts::class.java, ContactsContract.AUTHORITY)
    private val packages = shadowOf(app.packageManager)
    private val telephony = shadowOf(app.getSystemService(TelephonyManager::class.java))
    private val audio = checkNotNull(app.getSystemService(AudioManager::class.java))
    private val usage = shadowOf(app.getSystemService(UsageStatsManager::class.java))
    private val consent = checkNotNull(
        app.getSystemService(MediaProjectionManager::class.java)?.createScreenCaptureIntent()?.component,
    )
    private val notifications = checkNotNull(app.getSystemService(NotificationManager::class.java))
    private var noticed: Notification? = null
    private var carried: TextMultipartParams? = null
    private var front = LAUNCHER
    private var chatting = false

    init {
        // A phone in use has user-installed apps. Without any, it would look as if it hid them.
        holds(EVERYDAY)
    }

    private lateinit var engine: HandlerThread

    /**
     * True if the family has a thread of its own, as on a phone. Most tests are easier to follow with a single thread.
     */
    var familyWorksApart = false
    private var apart: HandlerThread? = null
    private val familys get() = apart ?: engine

    /** The thread that runs no tasks although time passes. */
    private var held: HandlerThread? = null
    private var warning: ActivityController<WarningActivity>? = null

    /** True if another app is in front of the warning. */
    private var behind = false

    /** The warning's screen, if it is in the foreground. */
    val screen: WarningActivity?
        get() = warning?.get()?.takeUnless { it.isFinishing || it.isDestroyed }

    /** True if the parent sees the warning. */
    val warningIsSeen: Boolean get() = screen != null && !behind

    /** The access to the family's pages as determined now. */
    val passage: PageAccess
        get() {
            app.gate.find {}
            settle()
            return app.gate.passage()
        }

    /** The time since the test began. */
    val nowMs: Long get() = SystemClock.elapsedRealtime() - bornMs
    private var bornMs = SystemClock.elapsedRealtime()

    /** Grants what the child grants during the setup. [overlay] is the permission to draw over other apps. */
    @Suppress("DEPRECATION") // The only way to turn the test phone's screen on.
    fun isSetUp(overlay: Boolean = true) {
        shadowOf(app).grantPermissions(
            Manifest.permission.READ_CONTACTS,
            Manifest.permission.READ_PHONE_STATE,
            Manifest.permission.ANSWER_PHONE_CALLS,
            Manifest.permission.CALL_PHONE,
            Manifest.permission.SEND_SMS,
            Manifest.permission.USE_FULL_SCREEN_INTENT,
        )
        shadowOf(app.getSystemService(AppOpsManager::class.java))
            .setMode(AppOpsManager.OPSTR_GET_USAGE_STATS, Process.myUid(), app.packageName, AppOpsManager.MODE_ALLOWED)
        val roles = shadowOf(app.getSystemService(RoleManager::class.java))
        roles.addAvailableRole(RoleManager.ROLE_CALL_SCREENING)
        roles.addHeldRole(RoleManager.ROLE_CALL_SCREENING)
        ShadowSettings.setCanDrawOverlays(overlay)
        audio.setStreamVolume(AudioManager.STREAM_ALARM, ALARM_STEPS, 0)
        shadowOf(app.getSystemService(PowerManager::class.java)).setIsInteractive(true)
        telephony.setSimCountryIso("cn")
        ShadowSubscriptionManager.setDefaultSmsSubscriptionId(SIM)
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_TELEPHONY, true)
        bystanderComes()
        processStarts()
        app.container.familySettings.parent = "妈妈"
        app.container.family.agree(WALL_MS)
        app.container.setup.store.finished = true
        app.container.contacts.add("女儿小芳", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage))
    }

    /** Binds the service for which Android would create a process of its own. */
    private fun bystanderComes() {
        val service = Intent(app, IsolatedProbeService::class.java)
        val binder = Robolectric.buildService(IsolatedProbeService::class.java).create().get().onBind(service)
        shadowOf(app).setComponentNameAndServiceForBindServiceForIntent(service, service.component, binder)
    }

    /** Starts a new process through the service that Android restarts. */
    fun processStarts() {
        processIsBorn()
        Robolectric.buildService(GuardService::class.java, Intent()).create().startCommand(0, 1)
        settle()
    }

    /** Starts a new process in which nothing has begun yet, as if the user opened a screen of the app. */
    fun processIsBorn() {
        engine = HandlerThread("engine").apply { start() }
        apart = if (familyWorksApart) HandlerThread("family").apply { start() } else null
        app.container = AppContainer(app, PlatformServices())
    }

    /** Keeps the engine's thread from running new tasks, as during a slow start, until [engineGoesOn]. */
    fun engineHangs() = shadowOf(engine.looper).pause()

    fun engineGoesOn() {
        shadowOf(engine.looper).unPause()
        settle()
    }

    /** Keeps the family's thread busy, as with a long queue or a flood of answers, until [familyGoesOn]. */
    fun familyHangs() {
        held = familys
        shadowOf(familys.looper).pause()
    }

    fun familyGoesOn() {
        held = null
        shadowOf(familys.looper).unPause()
        settle()
    }

    /** Ends the process without notice. Its database and the system's own records remain. */
    fun processDies() {
        settle()
        app.guard.stop()
        settle()
        awaitSelfTest()
        listOfNotNull(engine, apart).forEach {
            it.quit()
            it.join()
        }
        held = null
        app.container.database.close()
        app.removeOverlays()
        warning = null
        behind = false
    }

    /** Waits for the self-test, which has a thread of its own that must not outlive the test and its database. */
    private fun awaitSelfTest() {
        repeat(SELF_TEST_LOOKS) {
            if (app.selfTest.progress == null) return
            Thread.sleep(1)
            settle()
        }
    }

    /** Resets the phone to a state in which nothing has happened yet. */
    fun isNew() {
        told.clear()
        heard.clear()
        warned.clear()
        failed.clear()
        dialled.clear()
        texts.clear()
        contacts.known.clear()
        packages.removePackage(MEETING)
        packages.removePackage(PAYMENT)
        app.deleteDatabase("kinguard.db")
        app.noBackupFilesDir.deleteRecursively()
        app.getSharedPreferences("signals", 0).edit().clear().commit()
        notifications.cancelAll()
        noticed = null
        front = LAUNCHER
        ShadowSystemClock.advanceBy(Duration.ofDays(2))
        bornMs = SystemClock.elapsedRealtime()
    }

    /** Lets time pass while no process lives. */
    fun timePassesTo(untilMs: Long) = ShadowSystemClock.advanceBy(Duration.ofMillis(untilMs - nowMs))

    /** Lets time pass, with everything that is due in it. */
    fun passTo(untilMs: Long) {
        while (nowMs < untilMs) {
            val step = quietMs().coerceAtLeast(STEP_MS).coerceAtMost(untilMs - nowMs)
            if (held === engine) {
                ShadowSystemClock.advanceBy(Duration.ofMillis(step))
            } else {
                shadowOf(engine.looper).idleFor(Duration.ofMillis(step))
            }
            settle()
        }
    }

    /** Returns how long nothing is due, neither for the engine nor on a screen. */
    private fun quietMs(): Long = listOfNotNull(engine.looper, apart?.looper, Looper.getMainLooper())
        .map { shadowOf(it).nextScheduledTaskTime.toMillis() }
        .filter { it > 0 }
        .minOfOrNull { it - SystemClock.uptimeMillis() } ?: Long.MAX_VALUE

    /** Replays a step of a trace at its time. */
    fun happens(step: Trace.Step) {
        passTo(step.at)
        step.event?.let(::happens)
    }

    /** Replays the steps except for answers to a warning. */
    fun happenUnanswered(steps: List<Trace.Step>) = steps.forEach { step ->
        passTo(step.at)
        step.event?.takeUnless { it is Event.WarningAnswered }?.let(::happens)
    }

    /** Replays an event of a trace now. */
    fun happens(event: Event) {
        when (event) {
            is Event.CallStarted -> callStarts(event.direction, event.number, event.contact == true)
            is Event.CallAnswered -> callIsAnswered()
            is Event.CallEnded -> callEnds()
            is Event.VoiceChatStarted -> voiceChat(true)
            is Event.VoiceChatEnded -> voiceChat(false)
            is Event.AppOpened -> opens(event.`package`)
            is Event.AppInstalled -> installs(event.`package`, event.label, event.source)
            is Event.CaptureConsentOpened -> consentIsAsked()
            is Event.CaptureServiceStarted -> capture(event.`package`, true)
            is Event.CaptureServiceStopped -> capture(event.`package`, false)
            is Event.PrivateDisplayAdded -> privateDisplay(event.display, true)
            is Event.PrivateDisplayRemoved -> privateDisplay(event.display, false)
            is Event.PublicDisplayAdded -> publicDisplay(event.display, event.name.orEmpty())
            is Event.PublicDisplayRemoved -> publicDisplayGoes(event.display)
            is Event.WarningAnswered -> answers(event.choice)
            else -> error("no callback for $event")
        }
    }

    private fun answers(choice: Choice) = when (choice) {
        Choice.STOP -> tap(R.id.warning_main)
        Choice.CALL_FAMILY -> tap(R.id.warning_call)
        Choice.LEFT -> leaveWarning()
        Choice.MONEY_SENT -> tap(R.id.warning_money_sent)
        Choice.CONTINUE -> goesOn()
    }

    /** Amber asks once more; red makes the user wait and confirm twice. */
    private fun goesOn() {
        tap(R.id.warning_go_on)
        if (app.warningController.standing?.page == WarningPage.Fine) return tap(R.id.warning_go_on)
        passTo(nowMs + WAIT_MS)
        repeat(3) { if (screen != null) tap(R.id.warning_go_on) }
    }

    fun callStarts(direction: Direction, number: String?, known: Boolean) {
        if (known && number != null) contacts.known += number
        if (!known || number != null) screened(direction, number)
        line(
            if (direction == Direction.INCOMING) {
                TelephonyManager.CALL_STATE_RINGING
            } else {
                TelephonyManager.CALL_STATE_OFFHOOK
            },
        )
    }

    fun callIsAnswered() = line(TelephonyManager.CALL_STATE_OFFHOOK)

    fun callEnds() = line(TelephonyManager.CALL_STATE_IDLE)

    fun voiceChat(on: Boolean) {
        chatting = on
        audio.mode = if (on) AudioManager.MODE_IN_COMMUNICATION else AudioManager.MODE_NORMAL
        settle()
    }

    fun opens(app: String) {
        front = app
        // Another app covers the warning: the user or the system took it away.
        leaveWarning()
        resumed(ComponentName(app, "$app.Main"))
    }

    /** Brings a screen of the system's settings to the foreground, so that it is recorded. */
    fun opensSettings(screen: String) {
        leaveWarning()
        resumed(ComponentName("com.android.settings", "com.android.settings.$screen"))
        passTo(nowMs + LOOKED_MS)
    }

    fun installs(name: String, label: String?, source: InstallSource) {
        val info = PackageInfo()
        info.packageName = name
        info.applicationInfo = ApplicationInfo().apply {
            packageName = name
            nonLocalizedLabel = label
        }
        packages.installPackage(info)
        if (source == InstallSource.STORE) comesWith(SHOP)
        val installer = if (source == InstallSource.STORE) SHOP else "com.android.packageinstaller"
        app.packageManager.setInstallerPackageName(name, installer)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) packages.setInstallSourceInfo(name, installer, installer)
        app.sendBroadcast(Intent(Intent.ACTION_PACKAGE_ADDED, Uri.fromParts("package", name, null)))
        settle()
    }

    /** Turns on the accessibility services of these apps, which may perform gestures, and turns off all others. */
    fun act(vararg owners: String) {
        shadowOf(app.getSystemService(AccessibilityManager::class.java))
            .setEnabledAccessibilityServiceList(owners.map { accessibilityService(it) })
        val setting = Settings.Secure.getUriFor(Settings.Secure.ENABLED_ACCESSIBILITY_SERVICES)
        app.contentResolver.notifyChange(setting, null)
        settle()
    }

    /** Installs a helper app from the store. */
    fun hasFromStore(name: String, label: String) {
        installs(name, label, InstallSource.STORE)
        packages.getInternalMutablePackageInfo(name).signingInfo = signedBy("one")
    }

    /** Adds an app that was installed long ago. */
    fun holds(name: String) {
        val info = PackageInfo()
        info.packageName = name
        info.applicationInfo = ApplicationInfo().apply { packageName = name }
        packages.installPackage(info)
    }

    /** Guards the list of apps by a permission of its own, as phones for mainland China do. */
    fun keepsItsAppsBack() = packages.addPermissionInfo(listPermission())

    /** Hides all of the user's apps. */
    fun hidesItsApps() = packages.removePackage(EVERYDAY)

    private fun comesWith(name: String) {
        val info = PackageInfo()
        info.packageName = name
        info.applicationInfo = ApplicationInfo().apply {
            packageName = name
            flags = ApplicationInfo.FLAG_SYSTEM
        }
        packages.installPackage(info)
    }

    /** Shows the dialog over the app in the foreground, and closes it. */
    fun consentIsAsked() {
        resumed(consent)
        resumed(ComponentName(front, "$front.Main"))
    }

    fun capture(name: String, on: Boolean) {
        val service = ComponentName(name, "$name.Share")
        val info = packages.addServiceIfNotPresent(service)
        ServiceInfo::class.java.getField("mForegroundServiceType").setInt(info, PROJECTION)
        packages.addOrUpdateService(info)
        recorded(
            if (on) UsageEvents.Event.FOREGROUND_SERVICE_START else UsageEvents.Event.FOREGROUND_SERVICE_STOP,
            service,
        )
    }

    /** Reports a display that only its owner can see. */
    fun privateDisplay(id: Int, on: Boolean) {
        val global = DisplayManagerGlobal.getInstance()
        val handle = global.javaClass.declaredMethods.first { it.name == "handleDisplayEvent" }
        handle.isAccessible = true
        val event = if (on) DISPLAY_ADDED else DISPLAY_REMOVED
        val arguments = listOf<Any>(id, event) + List(handle.parameterCount - 2) { false }
        handle.invoke(global, *arguments.toTypedArray())
        settle()
    }

    /** Lets an app capture the screen into a display that everybody can see. */
    fun publicDisplay(number: Int, name: String) {
        publicDisplays[number] = addPublicDisplay(name)
        settle()
    }

    fun publicDisplayGoes(number: Int) {
        publicDisplays.remove(number)?.let(ShadowDisplayManager::removeDisplay)
        settle()
    }

    /** Lets all threads finish their current tasks. */
    fun idle() {
        repeat(2) {
            shadowOf(Looper.getMainLooper()).idle()
            work()
        }
        shadowOf(Looper.getMainLooper()).idle()
    }

    private fun work() = listOfNotNull(apart, engine)
        .filter { it.isAlive && it !== held }
        .forEach { shadowOf(it.looper).idle() }

    /** Shows the user whatever the app asked Android to show. */
    fun settle() {
        idle()
        carryTexts()
        val notice = shadowOf(notifications).getNotification(WarningLauncher.ID)
        // The system shows it on the full screen, or as a banner that the user taps.
        if (notice !== noticed && !Settings.canDrawOverlays(app) && !swallowsStarts) notice?.fullScreenIntent?.send()
        noticed = notice
        val asked = generateSequence { shadowOf(app).nextStartedActivity }.toList()
        dialled += asked.filter { it.action == Intent.ACTION_CALL }.mapNotNull { it.data?.schemeSpecificPart }
        started += asked.filter { it.component != null && it.component?.className != WarningActivity::class.java.name }
        val start = asked.lastOrNull { it.component?.className == WarningActivity::class.java.name }
        if (!swallowsStarts) start?.let(::comesToFront)
        shadowOf(Looper.getMainLooper()).idle()
        // Tells the guard that the warning has the focus.
        work()
        shadowOf(Looper.getMainLooper()).idle()
        warningGoes()
    }

    /** Removes a finished screen, as Android does. */
    private fun warningGoes() {
        val gone = warning?.takeIf { it.get().isFinishing } ?: return
        warning = null
        if (!behind) gone.pause().stop()
        gone.destroy()
        behind = false
    }

    /** Lets the network accept every part of a text message and report that. */
    private fun carryTexts() {
        val sent = shadowOf(SimCards(app).manager(SIM)).lastSentMultipartTextMessageParams ?: return
        if (sent === carried) return
        carried = sent
        texts += sent.parts.joinToString("")
        sent.sentIntents.forEach { answer ->
            app.sendOrderedBroadcast(shadowOf(answer).savedIntent, null, null, null, Activity.RESULT_OK, null, null)
        }
        settle()
    }

    /** The warning has a single instance: one that was left is brought back. */
    private fun comesToFront(intent: Intent) {
        val there = warning?.takeIf { screen != null }
        if (there == null) {
            warning = Robolectric.buildActivity(WarningActivity::class.java, intent).setup()
        } else {
            there.newIntent(intent)
            if (behind) there.restart().start().resume()
        }
        warning?.windowFocusChanged(true)
        behind = false
    }

    /** Rotates the phone, so that Android recreates the screen. */
    fun isTurned() {
        checkNotNull(warning).recreate()
        settle()
    }

    /** Opens the warning from its notification, which works on every phone. */
    fun tapsNotification() {
        shadowOf(notifications).getNotification(WarningLauncher.ID).contentIntent.send()
        swallowsStarts = false
        settle()
    }

    /** Presses a button of the window that replaces the warning. */
    fun tapOverlay(button: Int) {
        checkNotNull(overlay) { "no such window is up" }.requireViewById<View>(button).performClick()
        settle()
    }

    /** Presses a button of the warning. */
    fun tap(button: Int) {
        checkNotNull(screen) { "no warning stands" }.requireViewById<View>(button).performClick()
        settle()
    }

    fun read(text: Int): String = checkNotNull(screen) {
        "no warning stands"
    }.requireViewById<TextView>(text).text.toString()

    /** Presses Home. The warning is then behind whatever comes to the foreground. */
    fun leaveWarning() {
        if (screen == null || behind) return
        warning?.userLeaving()?.pause()?.stop()
        behind = true
        settle()
    }

    private fun line(state: Int) {
        telephony.setCallState(state)
        if (!chatting) {
            audio.mode =
                if (state == TelephonyManager.CALL_STATE_IDLE) AudioManager.MODE_NORMAL else AudioManager.MODE_IN_CALL
        }
        settle()
    }

    private fun screened(direction: Direction, number: String?) {
        val way =
            if (direction == Direction.INCOMING) Call.Details.DIRECTION_INCOMING else Call.Details.DIRECTION_OUTGOING
        val call = callDetails(number?.let { Uri.fromParts("tel", it, null) }, way)
        Robolectric.buildService(ScreeningService::class.java).create().get().onScreenCall(call)
        settle()
    }

    private fun resumed(screen: ComponentName) = recorded(UsageEvents.Event.ACTIVITY_RESUMED, screen)

    private fun recorded(type: Int, component: ComponentName) {
        val event = EventBuilder.buildEvent()
        event.setTimeStamp(WALL_MS + SystemClock.elapsedRealtime())
        event.setEventType(type)
        event.setPackage(component.packageName)
        event.setClass(component.className)
        usage.addEvent(event.build())
    }

    private inner class PlatformServices : app.kinguard.PlatformServices(app) {
        override val ticks =
            object : StoredEngineClock.Ticks {
                override fun elapsedMs() = SystemClock.elapsedRealtime()

                override fun wallClockMs() = WALL_MS + SystemClock.elapsedRealtime()

                override fun boot() = 1
            }
        override val builtMs = WALL_MS

        override fun networkMs(): Long? = null

        override val secrets = WatchedSecrets(keystore ?: super.secrets)
        override val thread = WorkThread.OfItsOwn(engine.looper)
        override val familyThread = apart?.let { WorkThread.OfItsOwn(it.looper) } ?: thread
        override val lookups = Executor(::beside)
        override val glances = Executor(::beside)
        override val hashing = Executor(::beside)

        override fun history(own: HistoryPort) = object : HistoryPort by own {
            override fun heard(seenMs: Long, atMs: Long, event: Event) {
                own.heard(seenMs, atMs, event)
                heard += event
            }

            override fun noted(atMs: Long, entry: Entry) {
                own.noted(atMs, entry)
                when (entry) {
                    is Entry.Warned -> warned += entry
                    is Entry.Told -> told += entry.kind
                    // The speech engine of these tests is silent.
                    is Entry.Failed -> if (entry.trouble != Trouble.VOICE_UNHEARD) failed += entry
                    else -> Unit
                }
            }
        }
    }

    /** Runs the task on another thread and waits for it, so that it does not depend on the main thread or on chance. */
    private fun beside(task: Runnable) = Thread(task).apply { start() }.join()

    private companion object {
        /** Far more than needed. */
        const val SELF_TEST_LOOKS = 10_000
        const val SIM = 1
        const val ALARM_STEPS = 5
        const val MEETING = "com.yhtx.meet"
        const val PAYMENT = "com.unionpay"
        const val EVERYDAY = "com.tencent.qqmusic"
        const val SHOP = "com.huawei.appmarket"
        const val LAUNCHER = "com.huawei.android.launcher"
        const val STEP_MS = 500L
        const val WAIT_MS = 31_000L

        /** The time by which the guard has read the usage record. */
        const val LOOKED_MS = 5_000L
        const val WALL_MS = 1_700_000_000_000L
        const val DISPLAY_ADDED = 1
        const val DISPLAY_REMOVED = 3
        const val PROJECTION = ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PROJECTION
    }
}
