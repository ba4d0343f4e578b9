package app.kinguard.practice

import app.kinguard.core.Choice
import app.kinguard.core.Effect
import app.kinguard.guard.SimulatedEngine
import app.kinguard.store.unlessRefused
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningController
import app.kinguard.warning.WarningListener
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executor

/** What the application offers the drill's screens. */
interface PracticeHost {
    val practice: Practice

    val practiceReminder: PracticeReminder
}

/**
 * The drill: what it works with, and what the person did in it. That is for the page after it and for nobody else: it
 * reaches neither the guard nor the family, and is gone with the process.
 */
class Practice(
    private val warningController: WarningController,
    val store: PracticeStore,
    private val nowMs: () -> Long,
    /** Where it is written down: what is pressed comes on the main thread. */
    private val aside: Executor,
    /** Where this phone is at home. */
    val home: () -> String,
    val simulated: () -> SimulatedEngine,
    private val warning: (Effect.Warn) -> Warning,
) : WarningListener {
    private val made = CopyOnWriteArrayList<Choice>()

    /** What was done with the warning, in order. */
    val choices: List<Choice> get() = made.toList()

    /** Whether the drill's warning stands. */
    val warns: Boolean get() = warningController.standing?.warning?.practice == true

    /** Lays the real warning on the desk, marked as a drill. */
    fun warn(warn: Effect.Warn) {
        made.clear()
        warningController.practice = this
        warningController.show(warning(warn).copy(practice = true))
    }

    override fun answered(choice: Choice) {
        made += choice
        aside.execute { unlessRefused { store.practised(nowMs()) } }
    }

    /** Who looks on in a drill is nobody's business. */
    override fun recorded(visible: Boolean) = Unit

    fun isDue(): Boolean = unlessRefused { store.isDue(nowMs()) } == true

    /** Not now; [kept] is called when that is written down, or could not be. */
    fun later(kept: () -> Unit) = aside.execute {
        unlessRefused { store.later(nowMs()) }
        kept()
    }
}
