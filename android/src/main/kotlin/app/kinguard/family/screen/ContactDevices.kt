package app.kinguard.family.screen

import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.page.Condition
import app.kinguard.page.Page

/** The paired devices on a contact's page. */
internal class ContactDevices(
    private val words: FamilyWords,
    private val known: Map<Long, DeviceScreens.Known>,
    private val lead: Lead,
) {
    /** Opens other pages. */
    interface Lead {
        fun open(device: Long)

        fun pair()
    }

    fun show(page: Page, contact: Contact) {
        page.heading(words.text(R.string.family_devices))
        contact.addresses.filter { isDevice(it.address) }.forEach { stored ->
            val heardAgoMs = known[stored.id]?.heardAgoMs
            val isLost = stored.address is Address.Lost
            val line = if (isLost) words.text(R.string.family_device_lost) else words.heard(heardAgoMs)
            val condition = if (isLost) Condition.FAULT else words.heardCondition(heardAgoMs)
            val lines = listOf(line, words.text(R.string.family_protected_device))
            page.row(words.device(stored.address), lines, condition = condition) { lead.open(stored.id) }
        }
        page.row(words.text(R.string.family_device_add), listOf(words.text(R.string.family_device_add_why)), ICON) {
            lead.pair()
        }
    }

    private fun isDevice(address: Address) =
        address is Address.Sealed || (address as? Address.Lost)?.way == Address.Lost.DEVICE

    private companion object {
        val ICON = R.drawable.icon_phone
    }
}
