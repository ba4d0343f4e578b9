package app.kinguard

import android.content.Context
import android.content.Intent
import app.kinguard.core.Event
import app.kinguard.core.showsScreen
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Address
import app.kinguard.family.Connectivity
import app.kinguard.family.Consent
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.FamilySettings
import app.kinguard.family.Language
import app.kinguard.family.channel.TextMessageChannel
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.family.screen.FamilyScreens
import app.kinguard.guard.CoreLibrary
import app.kinguard.guard.ExitReporter
import app.kinguard.guard.FamilyHelp
import app.kinguard.guard.GuardHandle
import app.kinguard.guard.GuardNotification
import app.kinguard.guard.GuardRunner
import app.kinguard.guard.GuardStarter
import app.kinguard.guard.GuardStore
import app.kinguard.guard.LaunchTrial
import app.kinguard.guard.Pause
import app.kinguard.guard.PersistedAlarmVolume
import app.kinguard.guard.PlatformEnvironment
import app.kinguard.guard.ProcessExits
import app.kinguard.guard.StoredEngineClock
import app.kinguard.guard.StoredSignalMemory
import app.kinguard.guard.UnseenWarnings
import app.kinguard.guard.WakeReceiver
import app.kinguard.guard.WarningFactory
import app.kinguard.health.Health
import app.kinguard.health.check.PhoneCheck
import app.kinguard.health.selftest.SelfTest
import app.kinguard.history.Entry
import app.kinguard.history.HistoryPort
import app.kinguard.history.Trouble
import app.kinguard.history.screen.HistoryScreens
import app.kinguard.home.Home
import app.kinguard.home.HomeActivity
import app.kinguard.lock.Lock
import app.kinguard.lock.PinSettingsActivity
import app.kinguard.page.Gate
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.Moments
import app.kinguard.practice.Practice
import app.kinguard.practice.PracticeActivity
import app.kinguard.practice.PracticeReminder
import app.kinguard.relative.FamilyPhone
import app.kinguard.relative.Role
import app.kinguard.relative.screen.RelativeScreens
import app.kinguard.setup.SetupScreens
import app.kinguard.setup.SetupStore
import app.kinguard.signals.ScreenedCalls
import app.kinguard.signals.Signal
import app.kinguard.signals.Signals
import app.kinguard.signals.tappedBy
import app.kinguard.store.Database
import app.kinguard.warning.PlatformCallActions
import app.kinguard.warning.PlatformProjectionPreemptor
import app.kinguard.warning.PlatformWarningAlarm
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.WarningController
import app.kinguard.words.MomentFormatter
import app.kinguard.work.WakeAlarm
import java.util.concurrent.Executor

/**
 * Wires the packages to each other and to the phone. Everything is created on first use, because most processes live
 * only for one broadcast.
 */
class AppContainer(private val context: Context, private val platform: PlatformServices = PlatformServices(context)) :
    Hosts {
    override val starter: GuardStarter by lazy { GuardStarter(context, ::isGuarded) { noted(Trouble.START_REFUSED) } }

    override val guard: GuardHandle by lazy {
        GuardHandle(platform.thread, ::createGuardRunner, ::isGuarded, ::runBeside)
    }

    private val relativeContainer by lazy {
        RelativeContainer(context, platform, RelativeDependencies(context, this, platform))
    }

    override val familyPhone: FamilyPhone get() = relativeContainer.phone

    val role: Role get() = relativeContainer.role

    /** The role of this phone is in memory once it was asked. */
    private fun isGuarded() = !familyPhone.isOn

    /** Starts the guard, and the service that keeps it alive. May be called at any time and from any thread. */
    override fun start() {
        starter.start()
        guard.start()
    }

    private fun createGuardRunner(): GuardRunner {
        CoreLibrary.load()
        val ports = GuardRunner.Ports(warningController, family, remembered, help)
        val wake = WakeAlarm.OfPhone(context, Intent(context, WakeReceiver::class.java))
        return GuardRunner(store, clock, platform.thread, wake, ports, phone, signals, memory, pause, warnings)
    }

    /** What the family may do from afar. */
    val help: FamilyHelp by lazy {
        val parts = FamilyHelp.Parts({ warningController.callActions }, { warningController }, remembered)
        val permits = FamilyHelp.Permits(contacts::confirmed) { consent.isGiven && familySettings.allows(it) }
        FamilyHelp(parts, permits, guard, platform.thread, clock::nowMs)
    }

    override val screenedCalls: ScreenedCalls by lazy { ScreenedCalls(clock, platform.ticks::elapsedMs) }

    override val warningController: WarningController by lazy {
        val alarm = PlatformWarningAlarm(context, loudness.volume) { noted(Trouble.VOICE_UNHEARD) }
        val calls = PlatformCallActions(context)
        val preemptor = PlatformProjectionPreemptor(context)
        WarningController(launchContainer.trial, alarm, calls, preemptor, lockContainer).also { it.listener = guard }
    }

    private val loudness by lazy { PersistedAlarmVolume(context, store, platform.thread) }

    override fun findLastRed(found: (Warning?) -> Unit) = platform.glances.execute { found(unlessRefused(::lastRed)) }

    internal fun lastRed(): Warning? = store.lastRed(clock.nowMs() - MONEY_PAGE_MS)?.let { warnings.of(it) }

    override val notification: GuardNotification by lazy {
        GuardNotification(
            context,
            { unlessRefused(::lastRed)?.let { WarningActivity.forMoneySent(context) } },
            {
                unlessRefused { pause.untilMs }?.let { MomentFormatter(context).soon(it, platform.ticks.wallClockMs()) }
            },
            Intent(context, HomeActivity::class.java),
        )
    }

    private val phone by lazy {
        PlatformEnvironment(context, ::textsAreSent, launchContainer.switches, {
            lockContainer.services
        }, { familyContainer.prepareForRemoval() }) {
            notification.refresh(signals)
            connectivity.start(::online)
            // The permission granted just now may be the exemption that allows the start.
            starter.makeUp()
        }
    }

    private val connectivity = Connectivity(context)

    private val warnings by lazy { WarningFactory(store, family, phone) }

    private val storageContainer: StorageContainer by lazy {
        StorageContainer(context, ::noted) { lasts ->
            platform.thread.post { unlessRefused { healthContainer.stored(lasts) } }
        }
    }

    val database: Database get() = storageContainer.database

    internal val familyContainer: FamilyContainer by lazy { FamilyContainer(context, platform, FamilyDependencies(this, platform)) }

    internal val deferred get() = healthContainer.deferred

    internal fun familyChanged() = platform.thread.post {
        unlessRefused { storageContainer.keepSafe() }
        home.widget.refresh()
    }

    internal fun story(incident: Long, language: Language) = historyContainer.stories.of(incident, language)

    val contacts: Contacts get() = familyContainer.contacts

    val consent: Consent get() = familyContainer.consent

    val family: Family get() = familyContainer.family

    val familySettings: FamilySettings get() = familyContainer.settings

    val lifeline: Lifeline get() = familyContainer.lifeline

    override val familyScreens: FamilyScreens get() = familyContainer.screens

    override val textMessages: TextMessageChannel get() = familyContainer.textMessages

    val pause: Pause by lazy { Pause(database, clock, platform.ticks, family) }

    override val setup: SetupScreens by lazy {
        SetupScreens(
            SetupStore(database),
            familyScreens,
            consent,
            StoredRegions(context, store, guard),
            moments,
            launchContainer.forSetup,
            practice = PracticeActivity::intent,
            pin = PinSettingsActivity::toSet,
            pinIsSet = { lock.pin.isSet },
            becomeFamily = { relative.becomeFamily(it) },
        )
    }

    override val relative: RelativeScreens get() = relativeContainer.screens

    private val lockContainer: LockContainer by lazy { LockContainer(context, platform, LockDependencies(this)) }

    override val lock: Lock get() = lockContainer.lock

    override val gate: Gate get() = lock

    override val aside: Executor get() = platform.glances

    private val homeContainer: HomeContainer by lazy {
        val guarding = HomeContainer.Guarding(guard, store, clock, warnings, warningController)
        val report = { phoneCheck.report() }
        val facts = HomeContainer.Facts(family::isTold, { health.verdict() }, report, { setup.finished }, ::region) {
            role.isFamily
        }
        HomeContainer(context, platform, guarding, database, contacts, facts) { lockContainer.isCalm() }
    }

    override val home: Home get() = homeContainer.home

    override val practice: Practice get() = homeContainer.practice

    override val practiceReminder: PracticeReminder get() = homeContainer.practiceReminder

    internal fun region(): String {
        CoreLibrary.load()
        return store.settings?.home ?: phone.region()
    }

    internal val store: GuardStore by lazy { GuardStore(database) }

    internal val clock: StoredEngineClock by lazy {
        StoredEngineClock({ unlessRefused { store.timeBase } }, platform.ticks)
    }

    internal val moments: Moments by lazy { Moments(clock::nowMs, platform.ticks::wallClockMs) }

    private val memory: StoredSignalMemory by lazy { StoredSignalMemory(store) }

    private val sources: Signals by lazy {
        CoreLibrary.load()
        val work = Executor { platform.thread.post(it::run) }
        val wallClockMs = platform.ticks::wallClockMs
        Signals(context, clock, screenedCalls, memory, work, wallClockMs, platform.lookups, ::settings, ::showsScreen) {
            contacts.confirmed().map { it.number }
        }
    }

    /** Returns the current settings, or null if the phone's home region is unknown. */
    private fun settings(abroad: List<String>): Event.SettingsChanged? {
        val settings =
            store.settings ?: region().takeIf(String::isNotEmpty)?.let { GuardStore.Settings(it, emptyList()) }
        return settings?.changed(abroad)
    }

    private val signals: List<Signal> by lazy { sources.all.map { it.tappedBy(healthContainer.tap) } }

    override val health: Health get() = healthContainer.health

    override val selfTest: SelfTest get() = healthContainer.selfTest

    override val phoneCheck: PhoneCheck get() = healthContainer.phoneCheck

    private val healthContainer: HealthContainer by lazy { HealthContainer(context, platform, healthDependencies) }

    private val healthDependencies =
        object : HealthContainer.Dependencies {
            override val database get() = this@AppContainer.database
            override val secrets get() = platform.secrets
            override val reserved get() = storageContainer.reserved
            override val moments get() = this@AppContainer.moments
            override val contacts get() = this@AppContainer.contacts
            override val family get() = this@AppContainer.family
            override val https get() = familyContainer.https
            override val warningController get() = this@AppContainer.warningController
            override val signals get() = this@AppContainer.signals
            override val displays get() = sources.displays

            override fun silence() = familyContainer.lifeline.states(contacts.all())

            override fun inFront() = sources.inFront()

            override fun lacking() = phone.lacking()

            override fun pausedUntilMs() = pause.untilMs

            override fun unseenMs() = unseen.sinceMs

            override fun switch(launchPath: LaunchPath) = launchContainer.switches.state(launchPath)

            override fun trial(launchPath: LaunchPath) = launchContainer.trials.last(launchPath)

            override fun stoppedMs() = toldExits.stoppedMs

            override fun home() = region()

            override fun mayBeLed() = lockContainer.isSeen() || guard.heard
        }

    override val trial: LaunchTrial get() = launchContainer.trial

    private val launchContainer: LaunchContainer by lazy { LaunchContainer(context, platform, launchDependencies) }

    private val launchDependencies =
        object : LaunchContainer.Dependencies {
            override val database get() = this@AppContainer.database
            override val moments get() = this@AppContainer.moments
            override val unseen get() = this@AppContainer.unseen
            override val warnings get() = this@AppContainer.warnings
            override val warningController get() = this@AppContainer.warningController
            override val practice get() = this@AppContainer.practice
            override val isSetUp get() = setup.finished

            override fun isCalm() = lockContainer.isCalm()

            override fun overlayIsUp() = starter.makeUp()
        }

    private val unseen: UnseenWarnings by lazy {
        UnseenWarnings(store, family, remembered, clock::nowMs)
    }

    /** Starts what runs beside the engine until the process ends. */
    private fun runBeside() {
        platform.thread.post { loudness.putBack() }
        connectivity.start(::online)
        lockContainer.watch()
        healthContainer.begin()
        regularly()
    }

    private fun online() = platform.familyThread.post {
        unlessRefused { family.hurry() }
        unlessRefused { lifeline.move() }
    }

    override fun regularly() {
        // A family's phone only finishes what its guard had left to say.
        if (!isGuarded()) return online()
        platform.thread.post {
            unlessRefused { regular.ringIn(REGULAR_MS) }
            unlessRefused { storageContainer.keepSafe() }
            unlessRefused { toldExits.tell() }
            unlessRefused { practiceReminder.offer() }
            unlessRefused { lock.pin.settle() }
            unlessRefused { lock.sealedReset.settle() }
            unlessRefused { selfTest.runIfDue() }
            unlessRefused { historyContainer.history.tidy(clock.nowMs()) }
        }
        platform.familyThread.post { familyContainer.regularly() }
    }

    private val toldExits: ExitReporter by lazy {
        ExitReporter(ProcessExits(context)::all, database, family, remembered, clock)
    }

    private val regular: WakeAlarm by lazy {
        WakeAlarm.OfPhone(context, Intent(context, WakeReceiver::class.java).setAction(REGULAR))
    }

    private fun textsAreSent() = contacts.all().flatMap { it.addresses }.any { it.address == Address.TextMessage }

    private val historyContainer: HistoryContainer by lazy {
        HistoryContainer(context, platform, database, moments, ::region, { contacts }, { family }, { store.settings }) {
            familyContainer.recorded()
        }
    }

    private val remembered: HistoryPort get() = historyContainer.port

    override val historyScreens: HistoryScreens get() = historyContainer.screens

    /** Uses the wall clock, because the clock of the stamps may depend on the database that just failed. */
    private fun noted(trouble: Trouble) = remembered.noted(platform.ticks.wallClockMs(), Entry.Failed(trouble))

    private companion object {
        const val REGULAR = "app.kinguard.REGULAR"
        const val REGULAR_MS = 3 * 3_600_000L

        /** The time within which the parent may discover that money was sent. */
        const val MONEY_PAGE_MS = 7 * 24 * 3_600_000L
    }
}
