package app.kinguard.guard

import app.kinguard.core.Capability
import app.kinguard.core.Effect
import app.kinguard.core.Reason
import app.kinguard.failure.isAllowed
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Notice
import app.kinguard.history.Entry
import app.kinguard.history.Trouble
import app.kinguard.work.GuardThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * Carries out stored effects, in order.
 *
 * Messages to the family lie in the same database: handing one over and marking it as done is one transaction, so the
 * death of the process can neither lose nor repeat it. A warning is marked only after it is shown: shown twice is
 * better than not at all.
 */
@GuardThread
internal class EffectExecutor(
    private val thread: WorkThread,
    private val store: GuardStore,
    private val clock: StoredEngineClock,
    private val ports: GuardRunner.Ports,
    private val warnings: WarningFactory,
    private val lacking: () -> Set<Capability>,
    private val trouble: (Trouble) -> Unit,
) {
    /** True if something is unfinished, for example after a crash or a failure. */
    var owes = true
        private set

    /**
     * Carries out whatever is unfinished. Returns whether the screen was told to show something, or to show nothing.
     */
    fun carryOut(standing: ActiveWarning?): Boolean {
        thread.assertCurrent()
        owes = false
        val rows = unfinished()
        rows.forEachIndexed { index, row ->
            val effect = row.effect
            if (effect == null) {
                trouble(Trouble.EFFECT_UNREADABLE)
                mark(row, GuardStore.State.GIVEN_UP)
                return@forEachIndexed
            }
            // It is begun once and never again. Its row stays until it is known what became of it.
            if (effect is Effect.Help) {
                help(row.atMs, effect, standing) { mark(row, GuardStore.State.DONE) }
                return@forEachIndexed
            }
            val shown = !overtaken(row, rows.drop(index + 1))
            val done =
                if (effect is Effect.NotifyFamily) {
                    handed(row, effect, standing)
                } else {
                    done(row.atMs, effect, standing, shown).also { if (it) mark(row, GuardStore.State.DONE) }
                }
            if (!done) mark(row, failed(row))
        }
        isAllowed { ports.family.deliver() }
        return rows.any { onScreen(it.effect) }
    }

    /** Carries out effects that cannot be stored. */
    fun carryOutUnstored(said: List<GuardStore.Said>, standing: ActiveWarning?): Boolean {
        thread.assertCurrent()
        said.forEach { done(it.atMs, it.effect, standing, shown = true) }
        isAllowed { ports.family.deliver() }
        return said.any { onScreen(it.effect) }
    }

    /** Shows again the warning that stood when the process died, or whose words have changed. */
    fun showAgain(standing: ActiveWarning?) {
        thread.assertCurrent()
        if (standing == null || standing.answered || standing.atMs < clock.bootedAtMs) return
        if (!isAllowed { ports.warning.show(warning(standing)) }) trouble(Trouble.NOT_CARRIED_OUT)
    }

    private fun handed(row: GuardStore.Row, effect: Effect.NotifyFamily, standing: ActiveWarning?): Boolean =
        isAllowed {
            store.together {
                ports.family.keep(notice(effect, row.atMs, standing))
                store.mark(row, GuardStore.State.DONE)
            }
        }.also { kept ->
            if (kept) isAllowed { ports.history.noted(row.atMs, Entry.Told(effect.kind, effect.rule, effect.incident)) }
        }

    private fun notice(effect: Effect.NotifyFamily, atMs: Long, standing: ActiveWarning?) =
        standing?.warn?.reasons.orEmpty().let { reasons ->
            val byCall = reasons.any { it is Reason.StrangerCall }
            val app = reasons.firstNotNullOfOrNull(::appOf)
            Notice(effect.kind, effect.rule, atMs, app, lacking(), byCall, incident = effect.incident)
        }

    /** Returns the app that lets the stranger in. Never the bank, whose name is private. */
    private fun appOf(reason: Reason): String? = when (reason) {
        is Reason.Installed -> reason.`package`
        is Reason.ScreenShared -> reason.`package`
        is Reason.RemoteControl -> reason.`package`
        else -> null
    }

    private fun done(atMs: Long, effect: Effect, standing: ActiveWarning?, shown: Boolean): Boolean = isAllowed {
        when (effect) {
            is Effect.Warn -> {
                if (shown && standing != null) ports.warning.show(warning(standing))
                ports.history.noted(atMs, Entry.Warned(effect.level, effect.rule, effect.reasons, effect.incident))
            }

            is Effect.Dismiss -> {
                if (shown) ports.warning.dismiss()
                ports.history.noted(atMs, Entry.Cleared)
            }

            is Effect.Help -> help(atMs, effect, standing) {}

            is Effect.NotifyFamily -> {
                ports.family.keep(notice(effect, atMs, standing))
                ports.history.noted(atMs, Entry.Told(effect.kind, effect.rule, effect.incident))
            }
        }
    }

    private fun help(atMs: Long, answer: Effect.Help, standing: ActiveWarning?, over: () -> Unit): Boolean = isAllowed {
        val show = { standing != null && isAllowed { ports.warning.show(warning(standing)) } }
        ports.help.carryOut(atMs, answer, show, over)
    }

    private fun failed(row: GuardStore.Row): GuardStore.State {
        trouble(Trouble.NOT_CARRIED_OUT)
        if (row.tries + 1 >= TRIES) return GuardStore.State.GIVEN_UP
        owes = true
        return GuardStore.State.PENDING
    }

    /**
     * Returns whether a later effect replaces this one on the screen, or the sharing and the call ended with the last
     * boot.
     */
    private fun overtaken(row: GuardStore.Row, later: List<GuardStore.Row>): Boolean =
        later.any { onScreen(it.effect) } ||
            (row.effect is Effect.Warn && row.atMs < clock.bootedAtMs)

    private fun warning(standing: ActiveWarning) = warnings.of(standing.warn)
        .copy(showing = standing.showing, callingNow = standing.callingNow, said = standing.said)

    private fun unfinished(): List<GuardStore.Row> = unlessRefused { store.unfinished() }.orEmpty()

    private fun mark(row: GuardStore.Row, state: GuardStore.State) {
        isAllowed { store.mark(row, state) }
    }

    private fun onScreen(effect: Effect?): Boolean = effect is Effect.Warn || effect is Effect.Dismiss

    private companion object {
        const val TRIES = 3
    }
}
