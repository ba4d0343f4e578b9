package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.StoredAddress
import app.kinguard.page.Condition

/** A page for one paired device of a contact: whether it is heard from, and how to remove it. */
class DeviceActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private var isRemoving = false

    private class Facts(val contact: Contact, val stored: StoredAddress, val known: DeviceScreens.Known?)

    override fun show() = read(::facts) { if (it == null) finish() else lay(it) }

    private fun facts(): Facts? {
        val contact = screens.contacts.all().find { it.id == intent.getLongExtra(CONTACT, -1) } ?: return null
        val id = intent.getLongExtra(ADDRESS, -1)
        val stored = contact.addresses.find { it.id == id } ?: return null
        return Facts(contact, stored, screens.devices.known()[id])
    }

    private fun lay(facts: Facts) = if (isRemoving) {
        ask(facts)
    } else {
        page.show {
            val address = facts.stored.address
            headline(words.text(R.string.family_device_title, facts.contact.name, words.device(address)))
            if (address is Address.Lost) {
                fact(
                    words.text(R.string.family_device_lost),
                    words.text(R.string.family_device_lost_do),
                    Condition.FAULT,
                )
            } else {
                val heard = words.heard(facts.known?.heardAgoMs)
                fact(heard, words.text(R.string.family_protected_device), words.heardCondition(facts.known?.heardAgoMs))
            }
            facts.known?.waitsMs?.let { text(words.text(R.string.family_device_waits, words.hoursLeft(it))) }
            quiet(words.text(R.string.family_device_remove)) { turn(true) }
            main(words.text(R.string.family_screen_back)) { finish() }
        }
    }

    private fun ask(facts: Facts) = page.show {
        headline(words.text(R.string.family_device_remove_title))
        text(words.text(R.string.family_device_remove_what))
        button(words.text(R.string.family_device_remove)) {
            write({ screens.family.removeDevice(facts.contact.id, facts.stored.id) }) { finish() }
        }
        main(words.text(R.string.family_screen_keep)) { turn(false) }
    }

    private fun turn(toRemoval: Boolean) {
        isRemoving = toRemoval
        show()
        page.toTop()
    }

    companion object {
        private const val CONTACT = "contact"
        private const val ADDRESS = "address"

        /** Opens the page of the device whose address has this id. */
        fun of(context: Context, contact: Long, address: Long): Intent =
            Intent(context, DeviceActivity::class.java).putExtra(CONTACT, contact).putExtra(ADDRESS, address)
    }
}
