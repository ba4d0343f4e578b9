package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.lifeline.ScheduledMessages
import app.kinguard.family.lifeline.ScheduledMessages.State
import java.util.concurrent.TimeUnit

/**
 * A message that the server holds and this phone postpones again and again. It arrives when nobody postpones it any
 * more. https://docs.ntfy.sh/publish/#updating-scheduled-notifications
 *
 * Older servers accept such a message, too, but hold every copy and release all of them, and they tell their version
 * only to administrators. So the server is first asked to withdraw a message that it never had: from 2.16 on it
 * confirms that, before that the address does not exist.
 */
class NtfyHeldMessage(private val https: Https) : ScheduledMessages {
    override fun release(name: String, address: Address.Ntfy, state: (State) -> Unit) {
        val call = wellFormed { NtfyCalls.withdraw(name, address) }
        ask(call, state) { answer ->
            val event = NtfyMessage.read(answer.text)
            when {
                answer.status in NO_SUCH_ADDRESS -> State.TooOld
                !answer.isGood -> State.Failed(answer.outcome)
                event?.event == NtfyMessage.DELETED && event.sequence == NtfyCalls.sequence(name) -> State.Free
                else -> State.TooOld
            }
        }
    }

    override fun hold(post: OutgoingMessage, address: Address.Ntfy, delayMs: Long, state: (State) -> Unit) {
        val call = wellFormed { NtfyCalls.publish(post, address, delayMs) }
        ask(call, state) { answer ->
            val message = NtfyMessage.read(answer.text)
            when {
                code(answer.text) in DELAY_REFUSED -> State.NotSoLong
                !answer.isGood -> State.Failed(answer.outcome)
                message?.sequence != NtfyCalls.sequence(post.platform) -> State.TooOld
                !message.isKept -> State.KeepsNothing
                else -> State.Held(TimeUnit.SECONDS.toMillis(message.time))
            }
        }
    }

    override fun look(name: String, address: Address.Ntfy, untilMs: Long, isThere: (Boolean?) -> Unit) {
        val call = wellFormed { NtfyCalls.held(address, TimeUnit.MILLISECONDS.toSeconds(untilMs)) }
        if (call == null) isThere(null) else https.ask(call) { isThere(isThere(it, name)) }
    }

    private fun isThere(answer: ServerResponse, name: String): Boolean? {
        if (answer !is ServerResponse.Came || !answer.isGood) return null
        val lines = answer.text.lines().filter(String::isNotBlank).map(NtfyMessage::read)
        val found = lines.any { it?.event == NtfyMessage.MESSAGE && it.sequence == NtfyCalls.sequence(name) }
        // A truncated answer, or one from another kind of server, does not prove that the message is gone.
        return if (found || null !in lines) found else null
    }

    private fun ask(call: Https.Call?, state: (State) -> Unit, read: (ServerResponse.Came) -> State) {
        if (call == null) {
            state(State.Failed(Outcome.Refused(Reason.MALFORMED)))
            return
        }
        https.ask(call) { answer ->
            state(
                when (answer) {
                    is ServerResponse.Came -> read(answer)
                    is ServerResponse.Failed -> State.Failed(answer.outcome)
                },
            )
        }
    }

    private fun code(text: String): Int = ServerJson.read(text)?.optInt("code") ?: 0

    private companion object {
        val NO_SUCH_ADDRESS = setOf(404, 405)

        /** The error codes of ntfy for a delay that is malformed, too short or too long. */
        val DELAY_REFUSED = setOf(40004, 40005, 40006)
    }
}
