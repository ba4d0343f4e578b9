package app.kinguard.signals

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused

/**
 * Reports that near-field communication is switched on or off. The broadcast carries the state, so no permission is
 * needed. The state at the start is not reported, nor are changes from while this process was dead.
 */
class NfcSignal(private val context: Context, private val clock: EngineClock) : Signal {
    override val id = SignalId.NFC

    private var receiver: BroadcastReceiver? = null

    override fun start(report: ObservationSink) {
        if (receiver != null || !isOnThisPhone()) return
        receiver = context.listen(Listening(report), IntentFilter(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED))
    }

    override fun stop() {
        receiver?.let(context::stopListening)
        receiver = null
    }

    override fun state(): SignalState = if (receiver == null) SignalState.NotOnThisPhone else SignalState.Works

    private fun isOnThisPhone() =
        unlessRefused { context.packageManager.hasSystemFeature(PackageManager.FEATURE_NFC) } == true

    private inner class Listening(private val report: ObservationSink) : BroadcastReceiver() {
        private var told: Boolean? = null

        /** Ignores the transitional states, which are neither on nor off. */
        override fun onReceive(context: Context, intent: Intent) {
            when (intent.getIntExtra(NfcAdapter.EXTRA_ADAPTER_STATE, 0)) {
                NfcAdapter.STATE_ON -> turned(true)
                NfcAdapter.STATE_OFF -> turned(false)
            }
        }

        private fun turned(on: Boolean) {
            if (told == on) return
            told = on
            report.observed(Observation(clock.nowMs(), Event.NfcTurned(on)))
        }
    }
}
