package app.kinguard.family.sealed

import app.kinguard.core.FamilyBody
import app.kinguard.family.Address
import app.kinguard.family.Delivery
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.Sealer
import app.kinguard.family.Sealer.Handover
import app.kinguard.family.isPaired

/** Seals the outbox's messages. */
internal class DeliverySealer(
    private val sealing: Sealing,
    private val envelopes: Envelopes,
    /** Returns the parent's region in ISO 3166. */
    private val region: () -> String,
    /** Returns the address of the page that shows envelopes; empty if there is none. */
    private val page: () -> String,
    /** Called after something was sealed: its receipt is listened for. */
    private val sealed: () -> Unit,
) : Sealer {
    override fun prepare(delivery: Delivery, post: OutgoingMessage, nowMs: Long): Handover {
        if (delivery.address.address !is Address.Sealed) return Handover(post.copy(page = link(delivery)))
        envelopes.of(delivery.id)?.let { return Handover(post.copy(envelope = it.text)) }
        val alert = alert(delivery, post, region())
        val facts = delivery.message
        val draft = Envelopes.Draft(
            Envelope.Kind.ALERT,
            delivery.id,
            alert.asks,
            facts.incident,
            facts.facts.about,
        )
        return when (val result = sealing.seal(delivery.address.id, FamilyBody.Alert(alert), draft, nowMs)) {
            is Sealing.Result.Not -> Handover(post, result.outcome)
            is Sealing.Result.Sealed -> Handover(post.copy(envelope = result.text), null, result.write) {
                result.written()
                sealed()
            }
        }
    }

    override fun accepted(delivery: Long, nowMs: Long) = envelopes.acceptedDelivery(delivery, nowMs)

    /** Returns the link that another way of the contact carries, unless it would be too long for a notification. */
    private fun link(delivery: Delivery): String? {
        val address = page().ifEmpty { return null }
        if (!delivery.contact.isPaired || delivery.address.address == Address.TextMessage) return null
        val envelope = envelopes.ofMessage(delivery.message.id, delivery.contact.id) ?: return null
        return "$address#${envelope.text}".takeIf { it.length <= LONGEST_LINK }
    }

    private companion object {
        /** What Apple and Google deliver is 4 KB in all. */
        const val LONGEST_LINK = 2_400
    }
}
