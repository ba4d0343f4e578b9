package app.kinguard.guard

import android.database.sqlite.SQLiteException
import android.util.Log
import app.kinguard.core.Capability
import app.kinguard.core.Effect
import app.kinguard.core.Reason
import app.kinguard.family.Notice
import app.kinguard.history.Entry
import app.kinguard.history.Trouble

/**
 * Carries stored effects out, in order.
 *
 * What the family is to be told lies in the same database: handing it over and marking it as done is one transaction, and
 * no death of the process can lose or repeat it. A warning on the screen is marked afterwards: shown twice is better than
 * not at all.
 */
internal class Carrier(
    private val store: Store,
    private val clock: StoredStampClock,
    private val doors: EngineRoom.Doors,
    surroundings: EngineRoom.Surroundings,
    private val lacking: () -> Set<Capability>,
    private val trouble: (Trouble) -> Unit,
) {
    private val warnings = Warnings(store, doors.family, surroundings)

    /** Whether something is unfinished, as after a death or a failure. */
    var owes = true
        private set

    /** Carries out whatever is unfinished. Returns whether the screen was given something to show, or nothing. */
    fun carryOut(standing: Standing?): Boolean {
        owes = false
        val rows = unfinished()
        rows.forEachIndexed { index, row ->
            val effect = row.effect
            if (effect == null) {
                trouble(Trouble.EFFECT_UNREADABLE)
                mark(row, Store.State.GIVEN_UP)
                return@forEachIndexed
            }
            val shown = !overtaken(row, rows.drop(index + 1))
            val done =
                if (effect is Effect.NotifyFamily) {
                    handed(row, effect, standing)
                } else {
                    done(row.atMs, effect, standing, shown).also { if (it) mark(row, Store.State.DONE) }
                }
            if (!done) mark(row, failed(row))
        }
        attempt(doors.family::deliver)
        return rows.any { onScreen(it.effect) }
    }

    /** When nothing can be stored. */
    fun carryOutUnstored(said: List<Store.Said>, standing: Standing?): Boolean {
        said.forEach { done(it.atMs, it.effect, standing, shown = true) }
        attempt(doors.family::deliver)
        return said.any { onScreen(it.effect) }
    }

    /** Puts up what stood when the process died, or stands with other words now. */
    fun showAgain(standing: Standing?) {
        if (standing == null || standing.answered || standing.atMs < clock.bootedAtMs) return
        if (!attempt { doors.warning.show(warning(standing)) }) trouble(Trouble.NOT_CARRIED_OUT)
    }

    private fun handed(row: Store.Row, effect: Effect.NotifyFamily, standing: Standing?): Boolean = attempt {
        store.together {
            doors.family.keep(notice(effect, row.atMs, standing))
            store.mark(row, Store.State.DONE)
        }
    }.also { kept -> if (kept) attempt { doors.history.noted(row.atMs, Entry.Told(effect.kind, effect.rule)) } }

    private fun notice(effect: Effect.NotifyFamily, atMs: Long, standing: Standing?) =
        standing?.warn?.reasons.orEmpty().let { reasons ->
            val byCall = reasons.any { it is Reason.StrangerCall }
            Notice(effect.kind, effect.rule, atMs, reasons.firstNotNullOfOrNull(::appOf), lacking(), byCall)
        }

    /** The app that lets the stranger in: not the bank, whose name is nobody's business. */
    private fun appOf(reason: Reason): String? = when (reason) {
        is Reason.Installed -> reason.`package`
        is Reason.ScreenShared -> reason.`package`
        is Reason.RemoteControl -> reason.`package`
        else -> null
    }

    private fun done(atMs: Long, effect: Effect, standing: Standing?, shown: Boolean): Boolean = attempt {
        when (effect) {
            is Effect.Warn -> {
                if (shown && standing != null) doors.warning.show(warning(standing))
                doors.history.noted(atMs, Entry.Warned(effect.level, effect.rule, effect.reasons))
            }

            is Effect.Dismiss -> {
                if (shown) doors.warning.dismiss()
                doors.history.noted(atMs, Entry.Cleared)
            }

            is Effect.NotifyFamily -> {
                doors.family.keep(notice(effect, atMs, standing))
                doors.history.noted(atMs, Entry.Told(effect.kind, effect.rule))
            }
        }
    }

    private fun failed(row: Store.Row): Store.State {
        trouble(Trouble.NOT_CARRIED_OUT)
        if (row.tries + 1 >= TRIES) return Store.State.GIVEN_UP
        owes = true
        return Store.State.PENDING
    }

    /** Whether a later effect replaces this one on the screen, or the sharing and the call ended with the last boot. */
    private fun overtaken(row: Store.Row, later: List<Store.Row>): Boolean = later.any { onScreen(it.effect) } ||
        (row.effect is Effect.Warn && row.atMs < clock.bootedAtMs)

    private fun warning(standing: Standing) =
        warnings.of(standing.warn).copy(showing = standing.showing, callingNow = standing.callingNow)

    private fun unfinished(): List<Store.Row> = try {
        store.unfinished()
    } catch (failed: SQLiteException) {
        Log.w(TAG, "nothing to read: ${failed.javaClass.simpleName}")
        emptyList()
    }

    private fun mark(row: Store.Row, state: Store.State) {
        attempt { store.mark(row, state) }
    }

    private fun attempt(act: () -> Unit): Boolean = try {
        act()
        true
    } catch (failed: Exception) {
        Log.w(TAG, "not carried out: ${failed.javaClass.simpleName}")
        false
    }

    private fun onScreen(effect: Effect?): Boolean = effect is Effect.Warn || effect is Effect.Dismiss

    private companion object {
        const val TAG = "guard"
        const val TRIES = 3
    }
}
