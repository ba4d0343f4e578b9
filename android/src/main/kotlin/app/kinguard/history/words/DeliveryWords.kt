package app.kinguard.history.words

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.family.Delivery.State
import app.kinguard.family.SentMessage
import app.kinguard.family.screen.FamilyWords

/** Describes who was told over which route, and what became of the message. */
internal class DeliveryWords(private val resources: Resources) {
    private val words = FamilyWords(resources)

    fun of(sent: SentMessage): String {
        val state = resources.getString(state(sent.state))
        val contact = sent.contact ?: resources.getString(R.string.history_former)
        val way = sent.address?.let(words::way)
        val line =
            if (way == null) {
                resources.getString(R.string.history_delivery_somehow, contact, state)
            } else {
                resources.getString(R.string.history_delivery, contact, way, state)
            }
        val why = sent.reason?.takeIf { sent.state in UNHAPPY }
        return if (why == null) line else "$line\n${words.reason(why)}"
    }

    private fun state(state: State) = when (state) {
        State.WAITING -> R.string.history_state_waiting
        State.SENDING -> R.string.history_state_sending
        State.SENT -> R.string.history_state_sent
        State.DELIVERED -> R.string.history_state_delivered
        State.FAILED -> R.string.history_state_failed
        State.UNKNOWN -> R.string.history_state_unknown
        State.DROPPED -> R.string.history_state_dropped
    }

    private companion object {
        val UNHAPPY = setOf(State.WAITING, State.FAILED, State.UNKNOWN)
    }
}
