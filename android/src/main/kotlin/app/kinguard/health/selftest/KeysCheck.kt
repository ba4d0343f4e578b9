package app.kinguard.health.selftest

import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.store.SecretStore

/** Checks that data encrypted with this phone's key can be read, and that new data can be encrypted. */
class KeysCheck(private val secrets: SecretStore, private val contacts: () -> List<Contact>) : Check {
    override val id = CheckId.KEYS

    override fun run(): Finding {
        val secret = contacts().flatMap { it.addresses }.map { it.address }.filterNot { it == Address.TextMessage }
        return when {
            secret.isEmpty() -> Finding.NotApplicable
            !secrets.work() -> Finding.Fault(Reason.NO_KEY)
            secret.any { (it as? Address.Lost)?.forGood == true } -> Finding.Fault(Reason.UNPAIRED)
            else -> Finding.Fine
        }
    }
}
