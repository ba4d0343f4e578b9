package app.kinguard.signals

import android.content.Context
import android.hardware.display.DisplayManager
import android.os.Handler
import android.os.Looper
import android.view.Display
import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused
import app.kinguard.text.label

/** The relation of a display to this app. */
sealed interface DisplayKind {
    /** It exists, but this app may not see it. */
    data object Private : DisplayKind

    /** Every app may see it. A capture whose app made it public is such a display: libwebrtc's are. */
    data class Public(val name: String?) : DisplayKind

    /** The phone's own screen, a television's, or one of this app's own. */
    data object Harmless : DisplayKind
}

/** Looks up displays. An interface, because a display that nobody may see cannot be made in a test. */
interface DisplayLookup {
    fun kind(id: Int): DisplayKind

    /** Returns the displays that this app may see. */
    fun visible(): Map<Int, DisplayKind>
}

/**
 * The phone's own answer. A capture of the screen into a public display gets one that is for presentations, without
 * asking for that, and that is not secure, because a secure one takes a system permission. A cable's and a wireless
 * display's are secure. Each row on displays in docs/platform.md was checked against Android's own server.
 */
class SystemDisplays(private val displays: DisplayManager) : DisplayLookup {
    override fun kind(id: Int): DisplayKind = displays.getDisplay(id)?.let(::kind) ?: DisplayKind.Private

    override fun visible(): Map<Int, DisplayKind> = displays.displays.associate { it.displayId to kind(it) }

    private fun kind(display: Display): DisplayKind = when {
        display.displayId == Display.DEFAULT_DISPLAY -> DisplayKind.Harmless
        display.flags and LOOKED_AT == Display.FLAG_PRESENTATION -> DisplayKind.Public(display.name?.let(::label))
        else -> DisplayKind.Harmless
    }

    private companion object {
        /** The flags that tell a public capture from everything else. */
        const val LOOKED_AT = Display.FLAG_PRESENTATION or Display.FLAG_SECURE or Display.FLAG_PRIVATE
    }
}

/**
 * Reports virtual displays into which others' content may be drawn. A screen capture draws into one, so this is the
 * only sign of sharing that is pushed and needs no permission. Casting and some makers' game modes look the same. Other
 * apps' private displays are reported up to Android 16 only, public ones on every release.
 */
class DisplaySignal(
    private val context: Context,
    private val clock: EngineClock,
    private val lookup: DisplayLookup? = manager(context)?.let(::SystemDisplays),
    private val handler: Handler = Handler(Looper.getMainLooper()),
) : Signal {
    override val id = SignalId.DISPLAYS

    @Volatile
    private var listener: Watching? = null
    private var refused = false

    override fun start(report: ObservationSink) {
        val displays = lookup ?: return
        if (listener != null) return
        val watching = Watching(displays, report)
        // Registered before the look around, so that no display is missed in between.
        refused = unlessRefused { manager(context)?.registerDisplayListener(watching, handler) } == null
        if (refused) return
        listener = watching
        watching.lookAround()
    }

    override fun stop() {
        listener?.let { watching -> unlessRefused { manager(context)?.unregisterDisplayListener(watching) } }
        listener = null
    }

    override fun state(): SignalState = if (lookup == null || refused) SignalState.NotOnThisPhone else SignalState.Works

    /**
     * Returns whether the source was told of this display, foreign or not. One of this app's own proves that it
     * listens.
     */
    fun heardOf(display: Int): Boolean = listener?.knows(display) ?: false

    private inner class Watching(private val displays: DisplayLookup, private val report: ObservationSink) :
        DisplayManager.DisplayListener {
        private val known = mutableMapOf<Int, DisplayKind>()

        /** Finds captures that began before this process. They can still be seen if they are public. */
        fun lookAround() = unlessRefused { displays.visible() }.orEmpty().forEach(::came)

        @Synchronized
        fun knows(display: Int): Boolean = display in known

        override fun onDisplayAdded(displayId: Int) {
            // If the lookup fails, the display counts as one that this app may not see.
            came(displayId, unlessRefused { displays.kind(displayId) } ?: DisplayKind.Private)
        }

        /** Reports the removal of an unknown display too: it came before this process did, or its coming was hidden. */
        override fun onDisplayRemoved(displayId: Int) = when (forgotten(displayId)) {
            DisplayKind.Harmless -> Unit
            is DisplayKind.Public -> observed(Event.PublicDisplayRemoved(displayId))
            DisplayKind.Private, null -> observed(Event.PrivateDisplayRemoved(displayId))
        }

        override fun onDisplayChanged(displayId: Int) = Unit

        private fun came(display: Int, kind: DisplayKind) {
            if (!isNews(display, kind)) return
            when (kind) {
                DisplayKind.Harmless -> Unit
                is DisplayKind.Public -> observed(Event.PublicDisplayAdded(display, kind.name))
                DisplayKind.Private -> observed(Event.PrivateDisplayAdded(display))
            }
        }

        @Synchronized
        private fun isNews(display: Int, kind: DisplayKind): Boolean = known.put(display, kind) == null

        @Synchronized
        private fun forgotten(display: Int): DisplayKind? = known.remove(display)

        private fun observed(event: Event) = report.observed(Observation(clock.nowMs(), event))
    }

    private companion object {
        fun manager(context: Context): DisplayManager? =
            unlessRefused { context.getSystemService(DisplayManager::class.java) }
    }
}
