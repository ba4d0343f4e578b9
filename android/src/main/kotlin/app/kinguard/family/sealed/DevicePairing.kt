package app.kinguard.family.sealed

import app.kinguard.core.FamilyException
import app.kinguard.core.PairingEnding
import app.kinguard.core.ParentPairing
import app.kinguard.core.ParentStep
import app.kinguard.core.SealedAddress
import app.kinguard.core.TypedDigits
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Address
import app.kinguard.family.Family
import app.kinguard.family.OutboxWorker
import app.kinguard.family.Outcome
import app.kinguard.family.RateLimiter
import app.kinguard.family.Replies
import app.kinguard.work.FamilyThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * Pairs a device with this phone, as docs/family-protocol.md describes. One pairing goes on at a time, in memory only.
 *
 * It outlives its page: a second claim within ten minutes of the code, even after the digits, means that two devices
 * have seen it, and a device that was paired by it is removed again. Everything happens on the family's thread but for
 * [state], which any thread may read.
 */
class DevicePairing internal constructor(
    private val parts: Parts,
    private val family: () -> Family,
    private val devices: SealedDevices,
) {
    internal class Parts(
        val states: DeviceStates,
        val sources: SealingSources,
        val schedule: OutboxWorker.Schedule,
        val replies: Replies,
        /** Leaves a text at the server of a device. */
        val send: (text: String, address: Address.Sealed, outcome: (Outcome) -> Unit) -> Unit,
    )

    sealed interface State {
        /** No code was made yet. */
        data object None : State

        /** The code is shown. [trouble] is why the server cannot be reached now. */
        data class Waiting(val code: String, val trouble: Outcome.Reason?) : State

        /** A device shows digits, to be typed here. [left] is how often they may be typed after a mistake. */
        data class Digits(val left: Int?) : State

        /** The digits were right. [address] is the id of the device's address. */
        data class Paired(val address: Long) : State

        data class Ended(val why: Why) : State
    }

    enum class Why {
        /** Two devices have seen the code. */
        SECOND_CLAIM,
        EXPIRED,
        WRONG_DIGITS,
        WITHDRAWN,

        /** The phone's keystore did not answer, or the contact was removed. */
        NOT_STORED,

        /** No code can be made for this server. */
        BAD_SERVER,
    }

    @Volatile
    var state: State = State.None
        private set

    /** The pairing that the page shows. Used on the family's thread, as [live]. */
    private var current: Attempt? = null

    /** Every pairing whose code still lives. */
    private val live = mutableListOf<Attempt>()

    /** The end of the code's life, by the clock that counts from the boot. */
    @Volatile
    private var untilMs = 0L

    /** How long the code still lives. */
    val leftMs: Long get() = untilMs - parts.sources.now().ms.toLong()

    private class Attempt(val core: ParentPairing, val contact: Long, val address: Address.Sealed, val beganMs: Long) {
        var connection: AutoCloseable? = null

        /** Written on the network's thread. */
        @Volatile
        var since: String? = null
        var failures = 0
        var paired: Long? = null
    }

    /** Makes a new code for a device of [contact]; an earlier pairing is withdrawn. The topics must be new. */
    fun begin(contact: Long, address: Address.Sealed) {
        // The page must not show the end of an earlier one.
        state = State.None
        post { make(contact, address) }
    }

    private fun make(contact: Long, address: Address.Sealed) {
        end(Why.WITHDRAWN)
        val names = SealedAddress(address.server, address.alertTopic, address.answerTopic)
        state = try {
            val core = ParentPairing(names, parts.sources.now(), parts.sources.random())
            untilMs = parts.sources.now().ms.toLong() + LASTS_MS - 1
            val attempt = Attempt(core, contact, address, parts.schedule.nowMs())
            current = attempt
            live += attempt
            listen(attempt)
            State.Waiting(core.code(), null)
        } catch (_: FamilyException) {
            State.Ended(Why.BAD_SERVER)
        }
        plan()
    }

    /** Takes the digits that the contact reads out. [name] is what the family calls the device. */
    fun typed(digits: String, name: String) = post { take(digits, name) }

    private fun take(digits: String, name: String) {
        val attempt = current ?: return
        when (val typed = attempt.core.typed(digits, parts.sources.now(), parts.sources.random())) {
            is TypedDigits.Paired -> store(attempt, typed, name)
            is TypedDigits.Wrong -> state = State.Digits(typed.left.toInt())
            is TypedDigits.Ended -> ended(attempt, typed.ending, typed.text)
            TypedDigits.NotSixDigits, TypedDigits.NotAwaited -> Unit
        }
    }

    /** Ends the pairing, because its page was left. What was paired already stays. */
    fun withdraw() = post { end(Why.WITHDRAWN) }

    /** A full phone must not crash the process. */
    private fun post(act: () -> Unit) = parts.schedule.thread.post { unlessRefused(act) }

    private fun end(why: Why) {
        val attempt = current ?: return
        if (attempt.paired != null) return
        attempt.core.withdraw()?.let { say(attempt, it) }
        close(attempt)
        state = State.Ended(why)
    }

    private fun close(attempt: Attempt) {
        attempt.connection?.close()
        live -= attempt
        if (current === attempt) current = null
    }

    private fun plan() {
        val next = live.minOfOrNull { it.beganMs + LASTS_MS } ?: return parts.schedule.thread.cancel(PAIRING)
        val delayMs = (next - parts.schedule.nowMs()).coerceAtLeast(0)
        parts.schedule.thread.postLater(PAIRING, delayMs) { unlessRefused(::expireDue) }
    }

    private fun expireDue() {
        live.filter { parts.schedule.nowMs() - it.beganMs >= LASTS_MS }.forEach { expire(it) }
        plan()
    }

    private fun expire(attempt: Attempt) {
        if (attempt.paired != null) return close(attempt)
        // The core measures the ten minutes itself, and says so to the device.
        val typed = attempt.core.typed("", parts.sources.now(), parts.sources.random())
        val text = (typed as? TypedDigits.Ended)?.text ?: attempt.core.withdraw()
        ended(attempt, PairingEnding.EXPIRED, text)
    }

    private fun store(attempt: Attempt, typed: TypedDigits.Paired, name: String) {
        val encrypted = parts.states.encrypted(typed.state)
        val device = attempt.address.copy(name = name)
        val added = encrypted?.let {
            family().addDevice(attempt.contact, device) { address, counts ->
                devices.begin(address, SealedDevices.Start(encrypted, typed.generation, typed.envelope), counts)
            }
        }
        if (added == null) {
            close(attempt)
            state = State.Ended(Why.NOT_STORED)
            return
        }
        parts.states.begun(added, typed.generation)
        attempt.paired = added
        state = State.Paired(added)
        family().attendToDevices()
    }

    @FamilyThread
    private fun came(attempt: Attempt, text: String) {
        parts.schedule.thread.assertCurrent()
        if (attempt !in live) return
        attempt.failures = 0
        if (attempt === current) (state as? State.Waiting)?.let { state = it.copy(trouble = null) }
        when (val step = attempt.core.receive(text, parts.sources.now(), parts.sources.random())) {
            is ParentStep.Reply -> say(attempt, step.text)
            is ParentStep.Ended -> ended(attempt, step.ending, step.text)
            null -> Unit
        }
        val isAsking = attempt === current && state is State.Waiting && attempt.core.awaitsDigits()
        if (isAsking) state = State.Digits(null)
    }

    private fun ended(attempt: Attempt, ending: PairingEnding, text: String?) {
        val isShown = attempt === current
        text?.let { say(attempt, it) }
        close(attempt)
        attempt.paired?.let { family().removeDevice(attempt.contact, it) }
        if (!isShown) return
        state = State.Ended(
            when (ending) {
                PairingEnding.SECOND_CLAIM -> Why.SECOND_CLAIM
                PairingEnding.EXPIRED -> Why.EXPIRED
                PairingEnding.WRONG_DIGITS -> Why.WRONG_DIGITS
                PairingEnding.WITHDRAWN, PairingEnding.COMPLETE -> Why.WITHDRAWN
            },
        )
    }

    /** Tries a few times: the device repeats what it has no answer to, but an end is said only once. */
    private fun say(attempt: Attempt, text: String, left: Int = TRIES) {
        parts.send(text, attempt.address) { outcome ->
            val failed = outcome is Outcome.Later || outcome is Outcome.Unknown
            if (failed && left > 1) post { say(attempt, text, left - 1) }
        }
    }

    private fun listen(attempt: Attempt) {
        val allowance = RateLimiter(MOST_LINES, LINE_MS, parts.schedule.nowMs)
        attempt.connection = parts.replies.listen(attempt.address.topics, attempt.since, { line, text ->
            // Runs on the network's thread. Whoever has seen the topics may write to them.
            attempt.since = line
            if (allowance.take() && devices.mayBeSealed(text.trim())) {
                post { came(attempt, text) }
            }
        }) { outcome -> post { broke(attempt, outcome) } }
    }

    private fun broke(attempt: Attempt, outcome: Outcome) {
        if (attempt !in live) return
        attempt.connection = null
        val reason = (outcome as? Outcome.Later)?.reason ?: (outcome as? Outcome.Refused)?.reason
        if (attempt === current) (state as? State.Waiting)?.let { state = it.copy(trouble = reason) }
        val delayMs = WAITS_MS[attempt.failures.coerceIn(WAITS_MS.indices)]
        attempt.failures += 1
        parts.schedule.thread.postLater(WorkThread.Kind.PAIRING_LISTEN, delayMs) {
            live.filter { it.connection == null }.forEach(::listen)
        }
    }

    companion object {
        /** The life of a code, by a clock that nobody can set. */
        const val LASTS_MS = 600_001L
        private val PAIRING = WorkThread.Kind.PAIRING
        private const val TRIES = 3
        private const val MOST_LINES = 40
        private const val LINE_MS = 500L
        private val WAITS_MS = listOf(1_000L, 2_000L, 5_000L, 15_000L)
    }
}
