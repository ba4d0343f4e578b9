package app.kinguard.guard

import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.core.Level
import app.kinguard.phone.LaunchPath
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningListener
import app.kinguard.warning.WarningPresenter
import app.kinguard.work.WorkThread

/**
 * Tests whether the warning comes up by itself on this phone. Once no page of this app is visible, it waits [AFTER_MS]
 * on the guard's thread, then raises a drill as a danger is raised: start and notification, twice. The trial succeeds
 * if the window of the warning gets focus within the time that [FocusMonitor] allows, and nobody opened it by hand.
 *
 * It sits between the warning controller and the [stage], so that a danger ends it at once. Everything it raises is
 * marked as practice, and nobody is told.
 */
class LaunchTrial(
    private val stage: WarningPresenter,
    private val launcher: WarningLauncher,
    private val record: Record,
    private val environment: Environment,
    private val thread: WorkThread,
    /** Keeps the phone awake while its screen is off: a sleeping phone counts no time. */
    private val stayAwakeMs: (Long) -> Unit,
) : WarningPresenter,
    WarningListener {
    /** The record of trials. */
    interface Record {
        fun begun(launchPath: LaunchPath)

        fun cameUp(launchPath: LaunchPath)

        fun stayedAway()

        /** Records that the trial ended without a result. */
        fun calledOff(launchPath: LaunchPath)
    }

    /** The trial's view of the phone and of the rest of the guard. */
    interface Environment {
        /** True if nothing is going on that a drill could disturb or be mistaken for. */
        val isCalm: Boolean
        val isScreenOn: Boolean

        /** True if the lock screen is up, or lies under a window that may be shown over it. */
        val isLocked: Boolean

        /** True if unlocking this phone takes a PIN or the like. A phone without one may have no lock screen. */
        val isSecure: Boolean

        /**
         * Gives the drill to the warning controller, with [listener] in place of the guard. Returns whether it stands
         * there.
         */
        fun drill(listener: WarningListener): Boolean

        /** Takes the drill away again. */
        fun takeAway()

        /** Shows the page from which the trial was started. */
        fun comeBack()
    }

    /** The trial under way. Null if there is none. Any thread may ask. */
    @Volatile
    var waitsFor: LaunchPath? = null
        private set

    // Everything below is used on the guard's thread only.
    private var state: State = State.Idle

    /** True if no page of this app is visible. The user may leave before the record of the start is written. */
    private var isLeft = false

    /** Starts the trial once no page of this app is visible. The caller first makes sure that there is no danger. */
    fun begin(launchPath: LaunchPath) {
        record.begun(launchPath)
        waitsFor = launchPath
        thread.post {
            val waiting = State.Waiting(launchPath)
            state = waiting
            if (isLeft) count(waiting)
        }
    }

    /**
     * Cancels the trial, because the user no longer wants it or it is of no use any more. Safe to call at any time, and
     * right before another [begin].
     */
    fun callOff() {
        val launchPath = waitsFor
        waitsFor = null
        if (launchPath != null) record.calledOff(launchPath)
        thread.post(::reset)
    }

    /** Called when no page of this app is visible any more. */
    fun left(): Unit = thread.post {
        isLeft = true
        (state as? State.Waiting)?.let(::count)
    }

    /** Called when a page of this app is visible again. */
    fun came(): Unit = thread.post {
        isLeft = false
        (state as? State.Counting)?.let {
            thread.cancel(WorkThread.Kind.TRIAL)
            state = State.Waiting(it.launchPath)
        }
    }

    override fun raise(warning: Warning) {
        if (!warning.practice) callOff()
        stage.raise(warning)
    }

    override fun focused(has: Boolean) {
        stage.focused(has)
        if (has) thread.post(::comesIntoFocus)
    }

    override fun opened() {
        stage.opened()
        thread.post { if (state is State.Raised) stayedAway() }
    }

    override fun clear() {
        stage.clear()
        thread.post {
            when (state) {
                is State.Raised -> callOff()
                State.Shown -> {
                    state = State.Idle
                    environment.comeBack()
                }
                State.Idle, is State.Waiting, is State.Counting -> Unit
            }
        }
    }

    /** Ends a drill that the user leaves for another app, without bringing them back. */
    override fun answered(choice: Choice) {
        if (choice == Choice.LEFT) thread.post { if (state == State.Shown) state = State.Idle }
    }

    override fun recorded(visible: Boolean) = Unit

    private fun count(waiting: State.Waiting) = count(State.Counting(waiting.launchPath, 1))

    private fun count(counting: State.Counting) {
        state = counting
        stayAwakeMs(AFTER_MS + FocusMonitor.WITHIN_MS)
        thread.postLater(WorkThread.Kind.TRIAL, AFTER_MS) { due(counting) }
    }

    private fun due(counting: State.Counting) {
        when {
            !environment.isCalm -> callOff()
            isAsAskedFor(counting.launchPath) -> raise(counting.launchPath)
            counting.looks < LOOKS -> count(counting.copy(looks = counting.looks + 1))
            else -> state = State.Waiting(counting.launchPath)
        }
    }

    /** Returns whether the phone is locked or unlocked as the trial needs it. If not, the trial waits for the user. */
    private fun isAsAskedFor(launchPath: LaunchPath): Boolean = when (launchPath) {
        LaunchPath.FROM_BEHIND -> environment.isScreenOn && !environment.isLocked
        LaunchPath.WHILE_LOCKED -> !environment.isScreenOn && (environment.isLocked || !environment.isSecure)
    }

    private fun raise(launchPath: LaunchPath) {
        // Set before the warning can come into focus.
        state = State.Raised(launchPath, environment.isLocked)
        stayAwakeMs(2 * FocusMonitor.WITHIN_MS)
        if (!environment.drill(this)) return callOff()
        launch()
        await {
            launch()
            await(::stayedAway)
        }
    }

    private fun launch() {
        launcher.launch(Level.RED, R.string.guard_warning_practice)
    }

    private fun await(next: () -> Unit) = thread.postLater(WorkThread.Kind.TRIAL, FocusMonitor.WITHIN_MS, next)

    private fun comesIntoFocus() {
        val raised = state as? State.Raised ?: return
        // If the phone was unlocked meanwhile, the warning did not come up over the lock screen.
        if (environment.isLocked != raised.locked) return callOff()
        end(State.Shown)
        record.cameUp(raised.launchPath)
        launcher.withdraw()
    }

    private fun stayedAway() {
        end(State.Idle)
        record.stayedAway()
        environment.takeAway()
    }

    private fun reset() {
        val was = state
        thread.cancel(WorkThread.Kind.TRIAL)
        state = State.Idle
        if (was is State.Raised) environment.takeAway()
    }

    private fun end(next: State) {
        thread.cancel(WorkThread.Kind.TRIAL)
        state = next
        waitsFor = null
    }

    private sealed interface State {
        data object Idle : State

        /** Waits until no page of this app is visible. */
        data class Waiting(val launchPath: LaunchPath) : State

        data class Counting(val launchPath: LaunchPath, val looks: Int) : State

        /** Waits until the warning has focus. */
        data class Raised(val launchPath: LaunchPath, val locked: Boolean) : State

        /** The drill came up, and is still there. */
        data object Shown : State
    }

    companion object {
        /** The delay between leaving the app and the drill. */
        const val AFTER_MS = 5_000L

        /** A screen that goes off by itself does so within minutes. */
        private const val LOOKS = 60
    }
}
