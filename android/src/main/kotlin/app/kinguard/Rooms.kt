package app.kinguard

import android.content.Context
import android.content.Intent
import app.kinguard.core.Event
import app.kinguard.core.showsScreen
import app.kinguard.family.Address
import app.kinguard.family.Connectivity
import app.kinguard.family.Consent
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.FamilySettings
import app.kinguard.family.MessageKind
import app.kinguard.family.channel.TextMessageChannel
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.family.screen.FamilyScreens
import app.kinguard.guard.CoreLibrary
import app.kinguard.guard.EngineRoom
import app.kinguard.guard.EntranceTrial
import app.kinguard.guard.GuardDoor
import app.kinguard.guard.GuardStarter
import app.kinguard.guard.LastingVolume
import app.kinguard.guard.Pause
import app.kinguard.guard.PhoneSurroundings
import app.kinguard.guard.ProcessExits
import app.kinguard.guard.Store
import app.kinguard.guard.StoredMemory
import app.kinguard.guard.StoredStampClock
import app.kinguard.guard.ToldExits
import app.kinguard.guard.UnseenWarnings
import app.kinguard.guard.WakeReceiver
import app.kinguard.guard.Warnings
import app.kinguard.guard.WatchNotification
import app.kinguard.guard.clockWords
import app.kinguard.health.Health
import app.kinguard.health.check.PhoneCheck
import app.kinguard.health.check.WarningsOfCheck
import app.kinguard.health.selftest.SelfTest
import app.kinguard.history.Entry
import app.kinguard.history.History
import app.kinguard.history.HistoryDoor
import app.kinguard.history.Journal
import app.kinguard.history.Trouble
import app.kinguard.history.screen.HistoryScreens
import app.kinguard.home.Home
import app.kinguard.home.HomeActivity
import app.kinguard.lock.ConfirmActivity
import app.kinguard.lock.Lock
import app.kinguard.lock.PinSettingsActivity
import app.kinguard.page.Gate
import app.kinguard.phone.Entrance
import app.kinguard.phone.Moments
import app.kinguard.practice.Practice
import app.kinguard.practice.PracticeActivity
import app.kinguard.practice.PracticeReminder
import app.kinguard.setup.SetupBook
import app.kinguard.setup.SetupScreens
import app.kinguard.signals.ScreenedCalls
import app.kinguard.signals.Signal
import app.kinguard.signals.Signals
import app.kinguard.signals.overheardBy
import app.kinguard.store.Database
import app.kinguard.store.unlessRefused
import app.kinguard.warning.PhoneAlarm
import app.kinguard.warning.PhoneCapture
import app.kinguard.warning.PhoneHands
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.WarningDesk
import app.kinguard.work.Alarm
import java.util.concurrent.Executor

/**
 * Wires the rooms to each other and to the phone. Everything is made when it is first asked for: most processes live for
 * one broadcast.
 */
class Rooms(private val context: Context, private val outside: Outside = Outside(context)) : Hosts {
    override val starter: GuardStarter by lazy { GuardStarter(context) { noted(Trouble.START_REFUSED) } }

    override val guard: GuardDoor by lazy { GuardDoor(outside.thread, ::engineRoom) }

    private fun engineRoom(): EngineRoom {
        CoreLibrary.load()
        val warning = WarningsOfCheck(warningDesk, healthRooms.withheld)
        val doors = EngineRoom.Doors(warning, healthRooms.withheld, remembered)
        val wake = Alarm.OfPhone(context, Intent(context, WakeReceiver::class.java))
        return EngineRoom(store, clock, outside.thread, wake, doors, phone, signals, memory, pause)
            .also { begin() }
    }

    private val calls: ScreenedCalls by lazy { ScreenedCalls(clock, outside.ticks::elapsedMs) }

    /** Asked for by the service that sees calls: where it made the process, the guard begins with that call. */
    override val screenedCalls: ScreenedCalls
        get() = calls.also {
            starter.start()
            guard.start()
        }

    override val warningDesk: WarningDesk by lazy {
        val alarm = PhoneAlarm(context, loudness.volume) { noted(Trouble.VOICE_UNHEARD) }
        WarningDesk(entrances.trial, alarm, PhoneHands(context), PhoneCapture(context), locks)
            .also { it.listener = guard }
    }

    private val loudness by lazy { LastingVolume(context, store, outside.thread) }

    override fun findLastRed(found: (Warning?) -> Unit) = outside.glances.execute { found(unlessRefused(::lastRed)) }

    internal fun lastRed(): Warning? = store.lastRed(clock.nowMs() - MONEY_PAGE_MS)?.let { warnings.of(it) }

    override val notification: WatchNotification by lazy {
        WatchNotification(
            context,
            { unlessRefused(::lastRed)?.let { WarningActivity.forMoneySent(context) } },
            { unlessRefused { pause.untilMs }?.let { context.clockWords(it, outside.ticks.wallClockMs()) } },
            Intent(context, HomeActivity::class.java),
        )
    }

    private val phone by lazy {
        PhoneSurroundings(context, ::textsAreSent, entrances.switches, { locks.services }, { told.lastWords() }) {
            notification.refresh(signals)
            connectivity.start(::online)
            // What was granted just now may be the exemption that allows it.
            starter.makeUp()
        }
    }

    private val connectivity = Connectivity(context)

    private val warnings by lazy { Warnings(store, family, phone) }

    private val stores: StoreRooms by lazy {
        StoreRooms(context, ::noted) { lasts -> outside.thread.post { unlessRefused { healthRooms.stored(lasts) } } }
    }

    val database: Database get() = stores.database

    private val told: FamilyRooms by lazy { FamilyRooms(context, outside, familysHouse) }

    private val familysHouse =
        object : FamilyRooms.House {
            override val database get() = this@Rooms.database
            override val secrets get() = outside.secrets
            override val clock get() = this@Rooms.clock
            override val store get() = this@Rooms.store
            override val guard get() = this@Rooms.guard

            override fun region() = this@Rooms.region()

            override fun familyChanged() = outside.thread.post { unlessRefused(stores::keepSafe) }

            override fun isPaused() = pause.untilMs != null

            override val isSetUp get() = setup.finished

            override fun digits(message: Long) = lock.digits(message)

            override fun confirming(from: Context, contact: Long) = ConfirmActivity.of(from, contact)
        }

    val contacts: Contacts get() = told.contacts

    val consent: Consent get() = told.consent

    val family: Family get() = told.family

    val familySettings: FamilySettings get() = told.settings

    val lifeline: Lifeline get() = told.lifeline

    override val familyScreens: FamilyScreens get() = told.screens

    override val textMessages: TextMessageChannel get() = told.textMessages

    val pause: Pause by lazy { Pause(database, clock, outside.ticks, family) }

    override val setup: SetupScreens by lazy {
        SetupScreens(
            SetupBook(database),
            familyScreens,
            consent,
            StoredRegions(context, store, guard),
            moments,
            entrances.forSetup,
            practice = PracticeActivity::intent,
            pin = PinSettingsActivity::toSet,
            pinIsSet = { lock.pin.isSet },
        )
    }

    private val locks: LockRooms by lazy { LockRooms(context, outside, lockedHouse) }

    private val lockedHouse =
        object : LockRooms.House {
            override val database get() = this@Rooms.database
            override val clock get() = this@Rooms.clock
            override val store get() = this@Rooms.store
            override val guard get() = this@Rooms.guard
            override val desk get() = warningDesk
            override val contacts get() = this@Rooms.contacts
            override val family get() = this@Rooms.family
            override val pause get() = this@Rooms.pause
            override val isSetUp get() = setup.finished
        }

    override val lock: Lock get() = locks.lock

    override val gate: Gate get() = lock

    override val aside: Executor get() = outside.glances

    private val parent: ParentRooms by lazy {
        val guarding = ParentRooms.Guarding(guard, store, clock, warnings, warningDesk)
        val whole = { health.verdict() }
        val isSetUp = { setup.finished }
        val isTold = family::isTold
        ParentRooms(context, outside, guarding, database, contacts, isTold, whole, isSetUp, ::region, locks::isCalm)
    }

    override val home: Home get() = parent.home

    override val practice: Practice get() = parent.practice

    override val practiceReminder: PracticeReminder get() = parent.practiceReminder

    private fun region(): String {
        CoreLibrary.load()
        return store.settings?.home ?: phone.region()
    }

    private val store: Store by lazy { Store(database) }

    private val clock: StoredStampClock by lazy {
        StoredStampClock({ unlessRefused { store.timeBase } }, outside.ticks)
    }

    private val moments: Moments by lazy { Moments(clock::nowMs, outside.ticks::wallClockMs) }

    private val memory: StoredMemory by lazy { StoredMemory(store) }

    private val sources: Signals by lazy {
        CoreLibrary.load()
        val work = Executor { outside.thread.post(it::run) }
        val wallClockMs = outside.ticks::wallClockMs
        Signals(context, clock, calls, memory, work, wallClockMs, outside.lookups, ::settings, ::showsScreen) {
            contacts.confirmed().map { it.number }
        }
    }

    /** As they stand; null while it is not known where the phone is at home. */
    private fun settings(abroad: List<String>): Event.SettingsChanged? {
        val settings = store.settings ?: region().takeIf(String::isNotEmpty)?.let { Store.Settings(it, emptyList()) }
        return settings?.changed(abroad)
    }

    private val signals: List<Signal> by lazy { sources.all.map { it.overheardBy(healthRooms.ear) } }

    override val health: Health get() = healthRooms.health

    override val selfTest: SelfTest get() = healthRooms.selfTest

    override val phoneCheck: PhoneCheck get() = healthRooms.phoneCheck

    private val healthRooms: HealthRooms by lazy { HealthRooms(context, outside, house) }

    private val house =
        object : HealthRooms.House {
            override val database get() = this@Rooms.database
            override val secrets get() = outside.secrets
            override val ballast get() = stores.ballast
            override val moments get() = this@Rooms.moments
            override val contacts get() = this@Rooms.contacts
            override val family get() = this@Rooms.family
            override val https get() = told.https
            override val signals get() = this@Rooms.signals
            override val displays get() = sources.displays

            override fun silence() = told.lifeline.states(contacts.all())

            override fun inFront() = sources.inFront()

            override fun lacking() = phone.lacking()

            override fun pausedUntilMs() = pause.untilMs

            override fun unseenMs() = unseen.sinceMs

            override fun switch(entrance: Entrance) = entrances.switches.state(entrance)

            override fun trial(entrance: Entrance) = entrances.trials.last(entrance)

            override fun stoppedMs() = toldExits.stoppedMs

            override fun home() = region()

            override fun mayBeLed() = locks.isSeen() || guard.heard
        }

    override val trial: EntranceTrial get() = entrances.trial

    private val entrances: EntranceRooms by lazy { EntranceRooms(context, outside, entranceHouse) }

    private val entranceHouse =
        object : EntranceRooms.House {
            override val database get() = this@Rooms.database
            override val moments get() = this@Rooms.moments
            override val unseen get() = this@Rooms.unseen
            override val warnings get() = this@Rooms.warnings
            override val desk get() = warningDesk
            override val practice get() = this@Rooms.practice
            override val isSetUp get() = setup.finished

            override fun isCalm() = locks.isCalm()

            override fun overlayIsUp() = starter.makeUp()
        }

    private val unseen: UnseenWarnings by lazy {
        UnseenWarnings(store, healthRooms.withheld, remembered, clock::nowMs)
    }

    /** What goes on beside the engine for as long as the process lives. */
    private fun begin() {
        outside.thread.post { loudness.putBack() }
        connectivity.start(::online)
        locks.watch()
        healthRooms.begin()
        regularly()
    }

    private fun online() = outside.familyThread.post {
        unlessRefused(family::hurry)
        unlessRefused(lifeline::move)
    }

    override fun regularly() {
        outside.thread.post {
            unlessRefused { regular.ringIn(REGULAR_MS) }
            unlessRefused(stores::keepSafe)
            unlessRefused(toldExits::tell)
            unlessRefused(practiceReminder::offer)
            unlessRefused(lock.pin::settle)
            unlessRefused(selfTest::runIfDue)
            unlessRefused { history.tidy(clock.nowMs()) }
        }
        outside.familyThread.post { told.regularly() }
    }

    private val toldExits: ToldExits by lazy {
        ToldExits(ProcessExits(context)::all, database, family, remembered, clock)
    }

    private val regular: Alarm by lazy {
        Alarm.OfPhone(context, Intent(context, WakeReceiver::class.java).setAction(REGULAR))
    }

    private fun textsAreSent() = contacts.all().flatMap { it.addresses }.any { it.address == Address.TextMessage }

    private val journal: Journal by lazy { Journal(database, ::region) }

    private val history: History by lazy {
        History(journal, outside.thread::post) { place -> contacts.all().getOrNull(place)?.name }
    }

    private val remembered: HistoryDoor by lazy { outside.history(history) }

    override val historyScreens: HistoryScreens by lazy {
        HistoryScreens(journal, history::isBehind, { family.sent().asReversed() }, moments, ::tellDeleted) {
            HistoryScreens.Home(region(), store.settings?.familiarRegions.orEmpty())
        }
    }

    private fun tellDeleted() {
        family.tellAll(MessageKind.HISTORY_DELETED)
        family.deliver()
    }

    /** By the wall clock: the stamps' own may lie in the very database that just failed. */
    private fun noted(trouble: Trouble) = remembered.noted(outside.ticks.wallClockMs(), Entry.Failed(trouble))

    private companion object {
        const val REGULAR = "app.kinguard.REGULAR"
        const val REGULAR_MS = 3 * 3_600_000L

        /** How long one may find out that money has left. */
        const val MONEY_PAGE_MS = 7 * 24 * 3_600_000L
    }
}
