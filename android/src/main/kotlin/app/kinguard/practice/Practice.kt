package app.kinguard.practice

import app.kinguard.core.Choice
import app.kinguard.core.Effect
import app.kinguard.failure.unlessRefused
import app.kinguard.guard.SimulatedEngine
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningController
import app.kinguard.warning.WarningListener
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executor

/** The dependencies of the drill's screens. The application implements it. */
interface PracticeHost {
    val practice: Practice

    val practiceReminder: PracticeReminder
}

/**
 * The drill, and the user's answers in it. They are for the page after it alone: they reach neither the guard nor the
 * family, and are gone with the process.
 */
class Practice(
    private val warningController: WarningController,
    val store: PracticeStore,
    private val nowMs: () -> Long,
    /** Runs the writes, because buttons are pressed on the main thread. */
    private val aside: Executor,
    /** Returns the phone's home region. */
    val home: () -> String,
    val simulated: () -> SimulatedEngine,
    private val warning: (Effect.Warn) -> Warning,
) : WarningListener {
    private val made = CopyOnWriteArrayList<Choice>()

    /** The user's answers to the warning, in order. */
    val choices: List<Choice> get() = made.toList()

    /** True while the drill's warning is standing. */
    val warns: Boolean get() = warningController.standing?.warning?.practice == true

    /** Shows the real warning, marked as a drill. */
    fun warn(warn: Effect.Warn) {
        made.clear()
        warningController.practice = this
        warningController.show(warning(warn).copy(practice = true))
    }

    override fun answered(choice: Choice) {
        made += choice
        aside.execute { unlessRefused { store.practised(nowMs()) } }
    }

    /** It does not matter who watches a drill. */
    override fun recorded(visible: Boolean) = Unit

    fun isDue(): Boolean = unlessRefused { store.isDue(nowMs()) } == true

    /** Postpones the drill. [kept] is called once that is stored, or could not be. */
    fun later(kept: () -> Unit) = aside.execute {
        unlessRefused { store.later(nowMs()) }
        kept()
    }
}
