package app.kinguard.guard

import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.family.Contact
import app.kinguard.signals.DialledNumber
import app.kinguard.signals.Observation

/**
 * Notices that somebody of the family is on the telephone: for everyone without push that is an answer.
 *
 * Who rings is what the display says, and that can be forged. Only where the network vouches for the number, or where the
 * person dialled it, has the person talked to the family; a number that the network calls forged is none of theirs.
 * Android does not say when the other side picks up, so a call counts as a talk once it has lasted longer than it rings.
 */
internal class FamilyCalls(
    private val contacts: () -> List<Contact>,
    /** Where a number without a country is at home. */
    private val homes: () -> Set<String>,
) {
    private var call: Call? = null
    private var talking = false

    /** What [observation] means besides itself. */
    fun meaning(observation: Observation): Meaning? = when (val event = observation.event) {
        is Event.CallStarted -> {
            // Who rings while one speaks may be waiting for ever: nobody says whose call was taken.
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

    /** What the engine is to hear, and with whom the person has just spoken. */
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
