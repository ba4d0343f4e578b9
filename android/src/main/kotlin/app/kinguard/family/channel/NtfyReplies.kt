package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import java.util.concurrent.TimeUnit

/**
 * Reads a contact's reply topic on request, and at no other time. Anybody may have written the replies: whether a token
 * is ours, fresh and unused must be checked elsewhere.
 */
class NtfyReplies(private val https: Https) {
    data class Reply(
        val id: String,
        /** By the server's clock, in whole seconds. */
        val atMs: Long,
        val text: String,
    )

    /** The result of reading once. */
    sealed interface Look {
        /** Oldest first. To read on, pass the last id as `since`. */
        data class Found(val replies: List<Reply>) : Look

        data class Failed(val outcome: Outcome) : Look
    }

    /** Reads once. [since] is the id of the last known reply, a time in seconds, or [ALL]. */
    fun look(address: Address.Ntfy, since: String = ALL, look: (Look) -> Unit) {
        val call = wellFormed { NtfyCalls.replies(address, since, goOn = false) }
        if (call == null) {
            look(Look.Failed(MALFORMED))
            return
        }
        https.ask(call) { answer ->
            val found = (answer as? ServerResponse.Came)?.takeIf { it.isGood }
            look(if (found == null) Look.Failed(answer.outcome) else Look.Found(replies(found.text, address)))
        }
    }

    /**
     * Receives replies as they arrive, until closed. [ended] is called when the connection breaks; then call this again
     * with the last id.
     */
    fun listen(
        address: Address.Ntfy,
        since: String = ALL,
        reply: (Reply) -> Unit,
        ended: (Outcome) -> Unit,
    ): AutoCloseable {
        val call = wellFormed { NtfyCalls.replies(address, since, goOn = true) }
        if (call == null) {
            ended(MALFORMED)
            return AutoCloseable { }
        }
        return https.listen(call, { line -> reply(line, address)?.let(reply) }, ended)
    }

    private fun replies(text: String, address: Address.Ntfy): List<Reply> =
        text.lineSequence().mapNotNull { reply(it, address) }.toList()

    private fun reply(line: String, address: Address.Ntfy): Reply? {
        val message = NtfyMessage.read(line) ?: return null
        if (message.event != NtfyMessage.MESSAGE || message.topic != address.replyTopic) return null
        // The next request contains this name. Without the check, a server that rejects its own ids would never be
        // heard again.
        if (!NtfyCalls.isName(message.id)) return null
        return Reply(message.id, TimeUnit.SECONDS.toMillis(message.time), message.message)
    }

    companion object {
        /** Everything that the server still has. */
        const val ALL = "all"
        private val MALFORMED = Outcome.Refused(Reason.MALFORMED)
    }
}
