package app.kinguard.family

/** The family's side: keeps what they are to be told, and sees to it that it arrives. */
class Family(
    private val contacts: Contacts,
    private val outbox: Outbox,
    post: (unreachable: (Delivery, Long) -> Unit) -> Postman,
) : FamilyDoor {
    private val recipients = Recipients(outbox, contacts)
    private val postman = post(::unreachable)

    override fun contacts(): List<Contact> = contacts.all()

    override fun keep(notice: Notice) = recipients.keep(notice)

    override fun deliver() = postman.deliver()

    /** The network is back, or the service. */
    fun hurry() = postman.hurry()

    /** What became of an attempt; [kept] is called when that is stored. */
    fun came(delivery: Long?, outcome: Outcome, kept: () -> Unit = {}) = postman.came(delivery, outcome, kept)

    /** Who cannot be told of a danger on any way is not waited for. */
    private fun unreachable(failed: Delivery, nowMs: Long) {
        val incident = failed.message.incident ?: return
        if (!failed.message.kind.atLeastOnce) return
        val ways = outbox.deliveries().filter {
            it.message.id == failed.message.id && it.contact.id == failed.contact.id
        }
        if (ways.all { it.state == Delivery.State.FAILED }) recipients.tellNext(incident, nowMs)
    }
}
