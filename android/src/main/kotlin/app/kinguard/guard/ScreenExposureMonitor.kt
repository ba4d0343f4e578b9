package app.kinguard.guard

import app.kinguard.core.Event
import app.kinguard.signals.Observation
import app.kinguard.signals.ObservationSink
import app.kinguard.signals.Signal
import java.util.concurrent.ConcurrentHashMap

/**
 * Whether somebody else may be looking at this screen. What the core says of it is believed, for it knows
 * which displays are a car's or an app's own pages. While it is told nothing, because the guard rests or has not begun,
 * every display counts that others' pictures may be drawn into.
 */
class ScreenExposureMonitor(private val displays: Signal, private val core: Core) : ObservationSink {
    /** What the core says. From any thread. */
    interface Core {
        /** Whether it is told of everything. */
        val watches: Boolean

        /** Whether somebody else may see the screen. */
        val screenSeen: Boolean
    }

    private val seen = ConcurrentHashMap.newKeySet<Int>()

    /** Begins to look. A second call changes nothing. */
    fun watch() = displays.start(this)

    /** From memory, so on any thread and at every touch. */
    fun see(): Boolean = core.screenSeen || (!core.watches && seen.isNotEmpty())

    override fun observed(observation: Observation) {
        when (val event = observation.event) {
            is Event.PrivateDisplayAdded -> seen += event.display
            is Event.PublicDisplayAdded -> seen += event.display
            is Event.PrivateDisplayRemoved -> seen -= event.display
            is Event.PublicDisplayRemoved -> seen -= event.display
            else -> Unit
        }
    }
}
