package app.kinguard.guard

import app.kinguard.core.Event
import app.kinguard.signals.Observation
import app.kinguard.signals.Report
import app.kinguard.signals.Signal
import java.util.concurrent.ConcurrentHashMap

/**
 * Whether somebody else may be looking at this screen, or touching it. What the core says of it is believed, for it knows
 * which displays are a car's or an app's own pages. While it is told nothing, because the guard rests or has not begun,
 * every display counts that others' pictures may be drawn into.
 */
class Onlookers(
    private val displays: Signal,
    private val core: Core,
    private val anotherAppMayAct: () -> Boolean,
    private val elapsedMs: () -> Long,
) : Report {
    /** What the core says. From any thread. */
    interface Core {
        /** Whether it is told of everything. */
        val watches: Boolean

        /** Whether somebody else may see the screen. */
        val screenSeen: Boolean
    }

    private val seen = ConcurrentHashMap.newKeySet<Int>()

    @Volatile
    private var asked: Asked? = null

    /** Begins to look. A second call changes nothing. */
    fun watch() = displays.start(this)

    /** From memory, so on any thread and at every touch; null where it was not looked at for a while. */
    fun any(): Boolean? = if (core.screenSeen || (!core.watches && seen.isNotEmpty())) true else mayAct()

    /** Asks the system, which takes it a moment: not on the main thread. */
    fun look() {
        asked = Asked(elapsedMs(), anotherAppMayAct())
    }

    override fun observed(observation: Observation) {
        when (val event = observation.event) {
            is Event.PrivateDisplayAdded -> seen += event.display
            is Event.PublicDisplayAdded -> seen += event.display
            is Event.PrivateDisplayRemoved -> seen -= event.display
            is Event.PublicDisplayRemoved -> seen -= event.display
            else -> Unit
        }
    }

    private fun mayAct(): Boolean? = asked?.takeIf { elapsedMs() - it.atMs in 0 until HOLDS_MS }?.mayAct

    private data class Asked(val atMs: Long, val mayAct: Boolean)

    companion object {
        /** A page looks every second; so much is left to a guard that is busy. */
        const val HOLDS_MS = 5_000L
    }
}
