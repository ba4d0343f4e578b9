package app.kinguard.guard

import app.kinguard.warning.FallbackSurface
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningPresenter
import app.kinguard.warning.danger
import app.kinguard.work.WorkThread

/**
 * Sees to it that the warning is seen: it counts as such when the window of its screen has focus, and not when its start
 * was asked for. What comes in place of it, one after the other:
 *
 * it is started, with its notification; [WITHIN_MS] later once more, with sound and vibration of our own; [WITHIN_MS]
 * later a window over all others, the family is told, and it is remembered. That goes on until the screen has focus or
 * the warning is over. All of it on the guard's thread; a process that dies in its midst raises what stands anew, and
 * begins here anew.
 */
class FocusMonitor(
    private val launcher: WarningLauncher,
    private val standIn: FallbackSurface,
    private val record: Record,
    private val thread: WorkThread,
    /** Keeps a phone awake whose screen is off: it counts no time and says nothing while it sleeps. */
    private val stayAwakeMs: (Long) -> Unit,
) : WarningPresenter {
    /** What is remembered of it. */
    interface Record {
        /** The family hears that [warning] may not be seen, once for each danger. Returns whether that could be kept. */
        fun unseen(warning: Warning): Boolean

        /** A warning came into focus in time. */
        fun seen()

        /** Neither a start nor a notification is allowed. */
        fun nowhere()
    }

    /** A warning is up that is no drill. What is still to be done on the guard's thread must not post it once more. */
    @Volatile
    private var stands = false

    // From here on touched on the guard's thread only.
    private var rung: Rung = Rung.None
    private var hasFocus = false

    override fun raise(warning: Warning) {
        // A drill is opened by whoever begins it, and sounds no alarm.
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
        thread.post { stepDown() }
    }

    private fun raised(warning: Warning) {
        val awaited = rung.warning
        when {
            // A drill says nothing while a danger is waited for.
            warning.practice && awaited?.practice == false -> Unit

            // Raised again and again, it would never get any further.
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
        // In front already, unless that screen is just going: so it is looked at once more in its time.
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

    /** What cannot be stored now is owed. */
    private fun remember(warning: Warning) {
        if (!record.unseen(warning)) {
            thread.postLater(WorkThread.Kind.FOCUS, OWED_MS) { remember(warning) }
        }
    }

    private fun await(next: () -> Unit) = thread.postLater(WorkThread.Kind.FOCUS, WITHIN_MS, next)

    private fun comeIntoFocus() {
        val was = rung
        was.warning?.takeUnless { it.practice }?.let(::settle)
        // One that came too late, or that somebody had to open, proves nothing.
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

    /** How far it has come with the warning that is waited for. */
    private sealed interface Rung {
        val warning: Warning?

        data object None : Rung {
            override val warning: Warning? = null
        }

        data class Raised(override val warning: Warning) : Rung

        data class Sounding(override val warning: Warning) : Rung

        /** By hand, so that its focus proves nothing. */
        data class Opened(override val warning: Warning) : Rung

        data class StoodIn(override val warning: Warning) : Rung
    }

    companion object {
        /** A start that comes through takes a fraction of it on a slow phone. */
        const val WITHIN_MS = 1_500L

        /** How long it is heard on a phone that would fall asleep; on one in use, for as long as it stands. */
        private const val SOUNDS_MS = 10 * 60_000L

        private const val OWED_MS = 60_000L
    }
}
