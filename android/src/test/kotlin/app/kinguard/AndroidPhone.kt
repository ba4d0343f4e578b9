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
import android.hardware.display.DisplayManager
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
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningActivity
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

/** The application with its rooms, which can die and come back as a phone's process does. */
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
        registerActivityLifecycleCallbacks(BackgroundObserver { lock.pin.close() })
        registerActivityLifecycleCallbacks(BackgroundObserver({ trial.came() }) { trial.left() })
    }
}

/**
 * A phone as Android's framework sees it: what happens on it reaches the app by Android's own callbacks alone, and what
 * the app does about it is found where Android would show it.
 */
internal class AndroidPhone(private val app: RestartableApp) {
    /** Android numbers them as it likes. */
    private val publicDisplays = mutableMapOf<Int, Int>()

    /** What the family was told, in order. */
    val told = mutableListOf<FamilyMessage>()

    /** What the engine heard, in order. */
    val heard = mutableListOf<Event>()

    /** Every warning that was put up, in order. */
    val warned = mutableListOf<Entry.Warned>()
    val failed = mutableListOf<Entry.Failed>()

    /** The text messages that went out, in order. */
    val texts = mutableListOf<String>()

    /** What else the app asked Android to open while it had no page in front, in order. */
    val started = mutableListOf<Intent>()

    /** The numbers that were rung, in order. */
    val dialled = mutableListOf<String>()

    val warningStandsInNotification: Boolean
        get() = shadowOf(notifications).getNotification(WarningLauncher.ID) != null

    /** What the makers of some phones do to every start from behind: nothing comes, and nobody is told. */
    var swallowsStarts = false

    /** The window that stands in for the warning's screen, if it is up. */
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
        // A phone in use has apps that did not come with it. One without looks as if it hid them.
        holds(EVERYDAY)
    }

    private lateinit var engine: HandlerThread

    /** Whether the family's side has a thread of its own, as on a phone. Most tests are simpler to follow on one. */
    var familyWorksApart = false
    private var apart: HandlerThread? = null
    private val familys get() = apart ?: engine

    /** The thread that takes up nothing, though time passes. */
    private var held: HandlerThread? = null
    private var warning: ActivityController<WarningActivity>? = null

    /** Another app is in front of the warning. */
    private var behind = false

    /** The warning's screen, if it is in front. */
    val screen: WarningActivity?
        get() = warning?.get()?.takeUnless { it.isFinishing || it.isDestroyed }

    /** Whether it is what the person sees. */
    val warningIsSeen: Boolean get() = screen != null && !behind

    /** What stands before the family's pages, as it is found out now. */
    val passage: PageAccess
        get() {
            app.gate.find {}
            settle()
            return app.gate.passage()
        }

    /** Time since the test began. */
    val nowMs: Long get() = SystemClock.elapsedRealtime() - bornMs
    private var bornMs = SystemClock.elapsedRealtime()

    /** What the child grants when setting the app up. [overlay]: the permission to draw over other apps. */
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

    /** Where Android would make a process of its own for it. */
    private fun bystanderComes() {
        val service = Intent(app, IsolatedProbeService::class.java)
        val binder = Robolectric.buildService(IsolatedProbeService::class.java).create().get().onBind(service)
        shadowOf(app).setComponentNameAndServiceForBindServiceForIntent(service, service.component, binder)
    }

    /** A new process, brought up by the service that Android restarts. */
    fun processStarts() {
        processIsBorn()
        Robolectric.buildService(GuardService::class.java, Intent()).create().startCommand(0, 1)
        settle()
    }

    /** A new process in which nothing has begun yet, as where somebody opens a screen of the app. */
    fun processIsBorn() {
        engine = HandlerThread("engine").apply { start() }
        apart = if (familyWorksApart) HandlerThread("family").apply { start() } else null
        app.container = AppContainer(app, PlatformServices())
    }

    /** The engine's thread takes up nothing new, as while it is still starting, until it goes on. */
    fun engineHangs() = shadowOf(engine.looper).pause()

    fun engineGoesOn() {
        shadowOf(engine.looper).unPause()
        settle()
    }

    /** The family's thread is busy with a full box or a flood of answers, until it goes on. */
    fun familyHangs() {
        held = familys
        shadowOf(familys.looper).pause()
    }

    fun familyGoesOn() {
        held = null
        shadowOf(familys.looper).unPause()
        settle()
    }

    /** The process is gone without a word; its database and the system's own records stay. */
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

    /** It runs on a thread of its own, which must not outlive the test and its database. */
    private fun awaitSelfTest() {
        repeat(SELF_TEST_LOOKS) {
            if (app.selfTest.progress == null) return
            Thread.sleep(1)
            settle()
        }
    }

    /** A phone on which nothing has happened yet. */
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

    /** While no process lives. */
    fun timePassesTo(untilMs: Long) = ShadowSystemClock.advanceBy(Duration.ofMillis(untilMs - nowMs))

    /** Lets time pass, with all that falls due in it. */
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

    /** How long nothing falls due, neither for the engine nor on a screen. */
    private fun quietMs(): Long = listOfNotNull(engine.looper, apart?.looper, Looper.getMainLooper())
        .map { shadowOf(it).nextScheduledTaskTime.toMillis() }
        .filter { it > 0 }
        .minOfOrNull { it - SystemClock.uptimeMillis() } ?: Long.MAX_VALUE

    /** Lets happen what a trace tells, at its time. */
    fun happens(step: Trace.Step) {
        passTo(step.at)
        step.event?.let(::happens)
    }

    /** The same, where nobody answers a warning. */
    fun happenUnanswered(steps: List<Trace.Step>) = steps.forEach { step ->
        passTo(step.at)
        step.event?.takeUnless { it is Event.WarningAnswered }?.let(::happens)
    }

    /** Lets happen what a trace tells, now. */
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

    /** Amber lets go on at once; red makes one wait and agree twice. */
    private fun goesOn() {
        tap(R.id.warning_go_on)
        if (screen == null) return
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
        // Another app comes over the warning: the person or the system took it away.
        leaveWarning()
        resumed(ComponentName(app, "$app.Main"))
    }

    /** A screen of the system's settings comes to the front, and is seen to. */
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

    /** The accessibility services of these apps are on, and may make gestures; all others are off. */
    fun act(vararg owners: String) {
        shadowOf(app.getSystemService(AccessibilityManager::class.java))
            .setEnabledAccessibilityServiceList(owners.map { accessibilityService(it) })
        val setting = Settings.Secure.getUriFor(Settings.Secure.ENABLED_ACCESSIBILITY_SERVICES)
        app.contentResolver.notifyChange(setting, null)
        settle()
    }

    /** A helper that somebody once took from the store. */
    fun hasFromStore(name: String, label: String) {
        installs(name, label, InstallSource.STORE)
        packages.getInternalMutablePackageInfo(name).signingInfo = signedBy("one")
    }

    /** An app that has long been there. */
    fun holds(name: String) {
        val info = PackageInfo()
        info.packageName = name
        info.applicationInfo = ApplicationInfo().apply { packageName = name }
        packages.installPackage(info)
    }

    /** The phone keeps its list of apps behind a permission of its own, as those for mainland China do. */
    fun keepsItsAppsBack() = packages.addPermissionInfo(listPermission())

    /** It shows none of them. */
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

    /** The dialog comes up over the app in front, and goes. */
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

    /** Android tells of a display that nobody but its owner may look at. */
    fun privateDisplay(id: Int, on: Boolean) {
        val global = DisplayManagerGlobal.getInstance()
        val handle = global.javaClass.declaredMethods.first { it.name == "handleDisplayEvent" }
        handle.isAccessible = true
        val event = if (on) DISPLAY_ADDED else DISPLAY_REMOVED
        val arguments = listOf<Any>(id, event) + List(handle.parameterCount - 2) { false }
        handle.invoke(global, *arguments.toTypedArray())
        settle()
    }

    /** An app captures the screen into a display that all may look at. */
    fun publicDisplay(number: Int, name: String) {
        publicDisplays[number] = addPublicDisplay(name)
        settle()
    }

    fun publicDisplayGoes(number: Int) {
        publicDisplays.remove(number)?.let(ShadowDisplayManager::removeDisplay)
        settle()
    }

    /** Lets all threads finish what they have to do now. */
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

    /** Puts whatever the app asked Android to show in front of the person. */
    fun settle() {
        idle()
        carryTexts()
        val notice = shadowOf(notifications).getNotification(WarningLauncher.ID)
        // The system fills the screen with it, or shows a banner, which she taps.
        if (notice !== noticed && !Settings.canDrawOverlays(app) && !swallowsStarts) notice?.fullScreenIntent?.send()
        noticed = notice
        val asked = generateSequence { shadowOf(app).nextStartedActivity }.toList()
        dialled += asked.filter { it.action == Intent.ACTION_CALL }.mapNotNull { it.data?.schemeSpecificPart }
        started += asked.filter { it.component != null && it.component?.className != WarningActivity::class.java.name }
        val start = asked.lastOrNull { it.component?.className == WarningActivity::class.java.name }
        if (!swallowsStarts) start?.let(::comesToFront)
        shadowOf(Looper.getMainLooper()).idle()
        // The guard hears that it has the focus.
        work()
        shadowOf(Looper.getMainLooper()).idle()
        warningGoes()
    }

    /** Android takes down a screen that has finished. */
    private fun warningGoes() {
        val gone = warning?.takeIf { it.get().isFinishing } ?: return
        warning = null
        if (!behind) gone.pause().stop()
        gone.destroy()
        behind = false
    }

    /** The network takes every part of a text message, and says so. */
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

    /** There is one instance of the warning: one that was left is brought back. */
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

    /** The phone is turned: Android builds the screen anew. */
    fun isTurned() {
        checkNotNull(warning).recreate()
        settle()
    }

    /** She opens the warning by its notification, which no maker keeps from her. */
    fun tapsNotification() {
        shadowOf(notifications).getNotification(WarningLauncher.ID).contentIntent.send()
        swallowsStarts = false
        settle()
    }

    /** Presses a button of the window that stands in for the warning. */
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

    /** Home: the warning stands behind whatever comes to the front. */
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

        override val secrets = WatchedSecrets(super.secrets)
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
                    // The speech engine of these tests says nothing.
                    is Entry.Failed -> if (entry.trouble != Trouble.VOICE_UNHEARD) failed += entry
                    else -> Unit
                }
            }
        }
    }

    /** On another thread, which is waited for: neither the main one nor left to chance. */
    private fun beside(task: Runnable) = Thread(task).apply { start() }.join()

    private companion object {
        /** Far more than it takes. */
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

        /** By then the guard has read the record of use. */
        const val LOOKED_MS = 5_000L
        const val WALL_MS = 1_700_000_000_000L
        const val DISPLAY_ADDED = 1
        const val DISPLAY_REMOVED = 3
        const val PROJECTION = ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PROJECTION
    }
}
