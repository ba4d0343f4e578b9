package app.kinguard.family

import app.kinguard.core.RuleId
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Delivery.State
import app.kinguard.time.WEEK_MS
import app.kinguard.work.WorkThread

/**
 * The family's side: keeps what they are to be told, sees to it that it arrives, and hears what they answer.
 *
 * Any thread may call. What is kept, changed or read is so when the call returns, as part of the caller's transaction where
 * there is one. What is sent or heard, and what follows from it, is done later on the family's thread; [stillGuarding],
 * [tellOfLosses] and [forget] are to be called there.
 */
class Family(
    private val contacts: Contacts,
    private val outbox: Outbox,
    private val tokens: AnswerTokens,
    private val schedule: OutboxWorker.Schedule,
    replies: Replies,
    private val consent: Consent,
    private val circumstances: Circumstances = Circumstances(),
    post: (unreachable: (Delivery, Long) -> Unit) -> OutboxWorker,
) : FamilyPort {
    /** What decides besides what is heard and done. */
    class Circumstances(
        /** Until then whoever is entered was entered by the one who sets the phone up. */
        val isSetUp: () -> Boolean = { true },
        val wants: (OptionalNotice) -> Boolean = { true },
        val hold: () -> NoticeHold = { NoticeHold.None },
    )

    private val recipients = Recipients(outbox, contacts, consent, circumstances.wants)
    private val worker = post(::unreachable)
    private val listener = ReplyListener(replies, schedule, tokens::isLive, ::heard)

    /**
     * Who hears what a contact, named by the place in the family, says to a danger that goes on. Called on the family's
     * thread.
     */
    @Volatile
    var answered: (place: Int, answer: Answer) -> Unit = { _, _ -> }

    override fun contacts(): List<Contact> = contacts.confirmed()

    override fun toRing(): List<Contact> = contacts().ifEmpty(contacts::all)

    override fun isTold(): Boolean = consent.isGiven

    /** What is held back no longer. */
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
        schedule.thread.post(::listen)
    }

    override fun afterwards(done: () -> Unit) = schedule.thread.post(done)

    /** The network is back, or the service. */
    fun hurry() {
        worker.hurry()
        schedule.thread.post(::listen)
    }

    /** What became of an attempt; [kept] is called when that is stored. */
    fun came(delivery: Long?, outcome: Outcome, kept: () -> Unit = {}) = worker.came(delivery, outcome, kept)

    /** Tells the first contact once a week that all is well, if that is wanted. */
    fun stillGuarding(settings: FamilySettings) {
        if (!settings.weekly) return
        val nowMs = schedule.nowMs()
        val last = settings.lastWeeklyMs
        if (last != null && nowMs - last < WEEK_MS) return
        settings.lastWeeklyMs = nowMs
        // The first week begins when it is switched on.
        if (last == null) return
        recipients.stillGuarding(nowMs)
        deliver()
    }

    /** Asks [contact] on every way whether it arrives. */
    fun test(contact: Contact) {
        recipients.test(contact, schedule.nowMs())
        deliver()
    }

    /** Tells everybody of a change, as part of its transaction. [deliver] is to be called when that is over. */
    fun tellAll(kind: MessageKind, facts: Message.Facts = Message.Facts()) {
        recipients.changed(kind, schedule.nowMs(), facts)
    }

    /** The same of what is no news while the phone is being set up. */
    fun tellOfChange(kind: MessageKind, facts: Message.Facts = Message.Facts()) {
        if (circumstances.isSetUp()) tellAll(kind, facts)
    }

    override fun settingsChanged(changes: Set<Change>) {
        if (circumstances.isSetUp()) recipients.settingsChanged(changes, schedule.nowMs())
    }

    /** Tells [contact] alone, on the addresses that are given with it; otherwise as [tellAll]. */
    fun tell(kind: MessageKind, contact: Contact, facts: Message.Facts = Message.Facts()): Message =
        recipients.tell(kind, schedule.nowMs(), contact, facts)

    /** Adds somebody at the end of the list. Everybody hears of it, and so do they. */
    fun add(name: String, number: String, language: Language, addresses: List<Address>): Contact {
        val added = contacts.together {
            contacts.add(name, number, language, addresses).also {
                if (circumstances.isSetUp()) contacts.putOnProbation(it)
                tellOfChange(MessageKind.CONTACT_ADDED, Message.Facts(who = name))
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

    /** Somebody who counts agreed that [contact] does from now on, as part of the transaction under way. */
    fun confirm(contact: Contact) {
        contacts.confirm(contact)
        tellAll(MessageKind.CONTACT_CONFIRMED, Message.Facts(who = contact.name))
    }

    /** The phone is set up: whoever confirmed a test by then counts as family, and the others after a while. */
    fun setUpIsOver() = contacts.together {
        contacts.all().filter { contact ->
            contact.addresses.all { it.provedAtMs == null }
        }.forEach(contacts::putOnProbation)
    }

    /** Takes [contact] off the list. Everybody hears of it, and so does whoever is taken off. */
    fun remove(contact: Contact) {
        contacts.together {
            tellOfChange(MessageKind.CONTACT_REMOVED, Message.Facts(who = contact.name))
            contacts.remove(contact)
        }
        deliver()
    }

    /** Undoes [remove]. What was said may have been read, so it is not unsaid but followed by a second word. */
    fun putBack(contact: Contact, place: Int) {
        contacts.together {
            contacts.restore(contact, place)
            tellOfChange(MessageKind.CONTACT_BACK, Message.Facts(who = contact.name))
        }
        deliver()
    }

    /**
     * Gives up what [contact] was pushed to if they never confirmed it, for what [fresh] makes of it. Everybody hears of it,
     * as of [change]. Null where there is no such address.
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

    /** Replaces what is known of a contact. Everybody hears of it, and so do the old number and the ways that are given up. */
    fun change(contact: Contact) {
        val before = contacts.all().find { it.id == contact.id } ?: return
        contacts.together { replace(before, contact) }
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

    /** Tells everybody, once, of the ways that have to be paired again. */
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

    /** The contact read out the four digits of a test. Returns whether they are right: then that way is proved. */
    fun proveByCode(contact: Contact, code: String): Boolean {
        val redeemed = tokens.redeemCode(code, contact.id, schedule.nowMs()) ?: return false
        contacts.prove(redeemed.address, schedule.nowMs())
        return true
    }

    /** The person at this phone agrees that the family is told. [atMs]: of the wall clock. */
    fun agree(atMs: Long) {
        val before = consent.state
        if (before is Consent.State.Given) return
        consent.answer(given = true, atMs) {
            if (before is Consent.State.Withdrawn) recipients.agreedAgain(schedule.nowMs())
        }
        deliver()
    }

    /** The person at this phone no longer agrees: the family hears that, and nothing more. [atMs]: of the wall clock. */
    fun withdraw(atMs: Long) {
        if (!consent.isGiven) return
        consent.answer(given = false, atMs) { recipients.withdrawn(schedule.nowMs()) }
        deliver()
    }

    /** All that was sent or is about to be, the latest first. */
    fun sent(): List<SentMessage> = outbox.sent()

    /** Forgets what is older than the history is kept. */
    fun forget() = outbox.forget(schedule.nowMs() - KEPT_MS)

    /** What the family was sent, the latest last. */
    fun deliveries(): List<Delivery> = outbox.deliveries()

    /** What [contact] was sent, the latest last. */
    fun deliveries(contact: Contact): List<Delivery> = outbox.deliveries().filter { it.contact.id == contact.id }

    /** Who cannot be told of a danger on any way is not waited for. */
    private fun unreachable(failed: Delivery, nowMs: Long) {
        val incident = failed.message.incident ?: return
        if (!failed.message.kind.atLeastOnce) return
        val ways = outbox.deliveries().filter {
            it.message.id == failed.message.id && it.contact.id == failed.contact.id
        }
        // The guard may be telling the next one, too: then it is the turn of the one after that.
        if (ways.all { it.state == State.FAILED }) contacts.together { recipients.tellNext(incident, nowMs) }
    }

    private fun listen() {
        val contacts = unlessRefused { recipients.mayAnswer(schedule.nowMs()) }.orEmpty()
        listener.listenTo(contacts)
        // Nobody says when there is nothing more to answer.
        if (contacts.isEmpty()) {
            schedule.thread.cancel(WorkThread.Kind.LISTEN_LESS)
        } else {
            schedule.thread.postLater(WorkThread.Kind.LISTEN_LESS, Recipients.TEST_LASTS_MS, ::listen)
        }
    }

    private fun heard(contact: Contact, text: String) {
        unlessRefused { take(contact, text) }
    }

    private fun take(contact: Contact, text: String) {
        val nowMs = schedule.nowMs()
        val redeemed = tokens.redeem(text.trim(), contact.id, nowMs) ?: return
        contacts.prove(redeemed.address, nowMs)
        if (redeemed.answer == Answer.ARRIVED) {
            listen()
        } else if (redeemed.incident == recipients.current()) {
            val place = contacts.confirmed().indexOfFirst { it.id == contact.id }
            if (place >= 0) answered(place, redeemed.answer)
        }
    }

    private companion object {
        const val KEPT_MS = 90 * 24 * 3_600_000L
    }
}
