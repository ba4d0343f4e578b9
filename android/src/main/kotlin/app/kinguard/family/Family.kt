package app.kinguard.family

import app.kinguard.core.RuleId
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Delivery.State
import app.kinguard.time.WEEK_MS
import app.kinguard.work.WorkThread

/**
 * Communication with the family: stores messages, delivers them and receives answers.
 *
 * Thread-safe. Changes and reads take effect before the call returns, as part of the caller's transaction if there is
 * one. Sending, receiving and whatever follows from them happen later on the family's thread. Call [stillGuarding],
 * [tellOfLosses] and [forget] on that thread.
 */
class Family(
    private val contacts: Contacts,
    private val outbox: Outbox,
    private val tokens: AnswerTokens,
    private val schedule: OutboxWorker.Schedule,
    replies: Replies,
    private val consent: Consent,
    private val circumstances: Circumstances = Circumstances(),
    private val devices: DeviceExchange = DeviceExchange.None,
    post: (unreachable: (Delivery, Long) -> Unit) -> OutboxWorker,
) : FamilyPort {
    /** Outside conditions that decide what is sent. */
    class Circumstances(
        /** Until setup is over, contacts were entered by the person who sets up the phone. */
        val isSetUp: () -> Boolean = { true },
        val wants: (OptionalNotice) -> Boolean = { true },
        val hold: () -> NoticeHold = { NoticeHold.None },
    )

    private val recipients = Recipients(outbox, contacts, consent, circumstances.wants)
    private val worker = post(::unreachable)
    private val listener = ReplyListener(replies, schedule, ::heard)

    /**
     * Receives the answers to an ongoing danger. A contact is named by their index in the family. Called on the
     * family's thread.
     */
    @Volatile
    var answered: (place: Int, answer: Answer) -> Unit = { _, _ -> }

    override fun contacts(): List<Contact> = contacts.confirmed()

    override fun toRing(): List<Contact> = contacts().ifEmpty(contacts::all)

    override fun isTold(): Boolean = consent.isGiven

    /** Keeps notices without holding them back. */
    val unheld =
        object : NoticeSink {
            override fun keep(notice: Notice) = recipients.keep(notice)

            override fun unseen(rule: RuleId, atMs: Long) = recipients.unseen(rule, atMs)

            override fun deliver() = send()
        }

    override fun keep(notice: Notice) {
        val now = unlessRefused { listOfNotNull(circumstances.hold().admit(notice)) } ?: listOf(notice)
        now.forEach(recipients::keep)
    }

    override fun unseen(rule: RuleId, atMs: Long) {
        val now = unlessRefused { circumstances.hold().admitsUnseen(rule, atMs) } ?: true
        if (now) recipients.unseen(rule, atMs)
    }

    override fun deliver() {
        schedule.thread.post { unlessRefused { circumstances.hold().releaseDue() } }
        send()
    }

    private fun send() {
        worker.deliver()
        schedule.thread.post(::attend)
    }

    /** Says whatever paired devices have to be told, and listens for whatever may be answered. */
    private fun attend() {
        unlessRefused { devices.work(recipients.ongoing(schedule.nowMs()).takeIf { consent.isGiven }) }
        listen()
    }

    /** Attends to the contacts' paired devices. Call it on any thread. */
    fun attendToDevices() = schedule.thread.post(::attend)

    /** Listens again, because something was sealed. Call it on any thread. */
    internal fun listenAnew() = schedule.thread.post(::listen)

    /** Returns the danger that goes on, as far as the family knows; null if none does. */
    internal fun ongoing(): Long? = recipients.ongoing(schedule.nowMs())

    /** Tells the next contact of a danger, because no device of [delivery]'s contact says that it has the message. */
    fun unreceived(delivery: Delivery, nowMs: Long) = contacts.together {
        outbox.awaitNoReceipt(delivery)
        delivery.message.incident?.let { recipients.tellNext(it, nowMs) }
    }

    override fun afterwards(done: () -> Unit) = schedule.thread.post(done)

    /** Sends waiting messages at once, because the network or the phone service is back. */
    fun hurry() {
        worker.hurry()
        schedule.thread.post(::attend)
    }

    /** Reports the outcome of an attempt. [kept] is called when it is stored. */
    fun came(delivery: Long?, outcome: Outcome, kept: () -> Unit = {}) = worker.came(delivery, outcome, kept)

    /** Tells the first contact once a week that all is well, if the family wants that. */
    fun stillGuarding(settings: FamilySettings) {
        if (!settings.weekly) return
        val nowMs = schedule.nowMs()
        val last = settings.lastWeeklyMs
        if (last != null && nowMs - last < WEEK_MS) return
        settings.lastWeeklyMs = nowMs
        // The first week begins when the setting is switched on.
        if (last == null) return
        recipients.stillGuarding(nowMs)
        deliver()
    }

    /** Sends a test to [contact] at every address. */
    fun test(contact: Contact) {
        recipients.test(contact, schedule.nowMs())
        deliver()
    }

    /** Tells everybody about a change, as part of its transaction. Call [deliver] afterwards. */
    fun tellAll(kind: MessageKind, facts: Message.Facts = Message.Facts()) {
        recipients.changed(kind, schedule.nowMs(), facts)
    }

    /** Like [tellAll], but says nothing while the phone is being set up, because then the change is no news. */
    fun tellOfChange(kind: MessageKind, facts: Message.Facts = Message.Facts()) {
        if (circumstances.isSetUp()) tellAll(kind, facts)
    }

    override fun settingsChanged(changes: Set<Change>) {
        if (circumstances.isSetUp()) recipients.settingsChanged(changes, schedule.nowMs())
    }

    /** Tells only [contact], at the addresses they have in this object; otherwise like [tellAll]. */
    fun tell(kind: MessageKind, contact: Contact, facts: Message.Facts = Message.Facts()): Message =
        recipients.tell(kind, schedule.nowMs(), contact, facts)

    /** Adds a contact at the end of the list, and tells everybody including the new contact. */
    fun add(name: String, number: String, language: Language, addresses: List<Address>): Contact {
        val added = contacts.together {
            contacts.add(name, number, language, addresses).also {
                if (circumstances.isSetUp()) contacts.putOnProbation(it)
                tellOfChange(MessageKind.CONTACT_ADDED, Message.Facts(who = name, about = it.id))
            }
        }
        deliver()
        return added
    }

    /** Makes [contact] the first to be told, once they count as family. */
    fun putFirst(contact: Contact) {
        if (contacts.place(contact) == 0) return
        contacts.together {
            contacts.putFirst(contact)
            tellOfChange(MessageKind.ORDER_CHANGED, Message.Facts(who = contact.name))
        }
        deliver()
    }

    /** Counts [contact] as family from now on, because somebody who counts agreed. Part of the current transaction. */
    fun confirm(contact: Contact) {
        contacts.confirm(contact)
        tellAll(MessageKind.CONTACT_CONFIRMED, Message.Facts(who = contact.name))
    }

    /** Ends the setup. Contacts who have confirmed a test count as family now, the others after a while. */
    fun setUpIsOver() = contacts.together {
        contacts.all().filter { contact ->
            contact.addresses.all { it.provedAtMs == null }
        }.forEach(contacts::putOnProbation)
    }

    /** Removes [contact], and tells everybody including the removed contact. */
    fun remove(contact: Contact) {
        contacts.together {
            tellOfChange(MessageKind.CONTACT_REMOVED, Message.Facts(who = contact.name))
            contacts.remove(contact)
        }
        deliver()
    }

    /** Undoes [remove]. The first message may have been read already, so a second one follows it. */
    fun putBack(contact: Contact, place: Int) {
        contacts.together {
            contacts.restore(contact, place)
            tellOfChange(MessageKind.CONTACT_BACK, Message.Facts(who = contact.name))
        }
        deliver()
    }

    /**
     * Replaces the push address of [contact] by the one that [fresh] makes from it, if the contact never confirmed it.
     * Tells everybody, as [change] does. Returns null if there is no such address.
     */
    fun renew(contact: Long, fresh: (Address.Ntfy) -> Address.Ntfy): Address.Ntfy? {
        val renewed = contacts.together {
            val before = contacts.all().find { it.id == contact }
            val shown = before?.addresses?.find { it.provedAtMs == null && it.address is Address.Ntfy }
            (shown?.address as? Address.Ntfy)?.let(fresh)?.also { address ->
                val addresses = before.addresses.map { if (it == shown) it.copy(address = address) else it }
                replace(before, before.copy(addresses = addresses))
            }
        }
        deliver()
        return renewed
    }

    /**
     * Replaces the details of a contact. Tells everybody, including the old number and the removed addresses. Paired
     * devices come and go by themselves, and are told of by text message, too.
     */
    fun change(contact: Contact) {
        val before = contacts.all().find { it.id == contact.id } ?: return
        contacts.together { replace(before, contact.withDevicesOf(before)) }
        deliver()
    }

    /**
     * Adds a device that was paired just now for [contact], with its keys, which [store] stores by the id of its
     * address, told whether the device counts at once. The contact receives text messages as well from now on. Tells
     * everybody. Returns that id, or null if the contact is gone.
     */
    internal fun addDevice(
        contact: Long,
        device: Address.Sealed,
        store: (address: Long, counts: Boolean) -> Unit,
    ): Long? {
        val added = contacts.together {
            val before = contacts.all().find { it.id == contact } ?: return@together null
            val after = before.texted()
            val changes = Change.between(before, after) + Change(Change.What.DEVICE, true)
            tellOfChange(MessageKind.CONTACT_CHANGED, Message.Facts(who = before.name, changes = changes))
            if (after != before) contacts.change(after)
            contacts.addDevice(before, device).also { store(it, !circumstances.isSetUp()) }
        }
        deliver()
        return added
    }

    /** Removes one paired device of [contact]. Tells everybody, and the device. */
    fun removeDevice(contact: Long, address: Long) {
        contacts.together {
            val before = contacts.all().find { it.id == contact } ?: return@together
            replace(before, before.copy(addresses = before.addresses.filterNot { it.id == address }))
        }
        deliver()
    }

    private fun replace(before: Contact, after: Contact) {
        val isElsewhere = before.number != after.number
        val changes = Change.between(before, after)
        if (isElsewhere) tellOfChange(MessageKind.NUMBER_CHANGED, Message.Facts(who = before.name))
        if (changes.isNotEmpty()) {
            tellOfChange(MessageKind.CONTACT_CHANGED, Message.Facts(who = before.name, changes = changes))
        }
        contacts.change(after)
        if (isElsewhere && circumstances.isSetUp()) contacts.putOnProbation(after)
    }

    /** Tells everybody once about the ways that must be paired again. */
    fun tellOfLosses(settings: FamilySettings) {
        val lost =
            contacts.all().associateWith { contact ->
                contact.addresses.filter { (it.address as? Address.Lost)?.forGood == true }.map { it.id }
            }
        val ids = lost.values.flatten().toSet()
        val told = settings.lossesTold
        if (told == ids) return
        contacts.together {
            settings.lossesTold = ids
            lost
                .filterValues { (it - told).isNotEmpty() }
                .keys
                .forEach { tellAll(MessageKind.PAIRING_LOST, Message.Facts(who = it.name)) }
        }
        deliver()
    }

    /**
     * Checks the four digits of a test that the contact read out. Returns whether they are right, which proves the
     * address.
     */
    fun proveByCode(contact: Contact, code: String): Boolean {
        val redeemed = tokens.redeemCode(code, contact.id, schedule.nowMs()) ?: return false
        contacts.prove(redeemed.address, schedule.nowMs())
        return true
    }

    /** Records that the parent agrees to inform the family. [atMs] is a wall-clock time. */
    fun agree(atMs: Long) {
        val before = consent.state
        if (before is Consent.State.Given) return
        consent.answer(given = true, atMs) {
            if (before is Consent.State.Withdrawn) recipients.agreedAgain(schedule.nowMs())
        }
        deliver()
    }

    /**
     * Records that the parent no longer agrees. The family is told this, and nothing more. [atMs] is a wall-clock time.
     */
    fun withdraw(atMs: Long) {
        if (!consent.isGiven) return
        consent.answer(given = false, atMs) { recipients.withdrawn(schedule.nowMs()) }
        deliver()
    }

    /** Returns everything that was or will be sent, the latest first. */
    fun sent(): List<SentMessage> = outbox.sent()

    /** Deletes what is older than the history. */
    fun forget() = outbox.forget(schedule.nowMs() - KEPT_MS)

    /** Returns the family's deliveries, the latest last. */
    fun deliveries(): List<Delivery> = outbox.deliveries()

    /** Returns the deliveries to [contact], the latest last. */
    fun deliveries(contact: Contact): List<Delivery> = outbox.deliveries().filter { it.contact.id == contact.id }

    /** Tells the next contact at once if this one cannot be told of a danger in any way. */
    private fun unreachable(failed: Delivery, nowMs: Long) {
        val incident = failed.message.incident ?: return
        if (!failed.message.kind.atLeastOnce) return
        val ways = outbox.deliveries().filter {
            it.message.id == failed.message.id && it.contact.id == failed.contact.id
        }
        // The guard may tell the next contact at the same time; then this tells the one after that.
        if (ways.all { it.state == State.FAILED }) contacts.together { recipients.tellNext(incident, nowMs) }
    }

    private fun listen() {
        val nowMs = schedule.nowMs()
        val asked = unlessRefused { recipients.mayAnswer(nowMs) }.orEmpty().map { it.id }
        val awaited = unlessRefused { devices.awaited(nowMs) }.orEmpty()
        val whole = if (asked.isEmpty() && awaited.isEmpty()) emptyList() else unlessRefused(contacts::all).orEmpty()
        listener.listenTo(whole.flatMap { contact -> topics(contact, contact.id in asked, awaited.keys) })
        // Nothing signals when there is nothing left to answer.
        val tests = Recipients.TEST_LASTS_MS.takeIf { asked.isNotEmpty() }
        val delayMs = listOfNotNull(tests, awaited.values.minOrNull()?.minus(nowMs)).minOrNull()
        if (delayMs == null) {
            schedule.thread.cancel(WorkThread.Kind.LISTEN_LESS)
        } else {
            schedule.thread.postLater(WorkThread.Kind.LISTEN_LESS, delayMs.coerceAtLeast(0), ::listen)
        }
    }

    private fun topics(contact: Contact, isAsked: Boolean, awaited: Set<Long>) =
        contact.addresses.mapNotNull { (id, address) ->
            when {
                address is Address.Ntfy && isAsked -> ReplyTopic(id, contact, address, null, tokens::isLive)
                address is Address.Sealed && (isAsked || id in awaited) ->
                    unlessRefused { devices.lastLine(id) }
                        .let { ReplyTopic(id, contact, address.topics, it, devices::mayBeSealed) }
                else -> null
            }
        }

    private fun heard(topic: ReplyTopic, line: String, text: String) {
        val isOfDevice = topic.contact.devices.any { it.id == topic.id }
        unlessRefused {
            if (isOfDevice) devices.take(topic.contact, topic.id, line, text) else take(topic.contact, text)
        }
    }

    private fun take(contact: Contact, text: String) {
        val nowMs = schedule.nowMs()
        val redeemed = tokens.redeem(text.trim(), contact.id, nowMs) ?: return
        contacts.prove(redeemed.address, nowMs)
        if (redeemed.answer == Answer.ARRIVED) {
            listen()
        } else if (redeemed.incident == recipients.current()) {
            val place = contacts.confirmed().indexOfFirst { it.id == contact.id && !it.isPaired }
            if (place >= 0) answered(place, redeemed.answer)
        }
    }

    private companion object {
        const val KEPT_MS = 90 * 24 * 3_600_000L
    }
}
