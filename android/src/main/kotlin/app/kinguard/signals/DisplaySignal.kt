package app.kinguard.signals

import android.content.Context
import android.hardware.display.DisplayManager
import android.os.Handler
import android.os.Looper
import app.kinguard.core.Event

/** Looks displays up. A seam, because a display that nobody may look at cannot be made in a test. */
interface DisplayLookup {
    /** Whether the display exists but is not for our eyes. */
    fun isPrivate(id: Int): Boolean

    /** The displays that we may look at. */
    fun visible(): Set<Int>
}

/** The phone's own answer. */
class SystemDisplays(private val displays: DisplayManager) : DisplayLookup {
    override fun isPrivate(id: Int): Boolean = displays.getDisplay(id) == null

    override fun visible(): Set<Int> = displays.displays.map { it.displayId }.toSet()
}

/**
 * Virtual displays that this app may not look at. Whoever captures the screen draws it into one, so this is the only
 * sign of sharing that is pushed and needs no permission. Casting and some makers' game modes look the same.
 */
class DisplaySignal(
    private val context: Context,
    private val clock: StampClock,
    private val lookup: DisplayLookup? = manager(context)?.let(::SystemDisplays),
    private val handler: Handler = Handler(Looper.getMainLooper()),
) : Signal {
    override val id = SignalId.DISPLAYS

    @Volatile
    private var listener: Watching? = null
    private var refused = false

    override fun start(report: Report) {
        val displays = lookup ?: return
        if (listener != null) return
        val watching = Watching(displays, report)
        // Registered before the look around, so that none comes in between.
        refused = orNull { manager(context)?.registerDisplayListener(watching, handler) } == null
        if (!refused) listener = watching
    }

    override fun stop() {
        listener?.let { watching -> orNull { manager(context)?.unregisterDisplayListener(watching) } }
        listener = null
    }

    override fun state(): SignalState = if (lookup == null || refused) SignalState.NotOnThisPhone else SignalState.Works

    /** Whether it was told that this display came, foreign or not: so one of our own proves that it listens. */
    fun heardOf(display: Int): Boolean = listener?.knows(display) ?: false

    private inner class Watching(private val displays: DisplayLookup, private val report: Report) :
        DisplayManager.DisplayListener {
        /** Displays that we may look at: their coming and going is nothing. */
        private val harmless = orNull { displays.visible() }.orEmpty().toMutableSet()
        private val told = mutableSetOf<Int>()

        @Synchronized
        fun knows(display: Int): Boolean = display in harmless || display in told

        override fun onDisplayAdded(displayId: Int) {
            // A service that breaks has not shown us the display.
            val private = orNull { displays.isPrivate(displayId) } ?: true
            if (isNews(displayId, private)) observed(Event.PrivateDisplayAdded(displayId))
        }

        /** One that we never heard of came before this process did, or its coming was kept from us: it counts. */
        override fun onDisplayRemoved(displayId: Int) {
            if (!isForgotten(displayId)) observed(Event.PrivateDisplayRemoved(displayId))
        }

        @Synchronized
        private fun isNews(display: Int, private: Boolean): Boolean =
            if (private) told.add(display) else false.also { harmless += display }

        /** Whether it was harmless. */
        @Synchronized
        private fun isForgotten(display: Int): Boolean {
            told -= display
            return harmless.remove(display)
        }

        override fun onDisplayChanged(displayId: Int) = Unit

        private fun observed(event: Event) = report.observed(Observation(clock.nowMs(), event))
    }

    private companion object {
        fun manager(context: Context): DisplayManager? = orNull { context.getSystemService(DisplayManager::class.java) }
    }
}
