package app.kinguard.health.selftest

import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.signals.PhoneContacts

/**
 * Whether anybody is in the contacts. Some makers' phones grant the permission and hand out an empty book: then no caller
 * can be told from a stranger, and nobody notices. A missing permission is told by the guard itself.
 */
class ContactsCheck(private val contacts: PhoneContacts) : Check {
    override val id = CheckId.CONTACTS

    override fun run(): Finding = when (contacts.hasAnybody()) {
        true -> Finding.Fine
        false -> Finding.Fault(Reason.NO_CONTACTS)
        null -> Finding.NotApplicable
    }
}
