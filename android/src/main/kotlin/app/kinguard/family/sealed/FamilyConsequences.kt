package app.kinguard.family.sealed

import app.kinguard.failure.unlessRefused
import app.kinguard.family.Answer
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.HelpRequest
import app.kinguard.family.HelpResult
import app.kinguard.family.MessageKind
import app.kinguard.family.Outbox
import app.kinguard.family.OutboxWorker
import app.kinguard.family.RemoteHelp
import app.kinguard.family.SealedConsent
import app.kinguard.family.sealed.DeviceInbox.Refusal
import app.kinguard.family.words.DeviceWords

/** What the answers of paired devices lead to in the app. */
internal class FamilyConsequences(
    private val family: Family,
    private val contacts: Contacts,
    private val outbox: Outbox,
    private val help: RemoteHelp,
    private val consent: SealedConsent,
    private val words: DeviceWords,
    private val schedule: OutboxWorker.Schedule,
) : DeviceInbox.Consequences {
    override fun ongoing(): Long? = family.ongoing()

    override fun isRed(incident: Long): Boolean = outbox.ofIncident(incident).any { it.kind in RED }

    override fun answered(place: Int, answer: Answer) = family.answered(place, answer)

    override fun prove(address: Long) = contacts.prove(address, schedule.nowMs())

    override fun confirm(contact: Long): Boolean {
        val waiting = contacts.all().find { it.id == contact && it.id in contacts.onProbation() } ?: return false
        contacts.together { family.confirm(waiting) }
        family.deliver()
        return true
    }

    override fun help(place: Int, request: HelpRequest, done: (HelpResult) -> Unit) = help.ask(place, request, done)

    override fun resetPin(place: Int) = consent.reset(place)

    override fun objection(place: Int) = consent.`object`(place)

    override fun words(why: Refusal, contact: Contact): String? = when (why) {
        Refusal.NotCounted -> words.notCounted(contact.language)
        Refusal.Red -> words.red(contact.language)
        Refusal.NotAsked -> null
        is Refusal.Help -> words.refused(why.result, contact.language)
    }

    override fun post(act: () -> Unit) = schedule.thread.post { unlessRefused(act) }

    override fun moved() = family.attendToDevices()

    private companion object {
        val RED = setOf(MessageKind.DANGER, MessageKind.WENT_ON, MessageKind.MONEY_SENT)
    }
}
