package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.Post
import org.json.JSONException
import org.json.JSONObject
import java.util.concurrent.TimeUnit

/**
 * A message that the server holds back and that is moved on and on: it arrives when nobody moves it any more.
 * https://docs.ntfy.sh/publish/#updating-scheduled-notifications
 *
 * An older server takes such a message just as readily, holds every copy and lets all of them go, and it tells its version
 * to administrators only. So it is first asked to take back what it never had: from 2.16 on it says that it did, before
 * that there is no such address.
 */
class NtfyHeldMessage(private val https: Https) {
    /** Where a held message stands. */
    sealed interface State {
        /** It will be let go then, by the server's own word. */
        data class Held(val untilMs: Long) : State

        /** Nothing is held under this name, and something could be. */
        data object Free : State

        /** The server cannot do it. After [hold] a message may be under way that nobody can take back. */
        data object TooOld : State

        /** It holds nothing for so long, or nothing at all. */
        data object NotSoLong : State

        data class Failed(val outcome: Outcome) : State
    }

    /** Takes it back; done first, it finds out whether the server knows how. */
    fun release(id: String, address: Address.Ntfy, state: (State) -> Unit) {
        val call = wellFormed { NtfyCalls.withdraw(id, address) }
        ask(call, state) { answer ->
            val event = NtfyMessage.read(answer.text)
            when {
                answer.status in NO_SUCH_ADDRESS -> State.TooOld
                !answer.isGood -> State.Failed(answer.outcome)
                event?.event == NtfyMessage.DELETED && event.sequence == NtfyCalls.sequence(id) -> State.Free
                else -> State.TooOld
            }
        }
    }

    /** Holds [post] until [atMs], in place of what is held under its name. */
    fun hold(post: Post, address: Address.Ntfy, atMs: Long, state: (State) -> Unit) {
        val call = wellFormed { NtfyCalls.publish(post, address, atMs) }
        ask(call, state) { answer ->
            val message = NtfyMessage.read(answer.text)
            when {
                code(answer.text) in DELAY_REFUSED -> State.NotSoLong
                !answer.isGood -> State.Failed(answer.outcome)
                message?.sequence == NtfyCalls.sequence(post.id) -> State.Held(TimeUnit.SECONDS.toMillis(message.time))
                else -> State.TooOld
            }
        }
    }

    private fun ask(call: Https.Call?, state: (State) -> Unit, read: (Answer.Came) -> State) {
        if (call == null) {
            state(State.Failed(Outcome.Refused(Reason.MALFORMED)))
            return
        }
        https.ask(call) { answer ->
            state(
                when (answer) {
                    is Answer.Came -> read(answer)
                    is Answer.Failed -> State.Failed(answer.outcome)
                },
            )
        }
    }

    private fun code(text: String): Int = try {
        JSONObject(text).optInt("code")
    } catch (_: JSONException) {
        0
    }

    private companion object {
        val NO_SUCH_ADDRESS = setOf(404, 405)

        /** ntfy's own error codes: no cache to hold it in, too large a delay. */
        val DELAY_REFUSED = setOf(40002, 40006)
    }
}
