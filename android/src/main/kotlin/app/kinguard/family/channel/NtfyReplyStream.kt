package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.Replies

/** Receives answers from the contact's reply topic, starting with those that the server still has. */
class NtfyReplyStream(private val replies: NtfyReplies) : Replies {
    override fun listen(
        address: Address.Ntfy,
        since: String?,
        reply: (id: String, text: String) -> Unit,
        ended: (Outcome) -> Unit,
    ): AutoCloseable = replies.listen(address, since ?: NtfyReplies.ALL, { reply(it.id, it.text) }, ended)
}
