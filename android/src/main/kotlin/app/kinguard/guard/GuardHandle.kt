package app.kinguard.guard

import app.kinguard.core.Choice
import app.kinguard.core.Event
import app.kinguard.core.IncidentId
import app.kinguard.warning.WarningListener
import app.kinguard.work.GuardThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * The guard for callers that must not wait: Android's components and the pages, on the main thread. Its runner is
 * created on its own thread at the first request, because that loads the core and reads the database. Everything read
 * here comes from memory.
 */
class GuardHandle(
    private val thread: WorkThread,
    private val create: () -> GuardRunner,
    /** Returns whether this phone is guarded at all. Otherwise nothing here does anything. Read from memory. */
    private val isGuarded: () -> Boolean = { true },
    /** Called once, on the guard's thread, when the runner exists. */
    private val created: () -> Unit = {},
) : ScreenExposureMonitor.Core,
    WarningListener,
    FamilyHelp.Guard {
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

    /** See [GuardRunner.standing]. Unreliable before [hasBegun]. */
    val standing: ActiveWarning? get() = made?.standing

    override val incident: IncidentId? get() = standing?.warn?.incident

    /** See [GuardRunner.start]. */
    fun start() = ask { it.start() }

    /** See [GuardRunner.wake]. */
    fun wake(done: () -> Unit = {}) = if (isGuarded()) ask { it.wake(done) } else done()

    /** See [GuardRunner.lookAgain]. */
    fun lookAgain() = ask { it.lookAgain() }

    /** See [GuardRunner.happened]. */
    override fun happened(event: Event) = ask { it.happened(event) }

    /** Passes on answers from before the runner exists, too: the alarm button's warning does not wait for it. */
    override fun answered(choice: Choice) = ask { it.answered(choice) }

    override fun recorded(visible: Boolean) = ask { it.recorded(visible) }

    /** See [GuardRunner.settle]. */
    fun settle(settings: GuardStore.Settings) = ask { it.settle(settings) }

    /** See [GuardRunner.stop]. */
    fun stop() = thread.post { made?.stop() }

    /** Starts the guard, and then runs [act] on its thread. */
    override fun begun(act: () -> Unit) = ask {
        it.start()
        thread.post(act)
    }

    /** Updates [notification] with what is watched now, if it is shown. */
    fun tell(notification: GuardNotification) = thread.post {
        if (isGuarded()) notification.refresh(runner().watched())
    }

    private fun ask(act: (GuardRunner) -> Unit) {
        if (!isGuarded()) return
        // Before the guard has begun, its clock would read the database on the caller's thread.
        val there = made?.takeIf { it.hasBegun }
        if (there != null) act(there) else thread.post { if (isGuarded()) act(runner()) }
    }

    /** Returns the runner, and creates it if needed. Called on the guard's thread. */
    @GuardThread
    private fun runner(): GuardRunner {
        thread.assertCurrent()
        return made ?: create().also {
            made = it
            created()
        }
    }
}
