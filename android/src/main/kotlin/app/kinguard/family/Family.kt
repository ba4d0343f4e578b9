package app.kinguard.family

import app.kinguard.family.Delivery.State
import app.kinguard.store.unlessRefused
import app.kinguard.work.WorkThread

/** The family's side: keeps what they are to be told, sees to it that it arrives, and hears what they answer. */
class Family(
    private val contacts: Contacts,
    private val outbox: Outbox,
    private val tokens: Tokens,
    private val round: Postman.Round,
    replies: Replies,
    post: (unreachable: (Delivery, Long) -> Unit) -> Postman,
) : FamilyDoor {
    private val recipients = Recipients(outbox, contacts)
    private val postman = post(::unreachable)
    private val listener = Listener(replies, round, ::heard)

    /** Who hears what a contact, named by the place in the family, says to a danger that goes on. */
    @Volatile
    var answered: (place: Int, answer: Answer) -> Unit = { _, _ -> }

    override fun contacts(): List<Contact> = contacts.all()

    override fun keep(notice: Notice) = recipients.keep(notice)

    override fun deliver() {
        postman.deliver()
        round.thread.post(::listen)
    }

    /** The network is back, or the service. */
    fun hurry() {
        postman.hurry()
        round.thread.post(::listen)
    }

    /** What became of an attempt; [kept] is called when that is stored. */
    fun came(delivery: Long?, outcome: Outcome, kept: () -> Unit = {}) = postman.came(delivery, outcome, kept)

    /** Tells the first contact once a week that all is well, if that is wanted. */
    fun stillGuarding(settings: FamilySettings) {
        if (!settings.weekly) return
        val nowMs = round.nowMs()
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
        recipients.test(contact, round.nowMs())
        deliver()
    }

    /** The contact read out the four digits of a test. Returns whether they are right: then that way is proved. */
    fun proveByCode(contact: Contact, code: String): Boolean {
        val redeemed = tokens.redeemCode(code.trim(), contact.id, round.nowMs()) ?: return false
        contacts.prove(redeemed.address, round.nowMs())
        return true
    }

    /** Forgets what is older than the history is kept. */
    fun forget() = outbox.forget(round.nowMs() - KEPT_MS)

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
        if (ways.all { it.state == State.FAILED }) recipients.tellNext(incident, nowMs)
    }

    private fun listen() {
        val contacts = unlessRefused { recipients.mayAnswer(round.nowMs()) }.orEmpty()
        listener.listenTo(contacts)
        // Nobody says when there is nothing more to answer.
        if (contacts.isEmpty()) {
            round.thread.cancel(WorkThread.Kind.LISTEN_LESS)
        } else {
            round.thread.postLater(WorkThread.Kind.LISTEN_LESS, Recipients.TEST_LASTS_MS, ::listen)
        }
    }

    private fun heard(contact: Contact, text: String) {
        unlessRefused { take(contact, text) }
    }

    private fun take(contact: Contact, text: String) {
        val nowMs = round.nowMs()
        val redeemed = tokens.redeem(text.trim(), contact.id, nowMs) ?: return
        contacts.prove(redeemed.address, nowMs)
        if (redeemed.answer == Answer.ARRIVED) {
            listen()
        } else if (redeemed.incident == recipients.current()) {
            val place = contacts.all().indexOfFirst { it.id == contact.id }
            if (place >= 0) answered(place, redeemed.answer)
        }
    }

    private companion object {
        const val KEPT_MS = 90 * 24 * 3_600_000L
        const val WEEK_MS = 7 * 24 * 3_600_000L
    }
}
