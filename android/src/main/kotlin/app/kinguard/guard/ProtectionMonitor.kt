package app.kinguard.guard

import app.kinguard.core.Capability
import app.kinguard.core.Event
import app.kinguard.signals.Signal
import app.kinguard.signals.lacking

/**
 * Notices that a permission or role was taken away or given back. Android tells nobody, so this is checked now and
 * then, and the last result is remembered beyond the process: taking a permission away ends it.
 */
internal class ProtectionMonitor(
    private val signals: List<Signal>,
    private val environment: GuardEnvironment,
    private var stored: Set<Capability>?,
) {
    private var looked = stored
    private var nextMs = Long.MIN_VALUE

    /** Makes the next call of [changes] check, however short the time since the last. */
    fun soon() {
        nextMs = Long.MIN_VALUE
    }

    /**
     * Returns the changes since the last check. Empty on the very first day, when everything is still to be granted.
     */
    fun changes(nowMs: Long): List<Event.ProtectionChanged> {
        if (nowMs < nextMs) return emptyList()
        nextMs = nowMs + EVERY_MS
        val before = looked
        val now = lacking()
        looked = now
        if (before == null) return emptyList()
        return (now - before).map { Event.ProtectionChanged(it, granted = false) } +
            (before - now).map { Event.ProtectionChanged(it, granted = true) }
    }

    /** The capabilities that were missing at the last check. */
    val known: Set<Capability> get() = looked.orEmpty()

    /** Returns the same if the store does not have it yet. */
    fun news(): Set<Capability>? = looked.takeIf { it != stored }

    /** Called once [lacking] is stored. */
    fun isStored(lacking: Set<Capability>) {
        stored = lacking
    }

    private fun lacking(): Set<Capability> = signals.mapNotNull { it.state().lacking }.toSet() + environment.lacking()

    companion object {
        /** Each check asks the system a dozen questions. */
        const val EVERY_MS = 60_000L
    }
}
