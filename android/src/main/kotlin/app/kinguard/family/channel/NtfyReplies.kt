package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import java.util.concurrent.TimeUnit

/**
 * Reads what was written to a contact's reply topic, when asked and at no other time. It says what somebody wrote there,
 * not that it is true: whether a token is ours, fresh and unused is for others to judge.
 */
class NtfyReplies(private val https: Https) {
    data class Reply(
        val id: String,
        /** By the server's clock, to the second. */
        val atMs: Long,
        val text: String,
    )

    /** What a look brought. */
    sealed interface Look {
        /** Oldest first. Look for what comes [since] the last one's id. */
        data class Found(val replies: List<Reply>) : Look

        data class Failed(val outcome: Outcome) : Look
    }

    /** Looks once. [since] is the id of the last reply known, a time in seconds, or [ALL]. */
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
     * Hears of replies the moment they come, until closed. [ended] says that the connection did not last; then ask again
     * from the last id on.
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
        // It is asked for by that name next time, and a server that does not understand itself would be deaf for good.
        if (!NtfyCalls.isName(message.id)) return null
        return Reply(message.id, TimeUnit.SECONDS.toMillis(message.time), message.message)
    }

    companion object {
        /** Everything that the server still has. */
        const val ALL = "all"
        private val MALFORMED = Outcome.Refused(Reason.MALFORMED)
    }
}
