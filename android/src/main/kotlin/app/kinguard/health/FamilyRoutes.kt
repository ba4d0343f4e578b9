package app.kinguard.health

import android.Manifest
import android.content.Context
import android.content.pm.PackageManager
import app.kinguard.core.Capability
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Delivery
import app.kinguard.family.StoredAddress
import app.kinguard.phone.Moments
import app.kinguard.phone.holds

/** One route to a member of the family, and its state. */
data class FamilyRoute(val contact: String, val address: Address, val state: PartState) {
    /** True if a message can leave the phone by it. That the last one failed does not close it: the next may arrive. */
    val isOpen: Boolean
        get() = address !is Address.Lost && state !is PartState.Missing && state != PartState.NotOnThisPhone
}

/** Whether the family would hear of a danger at all. */
enum class FamilyReach {
    TOLD,

    /** No contact was added, or no route to one is open. */
    NOBODY,

    /** The parent has not agreed to messages. */
    NOT_AGREED,
}

/** The routes to the family, judged by what became of the messages sent over them. */
class FamilyRoutes(
    private val context: Context,
    private val contacts: () -> List<Contact>,
    private val deliveries: (Contact) -> List<Delivery>,
    private val moments: Moments,
) {
    fun all(): List<FamilyRoute> = contacts().flatMap { contact ->
        val sent = deliveries(contact)
        contact.addresses.map { stored -> FamilyRoute(contact.name, stored.address, state(stored, sent)) }
    }

    private fun state(stored: StoredAddress, sent: List<Delivery>): PartState {
        val latest = sent.lastOrNull { it.address.id == stored.id && isTelling(it) }
        val arrivedMs = latest?.takeIf { it.state in ARRIVED }?.movedAtMs
        val provedMs = listOfNotNull(stored.provedAtMs, arrivedMs).maxOrNull()
        val wrong = latest?.takeIf { it.state !in ARRIVED && it.movedAtMs > (stored.provedAtMs ?: Long.MIN_VALUE) }
        return when {
            stored.address == Address.TextMessage && !isTelephone() -> PartState.NotOnThisPhone
            stored.address == Address.TextMessage && !mayText() -> PartState.Missing(Capability.SMS)
            wrong != null -> PartState.Failing(wrong.reason)
            provedMs != null -> PartState.SeenWorking(moments.ofStamp(provedMs))
            else -> PartState.Works
        }
    }

    /** A message that was just put into the outbox says nothing yet. */
    private fun isTelling(delivery: Delivery): Boolean = when (delivery.state) {
        Delivery.State.WAITING, Delivery.State.SENDING -> moments.nowMs() - delivery.atMs >= WAITS_MS
        Delivery.State.DROPPED -> false
        else -> true
    }

    private fun mayText() = context.holds(Manifest.permission.SEND_SMS)

    private fun isTelephone() = context.packageManager.hasSystemFeature(PackageManager.FEATURE_TELEPHONY)

    private companion object {
        val ARRIVED = setOf(Delivery.State.SENT, Delivery.State.DELIVERED)

        /** A text message that can be sent has been sent by then. */
        const val WAITS_MS = 15 * 60_000L
    }
}
