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
 * Tries whether the warning comes up by itself on this very phone. Once no page of this app is seen any more it counts
 * [AFTER_MS] on the guard's thread, then raises a drill as a danger is raised, start and notification, twice. It has come
 * up when the window of the warning has focus within the time that [FocusMonitor] gives it, and nobody opened it by hand.
 *
 * It stands between the desk and the [stage], so that a danger ends it at once. Whatever it raises is marked as practice,
 * and nobody is told of it.
 */
class LaunchTrial(
    private val stage: WarningPresenter,
    private val launcher: WarningLauncher,
    private val record: Record,
    private val environment: Environment,
    private val thread: WorkThread,
    /** Keeps a phone awake whose screen is off: it counts no time while it sleeps. */
    private val stayAwakeMs: (Long) -> Unit,
) : WarningPresenter,
    WarningListener {
    /** What is remembered of it. */
    interface Record {
        fun begun(entrance: LaunchPath)

        fun cameUp(entrance: LaunchPath)

        fun stayedAway()

        /** Nothing was learnt. */
        fun calledOff(entrance: LaunchPath)
    }

    /** What it asks of the phone and of the rest of the guard. */
    interface Environment {
        /** Whether nothing goes on that a drill could disturb, or be taken for. */
        val isCalm: Boolean
        val isScreenOn: Boolean

        /** The lock screen is up, or lies under a window that may be shown over it. */
        val isLocked: Boolean

        /** It takes a PIN or the like to unlock this phone; one that has none may have no lock screen. */
        val isSecure: Boolean

        /** Lays the drill on the desk, with [listener] in place of the guard. Returns whether it lies there. */
        fun drill(listener: WarningListener): Boolean

        /** Takes it away again. */
        fun takeAway()

        /** Shows the page again from which it was begun. */
        fun comeBack()
    }

    /** What is under way; null: nothing. From any thread. */
    @Volatile
    var waitsFor: LaunchPath? = null
        private set

    // From here on touched on the guard's thread only.
    private var state: State = State.Idle

    /** No page of this app is seen; whoever begins it may be quicker than what is written about that. */
    private var isLeft = false

    /** Waits until no page of this app is seen, then begins. Not while a danger goes on: whoever calls asks that first. */
    fun begin(entrance: LaunchPath) {
        record.begun(entrance)
        waitsFor = entrance
        thread.post {
            val waiting = State.Waiting(entrance)
            state = waiting
            if (isLeft) count(waiting)
        }
    }

    /** The person wants it no more, or it is of no use any more. Harmless at any time; one may begin right after it. */
    fun callOff() {
        val entrance = waitsFor
        waitsFor = null
        if (entrance != null) record.calledOff(entrance)
        thread.post(::reset)
    }

    /** No page of this app is seen any more. */
    fun left(): Unit = thread.post {
        isLeft = true
        (state as? State.Waiting)?.let(::count)
    }

    /** A page of this app is seen again. */
    fun came(): Unit = thread.post {
        isLeft = false
        (state as? State.Counting)?.let {
            thread.cancel(WorkThread.Kind.TRIAL)
            state = State.Waiting(it.entrance)
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

    /** Whoever goes elsewhere from a drill is not fetched back. */
    override fun answered(choice: Choice) {
        if (choice == Choice.LEFT) thread.post { if (state == State.Shown) state = State.Idle }
    }

    override fun recorded(visible: Boolean) = Unit

    private fun count(waiting: State.Waiting) = count(State.Counting(waiting.entrance, 1))

    private fun count(counting: State.Counting) {
        state = counting
        stayAwakeMs(AFTER_MS + FocusMonitor.WITHIN_MS)
        thread.postLater(WorkThread.Kind.TRIAL, AFTER_MS) { due(counting) }
    }

    private fun due(counting: State.Counting) {
        when {
            !environment.isCalm -> callOff()
            isAsAskedFor(counting.entrance) -> raise(counting.entrance)
            counting.looks < LOOKS -> count(counting.copy(looks = counting.looks + 1))
            else -> state = State.Waiting(counting.entrance)
        }
    }

    /** A phone that was locked, or that was not, when it should not have been: then the person is waited for. */
    private fun isAsAskedFor(entrance: LaunchPath): Boolean = when (entrance) {
        LaunchPath.FROM_BEHIND -> environment.isScreenOn && !environment.isLocked
        LaunchPath.WHILE_LOCKED -> !environment.isScreenOn && (environment.isLocked || !environment.isSecure)
    }

    private fun raise(entrance: LaunchPath) {
        // In place before the warning can come into focus.
        state = State.Raised(entrance, environment.isLocked)
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
        // Unlocked in between, it was not the lock screen that let it through.
        if (environment.isLocked != raised.locked) return callOff()
        end(State.Shown)
        record.cameUp(raised.entrance)
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

        /** Until no page of this app is seen. */
        data class Waiting(val entrance: LaunchPath) : State

        data class Counting(val entrance: LaunchPath, val looks: Int) : State

        /** Until the warning has focus. */
        data class Raised(val entrance: LaunchPath, val locked: Boolean) : State

        /** It came up, and is still there. */
        data object Shown : State
    }

    companion object {
        /** From when the app was left to when the drill is raised. */
        const val AFTER_MS = 5_000L

        /** A screen that goes off by itself does so within minutes. */
        private const val LOOKS = 60
    }
}
