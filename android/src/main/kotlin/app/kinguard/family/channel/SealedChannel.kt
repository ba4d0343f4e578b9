package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Channel
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.OutgoingMessage

/**
 * Leaves sealed messages at an ntfy server. That the server has them is all that it can say: only the device itself
 * says that they arrived.
 */
class SealedChannel(private val https: Https) : Channel<Address.Sealed> {
    override fun send(post: OutgoingMessage, address: Address.Sealed, outcome: (Outcome) -> Unit) {
        val envelope = post.envelope ?: return outcome(Outcome.Refused(Reason.UNPAIRED))
        send(envelope, address, outcome)
    }

    /** Leaves [text], which is an envelope or a message of a pairing. */
    fun send(text: String, address: Address.Sealed, outcome: (Outcome) -> Unit) {
        val call = wellFormed { NtfyCalls.publish(text, address.topics) }
        if (call == null) outcome(Outcome.Refused(Reason.MALFORMED)) else https.ask(call) { outcome(accepted(it)) }
    }

    private fun accepted(answer: ServerResponse): Outcome {
        if (answer.outcome != Outcome.Delivered) return answer.outcome
        val isKept = (answer as? ServerResponse.Came)?.let { NtfyMessage.read(it.text) }?.isKept != false
        return if (isKept) Outcome.Sent else Outcome.HandedOn
    }
}
