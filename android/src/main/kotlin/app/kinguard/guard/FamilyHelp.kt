package app.kinguard.guard

import app.kinguard.core.Direction
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.Help
import app.kinguard.core.HelpDecision
import app.kinguard.core.IncidentId
import app.kinguard.failure.isAllowed
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Contact
import app.kinguard.family.HelpRequest
import app.kinguard.family.HelpResult
import app.kinguard.family.RemoteHelp
import app.kinguard.history.Entry
import app.kinguard.history.HistoryPort
import app.kinguard.warning.CallActions
import app.kinguard.warning.FamilySentence
import app.kinguard.warning.WarningPort
import app.kinguard.work.GuardThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * Takes what the family asks of this phone from afar to the core, and carries out the core's answer.
 *
 * A request lives in memory and its answer in the database. So if the process dies in between, nothing is done twice:
 * the next one finds an answer to a request that it does not know, notes in the history that its outcome is unknown,
 * and whoever asked must take it for failed.
 */
class FamilyHelp(
    private val parts: Parts,
    private val permits: Permits,
    private val guard: Guard,
    private val thread: WorkThread,
    private val nowMs: () -> Long,
) : RemoteHelp,
    HelpPort {
    /** The parts of the phone that act. */
    class Parts(val calls: () -> CallActions, val warning: () -> WarningPort, val history: HistoryPort)

    /** Tells who may ask, and for what. */
    class Permits(
        /** Returns those who count as family. */
        val contacts: () -> List<Contact>,
        /** Returns whether the parent agreed to this kind of help. */
        val allows: (Help) -> Boolean,
    )

    /** The guard, which need not run yet. */
    interface Guard {
        /** Starts the guard, and then runs [act] on its thread. */
        fun begun(act: () -> Unit)

        fun happened(event: Event)

        /** The incident whose warning stands. */
        val incident: IncidentId?
    }

    // Everything below is used on the guard's thread only.
    private val undecided = mutableMapOf<ULong, Asked>()
    private val underWay = mutableMapOf<ULong, Begun>()
    private var latest = 0uL

    override fun ask(contact: Int, request: HelpRequest, done: (HelpResult) -> Unit) =
        guard.begun { take(contact, request, done) }

    @GuardThread
    private fun take(contact: Int, request: HelpRequest, done: (HelpResult) -> Unit) {
        thread.assertCurrent()
        val who = family().getOrNull(contact) ?: return done(HelpResult.FAILED)
        val asked = Asked(contact, who.name, request, done)
        if (unlessRefused { permits.allows(asked.help) } != true) {
            return answer(asked, HelpResult.NOT_AGREED, guard.incident)
        }
        val id = next()
        undecided[id] = asked
        guard.happened(Event.FamilyHelp(contact.toUInt(), asked.help, id))
        // After the turn that hears of it. What it has not decided, it never will.
        thread.post { undecided.remove(id)?.let { answer(it, HelpResult.FAILED, guard.incident) } }
    }

    override fun sentence(request: ULong): FamilySentence? = undecided[request]?.sentence

    override fun carryOut(atMs: Long, answer: Effect.Help, show: () -> Boolean, over: () -> Unit) {
        thread.assertCurrent()
        if (answer.request in underWay) return
        val asked = undecided.remove(answer.request) ?: return lost(atMs, answer).also { over() }
        when (answer.decision) {
            HelpDecision.GIVE -> give(asked, answer, show, over)
            HelpDecision.NO_DANGER -> answer(asked, HelpResult.NO_DANGER, answer.incident, over)
            HelpDecision.NO_CALL -> answer(asked, HelpResult.NO_CALL, answer.incident, over)
            HelpDecision.CALL_IS_GOOD -> answer(asked, HelpResult.CALL_IS_GOOD, answer.incident, over)
            HelpDecision.CALL_IS_UNCLEAR -> answer(asked, HelpResult.FAILED, answer.incident, over)
        }
    }

    override fun heard(event: Event) = when {
        event is Event.CallEnded -> came(Help.END_CALL)
        event is Event.CallStarted && event.direction == Direction.OUTGOING -> came(Help.RING_NEXT)
        else -> Unit
    }

    private fun give(asked: Asked, answer: Effect.Help, show: () -> Boolean, over: () -> Unit) {
        val next = if (asked.help == Help.RING_NEXT) after(asked.contact) else null
        val isBegun = when (asked.request) {
            HelpRequest.EndCall -> unlessRefused { parts.calls().hangUp() } == true
            HelpRequest.RingNext -> next != null && unlessRefused { parts.calls().call(next.number) } == true
            is HelpRequest.Say -> return answer(asked, if (show()) DONE else FAILED, answer.incident, over)
        }
        if (!isBegun) return answer(asked, HelpResult.FAILED, answer.incident, over)
        underWay[answer.request] = Begun(asked, next?.name, answer.incident, over)
        thread.postLater(WorkThread.Kind.HELP, WITHIN_MS) {
            finish(underWay.keys.toList(), HelpResult.FAILED)
        }
    }

    /** What the phone accepted has happened. */
    private fun came(help: Help) {
        val done = underWay.filterValues { it.asked.help == help }
        done.values.mapNotNull { it.rings }.forEach { name -> isAllowed { parts.warning().calling(name) } }
        finish(done.keys.toList(), HelpResult.DONE)
    }

    private fun finish(requests: List<ULong>, result: HelpResult) = requests.mapNotNull(underWay::remove).forEach {
        answer(it.asked, result, it.incident, it.over)
    }

    private fun answer(asked: Asked, result: HelpResult, incident: IncidentId?, over: () -> Unit = {}) {
        val words = asked.sentence?.words
        parts.history.noted(nowMs(), Entry.Helped(asked.who, asked.help, result == DONE, words, incident))
        over()
        isAllowed { asked.done(result) }
    }

    private fun lost(atMs: Long, answer: Effect.Help) {
        val who = family().getOrNull(answer.contact.toInt())?.name.orEmpty()
        val isDone = false.takeIf { answer.decision != HelpDecision.GIVE }
        parts.history.noted(atMs, Entry.Helped(who, answer.help, isDone, incident = answer.incident))
    }

    /** Returns the contact after the one with this index, or null if there is no other. */
    private fun after(contact: Int): Contact? =
        family().let { all -> if (all.size < 2) null else all[(contact + 1) % all.size] }

    private fun family(): List<Contact> = unlessRefused(permits.contacts).orEmpty()

    /** Never one of an earlier process, whose answers may still be stored. */
    private fun next(): ULong = maxOf(latest + 1uL, nowMs().coerceAtLeast(0).toULong()).also { latest = it }

    private class Asked(
        val contact: Int,
        val who: String,
        val request: HelpRequest,
        val done: (HelpResult) -> Unit,
    ) {
        val help: Help = when (request) {
            HelpRequest.EndCall -> Help.END_CALL
            is HelpRequest.Say -> Help.SAY
            HelpRequest.RingNext -> Help.RING_NEXT
        }
        val sentence: FamilySentence? =
            (request as? HelpRequest.Say)?.let { FamilySentence.of(who, it.sentence) }
    }

    /** A call that is being ended, or made: to [rings]. */
    private class Begun(val asked: Asked, val rings: String?, val incident: IncidentId?, val over: () -> Unit)

    companion object {
        /** By then a phone has ended a call, or begun one. */
        const val WITHIN_MS = 10_000L
        private val DONE = HelpResult.DONE
        private val FAILED = HelpResult.FAILED
    }
}
