package app.kinguard

import android.content.Context
import android.content.Intent
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.core.timeLimits
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Address
import app.kinguard.family.AddressTrial
import app.kinguard.family.Answer
import app.kinguard.family.AnswerTokens
import app.kinguard.family.Consent
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.FamilySettings
import app.kinguard.family.HandoverRecord
import app.kinguard.family.Heartbeat
import app.kinguard.family.MessageComposer
import app.kinguard.family.MessageIds
import app.kinguard.family.NoticeHold
import app.kinguard.family.Outbox
import app.kinguard.family.OutboxWorker
import app.kinguard.family.Probation
import app.kinguard.family.RemoteHelp
import app.kinguard.family.SealedConsent
import app.kinguard.family.channel.Channels
import app.kinguard.family.channel.Https
import app.kinguard.family.channel.NtfyChannel
import app.kinguard.family.channel.NtfyHeldMessage
import app.kinguard.family.channel.NtfyReplies
import app.kinguard.family.channel.NtfyReplyStream
import app.kinguard.family.channel.SealedChannel
import app.kinguard.family.channel.TextMessageChannel
import app.kinguard.family.channel.WebhookChannel
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.family.screen.DeviceScreens
import app.kinguard.family.screen.EscalationDelay
import app.kinguard.family.screen.FamilyScreens
import app.kinguard.family.words.MessageFormatter
import app.kinguard.guard.GuardHandle
import app.kinguard.guard.GuardStore
import app.kinguard.guard.StoredEngineClock
import app.kinguard.guard.WakeReceiver
import app.kinguard.time.DAY_MS
import app.kinguard.time.MINUTE_MS
import app.kinguard.work.WakeAlarm
import app.kinguard.work.WakeLocks
import app.kinguard.work.WorkThread
import java.util.concurrent.Executor

/**
 * Wires everything about the family: who is told, how messages leave, and what comes back.
 *
 * Messages are stored by the part of the app that decides on them, in its own transaction. Everything after that
 * happens on the family's thread, which waits for servers, the keystore and long queues while the guard's thread goes
 * on.
 */
internal class FamilyContainer(
    private val context: Context,
    private val platform: PlatformServices,
    private val dependencies: Dependencies,
) {
    /** The parts of other containers that this one needs. */
    interface Dependencies : DeviceContainer.Guarding {
        val clock: StoredEngineClock
        val store: GuardStore
        val guard: GuardHandle

        /** Called after a change of the contacts or the consent. */
        fun familyChanged()

        /** Returns whether the family has paused the guard. */
        fun isPaused(): Boolean

        /** Holds back messages to the family. */
        val hold: NoticeHold

        /** True if the setup was completed. */
        val isSetUp: Boolean

        /** Returns the digits of the one-time code in the message with this id, while they are valid. */
        fun digits(message: Long): String?

        /** Returns the page on which a family member agrees that a new contact, given by id, counts as family. */
        fun confirming(from: Context, contact: Long): Intent
    }

    val contacts: Contacts by lazy {
        Contacts(
            dependencies.database,
            dependencies.secrets,
            Probation(dependencies.database, platform.ticks),
            dependencies::familyChanged,
            deviceContainer.states,
        )
    }

    private val deviceContainer: DeviceContainer by lazy { DeviceContainer(context, platform, deviceDependencies) }

    private val deviceDependencies =
        object : DeviceContainer.Dependencies, DeviceContainer.Guarding by dependencies {
            override val contacts get() = this@FamilyContainer.contacts
            override val family get() = this@FamilyContainer.family
            override val outbox get() = this@FamilyContainer.outbox
            override val schedule get() = this@FamilyContainer.schedule
            override val channel get() = sealedChannel
            override val replies get() = this@FamilyContainer.replies

            override fun lost() = platform.familyThread.post { unlessRefused { family.tellOfLosses(settings) } }

            override fun isTold() = consent.isGiven
        }

    /** Tells devices soon how a danger goes on. Call it on any thread when something was recorded. */
    fun recorded() = deviceContainer.recorded()

    val consent: Consent by lazy { Consent(dependencies.database, dependencies::familyChanged) }

    private val schedule: OutboxWorker.Schedule by lazy {
        val deliver = WakeAlarm.OfPhone(context, Intent(context, WakeReceiver::class.java).setAction(DELIVER))
        OutboxWorker.Schedule(platform.familyThread, deliver, WakeLocks(context, "family")::hold, clock::nowMs)
    }

    private val outbox: Outbox by lazy { Outbox(dependencies.database, contacts, deviceContainer.devices) }

    private val replies by lazy { NtfyReplyStream(NtfyReplies(https)) }

    val family: Family by lazy {
        val circumstances = Family.Circumstances(::isSetUp, settings::wants) { dependencies.hold }
        val devices = deviceContainer.devices
        Family(contacts, outbox, tokens, schedule, replies, consent, circumstances, devices) { unreachable ->
            val sealer = devices.sealer(dependencies::region, settings::page, { family.listenAnew() })
            OutboxWorker(outbox, channels, writer, schedule, handovers, unreachable, sealer) { late, nowMs ->
                family.unreceived(late, nowMs)
            }
        }.also { it.answered = ::answered }
    }

    /** Returns whether the setup is over. If it is never completed, it ends a day after the parent agreed. */
    private fun isSetUp(): Boolean {
        val agreedMs = (consent.state as? Consent.State.Given)?.atMs
        return dependencies.isSetUp || (agreedMs != null && platform.ticks.wallClockMs() - agreedMs !in 0 until DAY_MS)
    }

    /** Stored beside the database. */
    private val handovers: HandoverRecord by lazy {
        HandoverRecord(context.noBackupFilesDir.resolve("slip")) {
            dependencies.database.isInMemory
        }.also(HandoverRecord::make)
    }

    private fun answered(place: Int, answer: Answer) {
        val meaning = if (answer == Answer.FINE) FamilyAnswer.FINE else FamilyAnswer.CALLING
        dependencies.guard.happened(Event.FamilyAnswered(place.toUInt(), meaning))
    }

    val lifeline: Lifeline by lazy {
        Lifeline(
            settings,
            // Without consent, servers must withdraw the messages that they hold.
            { if (consent.isGiven) contacts.all() else emptyList() },
            NtfyHeldMessage(https),
            writer::lifeline,
            platform.ticks::wallClockMs,
            ::moveLifelineIn,
        )
    }

    /** Brings the silence messages close. Call it on any thread when this app may be removed in a moment. */
    fun prepareForRemoval() = platform.familyThread.post { unlessRefused { lifeline.bringClose() } }

    /** Does what is due every few hours. Call it on the family's thread. */
    fun regularly() {
        unlessRefused { lifeline.move() }
        unlessRefused { if (heartbeat.beat(clock.nowMs(), clock.rebooted && beats++ == 0)) family.deliver() }
        unlessRefused { if (!dependencies.isPaused()) family.stillGuarding(settings) }
        unlessRefused { contacts.settle() }
        unlessRefused { contacts.seal() }
        unlessRefused { deviceContainer.devices.regularly() }
        family.attendToDevices()
        unlessRefused { family.tellOfLosses(settings) }
        unlessRefused { family.forget() }
    }

    private val clock get() = dependencies.clock

    /** Counts in this process. Used only on the family's thread. */
    private var beats = 0

    /** Also sets an alarm, which works even if the process has ended and runs the regular tasks. */
    private fun moveLifelineIn(delayMs: Long) {
        platform.familyThread.postLater(WorkThread.Kind.LIFELINE, delayMs) { unlessRefused { lifeline.move() } }
        WakeAlarm.OfPhone(context, Intent(context, WakeReceiver::class.java).setAction(LIFELINE)).ringIn(delayMs)
    }

    private val writer: MessageComposer by lazy {
        MessageComposer(
            MessageFormatter(context),
            settings,
            tokens,
            platform.ticks::wallClockMs,
            dependencies::digits,
            deviceContainer.words::generic,
            dependencies::region,
        )
    }

    val settings: FamilySettings by lazy { FamilySettings(dependencies.database, dependencies.secrets) { family } }

    val screens: FamilyScreens by lazy {
        val wallClockMs = platform.ticks::wallClockMs
        val trial = AddressTrial(channels, writer::trial, consent)
        val confirming = dependencies::confirming
        val devices = DeviceScreens.OfDevices(deviceContainer.devices, deviceContainer.pairing, clock::nowMs)
        FamilyScreens(contacts, settings, family, patience, lifeline, confirming, trial, wallClockMs, work, devices) {
            dependencies.region()
        }
    }

    private val tokens: AnswerTokens by lazy { AnswerTokens(dependencies.database) }

    private val work = Executor { task -> platform.familyThread.post { unlessRefused { task.run() } } }

    val textMessages: TextMessageChannel by lazy {
        TextMessageChannel(
            context,
            { post, outcome, kept -> family.came(MessageIds.delivery(settings.install, post), outcome, kept) },
            work,
        )
    }

    val https: Https by lazy { Https(platform.network) }

    private val channels: Channels by lazy {
        Channels(textMessages, NtfyChannel(https), WebhookChannel(https, moved = ::moved), sealedChannel)
    }

    private val sealedChannel by lazy { SealedChannel(https) }

    private fun moved(from: Address, to: Address) =
        platform.familyThread.post { unlessRefused { contacts.moved(from, to) } }

    private val patience =
        object : EscalationDelay {
            override var minutes: Int
                get() = ((dependencies.store.settings?.familyWaitsMs ?: timeLimits().familyWait) / MINUTE_MS).toInt()
                set(value) {
                    val now = dependencies.store.settings ?: GuardStore.Settings(dependencies.region(), emptyList())
                    dependencies.guard.settle(now.copy(familyWaitsMs = value * MINUTE_MS))
                }
        }

    private val heartbeat: Heartbeat by lazy {
        Heartbeat(settings) { notice -> dependencies.database.write { family.keep(notice) } }
    }

    private companion object {

        const val DELIVER = "app.kinguard.DELIVER"
        const val LIFELINE = "app.kinguard.LIFELINE"
    }
}
