package app.kinguard.family.lifeline

import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.OutgoingMessage

/** Messages that a server holds until a set time, or until they are replaced. */
interface ScheduledMessages {
    /** A server's answer. */
    sealed interface State {
        /** Released at this time, by the server's clock. */
        data class Held(val untilMs: Long) : State

        /** The server holds nothing under this name, but could. */
        data object Free : State

        /** The server cannot withdraw messages, so holding one there would raise a false alarm. */
        data object TooOld : State

        /** The server does not hold messages for that long. */
        data object NotSoLong : State

        /** The server accepts messages and stores none. This one is lost already. */
        data object KeepsNothing : State

        data class Failed(val outcome: Outcome) : State
    }

    /** Holds [post] for [delayMs], and replaces what is held under its name. */
    fun hold(post: OutgoingMessage, address: Address.Ntfy, delayMs: Long, state: (State) -> Unit)

    /** Withdraws the message [name]. If called first, this also detects whether the server can withdraw messages. */
    fun release(name: String, address: Address.Ntfy, state: (State) -> Unit)

    /** Reports whether the message [name], due at [untilMs], is still held; null if the server does not say. */
    fun look(name: String, address: Address.Ntfy, untilMs: Long, isThere: (Boolean?) -> Unit)
}
