package app.kinguard.signals

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import app.kinguard.core.Event

/**
 * Near-field communication is switched on or off. The broadcast says which, so no permission is needed. What is so at
 * the start is no news, and what was switched while this process was dead is not told.
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

    private fun isOnThisPhone() = orNull { context.packageManager.hasSystemFeature(PackageManager.FEATURE_NFC) } == true

    private inner class Listening(private val report: ObservationSink) : BroadcastReceiver() {
        private var told: Boolean? = null

        /** On the way from one to the other it is neither. */
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
