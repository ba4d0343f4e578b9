package app.kinguard.relative

import app.kinguard.core.FamilyException
import app.kinguard.core.FamilyPairing
import app.kinguard.core.FamilyStep
import app.kinguard.core.LinkTurn
import app.kinguard.core.PairingEnding
import app.kinguard.family.Outcome
import app.kinguard.family.RateLimiter
import app.kinguard.family.channel.mayBeSealed
import app.kinguard.relative.Pairing.State
import app.kinguard.relative.Pairing.Why
import app.kinguard.relative.Topics.Received
import app.kinguard.work.FamilyThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * One pairing with a parent's phone, from the code to the first envelope. It lives in memory only, and goes on for the
 * code's ten minutes even after it succeeded: a second claim in that time voids it, and then the keys are thrown away.
 */
internal class FamilyPairingDriver(
    private val core: FamilyPairing,
    private val topics: Topics,
    private val thread: WorkThread,
    private val elapsedMs: () -> Long,
    private val nowMs: () -> Long,
    private val follow: Follow,
) : Pairing {
    /** What the pairing leads to. Called on the family's thread. */
    interface Follow {
        /** Stores the link. Returns the parent's id, or null if that failed. */
        fun paired(turn: LinkTurn, read: ReadUpTo): Long?

        /** Throws away the keys of [parent]. */
        fun voided(parent: Long)

        fun changed()
    }

    @Volatile
    override var state: State = State.Connecting
        private set

    private val address = core.address()
    private val allowance = RateLimiter(MOST_LINES, LINE_MS, elapsedMs)
    private var beganMs = 0L
    private var failingSinceMs: Long? = null
    private var isClaimed = false
    private var connection: AutoCloseable? = null
    private var attempt = 0
    private var since: String? = null

    /** True while it may still lead to something, or be voided. */
    var isUnderWay = true
        private set

    @FamilyThread
    fun begin() {
        thread.assertCurrent()
        beganMs = elapsedMs()
        failingSinceMs = beganMs
        listen()
        check()
    }

    /** Closed by the page. What has succeeded is still watched until the code is over. */
    override fun close() = thread.post { if (state !is State.Paired) end(null) }

    /** Ends it, whatever it led to. */
    @FamilyThread
    fun abandon() = end(null)

    private fun listen() {
        connection?.close()
        val now = ++attempt
        connection = topics.listen(
            address.server,
            listOf(address.alerts),
            since,
            object : Topics.Ear {
                override fun alive() = thread.post { if (now == attempt) connected() }

                override fun came(message: Received) {
                    if (message.text.mayBeSealed() && allowance.take()) {
                        thread.post { if (now == attempt) took(message) }
                    }
                }

                override fun ended(outcome: Outcome) = thread.post { if (now == attempt) broke(outcome) }
            },
        )
    }

    private fun connected() {
        if (waiting.isEmpty()) failingSinceMs = null
        if (isClaimed) return
        isClaimed = true
        publish(core.claim())
    }

    private fun took(message: Received) {
        since = message.id
        val step = try {
            core.receive(message.text, nowMs()) ?: return
        } catch (_: FamilyException) {
            return
        }
        val here = ReadUpTo(message.id, message.atS)
        when (step) {
            is FamilyStep.Reply -> {
                beforeFirst = here
                publish(step.text)
            }
            is FamilyStep.Show -> {
                beforeFirst = here
                become(State.Digits(step.digits))
            }
            is FamilyStep.Paired -> paired(step.turn, beforeFirst ?: here)
            is FamilyStep.Ended -> ended(step.ending)
        }
    }

    /** The last message of the pairing itself. Sealed ones follow it, and not always with the first of them first. */
    private var beforeFirst: ReadUpTo? = null

    private fun paired(turn: LinkTurn, read: ReadUpTo) {
        val parent = follow.paired(turn, read) ?: return end(Why.NO_CONNECTION)
        become(State.Paired(parent))
    }

    private fun ended(ending: PairingEnding) {
        (state as? State.Paired)?.let { follow.voided(it.parent) }
        end(
            when (ending) {
                PairingEnding.SECOND_CLAIM -> Why.SECOND_CLAIM
                PairingEnding.EXPIRED, PairingEnding.COMPLETE -> Why.EXPIRED
                PairingEnding.WRONG_DIGITS -> Why.WRONG_DIGITS
                PairingEnding.WITHDRAWN -> Why.WITHDRAWN
            },
        )
    }

    private fun publish(text: String): Unit = topics.publish(address.server, address.answers, text) { outcome ->
        thread.post {
            if (!isUnderWay) return@post
            when (outcome) {
                Outcome.Delivered -> failingSinceMs = null
                is Outcome.Refused -> if (state !is State.Paired) end(Why.NO_CONNECTION)
                else -> {
                    failed()
                    waiting += text
                }
            }
        }
    }

    /** What no server has taken yet. A copy gets the same answer as the first. */
    private val waiting = mutableListOf<String>()

    private fun broke(outcome: Outcome) {
        connection = null
        if (outcome is Outcome.Refused && state !is State.Paired) return end(Why.NO_CONNECTION)
        failed()
    }

    private fun failed() {
        if (failingSinceMs == null) failingSinceMs = elapsedMs()
    }

    /** Looks every few seconds what has to be tried again, and whether it is over. */
    private fun check() {
        if (!isUnderWay) return
        val failing = failingSinceMs
        val isPaired = state is State.Paired
        when {
            elapsedMs() - beganMs >= CODE_LIVES_MS -> return end(Why.EXPIRED)
            !isPaired && failing != null && elapsedMs() - failing >= PATIENCE_MS -> return end(Why.NO_CONNECTION)
        }
        if (connection == null) listen()
        val again = waiting.toList()
        waiting.clear()
        again.forEach(::publish)
        thread.postLater(WorkThread.Kind.LINK_PAIR, CHECK_MS, ::check)
    }

    /** Ends it with [why], unless it has succeeded. Null if nobody looks at it any more. */
    private fun end(why: Why?) {
        if (!isUnderWay) return
        isUnderWay = false
        attempt += 1
        connection?.close()
        connection = null
        thread.cancel(WorkThread.Kind.LINK_PAIR)
        if (why != null && (state !is State.Paired || why != Why.EXPIRED)) become(State.Ended(why))
    }

    private fun become(now: State) {
        state = now
        follow.changed()
    }

    private companion object {
        const val CODE_LIVES_MS = 600_000L
        const val PATIENCE_MS = 30_000L
        const val CHECK_MS = 3_000L
        const val MOST_LINES = 30
        const val LINE_MS = 1_000L
    }
}
