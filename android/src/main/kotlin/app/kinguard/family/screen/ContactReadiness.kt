package app.kinguard.family.screen

import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Delivery
import app.kinguard.family.MessageKind
import app.kinguard.family.Outcome
import app.kinguard.family.StoredAddress
import app.kinguard.page.Condition

/** The reliability with which a contact can be told of a danger, and the state of each way to reach them. */
internal data class ContactReadiness(val ways: List<Way>) {
    /** True if the contact can be told. */
    val isReady: Boolean get() = proved > 0

    /** True if another way is left when one fails unnoticed. */
    val isSafe: Boolean get() = proved > 1

    val condition: Condition
        get() = when {
            isReady -> Condition.DONE
            ways.any { it.state is State.Failed } -> Condition.FAULT
            else -> Condition.OPEN
        }

    private val proved: Int get() = ways.count { it.state == State.Proved }

    data class Way(val stored: StoredAddress, val state: State)

    /** The state of the proof of one way. */
    sealed interface State {
        /** True if a test was sent that the contact can confirm. */
        val mayBeConfirmed: Boolean get() = false

        val condition: Condition
            get() = when (this) {
                Proved -> Condition.DONE
                is Failed, is Unknown -> Condition.FAULT
                else -> Condition.OPEN
            }

        data object Untried : State

        /** A test is waiting. [reason] says why it must be tried again. */
        data class Waiting(val reason: Outcome.Reason?) : State {
            override val mayBeConfirmed get() = true
        }

        /** A test was sent. [reason] adds what else is known about it. */
        data class Sent(val reason: Outcome.Reason?) : State {
            override val mayBeConfirmed get() = true
        }

        data object Arrived : State {
            override val mayBeConfirmed get() = true
        }

        data class Failed(val reason: Outcome.Reason?) : State

        data class Unknown(val reason: Outcome.Reason?) : State {
            override val mayBeConfirmed get() = true
        }

        /** The contact confirmed it. */
        data object Proved : State
    }

    companion object {
        fun of(contact: Contact, deliveries: List<Delivery>): ContactReadiness {
            val tests = deliveries.filter { it.message.kind == MessageKind.TEST }
            return ContactReadiness(
                contact.addresses.map { stored ->
                    Way(stored, state(stored, tests.lastOrNull { it.address.id == stored.id }))
                },
            )
        }

        /** Returns the state of one way. A proof is valid until a later test fails. */
        private fun state(stored: StoredAddress, test: Delivery?): State {
            if (stored.address is Address.Lost) return State.Failed(Outcome.Reason.UNPAIRED)
            val now = test?.let(::state)
            val proved = stored.provedAtMs ?: return now ?: State.Untried
            val failedSince = (now is State.Failed || now is State.Unknown) && test.message.atMs > proved
            return if (failedSince) now else State.Proved
        }

        private fun state(test: Delivery): State = when (test.state) {
            Delivery.State.WAITING, Delivery.State.SENDING -> State.Waiting(test.reason)
            Delivery.State.SENT -> State.Sent(test.reason)
            Delivery.State.DELIVERED -> State.Arrived
            Delivery.State.FAILED -> State.Failed(test.reason)
            Delivery.State.UNKNOWN -> State.Unknown(test.reason)
            Delivery.State.DROPPED -> State.Untried
        }
    }
}
