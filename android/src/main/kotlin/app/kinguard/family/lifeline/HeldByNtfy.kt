package app.kinguard.family.lifeline

import app.kinguard.family.Address
import app.kinguard.family.Post
import app.kinguard.family.channel.NtfyHeldMessage
import app.kinguard.family.channel.NtfyHeldMessage.State

/** ntfy from 2.16 on. */
class HeldByNtfy(private val server: NtfyHeldMessage) : HeldMessages {
    override fun hold(post: Post, address: Address.Ntfy, atMs: Long, answer: (Holding) -> Unit) =
        server.hold(post, address, atMs) { answer(holding(it)) }

    override fun release(name: String, address: Address.Ntfy, answer: (Holding) -> Unit) =
        server.release(name, address) { answer(holding(it)) }

    private fun holding(state: State): Holding = when (state) {
        is State.Held, State.Free -> Holding.Done
        State.TooOld, State.NotSoLong -> Holding.Unable
        is State.Failed -> Holding.Failed(state.outcome)
    }
}
