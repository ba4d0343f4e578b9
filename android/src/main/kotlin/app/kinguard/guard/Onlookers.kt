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

    /** From any thread; at every touch. */
    fun any(): Boolean = core.screenSeen || (!core.watches && seen.isNotEmpty()) || mayAct()

    override fun observed(observation: Observation) {
        when (val event = observation.event) {
            is Event.PrivateDisplayAdded -> seen += event.display
            is Event.PublicDisplayAdded -> seen += event.display
            is Event.PrivateDisplayRemoved -> seen -= event.display
            is Event.PublicDisplayRemoved -> seen -= event.display
            else -> Unit
        }
    }

    /** The system is asked once in a while: each time takes it a moment. */
    private fun mayAct(): Boolean {
        val nowMs = elapsedMs()
        val known = asked?.takeIf { nowMs - it.atMs in 0 until HOLDS_MS }
        return (known ?: Asked(nowMs, anotherAppMayAct()).also { asked = it }).mayAct
    }

    private data class Asked(val atMs: Long, val mayAct: Boolean)

    companion object {
        const val HOLDS_MS = 2_000L
    }
}
