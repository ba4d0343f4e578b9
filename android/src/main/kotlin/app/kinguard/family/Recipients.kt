package app.kinguard.family

import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.Delivery.State

/**
 * Decides who is told what. The first contact is told of a danger at once. The others follow one after the other while
 * nobody answers, or as soon as one cannot be reached. Contacts who were told of a danger are also told how it goes on.
 * Those who do not count as family yet are told everything at once, and take nobody's turn.
 */
internal class Recipients(
    private val outbox: Outbox,
    private val contacts: Contacts,
    private val consent: Consent,
    private val wants: (OptionalNotice) -> Boolean,
) {
    /** Queues a notice of the core, unless the family must not be informed. */
    fun keep(notice: Notice) {
        if (!consent.isGiven) return
        val family = reachable()
        val incident = incidentOf(notice)
        when (notice.kind) {
            FamilyMessage.EARLY -> tell(MessageKind.EARLY, notice, notice.incident ?: nextIncident(), first(family))

            FamilyMessage.DANGER -> danger(notice, family)

            FamilyMessage.NEXT_CONTACT -> incident?.let { tellNext(it, notice.atMs) }

            FamilyMessage.WENT_ON -> tell(MessageKind.WENT_ON, notice, incident, told(family, incident))

            FamilyMessage.MONEY_SENT -> if (!isKnown(MessageKind.MONEY_SENT, incident)) {
                tell(MessageKind.MONEY_SENT, notice, incident, family)
            }

            FamilyMessage.ENDED -> {
                supersede(MessageKind.EARLY, notice.atMs)
                tell(MessageKind.ENDED, notice, incident, told(family, incident))
            }

            FamilyMessage.PROTECTION -> {
                val inDanger = notice.rule == RuleId.SETTINGS_DURING_INCIDENT
                val whom = if (inDanger) told(family, incident).ifEmpty { first(family) } else first(family)
                tell(MessageKind.PROTECTION, notice, incident.takeIf { inDanger }, whom)
            }

            FamilyMessage.RESTORED -> tell(MessageKind.RESTORED, notice, null, first(family))
        }
    }

    /** Tells those who know of the danger that the parent may not have seen the warning. */
    fun unseen(rule: RuleId, atMs: Long) {
        val incident = ongoing(atMs) ?: return
        if (!consent.isGiven || isKnown(MessageKind.UNSEEN)) return
        val whom = told(reachable())
        if (whom.isNotEmpty()) tell(MessageKind.UNSEEN, atMs, whom, incident, Message.Facts(rule))
    }

    /** Tells the next contact in the family of the danger, unless everybody knows. */
    fun tellNext(incident: Long, atMs: Long) {
        if (!consent.isGiven) return
        val latest = outbox.ofIncident(incident).lastOrNull { it.kind in ALARMS } ?: return
        val known = reached(incident)
        val next = reachable().firstOrNull { it.id !in known }
        if (next != null && isWanted(latest.kind, latest.facts.rule)) outbox.address(latest, next, atMs)
    }

    /** Sends a test. This works before the parent is asked for consent. */
    fun test(contact: Contact, nowMs: Long) {
        if (consent.state !is Consent.State.Withdrawn) tell(MessageKind.TEST, nowMs, listOf(contact))
    }

    /** Tells the first contact that nothing happened. */
    fun stillGuarding(nowMs: Long) {
        if (consent.isGiven) tell(MessageKind.STILL_GUARDING, nowMs, first(reachable()))
    }

    /** Tells everybody that this is their last message. Messages that are already in the outbox are still sent. */
    fun withdrawn(nowMs: Long) {
        tell(MessageKind.WITHDRAWN, nowMs, reachable())
    }

    /** Tells everybody that they will receive messages again. */
    fun agreedAgain(nowMs: Long) = tell(MessageKind.RESTORED, nowMs, reachable())

    /** Tells everybody about a change. Call it before the change, because it may be somebody's last message. */
    fun changed(kind: MessageKind, nowMs: Long, facts: Message.Facts) {
        if (consent.isGiven) tell(kind, nowMs, reachable(), null, facts)
    }

    /** Tells everybody about changed settings after a moment, because one change is often followed by another. */
    fun settingsChanged(changes: Set<Change>, nowMs: Long) {
        if (!consent.isGiven || changes.isEmpty()) return
        val before = outbox.untouched(MessageKind.SETTINGS_CHANGED)
        val all = Change.together(before?.facts?.changes.orEmpty(), changes)
        val message =
            if (before == null || all.size > MOST_CHANGES) {
                outbox.write(MessageKind.SETTINGS_CHANGED, nowMs, null, Message.Facts(changes = changes))
            } else {
                before.also { outbox.rewrite(it, it.facts.copy(changes = all)) }
            }
        reachable().forEach { outbox.address(message, it, nowMs, dueMs = message.atMs + COLLECTED_MS) }
    }

    /** Tells only [contact]. */
    fun tell(kind: MessageKind, nowMs: Long, contact: Contact, facts: Message.Facts): Message =
        tell(kind, nowMs, listOf(contact), null, facts)

    /**
     * Returns those who may answer now: contacts who were told of an ongoing danger, or who are asked whether a test
     * arrived.
     */
    fun mayAnswer(nowMs: Long): List<Contact> {
        val incident = ongoing(nowMs)
        val asked =
            outbox
                .deliveries()
                .filter { delivery ->
                    val message = delivery.message
                    val test = message.kind == MessageKind.TEST && nowMs - message.atMs < TEST_LASTS_MS
                    val danger = incident != null && message.incident == incident && message.kind in ALARMS
                    (test && (delivery.address.provedAtMs ?: Long.MIN_VALUE) < message.atMs) || danger
                }.map { it.contact.id }
        return contacts.all().filter { it.id in asked }
    }

    /** Returns the incident that is ongoing as far as the family knows, or null. */
    fun ongoing(nowMs: Long): Long? {
        val latest = outbox.latestOfDanger() ?: return null
        return latest.incident.takeIf { latest.kind != MessageKind.ENDED && nowMs - latest.atMs < ANSWERS_LAST_MS }
    }

    /**
     * Returns the incident of [notice]. If it has none, such as "the money is gone" after the danger is over, the
     * latest.
     */
    private fun incidentOf(notice: Notice): Long? = notice.incident ?: current()

    /** Returns the latest incident, ongoing or not. */
    fun current(): Long? = outbox.latestOfDanger()?.incident

    private fun danger(notice: Notice, family: List<Contact>) {
        val incident = notice.incident ?: nextIncident()
        // The danger message says everything that the early one says, and more.
        supersede(MessageKind.EARLY, notice.atMs)
        tell(MessageKind.DANGER, notice, incident, (first(family) + told(family, incident)).distinct())
    }

    private fun tell(kind: MessageKind, notice: Notice, incident: Long?, whom: List<Contact>) =
        tell(kind, notice.atMs, whom, incident, notice.facts())

    private fun Notice.facts() = Message.Facts(rule, app, lacking, duringCheck = duringCheck)

    private fun tell(
        kind: MessageKind,
        atMs: Long,
        whom: List<Contact>,
        incident: Long? = null,
        facts: Message.Facts = Message.Facts(),
    ): Message {
        // A message that nobody wants to receive is still stored as part of the danger.
        val message = outbox.write(kind, atMs, incident, facts)
        if (isWanted(kind, facts.rule)) whom.forEach { outbox.address(message, it, atMs) }
        return message
    }

    /** Drops the messages of [kind] that are still waiting. */
    private fun supersede(kind: MessageKind, nowMs: Long) = outbox
        .unsettled()
        .filter { it.message.kind == kind && it.state == State.WAITING }
        .forEach { outbox.settle(it, State.DROPPED, nowMs) }

    private fun isWanted(kind: MessageKind, rule: RuleId?): Boolean = OptionalNotice.of(kind, rule)?.let(wants) != false

    /** Returns the first contact and those who do not count as family yet. */
    private fun first(family: List<Contact>): List<Contact> {
        val waiting = contacts.onProbation()
        return family.filterIndexed { place, contact -> place == 0 || contact.id in waiting }
    }

    /** Returns the contacts with an address. Waiting for the others would be in vain. */
    private fun reachable(): List<Contact> = contacts.all().filter { it.addresses.isNotEmpty() }

    /** Returns whether the family was told before, because the parent can press the button again and again. */
    private fun isKnown(kind: MessageKind, incident: Long? = current()): Boolean =
        incident != null && outbox.ofIncident(incident).any { it.kind == kind }

    private fun nextIncident(): Long = (current() ?: 0) + 1

    private fun told(family: List<Contact>, incident: Long? = current()): List<Contact> {
        val known = incident?.let(::reached).orEmpty()
        return family.filter { it.id in known }
    }

    private fun reached(incident: Long): Set<Long> = outbox
        .deliveries()
        .filter { it.message.incident == incident && it.message.kind in ALARMS && it.state != State.DROPPED }
        .map { it.contact.id }
        .toSet()

    companion object {
        /** A danger counts as ongoing for this long after its last message. */
        const val ANSWERS_LAST_MS = 3 * 3_600_000L

        /** The time within which a test can be confirmed. */
        const val TEST_LASTS_MS = 15 * 60_000L

        /** The time to wait for further changes. */
        const val COLLECTED_MS = 60_000L

        /** The most changes that fit into one message. */
        const val MOST_CHANGES = 6

        private val ALARMS = setOf(MessageKind.EARLY, MessageKind.DANGER)
    }
}
