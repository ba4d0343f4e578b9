package app.kinguard.health.selftest

import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.signals.PhoneContacts

/**
 * Checks that there are contacts. Some manufacturers' phones grant the permission and return an empty list: then every
 * caller looks like a stranger, and nobody notices. The guard itself reports a missing permission.
 */
class ContactsCheck(private val contacts: PhoneContacts) : Check {
    override val id = CheckId.CONTACTS

    override fun run(): Finding = when (contacts.hasAnybody()) {
        true -> Finding.Fine
        false -> Finding.Fault(Reason.NO_CONTACTS)
        null -> Finding.NotApplicable
    }
}
