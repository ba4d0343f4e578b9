package app.kinguard.health.check

import app.kinguard.core.Event
import app.kinguard.phone.Moments
import app.kinguard.signals.Observation
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalTap
import app.kinguard.store.unlessRefused

/** What the application offers the check's screen. */
interface PhoneCheckHost {
    val phoneCheck: PhoneCheck
}

/**
 * "Check this phone": whoever holds it does, step by step, what a fraud would make the person do, and sees what this make
 * and release shows of it. It only listens in: the guard works on all the while, so that what comes up is the real warning.
 *
 * What the family would hear of it waits meanwhile, see [DeferredNotices].
 */
class PhoneCheck(
    private val moments: Moments,
    private val deferred: DeferredNotices,
    private val phone: () -> CheckedPhone,
    private val holdsMoney: (String) -> Boolean,
    /** Whether somebody may be looking at the screen, or touching it, or saying what to tap. */
    private val mayBeLed: () -> Boolean,
    private val later: (() -> Unit) -> Unit,
) : SignalTap {
    private val store = deferred.check

    /** The latest check; null before the first. */
    fun run(): CheckRun? {
        val run = unlessRefused(store::read) ?: return null
        return advanced(run)
    }

    /** Takes the place of the one before. To be called only where the family's screens are open. */
    fun begin() {
        val nowMs = moments.nowMs()
        deferred.begin(nowMs) { store.begin(nowMs, nowMs + LASTS_MS) }
    }

    /** The person goes on to the next step without this one. */
    fun skip() {
        val run = run() ?: return
        val step = run.step ?: return
        store.mark(step, Mark(run.heard.lastOrNull()?.id ?: 0, moments.nowMs(), seen = false))
        endIfThrough()
    }

    /** The person does not want to go on. */
    fun end() = store.end(moments.nowMs())

    /**
     * "All of that was me": the family need not hear of it. Returns whether that counts: it does not from whoever may be
     * told what to say by somebody who is looking on, or on the line.
     */
    fun vouch(): Boolean {
        if (mayBeLed()) return false
        deferred.vouched(store::vouch)
        return true
    }

    /** "I do not know what that was": the family hears of it at once. */
    fun doNotVouch() = deferred.release()

    /** Whether the family would hear of something that waits. */
    fun isAsking(run: CheckRun): Boolean = run.step == null && run.isOpen(moments.nowMs()) && deferred.isHolding()

    /** Whether a check was begun that may still be answered for. From memory; null until it was read once, as by [run]. */
    val isKnownUnderWay: Boolean? get() = store.knownUntilMs?.let { it != CheckStore.NEVER && moments.nowMs() < it }

    /** The latest check as text to be sent in; null before the first. */
    fun report(): String? = run()?.let { CheckReport(phone(), it).text() }

    override fun heard(source: SignalId, observation: Observation) {
        if (!isListening()) return
        val heardMs = moments.nowMs()
        later { note(source.name, observation, heardMs) }
    }

    /** The system says whether the check's own screen is recorded (Android 15 and later). */
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
            // What was caught up with from before is no part of it.
            if (observation.atMs < run.beganMs) return@unlessRefused
            store.add(source, CheckedSignal.of(observation.event, holdsMoney), observation.atMs, heardMs, "$words")
            store.read()?.let(::advanced)
        }
    }

    /** Asked for every signal, so from memory. */
    private fun isListening(): Boolean {
        if (store.knownUntilMs == null) unlessRefused(store::read)
        return isKnownUnderWay == true
    }

    /** With every step marked that is seen by now. */
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
        /** The steps take two minutes; who has to look for the charger of the other phone needs more. */
        const val LASTS_MS = 10 * 60_000L

        /** The source of [CheckedSignal.RECORDED]. */
        const val RECORDING = "SCREEN_RECORDING"
    }
}
