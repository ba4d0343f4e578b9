package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Channel
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.OutgoingMessage

/** All ways to reach a contact. The type of the address selects the channel. */
class Channels(
    private val textMessages: Channel<Address.TextMessage>,
    private val ntfy: Channel<Address.Ntfy>,
    private val webhooks: Channel<Address.Webhook>,
    private val devices: Channel<Address.Sealed> = Channel { _, _, outcome ->
        outcome(Outcome.Refused(Reason.UNPAIRED))
    },
) : Channel<Address> {
    override fun send(post: OutgoingMessage, address: Address, outcome: (Outcome) -> Unit) = when (address) {
        is Address.TextMessage -> textMessages.send(post, address, outcome)
        is Address.Ntfy -> ntfy.send(post, address, outcome)
        is Address.Sealed -> devices.send(post, address, outcome)
        is Address.Webhook -> webhooks.send(post, address, outcome)
        is Address.Lost -> outcome(unpaired(address))
    }

    private fun unpaired(address: Address.Lost) =
        if (address.forGood) Outcome.Refused(Reason.UNPAIRED) else Outcome.Later(Reason.UNPAIRED)
}
