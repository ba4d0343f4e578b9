package app.kinguard.signals

import android.app.UiModeManager
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.res.Configuration
import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused

/**
 * Reports that the phone starts or stops showing itself on a car's screen, whose displays this app may not see either.
 * Any app may switch this mode on, so it excuses little.
 */
class CarModeSignal(private val context: Context, private val clock: EngineClock) : Signal {
    override val id = SignalId.CAR_MODE

    private var receiver: BroadcastReceiver? = null

    /** Reports the current state first if that is a car. */
    override fun start(report: ObservationSink) {
        if (receiver != null) return
        val listening = Listening(report)
        val filter = IntentFilter(UiModeManager.ACTION_ENTER_CAR_MODE)
        filter.addAction(UiModeManager.ACTION_EXIT_CAR_MODE)
        receiver = context.listen(listening, filter)
        if (isInCar()) listening.changed(true)
    }

    override fun stop() {
        receiver?.let(context::stopListening)
        receiver = null
    }

    override fun state(): SignalState = if (receiver == null) SignalState.NotOnThisPhone else SignalState.Works

    private fun isInCar(): Boolean = unlessRefused {
        context.getSystemService(UiModeManager::class.java)?.currentModeType
    } == Configuration.UI_MODE_TYPE_CAR

    private inner class Listening(private val report: ObservationSink) : BroadcastReceiver() {
        private var told = false

        override fun onReceive(context: Context, intent: Intent) {
            changed(intent.action == UiModeManager.ACTION_ENTER_CAR_MODE)
        }

        fun changed(on: Boolean) {
            if (told == on) return
            told = on
            report.observed(Observation(clock.nowMs(), Event.CarModeChanged(on)))
        }
    }
}
