package app.kinguard.guard

import app.kinguard.core.Choice
import app.kinguard.core.Event
import app.kinguard.warning.WarningListener
import app.kinguard.work.GuardThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * The guard, as it is found by whoever must not wait: Android's components and the pages, on the main thread. Its runner is
 * made on its own thread when something is first asked of it, because that loads the core and reads the database. What is
 * read here is from memory.
 */
class GuardHandle(
    private val thread: WorkThread,
    private val create: () -> GuardRunner,
    /** Called once, on the guard's thread, when the runner is there. */
    private val created: () -> Unit = {},
) : ScreenExposureMonitor.Core,
    WarningListener {
    @Volatile
    private var made: GuardRunner? = null

    override val watches: Boolean get() = made?.watches == true

    override val screenSeen: Boolean get() = made?.screenSeen == true

    /** See [GuardRunner.led]. */
    val led: Boolean get() = made?.led == true

    /** See [GuardRunner.heard]. */
    val heard: Boolean get() = made?.heard == true

    /** See [GuardRunner.hasBegun]. */
    val hasBegun: Boolean get() = made?.hasBegun == true

    /** See [GuardRunner.standing]. Not to be believed before [hasBegun]. */
    val standing: ActiveWarning? get() = made?.standing

    /** See [GuardRunner.start]. */
    fun start() = ask { it.start() }

    /** See [GuardRunner.wake]. */
    fun wake(done: () -> Unit = {}) = ask { it.wake(done) }

    /** See [GuardRunner.lookAgain]. */
    fun lookAgain() = ask { it.lookAgain() }

    /** See [GuardRunner.happened]. */
    fun happened(event: Event) = ask { it.happened(event) }

    /** Also what is answered before the runner is there: the alarm button's warning does not wait for it. */
    override fun answered(choice: Choice) = ask { it.answered(choice) }

    override fun recorded(visible: Boolean) = ask { it.recorded(visible) }

    /** See [GuardRunner.settle]. */
    fun settle(settings: GuardStore.Settings) = ask { it.settle(settings) }

    /** See [GuardRunner.stop]. */
    fun stop() = ask { it.stop() }

    /** Begins, and does [act] on the guard's thread when it has. */
    fun begun(act: () -> Unit) = ask {
        it.start()
        thread.post(act)
    }

    /** Shows [notification] with what is watched now, where it is shown. */
    fun tell(notification: GuardNotification) = thread.post { notification.refresh(runner().watched()) }

    private fun ask(act: (GuardRunner) -> Unit) {
        // Before it has begun, its clock would read the database for whoever asks.
        val there = made?.takeIf { it.hasBegun }
        if (there != null) act(there) else thread.post { act(runner()) }
    }

    /** On the guard's thread. */
    @GuardThread
    private fun runner(): GuardRunner {
        thread.assertCurrent()
        return made ?: create().also {
            made = it
            created()
        }
    }
}
