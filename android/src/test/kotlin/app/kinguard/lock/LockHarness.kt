package app.kinguard.lock

import android.app.Application
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.provider.Settings
import app.kinguard.family.Address
import app.kinguard.family.AddressTrial
import app.kinguard.family.AnswerTokens
import app.kinguard.family.Channel
import app.kinguard.family.Consent
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.FamilySettings
import app.kinguard.family.HandoverRecord
import app.kinguard.family.Language
import app.kinguard.family.ManualReplies
import app.kinguard.family.MessageComposer
import app.kinguard.family.MessageKind
import app.kinguard.family.Outbox
import app.kinguard.family.OutboxWorker
import app.kinguard.family.Outcome
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.Probation
import app.kinguard.family.channel.Channels
import app.kinguard.family.lifeline.HoldingServer
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.family.screen.DeviceScreens
import app.kinguard.family.screen.EscalationDelay
import app.kinguard.family.screen.FamilyScreens
import app.kinguard.family.screen.FamilyScreensHost
import app.kinguard.family.sealed.DevicePairing
import app.kinguard.family.words.MessageFormatter
import app.kinguard.guard.GuardStore
import app.kinguard.guard.KnownServices
import app.kinguard.guard.ManualAlarm
import app.kinguard.guard.ManualTicks
import app.kinguard.guard.ManualWorkThread
import app.kinguard.guard.Pause
import app.kinguard.guard.StoredEngineClock
import app.kinguard.page.PageAccess
import app.kinguard.page.PageHost
import app.kinguard.store.Database
import app.kinguard.store.KeystoreSecretStore
import app.kinguard.work.WorkThread
import org.robolectric.Shadows.shadowOf
import java.time.ZoneOffset
import java.util.concurrent.Executor

/** The application of these tests: the real lock and the real family, with a network that records what it was given. */
class LockTestApp :
    Application(),
    LockHost,
    FamilyScreensHost,
    PageHost {
    /** The state that outlives a process. */
    internal val ticks = ManualTicks().also {
        it.wall = NOON_MS - HOUR_MS
        it.to(HOUR_MS)
    }
    internal val sent = mutableListOf<Sent>()
    internal var online = true
    internal var inDanger = false
    internal var ownNumbers = emptyList<String>()

    /** The numbers of those who have a paired device. */
    internal var paired = emptySet<String>()

    /** Other apps' accessibility services. */
    internal val services = ManualAccessibilityServices()
    internal var isSetUp = false

    /** True once setup is finished and changes are reported. */
    internal var isPastSetUp = true

    /** The stamp of the latest warning. */
    internal var warnedMs = Long.MIN_VALUE

    /** Computes hashes: at once, unless a test holds them up. */
    internal var hashing = Executor(Runnable::run)
    internal val process: LockProcess get() = alive ?: LockProcess(this).also { alive = it }
    private var alive: LockProcess? = null

    override val lock get() = process.lock
    override val gate get() = process.lock
    override val aside = Executor(Runnable::run)
    override val familyScreens get() = process.screens

    override fun onCreate() {
        super.onCreate()
        // Not as the tables of whichever JDK say.
        Settings.System.putString(contentResolver, Settings.System.TIME_12_24, "24")
        registerActivityLifecycleCallbacks(BackgroundObserver { lock.pin.close() })
    }

    /** Kills the process and starts it again. With [reboot] the phone restarts, too, and was off for that long. */
    internal fun again(reboot: Long? = null) {
        process.keepTime()
        process.database.close()
        alive = null
        if (reboot != null) {
            ticks.elapsed = 1_000
            ticks.wall += reboot
            ticks.boots += 1
        }
        process.family.deliver()
    }

    internal fun add(name: String, number: String, vararg addresses: Address) =
        process.contacts.add(name, number, Language.MAINLAND, addresses.toList())

    /** Returns the current access to the family's pages after a fresh check. */
    internal fun passage(): PageAccess {
        gate.find {}
        return gate.passage()
    }

    internal fun pass(ms: Long) = process.passTo(ticks.elapsed + ms)

    /** Returns the messages of [kind] that were sent, with their number or route. */
    internal fun told(kind: MessageKind): List<Sent> = sent.filter { it.post.kind == kind }

    internal companion object {
        const val HOUR_MS = 3_600_000L

        /** 23 November 2026, twelve o'clock in London. */
        const val NOON_MS = 1_795_435_200_000L
    }
}

internal data class Sent(val post: OutgoingMessage, val address: Address)

internal class LockProcess(private val app: LockTestApp) {
    val database = Database(app)
    private val secrets = KeystoreSecretStore()
    private val store = GuardStore(database)
    private val clock = StoredEngineClock(store::timeBase, app.ticks)
    private val thread = ManualWorkThread(app.ticks)
    private val tokens = AnswerTokens(database)
    val contacts = Contacts(database, secrets, Probation(database, app.ticks))
    val now: Long get() = clock.nowMs()
    val settings: FamilySettings = FamilySettings(database, secrets) { family }
    val outbox = Outbox(database, contacts)
    private val writer =
        MessageComposer(
            MessageFormatter(app) {
                ZoneOffset.UTC
            },
            settings,
            tokens,
            app.ticks::wallClockMs,
            ::digits,
        ) { "CN" }
    private val schedule = OutboxWorker.Schedule(thread, ManualAlarm(), {}, clock::nowMs)
    private val consent = Consent(database)
    private val circumstances = Family.Circumstances({ app.isPastSetUp }, settings::wants)
    val family: Family = Family(
        contacts,
        outbox,
        tokens,
        schedule,
        ManualReplies(),
        consent,
        circumstances,
    ) { unreachable ->
        OutboxWorker(
            outbox,
            channels(),
            writer,
            schedule,
            HandoverRecord(app.noBackupFilesDir.resolve("slip")) {
                false
            },
            unreachable,
        )
    }.also { it.agree(app.ticks.wallClockMs()) }
    val pause = Pause(database, clock, app.ticks, family)
    val services by lazy {
        val clocks = KnownServices.Clocks(clock::nowMs, app.ticks::elapsedMs)
        KnownServices(app.services, database, family, clocks, { app.warnedMs <= it }) { app.isSetUp }
    }
    val lock: Lock by lazy {
        val hash = PinHash(iterations = 1_000)
        val hashing = Executor { app.hashing.execute(it) }
        val pin = Pin(database, app.ticks, hashing, family, hash)
        val keeping = SpokenCode.Keeping(database, app.ticks, clock::nowMs, secrets, hashing)
        val code = { purpose: SpokenCode.Purpose ->
            SpokenCode(purpose, contacts, family, keeping, { app.ownNumbers }, hash)
        }
        val resetCode = code(SpokenCode.Purpose.reset(pin))
        val confirmCode = code(SpokenCode.Purpose.confirm(contacts, family))
        val danger =
            object : Lock.Danger {
                override val goesOn get() = app.inDanger

                override fun find(known: () -> Unit) = known()
            }
        val sealedReset = SealedReset(pin, contacts, family, keeping, surroundings)
        Lock(pin, resetCode, sealedReset, confirmCode, pause, app.ticks::wallClockMs, {}, services, danger)
    }

    private val surroundings =
        object : SealedReset.Surroundings {
            override fun hasDevice(contact: Contact) = contact.number in app.paired

            override fun isCalm() = !app.inDanger

            override fun settleIn(delayMs: Long) =
                thread.postLater(WorkThread.Kind.RESET, delayMs) { lock.sealedReset.settle() }
        }

    private fun digits(message: Long) = lock.digits(message)

    val screens by lazy {
        val patience =
            object : EscalationDelay {
                override var minutes = 3
            }
        val wallClockMs = app.ticks::wallClockMs
        val lifeline = Lifeline(settings, contacts::all, HoldingServer(), writer::lifeline, wallClockMs, {})
        val trial = AddressTrial(channels(), writer::trial, consent)
        val confirming = ConfirmActivity::of
        val devices =
            object : DeviceScreens {
                override val pairing: DevicePairing get() = error("nothing is paired here")

                override fun known() = emptyMap<Long, DeviceScreens.Known>()
            }
        val work = Executor(Runnable::run)
        FamilyScreens(contacts, settings, family, patience, lifeline, confirming, trial, wallClockMs, work, devices) {
            "CN"
        }
    }

    init {
        settings.parent = "妈妈"
        keepTime()
    }

    fun keepTime() {
        store.timeBase = clock.base()
    }

    /** Lets time pass and runs everything that falls due in it. */
    fun passTo(elapsedMs: Long) = thread.passTo(elapsedMs)

    private fun channels(): Channel<Address> {
        val all = Channel<Address> { post, address, outcome ->
            if (app.online) {
                app.sent += Sent(post, address)
                outcome(Outcome.Sent)
            } else {
                outcome(Outcome.Later(Outcome.Reason.NO_CONNECTION))
            }
        }
        return Channels(all::send, all::send, all::send)
    }
}

/** Installs an app with a name of its own. */
internal fun LockTestApp.isInstalled(app: String, label: String) = shadowOf(packageManager).installPackage(
    PackageInfo().apply {
        packageName = app
        applicationInfo = ApplicationInfo().apply {
            packageName = app
            nonLocalizedLabel = label
        }
    },
)
