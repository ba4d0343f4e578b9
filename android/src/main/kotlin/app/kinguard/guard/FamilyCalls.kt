package app.kinguard.guard

import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.family.Contact
import app.kinguard.signals.DialledNumber
import app.kinguard.signals.Observation

/**
 * Notices that the parent is on the telephone with the family, which counts as an answer from relatives without push.
 *
 * A caller's number can be forged. A call counts as a talk with the family only if the network vouches for the number
 * or the parent dialled it; a number that the network calls forged is never the family's. Android does not say when the
 * other side picks up, so a call counts as a talk once it has lasted longer than a phone rings.
 */
internal class FamilyCalls(
    private val contacts: () -> List<Contact>,
    /** The home regions of numbers without a country code. */
    private val homes: () -> Set<String>,
) {
    private var call: Call? = null
    private var talking = false

    /** Returns what [observation] means for the family. Null if nothing. */
    fun meaning(observation: Observation): Meaning? = when (val event = observation.event) {
        is Event.CallStarted -> {
            // A second caller may be waiting for ever: Android does not say whose call was taken.
            call = event.number?.takeUnless { talking || event.verified == false }?.let(::whose)?.let {
                val vouchedFor = event.direction == Direction.OUTGOING || event.verified == true
                Call(it, event.direction, vouchedFor, null)
            }
            null
        }

        is Event.CallAnswered -> {
            talking = true
            call = call?.copy(answeredMs = observation.atMs)
            call?.takeIf { it.direction == Direction.INCOMING }?.let { Meaning(answer(it), spokeWith = null) }
        }

        is Event.CallEnded -> {
            val ended = call
            call = null
            talking = false
            ended?.takeIf {
                it.wasTalk(observation.atMs)
            }?.let { Meaning(answer(it), contacts().getOrNull(it.contact)?.name) }
        }

        is Event.DeviceBooted -> {
            call = null
            talking = false
            null
        }

        else -> {
            null
        }
    }

    private fun whose(number: String): Int? {
        val homes = homes()
        val calling = DialledNumber(number, homes)
        return contacts().indexOfFirst { DialledNumber(it.number, homes).isSameAs(calling) }.takeIf { it >= 0 }
    }

    private fun answer(call: Call) =
        Event.FamilyAnswered(call.contact.toUInt(), FamilyAnswer.CALLING, unverified = !call.isVouchedFor)

    private fun Call.wasTalk(endedMs: Long): Boolean {
        val since = answeredMs ?: return false
        return isVouchedFor && endedMs - since >= RINGS_MS
    }

    /** The answer for the engine, and the relative with whom the parent has just spoken. */
    data class Meaning(val answer: Event.FamilyAnswered, val spokeWith: String?)

    private data class Call(
        val contact: Int,
        val direction: Direction,
        val isVouchedFor: Boolean,
        val answeredMs: Long?,
    )

    companion object {
        /** Networks let a telephone ring for up to a minute. */
        const val RINGS_MS = 60_000L
    }
}
