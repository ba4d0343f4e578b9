package app.kinguard.health

import android.content.Context
import app.kinguard.core.Event
import app.kinguard.phone.Moments
import app.kinguard.signals.EngineClock
import app.kinguard.signals.Observation
import app.kinguard.signals.ObservationSink
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import app.kinguard.store.Database

internal const val MINUTE_MS = 60_000L
internal const val HOUR_MS = 60 * MINUTE_MS
internal const val DAY_MS = 24 * HOUR_MS

/** Stamps and a wall clock, both set by hand. */
internal class ManualClock(var nowMs: Long = 10 * DAY_MS, var wallMs: Long = 1_800_000_000_000L) : EngineClock {
    val moments = Moments({ nowMs }) { wallMs }

    override fun nowMs() = nowMs

    override fun ofWallClockMs(wallClockMs: Long) = nowMs - (wallMs - wallClockMs)

    fun pass(ms: Long) {
        nowMs += ms
        wallMs += ms
    }
}

/** The process, and the state that outlives it. */
internal class HealthTestDevice(context: Context, val clock: ManualClock = ManualClock(), var sdk: Int = 35) {
    val database = Database(context)
    var sightings = process()

    /** Kills the process and starts it again. */
    fun dies() {
        sightings = process()
    }

    fun hears(source: SignalId, event: Event, atMs: Long = clock.nowMs) =
        sightings.heard(source, Observation(atMs, event))

    private fun process() = Sightings(database, clock.moments, { it() }, sdk, { it == BANK })
}

internal const val BANK = "com.icbc"
internal const val MEETING = "com.yhtx.meet"

internal class FixedSignal(override val id: SignalId, private val state: SignalState) : Signal {
    override fun start(report: ObservationSink) = Unit

    override fun stop() = Unit

    override fun state() = state
}
