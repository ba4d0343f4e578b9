package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Channel
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.OutgoingMessage

/**
 * Push over an ntfy server, see [NtfyCalls]. The message's name is its sequence id: sent again, it takes the place of the
 * one before, from ntfy 2.16 on. Older servers do not look at it and show both.
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

/** What [make] makes, or null where an address is none. */
internal fun <T> wellFormed(make: () -> T): T? = try {
    make()
} catch (_: IllegalArgumentException) {
    null
}
