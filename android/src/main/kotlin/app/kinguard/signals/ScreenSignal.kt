package app.kinguard.signals

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.PowerManager
import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused

/** Reports that the screen goes on and off. This also decides whether anything is polled at all, see [PollingPlan]. */
class ScreenSignal(private val context: Context, private val clock: EngineClock) : Signal {
    override val id = SignalId.SCREEN

    private var receiver: BroadcastReceiver? = null
    private var refused = false

    /** Reports the current state first: the last process may have left a different one. */
    override fun start(report: ObservationSink) {
        if (receiver != null) return
        val listening = Listening(report)
        receiver = context.listen(listening, IntentFilter(Intent.ACTION_SCREEN_ON).also { it.addAction(OFF) })
        refused = receiver == null
        isOn()?.let(listening::turned)
    }

    override fun stop() {
        receiver?.let(context::stopListening)
        receiver = null
    }

    override fun state(): SignalState = if (refused || isOn() == null) SignalState.NotOnThisPhone else SignalState.Works

    private fun isOn(): Boolean? = unlessRefused { context.getSystemService(PowerManager::class.java)?.isInteractive }

    private inner class Listening(private val report: ObservationSink) : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) {
            when (intent.action) {
                Intent.ACTION_SCREEN_ON -> turned(true)
                OFF -> turned(false)
            }
        }

        fun turned(on: Boolean) = report.observed(Observation(clock.nowMs(), Event.ScreenTurned(on)))
    }

    private companion object {
        const val OFF = Intent.ACTION_SCREEN_OFF
    }
}

/**
 * Registers for broadcasts that only the system may send. Null if the system refuses, as it does to an app with too
 * many receivers.
 */
internal fun Context.listen(receiver: BroadcastReceiver, filter: IntentFilter): BroadcastReceiver? = unlessRefused {
    registerReceiver(receiver, filter)
    receiver
}

internal fun Context.stopListening(receiver: BroadcastReceiver) {
    unlessRefused { unregisterReceiver(receiver) }
}
