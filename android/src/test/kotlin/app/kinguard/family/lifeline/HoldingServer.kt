package app.kinguard.family.lifeline

import app.kinguard.family.Address
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.lifeline.ScheduledMessages.State

/** A server that holds messages, or answers as prescribed. Its clock stands still. */
internal class HoldingServer : ScheduledMessages {
    /** The delays of held messages, by name. */
    val held = mutableMapOf<String, Long>()

    /** The names that it was asked to withdraw, in order. */
    val released = mutableListOf<String>()
    var holds = 0
    var looks = 0

    /** The prescribed answer, or null to do as requested. */
    var says: State? = null

    /** False if its answer to a hold request is lost. */
    var answers = true

    override fun hold(post: OutgoingMessage, address: Address.Ntfy, delayMs: Long, state: (State) -> Unit) {
        holds += 1
        if (says == null) held[post.platform] = delayMs
        if (answers) state(says ?: State.Held(delayMs))
    }

    override fun release(name: String, address: Address.Ntfy, state: (State) -> Unit) {
        released += name
        if (says == null) held -= name
        state(says ?: State.Free)
    }

    override fun look(name: String, address: Address.Ntfy, untilMs: Long, isThere: (Boolean?) -> Unit) {
        looks += 1
        isThere(if (says == null) held[name] == untilMs else null)
    }
}
