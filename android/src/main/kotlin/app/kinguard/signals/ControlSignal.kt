package app.kinguard.signals

import android.content.Context
import android.os.Build
import android.os.Handler
import android.os.Looper
import app.kinguard.core.Event

/**
 * Reports accessibility services that can act for the user, as [appsThatAct] returns them, when they are switched on or
 * off.
 *
 * Services that came with the phone are left out, updated or not: a screen reader that its store keeps up to date must
 * not look like an attack. A service that was on before the first day is not reported; one that was switched on while
 * this process was dead is.
 */
class ControlSignal(
    private val context: Context,
    private val clock: EngineClock,
    private val memory: SignalMemory,
    handler: Handler = Handler(Looper.getMainLooper()),
    release: Int = Build.VERSION.SDK_INT,
) : Signal {
    override val id = SignalId.ACCESSIBILITY_SERVICES

    private val changes = ServiceChanges(context, handler, release)
    private var report: ObservationSink? = null

    override fun start(report: ObservationSink) {
        this.report = report
        changes.start(::look)
        look()
    }

    override fun stop() {
        report = null
        changes.stop()
    }

    override fun state(): SignalState = if (able() == null) SignalState.NotOnThisPhone else SignalState.Works

    @Synchronized
    private fun look() {
        val listener = report ?: return
        val now = able() ?: return
        val before = memory.read(KEY)?.split(' ')?.filter(String::isNotEmpty)?.toSet()
        if (now == before) return
        memory.write(KEY, now.joinToString(" "))
        if (before == null) return
        val atMs = clock.nowMs()
        (now - before).forEach { listener.observed(Observation(atMs, enabled(it))) }
        (before - now).forEach { listener.observed(Observation(atMs, Event.RemoteControlDisabled(it))) }
    }

    private fun enabled(app: String) = Event.RemoteControlEnabled(app, context.packageManager.isPreinstalled(app))

    /** Returns the apps that can act for the user now. Null if the phone does not say. */
    private fun able(): Set<String>? = context.appsThatAct()?.toSortedSet()

    private companion object {
        /** A new key, because earlier versions recorded fewer services, which must not look new now. */
        const val KEY = "acting_told"
    }
}
