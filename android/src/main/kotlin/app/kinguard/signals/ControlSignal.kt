package app.kinguard.signals

import android.annotation.TargetApi
import android.content.Context
import android.database.ContentObserver
import android.os.Build
import android.os.Handler
import android.os.Looper
import android.provider.Settings
import android.view.accessibility.AccessibilityManager
import app.kinguard.core.Event

/**
 * Accessibility services that can act for the person, newly switched on or off, as [appsThatAct] has them.
 *
 * What came with the phone is left out, updated or not: a screen reader that its store keeps up to date must not look
 * like a break-in. What was on before the first day is no news; what was switched on while this process was dead is.
 */
class ControlSignal(
    private val context: Context,
    private val clock: StampClock,
    private val memory: SignalMemory,
    private val handler: Handler = Handler(Looper.getMainLooper()),
    private val release: Int = Build.VERSION.SDK_INT,
) : Signal {
    override val id = SignalId.ACCESSIBILITY_SERVICES

    private var report: Report? = null
    private val open = mutableListOf<() -> Unit>()

    override fun start(report: Report) {
        if (open.isNotEmpty()) return
        this.report = report
        val manager = manager() ?: return
        orNull { open += watchSettings() }
        orNull { open += watchState(manager) }
        if (release >= Build.VERSION_CODES.TIRAMISU) orNull { open += watchServices(manager) }
        look()
    }

    override fun stop() {
        report = null
        open.forEach { orNull(it) }
        open.clear()
        handler.removeCallbacksAndMessages(this)
    }

    override fun state(): SignalState = if (able() == null) SignalState.NotOnThisPhone else SignalState.Works

    /** Every sign only says that something changed. The system's own list may lag behind the setting by a moment. */
    private fun changed() {
        look()
        handler.removeCallbacksAndMessages(this)
        handler.postDelayed(::look, this, SETTLES_MS)
    }

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

    /** The apps that can act for the person now; null when the phone does not say. */
    private fun able(): Set<String>? = context.appsThatAct()?.toSortedSet()

    private fun watchSettings(): () -> Unit {
        val observer =
            object : ContentObserver(handler) {
                override fun onChange(selfChange: Boolean) = changed()
            }
        val setting = Settings.Secure.getUriFor(Settings.Secure.ENABLED_ACCESSIBILITY_SERVICES)
        context.contentResolver.registerContentObserver(setting, false, observer)
        return { context.contentResolver.unregisterContentObserver(observer) }
    }

    private fun watchState(manager: AccessibilityManager): () -> Unit {
        val listener = AccessibilityManager.AccessibilityStateChangeListener { changed() }
        manager.addAccessibilityStateChangeListener(listener, handler)
        return { manager.removeAccessibilityStateChangeListener(listener) }
    }

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun watchServices(manager: AccessibilityManager): () -> Unit {
        val listener = AccessibilityManager.AccessibilityServicesStateChangeListener { changed() }
        manager.addAccessibilityServicesStateChangeListener(context.mainExecutor, listener)
        return { manager.removeAccessibilityServicesStateChangeListener(listener) }
    }

    private fun manager(): AccessibilityManager? = orNull { context.getSystemService(AccessibilityManager::class.java) }

    private companion object {
        /** Versions before told of fewer services, which must not look new now. */
        const val KEY = "acting_told"
        const val SETTLES_MS = 1_000L
    }
}
