package app.kinguard.guard

import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.Guard
import app.kinguard.core.GuardException
import app.kinguard.core.InternalException

/** An engine for a drill: events in, effects out. Nothing is stored, carried out or reported to anybody. */
interface SimulatedEngine : AutoCloseable {
    /** Returns what the guard would do about [event], [atMs] after the drill began. */
    fun happens(atMs: Long, event: Event): List<Effect>
}

/** The real rules in an engine of their own, which knows only this phone's home region. */
class PracticeEngine(home: String) : SimulatedEngine {
    private val guard: Guard

    init {
        CoreLibrary.load()
        guard = begun(home)
    }

    /** Returns no effects if the engine fails: a drill must not crash the guard's process. */
    override fun happens(atMs: Long, event: Event): List<Effect> = try {
        guard.observe(atMs, atMs, event).effects
    } catch (_: GuardException) {
        emptyList()
    } catch (_: InternalException) {
        emptyList()
    }

    override fun close() = guard.close()

    private fun begun(home: String): Guard = try {
        Guard(home, emptyList())
    } catch (_: GuardException.BadRegion) {
        // A phone without a SIM card has no home.
        Guard(FALLBACK_REGION, emptyList())
    }
}
