package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.FamilySettings
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.family.words.PhoneNumbers
import java.util.concurrent.Executor

/** What the application offers the family's screens. */
interface FamilyScreensHost {
    val familyScreens: FamilyScreens
}

/** What the family's screens work with. */
class FamilyScreens(
    val contacts: Contacts,
    val settings: FamilySettings,
    val family: Family,
    val patience: EscalationDelay,
    private val lifeline: Lifeline,
    /** Where a relative agrees that a new one, by their id, counts as family. */
    val confirming: (Context, Long) -> Intent,
    private val wallClockMs: () -> Long,
    /** Leads to the family's thread. */
    private val work: Executor,
    /** Reads numbers as they are dialled where this phone is at home. */
    val numbers: () -> PhoneNumbers,
) {
    /** When those who do not count as family yet will, by their id, if the phone stays on: of the wall clock. */
    fun countAtMs(): Map<Long, Long> = wallClockMs().let { now -> contacts.onProbation().mapValues { now + it.value } }

    /** How the message of silence stands with each who is pushed to, in order; nobody while it is switched off. */
    fun lifelines(): List<Lifeline.HeldFor> = lifeline.states(contacts.all())

    /** To be called when something was changed that a message of silence depends on. */
    fun moveLifelines() = work.execute(lifeline::move)

    /**
     * Topics in place of [push], which was shown for [contact] and which nobody confirmed: somebody near may have taken it
     * down. What is stored of it leads nowhere from then on. Null where it is confirmed, or nothing was shown.
     */
    internal fun renewed(contact: Long?, push: Address.Ntfy?): Address.Ntfy? {
        val fresh = { before: Address.Ntfy ->
            (push ?: before).run { TopicNames().address(server, token, fingerprint) }
        }
        contact?.let { family.renew(it, fresh) }?.let { return it }
        val known = contacts.all().find { it.id == contact }?.addresses.orEmpty().map { it.address }
        // Said to be paired, and not stored yet.
        return push?.takeIf { it !in known }?.let(fresh)
    }

    /** Who was removed last, to be put back. It is forgotten with the process. */
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

/** How long a contact has to answer before the next one is told. */
interface EscalationDelay {
    var minutes: Int

    companion object {
        /** The core keeps to the first and the last of them. */
        val CHOICES = listOf(1, 2, 3, 5, 10, 15, 20, 30)
    }
}
