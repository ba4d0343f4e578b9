package app.kinguard.guard

import android.database.sqlite.SQLiteException
import android.util.Log
import app.kinguard.core.Effect
import app.kinguard.core.FamilyMessage
import app.kinguard.history.Entry
import app.kinguard.history.Trouble
import app.kinguard.warning.Warning

/**
 * Carries stored effects out, in order.
 *
 * No order of storing and doing rules out both losing and repeating when the process dies in between. A warning and the
 * word "danger" may be repeated, and are marked afterwards; every other message would only confuse the family the
 * second time, and is marked before.
 */
internal class Carrier(
    private val store: Store,
    private val clock: StoredStampClock,
    private val doors: EngineRoom.Doors,
    private val surroundings: EngineRoom.Surroundings,
    private val trouble: (Trouble) -> Unit,
) {
    /** Whether something is unfinished, as after a death or a failure. */
    var owes = true
        private set

    /** After a death: what was being handed over and must not be repeated is taken for done. */
    fun resume() {
        for (row in unfinished()) if (row.state == Store.State.HANDED) mark(row, Store.State.DONE)
    }

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
            if (!repeatable(effect)) mark(row, Store.State.HANDED)
            val shown = !overtaken(row, rows.drop(index + 1))
            mark(row, if (done(row.atMs, effect, standing, shown)) Store.State.DONE else failed(row))
        }
        return rows.any { onScreen(it.effect) }
    }

    /** When nothing can be stored. */
    fun carryOutUnstored(said: List<Store.Said>, standing: Standing?): Boolean {
        said.forEach { done(it.atMs, it.effect, standing, shown = true) }
        return said.any { onScreen(it.effect) }
    }

    /** Puts up what stood when the process died, or stands with other words now. */
    fun showAgain(standing: Standing?) {
        if (standing == null || standing.answered || standing.atMs < clock.bootedAtMs) return
        if (!attempt { doors.warning.show(warning(standing)) }) trouble(Trouble.NOT_CARRIED_OUT)
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
                doors.family.tell(effect.kind, effect.rule, atMs)
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

    private fun warning(standing: Standing) = Warning(
        level = standing.warn.level,
        rule = standing.warn.rule,
        reasons = standing.warn.reasons,
        showing = standing.showing,
        home = store.settings?.home ?: surroundings.region(),
        family = store.family,
        mayGoOn = !surroundings.anotherAppMayAct(),
        practice = false,
        callingNow = standing.callingNow,
    )

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

    private fun repeatable(effect: Effect): Boolean =
        effect !is Effect.NotifyFamily || effect.kind == FamilyMessage.DANGER

    private companion object {
        const val TAG = "guard"
        const val TRIES = 3
    }
}
