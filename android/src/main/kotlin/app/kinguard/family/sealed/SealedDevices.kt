package app.kinguard.family.sealed

import app.kinguard.core.FamilyBody
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.DeviceExchange
import app.kinguard.family.DeviceRegister
import app.kinguard.family.Outbox
import app.kinguard.family.OutboxWorker
import app.kinguard.family.Outcome
import app.kinguard.family.Probation
import app.kinguard.family.Sealer
import app.kinguard.family.channel.mayBeSealed
import app.kinguard.family.devices
import app.kinguard.family.sealed.DeviceInbox.Consequences
import app.kinguard.store.Database
import app.kinguard.time.DAY_MS
import app.kinguard.work.WorkThread

/**
 * The devices of the family that were paired with this phone: what they are told, what they answer, and what is known
 * of them. The protocol is in docs/family-protocol.md.
 *
 * States, counters and envelopes change only on the family's thread; [counted] and [isHeard] may be asked on any.
 */
class SealedDevices internal constructor(
    private val parts: Parts,
    private val outbox: () -> Outbox,
    reports: DeviceReports.Sources,
    private val consequences: () -> Consequences,
) : DeviceExchange,
    DeviceRegister {
    /** What everything here works with. */
    internal class Parts(
        val database: Database,
        val states: DeviceStates,
        val contacts: Contacts,
        /** The devices that do not count yet. */
        val probation: Probation,
        val sources: SealingSources,
        val schedule: OutboxWorker.Schedule,
        /** Leaves a sealed text at the server of a device. */
        val send: (text: String, address: Address.Sealed, outcome: (Outcome) -> Unit) -> Unit,
        /** Called when the keys of a device turn out to be lost. */
        val lost: () -> Unit,
    )

    private val states = parts.states
    private val nowMs = parts.schedule.nowMs
    private val envelopes = Envelopes(parts.database)
    private val sealing = Sealing(parts.database, states, envelopes, parts.sources, parts.lost)
    private val worker = EnvelopeWorker(envelopes, sealing, ::reachable, parts.send, parts.schedule)
    private val reports = DeviceReports(states, sealing, reports)
    private val inbox by lazy {
        val answers = DeviceAnswers(parts.database, sealing)
        val stores = DeviceInbox.Stores(parts.database, states, envelopes, answers, sealing)
        DeviceInbox(stores, outbox(), parts.contacts, parts.sources, consequences(), ::counted, nowMs)
    }

    /** True while a danger goes on of which a device was told. May be read on any thread. */
    @Volatile
    var follow = false
        private set

    /** Returns what seals the outbox's messages. [page] is the address of the page that shows envelopes, or empty. */
    fun sealer(region: () -> String, page: () -> String, sealed: () -> Unit): Sealer =
        DeliverySealer(sealing, envelopes, region, page, sealed)

    override fun counted(contact: Contact): Set<Long> {
        if (contact.devices.isEmpty()) return emptySet()
        val waiting = parts.probation.all()
        return contact.devices.map { it.id }.filterNot { it in waiting }.toSet()
    }

    override fun isHeard(devices: Set<Long>, nowMs: Long): Boolean {
        if (devices.isEmpty()) return false
        val known = states.known()
        return devices.any { address -> known[address]?.heardMs?.let { nowMs - it in 0 until HEARD_MS } == true }
    }

    /** Returns what is known of each device, by the id of its address. */
    fun known(): Map<Long, DeviceStates.Known> = states.known()

    /** Returns how long devices do not count yet, by the id of their address. */
    fun onProbation(): Map<Long, Long> = parts.probation.all()

    override fun awaited(nowMs: Long): Map<Long, Long> = envelopes.awaited(nowMs)

    override fun lastLine(address: Long): String? = states.known()[address]?.lastLine

    override fun mayBeSealed(text: String): Boolean = text.mayBeSealed()

    override fun take(contact: Contact, address: Long, line: String, text: String) =
        inbox.take(contact, address, line, text.trim())

    override fun work(ongoing: Long?) {
        val now = nowMs()
        val known = states.known()
        if (known.isEmpty() && envelopes.nextMs(emptySet()) == null) return
        unlessRefused { dismissRemoved(now) }
        unlessRefused { inbox.carryOut() }
        val contacts = parts.contacts.all()
        unlessRefused { reports.sayAlive(contacts, now) }
        unlessRefused { tellStory(ongoing, contacts, now) }
        worker.work()
    }

    private fun tellStory(ongoing: Long?, contacts: List<Contact>, now: Long) {
        val told = ongoing?.let { outbox().told(it) }.orEmpty()
        follow = contacts.flatMap { it.devices }.any { it.id in told }
        val againMs = ongoing?.takeIf { follow }?.let { reports.tellStory(it, contacts, told, now) }
        if (againMs == null) return parts.schedule.thread.cancel(WorkThread.Kind.STORY)
        parts.schedule.thread.postLater(WorkThread.Kind.STORY, againMs - now) { consequences().moved() }
    }

    /** Says to each device whose address was removed that nothing more will come, and forgets its keys. */
    private fun dismissRemoved(now: Long) = states.removed().forEach { address ->
        val told = sealing.put(address, FamilyBody.Removed, Envelopes.Draft(Envelope.Kind.REMOVED), now) {
            states.forget(it, address)
        }
        if (!told) parts.database.write { states.forget(it, address) }
        parts.database.write { parts.probation.end(address) }
    }

    /** Does what is due every few hours. */
    fun regularly() {
        parts.probation.settle()
        envelopes.forget(nowMs())
    }

    /** The first state of a device, and the first message to it. */
    internal class Start(val encrypted: String, val generation: ULong, val envelope: String)

    /**
     * Stores a device that was paired just now, as part of the transaction that adds its address. Unless it [counts],
     * it has no say for a day.
     */
    internal fun begin(address: Long, start: Start, counts: Boolean) = parts.database.write { sql ->
        states.begin(sql, address, start.encrypted, start.generation)
        val first = SealedText(start.envelope, counter = 0u, challenge = null)
        envelopes.add(sql, address, Envelopes.Draft(Envelope.Kind.PAIRED), first, nowMs())
        if (!counts) parts.probation.begin(address)
    }

    private fun reachable(): Map<Long, Address.Sealed> {
        val former = parts.contacts.former().mapValues { it.value.addresses.single().address }
        val all = parts.contacts.all().flatMap { it.addresses }.associate { it.id to it.address }
        return (former + all).mapNotNull { (id, address) -> (address as? Address.Sealed)?.let { id to it } }.toMap()
    }

    companion object {
        /** A device that was heard within this time is taken to be in use. */
        const val HEARD_MS = DAY_MS
    }
}
