package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import app.kinguard.family.Address
import app.kinguard.family.AddressTrial
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.FamilySettings
import app.kinguard.family.isIn
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.family.words.PhoneNumbers
import app.kinguard.regions.Helplines
import java.util.concurrent.Executor

/** The interface through which the family's screens reach the application. */
interface FamilyScreensHost {
    val familyScreens: FamilyScreens
}

/** The data and services that the family's screens share. */
class FamilyScreens(
    val contacts: Contacts,
    val settings: FamilySettings,
    val family: Family,
    val patience: EscalationDelay,
    private val lifeline: Lifeline,
    /** Returns the page on which a family member agrees that a new contact, given by id, counts as family. */
    val confirming: (Context, Long) -> Intent,
    val trial: AddressTrial,
    private val wallClockMs: () -> Long,
    /** Runs tasks on the family's thread. */
    private val work: Executor,
    val devices: DeviceScreens,
    /** Returns the phone's home region in ISO 3166. */
    val region: () -> String,
) {
    /** Returns a reader for numbers as they are dialled in the phone's home region. */
    fun numbers() = PhoneNumbers(region())

    /** Returns the number of the police that [contact] can call for the parent: they are in the same region. */
    fun police(contact: Contact): String? =
        region().let { home -> Helplines.of(home)?.police?.takeIf { contact.isIn(home) } }

    /**
     * Returns the wall-clock times at which contacts on probation count as family if the phone stays on, by contact id.
     */
    fun countAtMs(): Map<Long, Long> = wallClockMs().let { now -> contacts.onProbation().mapValues { now + it.value } }

    /**
     * Returns the state of the silence message for each contact who receives push messages, in order. Empty while it is
     * switched off.
     */
    fun lifelines(): List<Lifeline.HeldFor> = lifeline.states(contacts.all())

    /** Updates the silence messages. Call it after changing something that they depend on. */
    fun moveLifelines() = work.execute(lifeline::move)

    /**
     * Returns new topics in place of [push], which was shown for [contact] and never confirmed: somebody nearby may
     * have copied it. The old topics are no longer used, even if they were stored. Returns null if they are confirmed,
     * or if none were shown.
     */
    internal fun renewed(contact: Long?, push: Address.Ntfy?): Address.Ntfy? {
        val fresh = { before: Address.Ntfy ->
            (push ?: before).run { TopicNames().address(server, token, fingerprint) }
        }
        contact?.let { family.renew(it, fresh) }?.let { return it }
        val known = contacts.all().find { it.id == contact }?.addresses.orEmpty().map { it.address }
        // The user said that it is paired, but it is not stored yet.
        return push?.takeIf { it !in known }?.let(fresh)
    }

    /** The contact removed last, who can be restored until the process ends. */
    var removed: Removed? = null
        private set

    fun remove(contact: Contact) {
        val place = contacts.place(contact)
        if (place < 0) return
        family.remove(contact)
        removed = Removed(contact, place)
    }

    fun putBack() {
        val back = removed ?: return
        removed = null
        if (contacts.all().size < Contacts.MOST) family.putBack(back.contact, back.place)
    }

    fun forgetRemoved() {
        removed = null
    }

    data class Removed(val contact: Contact, val place: Int)
}

/** The time that a contact has to answer before the next one is told. */
interface EscalationDelay {
    var minutes: Int

    companion object {
        /** Any time from 1 to 30 minutes is valid. */
        val CHOICES = listOf(1, 3, 5, 10)
    }
}
