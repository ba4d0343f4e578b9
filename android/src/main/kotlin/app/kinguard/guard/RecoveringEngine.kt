package app.kinguard.guard

import android.util.Log
import app.kinguard.core.Guard
import app.kinguard.core.GuardException
import app.kinguard.core.InternalException
import app.kinguard.core.Response
import app.kinguard.failure.unlessRefused
import app.kinguard.history.Trouble
import app.kinguard.work.GuardThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * The engine, made to survive the death of its process, its own panics and unreadable snapshots. Used on the engine's
 * thread only.
 */
@GuardThread
internal class RecoveringEngine(
    private val thread: WorkThread,
    private val store: GuardStore,
    private val clock: StoredEngineClock,
    private val region: () -> String,
    private val trouble: (Trouble) -> Unit,
) {
    private var panics = 0

    /** The stored state. Null if there is none. */
    private var stored: String? = null
    private var guard: Guard = restored()

    /** Returns the current state. Null if the engine panics over it. */
    fun snapshot(): String? = try {
        guard.snapshot()
    } catch (_: GuardException) {
        trouble(Trouble.ENGINE_PANICKED)
        null
    } catch (_: InternalException) {
        trouble(Trouble.ENGINE_PANICKED)
        null
    }

    /** Returns whether [snapshot] differs from the stored state. */
    fun isNews(snapshot: String): Boolean = snapshot != stored

    /** Called once [snapshot] is stored. */
    fun isStored(snapshot: String) {
        stored = snapshot
    }

    /** Returns the stored state, for when the current one is not available. */
    fun lastStored(): String? = stored

    /** Asks the engine. Null if it refuses or panics, which costs one event and nothing else. */
    fun ask(question: (Guard) -> Response): Response? = try {
        thread.assertCurrent()
        question(guard).also { panics = 0 }
    } catch (_: GuardException.BadRegion) {
        trouble(Trouble.SETTINGS_REFUSED)
        null
    } catch (_: GuardException) {
        panicked()
        null
    } catch (_: InternalException) {
        panicked()
        null
    }

    /** Counts a panic. Several in a row mean that the engine's state is to blame. */
    private fun panicked() {
        trouble(Trouble.ENGINE_PANICKED)
        panics += 1
        if (panics < PANICS_BORNE) return
        panics = 0
        stored?.let(::setAside)
        guard.close()
        guard = fresh()
        stored = null
    }

    /** Returns the engine that wrote the latest snapshot, or a new one. */
    private fun restored(): Guard {
        val snapshot = fromStore { store.snapshot() } ?: return fresh()
        return try {
            Guard.restore(snapshot).also { stored = snapshot }
        } catch (refused: GuardException) {
            Log.w(TAG, "snapshot refused: ${refused.javaClass.simpleName}")
            setAside(snapshot)
            fresh()
        }
    }

    private fun setAside(snapshot: String) {
        trouble(Trouble.SNAPSHOT_UNREADABLE)
        fromStore { store.setAside(snapshot, clock.nowMs()) }
    }

    private fun fresh(): Guard {
        val settings = fromStore { store.settings }
        return try {
            Guard(settings?.home ?: region(), settings?.familiarRegions.orEmpty())
        } catch (_: GuardException.BadRegion) {
            trouble(Trouble.SETTINGS_REFUSED)
            Guard(FALLBACK_REGION, emptyList())
        }
    }

    private fun <T> fromStore(act: () -> T): T? = unlessRefused({ failed ->
        Log.w(TAG, "the store refuses: ${failed.javaClass.simpleName}")
        trouble(Trouble.NOT_STORED)
    }, act)

    private companion object {
        const val TAG = "guard"
        const val PANICS_BORNE = 3
    }
}
