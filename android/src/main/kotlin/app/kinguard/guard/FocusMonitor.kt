package app.kinguard.guard

import app.kinguard.warning.FallbackSurface
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningPresenter
import app.kinguard.warning.danger
import app.kinguard.work.GuardThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * Makes sure that the warning is seen. It counts as seen when the window of its screen has focus, not when its start
 * was requested. Until then the monitor escalates:
 *
 * it starts the screen, with its notification; [WITHIN_MS] later it starts it once more, with its own sound and
 * vibration; [WITHIN_MS] later it shows a window over all others, tells the family and records the failure. This goes
 * on until the screen has focus or the warning is over. Everything runs on the guard's thread. After the process dies,
 * the warning that stands is raised again and the escalation starts over.
 */
class FocusMonitor(
    private val launcher: WarningLauncher,
    private val standIn: FallbackSurface,
    private val record: Record,
    private val thread: WorkThread,
    /** Keeps the phone awake while its screen is off: a sleeping phone neither counts time nor speaks. */
    private val stayAwakeMs: (Long) -> Unit,
) : WarningPresenter {
    /** The record of whether warnings are seen. */
    interface Record {
        /**
         * Tells the family that [warning] may not be seen, once for each danger. Returns whether that could be stored.
         */
        fun unseen(warning: Warning): Boolean

        /** Records that a warning came into focus in time. */
        fun seen()

        /** Records that neither a start nor a notification is allowed. */
        fun nowhere()
    }

    /** True while a warning that is no drill is up. Work still queued on the guard's thread must not post it again. */
    @Volatile
    private var stands = false

    // Everything below is used on the guard's thread only.
    private var rung: Rung = Rung.None
    private var hasFocus = false

    override fun raise(warning: Warning) {
        // The parent starts a drill by hand, and it sounds no alarm.
        if (!warning.practice) {
            stands = true
            if (launcher.launch(warning.level) == WarningLauncher.Way.NOWHERE) record.nowhere()
        }
        thread.post { raised(warning) }
    }

    override fun focused(has: Boolean) = thread.post {
        hasFocus = has
        if (has) comeIntoFocus()
    }

    override fun opened() = thread.post {
        val was = rung
        if (was is Rung.Raised || was is Rung.Sounding) rung = Rung.Opened(checkNotNull(was.warning))
    }

    override fun clear() {
        stands = false
        launcher.withdraw()
        thread.post {
            thread.cancel(WorkThread.Kind.UNSEEN)
            stepDown()
        }
    }

    @GuardThread
    private fun raised(warning: Warning) {
        thread.assertCurrent()
        val awaited = rung.warning
        when {
            // A drill is silent while a danger waits for focus.
            warning.practice && awaited?.practice == false -> Unit

            // Started over each time it is raised, the escalation would never get any further.
            awaited?.danger() == warning.danger() -> Unit

            else -> {
                rung = Rung.Raised(warning)
                thread.cancel(WorkThread.Kind.FOCUS)
                if (!warning.practice) {
                    stayAwakeMs(2 * WITHIN_MS)
                    await { again(warning) }
                }
            }
        }
        // The screen has focus already, but may be closing: check once more after the delay.
        if (hasFocus && !warning.practice) settle(warning)
    }

    private fun again(warning: Warning) {
        if (hasFocus) return comeIntoFocus()
        if (!stands) return
        if (rung is Rung.Raised) rung = Rung.Sounding(warning)
        launcher.launch(warning.level)
        standIn.sound()
        stayAwakeMs(SOUNDS_MS)
        await { standInFor(warning) }
    }

    private fun standInFor(warning: Warning) {
        rung = Rung.StoodIn(warning)
        standIn.show()
        remember(warning)
    }

    /** Stores that [warning] may not be seen, or leaves that for later if storing fails. */
    private fun remember(warning: Warning) {
        if (!record.unseen(warning)) {
            thread.postLater(WorkThread.Kind.UNSEEN, OWED_MS) { remember(warning) }
        }
    }

    private fun await(next: () -> Unit) = thread.postLater(WorkThread.Kind.FOCUS, WITHIN_MS, next)

    private fun comeIntoFocus() {
        val was = rung
        was.warning?.takeUnless { it.practice }?.let(::settle)
        // A screen that came too late, or that somebody had to open, proves nothing.
        if (was is Rung.Raised || was is Rung.Sounding) record.seen()
        stepDown()
    }

    private fun settle(warning: Warning) {
        if (stands) launcher.settle(warning.level)
    }

    private fun stepDown() {
        thread.cancel(WorkThread.Kind.FOCUS)
        rung = Rung.None
        standIn.clear()
    }

    /** The stage of escalation for the awaited warning. */
    private sealed interface Rung {
        val warning: Warning?

        data object None : Rung {
            override val warning: Warning? = null
        }

        data class Raised(override val warning: Warning) : Rung

        data class Sounding(override val warning: Warning) : Rung

        /** Opened by hand, so its focus proves nothing. */
        data class Opened(override val warning: Warning) : Rung

        data class StoodIn(override val warning: Warning) : Rung
    }

    companion object {
        /** A successful start takes a fraction of this, even on a slow phone. */
        const val WITHIN_MS = 1_500L

        /**
         * The time for which a phone that would fall asleep is kept awake to sound. On a phone in use, it sounds for as
         * long as the warning stands.
         */
        private const val SOUNDS_MS = 10 * 60_000L

        private const val OWED_MS = 60_000L
    }
}
