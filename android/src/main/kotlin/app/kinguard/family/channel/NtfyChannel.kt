package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Channel
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.OutgoingMessage

/**
 * Push messages through an ntfy server, see [NtfyCalls]. The name of the message is its sequence id: from ntfy 2.16 on,
 * a repeated message replaces the earlier one. Older servers ignore the id and show both.
 */
class NtfyChannel(private val https: Https) : Channel<Address.Ntfy> {
    override fun send(post: OutgoingMessage, address: Address.Ntfy, outcome: (Outcome) -> Unit) {
        val call = wellFormed { NtfyCalls.publish(post, address) }
        if (call == null) outcome(Outcome.Refused(Reason.MALFORMED)) else https.ask(call) { outcome(outcomeOf(it)) }
    }

    private fun outcomeOf(answer: ServerResponse): Outcome {
        val isKept = (answer as? ServerResponse.Came)?.let { NtfyMessage.read(it.text) }?.isKept != false
        return if (answer.outcome == Outcome.Delivered && !isKept) Outcome.HandedOn else answer.outcome
    }
}

/** Returns the result of [make], or null if the address is invalid. */
internal fun <T> wellFormed(make: () -> T): T? = try {
    make()
} catch (_: IllegalArgumentException) {
    null
}
