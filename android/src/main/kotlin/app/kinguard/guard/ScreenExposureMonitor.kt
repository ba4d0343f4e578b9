package app.kinguard.guard

import app.kinguard.core.Event
import app.kinguard.signals.Observation
import app.kinguard.signals.ObservationSink
import app.kinguard.signals.Signal
import java.util.concurrent.ConcurrentHashMap

/**
 * Watches whether somebody else may be looking at this screen. The core's answer counts, because it knows which
 * displays are a car's or an app's own pages. While the core is told nothing, because the guard pauses or has not
 * begun, every display counts into which others' content may be drawn.
 */
class ScreenExposureMonitor(private val displays: Signal, private val core: Core) : ObservationSink {
    /** The core's answer. Any thread may ask. */
    interface Core {
        /** True if the core is told of everything. */
        val watches: Boolean

        /** True if somebody else may see the screen. */
        val screenSeen: Boolean
    }

    private val seen = ConcurrentHashMap.newKeySet<Int>()

    /** Starts to watch. A second call changes nothing. */
    fun watch() = displays.start(this)

    /** Returns whether somebody else may see the screen. Read from memory, so it suits any thread and every touch. */
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
