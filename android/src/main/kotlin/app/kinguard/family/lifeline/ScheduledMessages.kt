package app.kinguard.family.lifeline

import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.OutgoingMessage

/** Messages that a server keeps back until their time, or until they are replaced. */
interface ScheduledMessages {
    /** What a server said. */
    sealed interface State {
        /** It will be let go then, by the server's own clock. */
        data class Held(val untilMs: Long) : State

        /** Nothing is held under this name, and something could be. */
        data object Free : State

        /** It cannot take a message back: one held there would raise a false alarm. */
        data object TooOld : State

        /** It holds nothing for so long. */
        data object NotSoLong : State

        /** It says yes and keeps nothing: this message is lost already. */
        data object KeepsNothing : State

        data class Failed(val outcome: Outcome) : State
    }

    /** Holds [post] for [delayMs], in place of what is held under its name. */
    fun hold(post: OutgoingMessage, address: Address.Ntfy, delayMs: Long, state: (State) -> Unit)

    /** Takes back what is held under [name]; done first, it finds out whether the server knows how. */
    fun release(name: String, address: Address.Ntfy, state: (State) -> Unit)

    /** Whether what was to be let go at [untilMs] is still held under [name]; null where the server does not say. */
    fun look(name: String, address: Address.Ntfy, untilMs: Long, isThere: (Boolean?) -> Unit)
}
