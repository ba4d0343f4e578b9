package app.kinguard.family

import android.content.Context
import app.kinguard.core.FamilyMessage
import app.kinguard.core.GuardState
import app.kinguard.core.RuleId
import app.kinguard.family.sealed.DangerStory
import app.kinguard.family.sealed.DevicePairing
import app.kinguard.family.sealed.DeviceReports
import app.kinguard.family.sealed.DeviceStates
import app.kinguard.family.sealed.FamilyConsequences
import app.kinguard.family.sealed.GenerationFile
import app.kinguard.family.sealed.GuardReport
import app.kinguard.family.sealed.SealedDevices
import app.kinguard.family.sealed.SealingSources
import app.kinguard.family.words.DeviceWords
import app.kinguard.guard.CoreLibrary
import app.kinguard.guard.ManualAlarm
import app.kinguard.guard.ManualTicks
import app.kinguard.guard.ManualWorkThread
import app.kinguard.guard.readOnly
import app.kinguard.store.Database
import app.kinguard.store.KeystoreSecretStore
import app.kinguard.store.SecretStore

/** Everything that outlives a process: the clock, the arrived messages and the database file. */
internal class FamilyTestDevice(val context: Context) {
    val ticks = ManualTicks()
    val network = ManualNetwork()
    val replies = ManualReplies()
    var isSetUp = true
    var hold: NoticeHold = NoticeHold.None
    var help: RemoteHelp = RemoteHelp.None
    var sealedConsent: SealedConsent = SealedConsent.None
    var report = GuardReport(GuardState.GUARDING, emptyList(), isFaulty = false)
    var story: DangerStory? = null
    val now get() = ticks.elapsed

    /** The ongoing incident, and whether its danger was told: the core tells each at most once. */
    private var incident: Long? = null
    private var isDangerTold = false
    private var latest = 0L

    /** Returns the id that the core would give to its next message. */
    fun incidentOf(kind: FamilyMessage): Long? {
        val begins = kind == FamilyMessage.EARLY || (kind == FamilyMessage.DANGER && (incident == null || isDangerTold))
        if (begins) {
            latest = now.coerceAtLeast(latest + 1)
            incident = latest
            isDangerTold = false
        }
        if (kind == FamilyMessage.DANGER) isDangerTold = true
        return incident.takeUnless { kind in OF_NO_INCIDENT }.also { if (kind == FamilyMessage.ENDED) incident = null }
    }

    /** What [process] says of itself, and of a danger. */
    fun reports(process: FamilyProcess) = object : DeviceReports.Sources {
        override fun guard() =
            if (process.consent.isGiven) report else report.copy(state = GuardState.OFF, isLast = true)

        override fun story(incident: Long, language: Language) = story

        override fun faults(report: GuardReport, language: Language) = report.lacking.map { it.name }

        override fun region() = "CN"
    }

    var secrets: SecretStore = KeystoreSecretStore()

    fun process(secrets: SecretStore = this.secrets) = FamilyProcess(this, secrets)

    private companion object {
        val OF_NO_INCIDENT = setOf(FamilyMessage.PROTECTION, FamilyMessage.RESTORED)
    }
}

/** A network that records every post. */
internal class ManualNetwork : Channel<Address> {
    /** Every post that was handed over, in order. */
    val handed = mutableListOf<OutgoingMessage>()

    /** Every post that reached its contact, in order. */
    val arrived = mutableListOf<OutgoingMessage>()

    /** Handles the next post. May answer now, later or never. */
    var does: (OutgoingMessage, (Outcome) -> Unit) -> Unit = { post, outcome ->
        arrived += post
        outcome(Outcome.Sent)
    }

    /** Every sealed text that a server accepted, by its topic, in order. */
    val left = mutableListOf<Pair<String, String>>()

    /** Handles the next sealed text. May answer now, later or never. */
    var leaves: (topic: String, text: String, outcome: (Outcome) -> Unit) -> Unit = { topic, text, outcome ->
        left += topic to text
        outcome(Outcome.Sent)
    }

    override fun send(post: OutgoingMessage, address: Address, outcome: (Outcome) -> Unit) {
        handed += post
        when {
            address is Address.Sealed -> leave(checkNotNull(post.envelope), address, outcome)
            address is Address.Lost && address.way == Address.Lost.DEVICE -> outcome(unpaired(address))
            else -> does(post, outcome)
        }
    }

    private fun unpaired(address: Address.Lost): Outcome {
        val reason = Outcome.Reason.UNPAIRED
        return if (address.forGood) Outcome.Refused(reason) else Outcome.Later(reason)
    }

    fun leave(text: String, address: Address.Sealed, outcome: (Outcome) -> Unit) =
        leaves(address.alertTopic, text, outcome)
}

/** The reply topics, their listeners and what they receive. */
internal class ManualReplies : Replies {
    class Subscription(
        val topic: String,
        val since: String?,
        val reply: (String, String) -> Unit,
        val ended: (Outcome) -> Unit,
    )

    /** The current listeners. */
    val subscriptions = mutableListOf<Subscription>()

    /** What a server keeps for whoever listens later, or null if nothing is kept. */
    var kept: MutableList<Triple<String, String, String>>? = null

    override fun listen(
        address: Address.Ntfy,
        since: String?,
        reply: (id: String, text: String) -> Unit,
        ended: (Outcome) -> Unit,
    ): AutoCloseable {
        val tap = Subscription(address.replyTopic, since, reply, ended)
        subscriptions += tap
        val lines = kept.orEmpty().filter { it.first == tap.topic }
        lines.drop(lines.indexOfFirst { it.second == since } + 1).forEach { (_, id, text) -> reply(id, text) }
        return AutoCloseable { subscriptions -= tap }
    }

    fun comes(topic: String, id: String, text: String) {
        kept?.add(Triple(topic, id, text))
        subscriptions.filter { it.topic == topic }.forEach { it.reply(id, text) }
    }

    fun breaks() = subscriptions.toList().also {
        subscriptions.clear()
    }.forEach { it.ended(Outcome.Later(Outcome.Reason.NO_CONNECTION)) }
}

internal class FamilyProcess(private val device: FamilyTestDevice, secrets: SecretStore = KeystoreSecretStore()) {
    val database = Database(device.context)
    private var dead = false
    var awake = 0
    val states =
        DeviceStates(database, secrets, GenerationFile(device.context.noBackupFilesDir.resolve("generations")))
    val contacts = Contacts(database, secrets, probation = Probation(database, device.ticks), keys = states)
    val outbox: Outbox by lazy { Outbox(database, contacts, devices) }
    val alarm = ManualAlarm()
    val thread = ManualWorkThread(device.ticks)
    val tokens = AnswerTokens(database)
    val consent = Consent(database)
    val handovers = HandoverRecord(device.context.noBackupFilesDir.resolve("slip")) { database.isInMemory }
    val settings: FamilySettings = FamilySettings(database) { family }
    private val circumstances = Family.Circumstances({ device.isSetUp }, settings::wants) { device.hold }
    private val schedule = OutboxWorker.Schedule(thread, alarm, { awake += 1 }) { device.now }
    private val sources by lazy {
        CoreLibrary.load()
        SealingSources(device.ticks, device.ticks::wallClockMs)
    }

    /** The number of times that keys were found to be lost. */
    var losses = 0
    val devices: SealedDevices by lazy {
        val probation = Probation(database, device.ticks, Probation.DEVICES)
        val parts =
            SealedDevices.Parts(database, states, contacts, probation, sources, schedule, ::leave) { losses += 1 }
        SealedDevices(parts, { outbox }, device.reports(this)) {
            val words = DeviceWords(device.context)
            FamilyConsequences(family, contacts, outbox, device.help, device.sealedConsent, words, schedule)
        }
    }
    val pairing: DevicePairing by lazy {
        DevicePairing(DevicePairing.Parts(states, sources, schedule, device.replies, ::leave), { family }, devices)
    }
    val family: Family =
        Family(contacts, outbox, tokens, schedule, device.replies, consent, circumstances, devices) { unreachable ->
            OutboxWorker(
                outbox,
                { post, address, outcome -> device.network.send(post, address) { if (!dead) outcome(it) } },
                ::write,
                schedule,
                handovers,
                unreachable,
                devices.sealer({ "CN" }, settings::page, { family.listenAnew() }),
                { late, nowMs -> family.unreceived(late, nowMs) },
            )
        }

    private fun leave(text: String, address: Address.Sealed, outcome: (Outcome) -> Unit) =
        device.network.leave(text, address) { if (!dead) outcome(it) }

    init {
        // As after the setup.
        if (consent.state == Consent.State.NotAsked) family.agree(device.now)
    }

    fun tell(kind: FamilyMessage, rule: RuleId = RuleId.SHARE_DURING_CALL) {
        val notice = Notice(kind, rule, device.now, null, emptySet(), incident = device.incidentOf(kind))
        database.write { family.keep(notice) }
        family.deliver()
    }

    /** Makes the database read-only, as on a full phone. Existing data can be read. */
    fun readOnly(on: Boolean) = database.readOnly(on)

    /** Lets time pass, with everything that is due in it. */
    fun passTo(untilMs: Long) = thread.passTo(untilMs)

    fun pass(ms: Long) = passTo(device.now + ms)

    fun end() {
        dead = true
        database.close()
    }

    /** Called after a delivery was put into words, before it is handed over. */
    var written: (Delivery) -> Unit = {}

    private fun write(delivery: Delivery, nowMs: Long) = OutgoingMessage(
        id = "${delivery.id}",
        contact = delivery.contact,
        kind = delivery.message.kind,
        title = delivery.message.facts.changes.joinToString { it.what.name },
        text = if (delivery.repeated) "again" else "",
        answers = emptyList(),
        platform = "${delivery.id}",
    ).also { written(delivery) }
}
