package app.kinguard.family.sealed

import app.kinguard.core.AnswerStanding
import app.kinguard.core.AskResult
import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyException
import app.kinguard.core.FromFamily
import app.kinguard.core.OpenedMessage
import app.kinguard.core.openMessage
import app.kinguard.family.Address
import app.kinguard.family.Answer
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.HelpRequest
import app.kinguard.family.HelpResult
import app.kinguard.family.Outbox
import app.kinguard.family.sealed.DeviceStates.Reading
import app.kinguard.store.Database

/**
 * Opens what paired devices send, and carries out what they may ask for. Works on the family's thread. The state after
 * a message is stored in one transaction with what follows from it, before anything is acted on.
 */
internal class DeviceInbox(
    private val stores: Stores,
    private val outbox: Outbox,
    private val contacts: Contacts,
    private val sources: SealingSources,
    private val consequences: Consequences,
    /** Returns which devices of a contact count. */
    private val counted: (Contact) -> Set<Long>,
    private val nowMs: () -> Long,
) {
    /** What is stored about devices. */
    class Stores(
        val database: Database,
        val states: DeviceStates,
        val envelopes: Envelopes,
        val answers: DeviceAnswers,
        val sealing: Sealing,
    )

    /** What answers lead to. A contact is named by their index among those who count as family. */
    interface Consequences {
        /** Returns the danger that goes on, as far as the family knows; null if none does. */
        fun ongoing(): Long?

        /** Returns whether a red warning was shown in the danger [incident]. */
        fun isRed(incident: Long): Boolean

        fun answered(place: Int, answer: Answer)

        fun prove(address: Long)

        /** Returns whether the contact with this id is known, and counts as family from now on. */
        fun confirm(contact: Long): Boolean

        /** [done] is called once, on any thread. */
        fun help(place: Int, request: HelpRequest, done: (HelpResult) -> Unit)

        fun resetPin(place: Int)

        fun objection(place: Int)

        /** Puts into words why something was not done. */
        fun words(why: Refusal, contact: Contact): String?

        /** Calls [act] on the family's thread. */
        fun post(act: () -> Unit)

        /** Something was sealed, or said. */
        fun moved()
    }

    /** Why an answer leads to nothing. */
    sealed interface Refusal {
        /** The device was paired only lately, or its contact does not count as family yet. */
        data object NotCounted : Refusal

        /** A red warning stands: it cannot be called off. */
        data object Red : Refusal

        data object NotAsked : Refusal

        data class Help(val result: HelpResult) : Refusal
    }

    /** The answers whose outcome is awaited in this process. */
    private val underWay = mutableSetOf<Long>()

    /** Takes [text] from the topic of the device at [address]; [line] is its name at the server. */
    fun take(contact: Contact, address: Long, line: String, text: String) {
        val state = (stores.states.open(address) as? Reading.Held)?.state ?: return
        val opened = try {
            openMessage(state.bytes, state.generation.toULong(), text, sources.now())
        } catch (_: FamilyException.StateLost) {
            stores.sealing.lost(address)
            return
        } catch (_: FamilyException) {
            // Forged, repeated, or another pairing's. It changes nothing.
            return
        }
        val next = stores.states.next(address, opened.state, opened.generation) ?: return
        val now = nowMs()
        // Read before the transaction: the keystore must not be asked within it.
        val counts = address in counted(contact)
        val texts = contact.addresses.filter { it.address == Address.TextMessage }.map { it.id }.toSet()
        stores.database.write { sql ->
            next.write(sql)
            stores.states.heard(sql, address, line, now)
            when (val said = opened.message) {
                is FromFamily.Receipt -> {
                    val arrived = stores.envelopes.received(sql, address, said.next, said.seen, now)
                    outbox.received(arrived, texts, counts, now)
                }
                is FromFamily.Answer -> stores.answers.add(
                    sql,
                    address,
                    opened.counter,
                    said.ask,
                    said.sentence,
                    question(address, said),
                )
                null -> Unit
            }
        }
        next.written()
        if (opened.isAnswer) carryOut()
        consequences.moved()
    }

    private val OpenedMessage.isAnswer get() = message is FromFamily.Answer

    /** Returns the question that is answered in time, or null. */
    private fun question(address: Long, answer: FromFamily.Answer): Long? =
        if (answer.standing == AnswerStanding.IN_TIME) {
            stores.envelopes.question(address, Sealing.text(answer.challenge))?.id
        } else {
            null
        }

    /** Carries out what was answered, also before the last process died. */
    fun carryOut() {
        val open = stores.answers.all().filter { it.id !in underWay }
        if (open.isEmpty()) return
        val all = contacts.all()
        open.forEach { answer ->
            val contact = all.find { whose -> whose.addresses.any { it.id == answer.address } }
            if (contact == null) end(answer, null, AskResult.LATE, null) else carryOut(answer, contact)
        }
        consequences.moved()
    }

    private fun carryOut(answer: DeviceAnswer, contact: Contact) {
        val question = answer.envelope?.let(stores.envelopes::withId)
        // The challenge was in time, but this process may have died over the answer.
        if (question == null || nowMs() - question.atMs !in 0..Envelopes.ANSWER_MS) {
            return end(answer, contact, AskResult.LATE, null)
        }
        if (answer.ask !in question.asks) return end(answer, contact, AskResult.REFUSED, Refusal.NotAsked)
        if (answer.ask == FamilyAsk.ARRIVED) {
            consequences.prove(answer.address)
            return end(answer, contact, AskResult.DONE, null)
        }
        val place = contacts.confirmed().indexOfFirst { it.id == contact.id }
        if (place < 0 || answer.address !in counted(contact)) {
            return end(answer, contact, AskResult.REFUSED, Refusal.NotCounted)
        }
        act(answer, question, contact, place)
    }

    private fun act(answer: DeviceAnswer, question: Envelope, contact: Contact, place: Int) {
        val incident = question.incident
        val isOngoing = incident == null || incident == consequences.ongoing()
        val done = { end(answer, contact, AskResult.DONE, null) }
        when {
            !isOngoing -> end(answer, contact, AskResult.LATE, null)
            answer.ask == FamilyAsk.CALLING -> {
                consequences.answered(place, Answer.CALLING)
                done()
            }
            answer.ask == FamilyAsk.FINE && (incident == null || consequences.isRed(incident)) ->
                end(answer, contact, AskResult.REFUSED, Refusal.Red)
            answer.ask == FamilyAsk.FINE -> {
                consequences.answered(place, Answer.FINE)
                done()
            }
            answer.ask == FamilyAsk.CONFIRM -> {
                val isDone = question.about?.takeIf { it != contact.id }?.let(consequences::confirm) == true
                if (isDone) done() else end(answer, contact, AskResult.LATE, null)
            }
            answer.ask == FamilyAsk.RESET_PIN -> {
                consequences.resetPin(place)
                done()
            }
            answer.ask == FamilyAsk.OBJECT -> {
                consequences.objection(place)
                done()
            }
            else -> help(answer, contact, place)
        }
    }

    private fun help(answer: DeviceAnswer, contact: Contact, place: Int) {
        val request = request(answer)
        if (request == null || answer.begun) {
            // Whether the last process did it is not known, and a call must not be ended twice.
            return end(answer, contact, AskResult.REFUSED, Refusal.Help(HelpResult.FAILED))
        }
        stores.answers.begin(answer)
        underWay += answer.id
        consequences.help(place, request) { result ->
            consequences.post {
                if (!underWay.remove(answer.id)) return@post
                if (result == HelpResult.DONE) {
                    end(answer, contact, AskResult.DONE, null)
                } else {
                    end(answer, contact, AskResult.REFUSED, Refusal.Help(result))
                }
                consequences.moved()
            }
        }
    }

    private fun request(answer: DeviceAnswer): HelpRequest? = when (answer.ask) {
        FamilyAsk.END_CALL -> HelpRequest.EndCall
        FamilyAsk.RING_NEXT -> HelpRequest.RingNext
        FamilyAsk.SAY -> answer.sentence?.let(HelpRequest::Say)
        else -> null
    }

    private fun end(answer: DeviceAnswer, contact: Contact?, result: AskResult, why: Refusal?) = stores.answers.end(
        answer,
        result,
        if (why == null || contact == null) null else consequences.words(why, contact),
        nowMs(),
    )
}
