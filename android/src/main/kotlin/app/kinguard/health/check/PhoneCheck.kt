package app.kinguard.health.check

import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.Moments
import app.kinguard.signals.Observation
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalTap

/** Gives the check's screen access to [PhoneCheck]. The application implements it. */
interface PhoneCheckHost {
    val phoneCheck: PhoneCheck
}

/**
 * "Try it step by step": the user does what a fraudster would make the parent do, and sees what this model and release
 * show of it. The check only listens: the guard keeps working, so the warning that comes up is the real one.
 *
 * Messages to the family wait meanwhile, see [DeferredNotices].
 */
class PhoneCheck(
    private val moments: Moments,
    private val deferred: DeferredNotices,
    private val phone: () -> CheckedPhone,
    private val holdsMoney: (String) -> Boolean,
    /** Returns whether somebody may be watching or controlling the screen, or telling the user what to tap. */
    private val mayBeLed: () -> Boolean,
    private val later: (() -> Unit) -> Unit,
) : SignalTap {
    private val store = deferred.check

    /** Returns the latest check, or null if there was none yet. */
    fun run(): CheckRun? {
        val run = unlessRefused { store.read() } ?: return null
        return advanced(run)
    }

    /** Replaces the previous check. Call it only where the family's screens are open. */
    fun begin() {
        val nowMs = moments.nowMs()
        deferred.begin(nowMs) { store.begin(nowMs, nowMs + LASTS_MS) }
    }

    /** Goes on to the next step without this one. */
    fun skip() {
        val run = run() ?: return
        val step = run.step ?: return
        store.mark(step, Mark(run.heard.lastOrNull()?.id ?: 0, moments.nowMs(), seen = false))
        endIfThrough()
    }

    /** Ends the steps because the user does not want to go on. */
    fun end() = store.end(moments.nowMs())

    /**
     * "All of that was me": the family need not be told. Returns whether that counts. It does not while somebody on the
     * line or watching the screen may be telling the user what to say.
     */
    fun vouch(): Boolean {
        if (mayBeLed()) return false
        deferred.vouched(store::vouch)
        return true
    }

    /** "I do not know what that was": the family is told at once. */
    fun doNotVouch() = deferred.release()

    /** Returns whether a message to the family is waiting for the user's answer. */
    fun isAsking(run: CheckRun): Boolean = run.step == null && run.isOpen(moments.nowMs()) && deferred.isHolding()

    /**
     * True if a check was started that can still be answered for. Kept in memory; null until first read, for example by
     * [run].
     */
    val isKnownUnderWay: Boolean? get() = store.knownUntilMs?.let { it != CheckStore.NEVER && moments.nowMs() < it }

    /** Returns the latest check as text for the developers, or null if there was none yet. */
    fun report(): String? = run()?.let { CheckReport(phone(), it).text() }

    override fun heard(source: SignalId, observation: Observation) {
        if (!isListening()) return
        val heardMs = moments.nowMs()
        later { note(source.name, observation, heardMs) }
    }

    /** Called when the system says whether the check's own screen is recorded (Android 15 and later). */
    fun recorded(visible: Boolean) {
        later {
            val nowMs = moments.nowMs()
            if (isListening()) note(RECORDING, Observation(nowMs, Event.ScreenRecorded(visible)), nowMs)
        }
    }

    private fun note(source: String, observation: Observation, heardMs: Long) {
        val words = traceWords(observation.event, ZeroedNumbers(phone().home)::of) ?: return
        unlessRefused {
            val run = store.read()?.let(::advanced)?.takeIf { it.step != null } ?: return@unlessRefused
            // An event from before the check is no part of it, even if it is read only now.
            if (observation.atMs < run.beganMs) return@unlessRefused
            store.add(source, CheckedSignal.of(observation.event, holdsMoney), observation.atMs, heardMs, "$words")
            store.read()?.let(::advanced)
        }
    }

    /** Asked for every signal, so it reads from memory. */
    private fun isListening(): Boolean {
        if (store.knownUntilMs == null) unlessRefused { store.read() }
        return isKnownUnderWay == true
    }

    /** Returns the check with every step marked that has been seen by now. */
    private fun advanced(run: CheckRun): CheckRun {
        val nowMs = moments.nowMs()
        val step = run.step ?: return run
        if (nowMs >= run.untilMs) return run.copy(endedMs = run.untilMs).also { store.end(run.untilMs) }
        val mark = run.seen(step, nowMs) ?: return run
        store.mark(step, mark)
        endIfThrough()
        return store.read()?.let(::advanced) ?: run
    }

    private fun endIfThrough() {
        if (store.read()?.marks?.size == CheckStep.entries.size) store.end(moments.nowMs())
    }

    companion object {
        /** The steps take two minutes; a user who must first find the other phone's charger needs more. */
        const val LASTS_MS = 10 * 60_000L

        /** The source of [CheckedSignal.RECORDED]. */
        const val RECORDING = "SCREEN_RECORDING"
    }
}
