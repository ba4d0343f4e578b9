package app.kinguard.signals

import android.Manifest
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.Handler
import android.os.Looper
import android.telephony.TelephonyManager
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.Telephony
import app.kinguard.phone.holds
import java.util.concurrent.Executor

/**
 * Reports callers while another app screens the calls: the phone's state is broadcast twice, first without the number,
 * then with it. Silent while this app holds the role. Dialled numbers are not broadcast.
 */
class CallerNumberSignal(
    private val context: Context,
    private val clock: EngineClock,
    private val ledger: CallLedger,
    private val screening: Signal,
    private val contacts: ContactLookup,
    private val regions: LineRegions,
    private val lookups: Executor,
    private val work: Executor,
    private val handler: Handler = Handler(Looper.getMainLooper()),
) : Signal {
    override val id = SignalId.CALLER_NUMBERS

    private var receiver: BroadcastReceiver? = null

    override fun start(report: ObservationSink) {
        if (receiver != null || !isOnThisPhone() || missing() != null) return
        receiver = context.listen(Ringing(report), IntentFilter(TelephonyManager.ACTION_PHONE_STATE_CHANGED))
    }

    override fun stop() {
        receiver?.let(context::stopListening)
        receiver = null
        handler.removeCallbacksAndMessages(this)
    }

    /** Returns the state. Nothing is missing while this app holds the screening role. */
    override fun state(): SignalState {
        if (!isOnThisPhone()) return SignalState.NotOnThisPhone
        if (receiver != null || screening.state() == SignalState.Works) return SignalState.Works
        return missing()?.let(SignalState::Missing) ?: SignalState.NotOnThisPhone
    }

    /** Returns the capability that somebody should grant. Of the role and the call log, the role tells more. */
    private fun missing(): Capability? = when {
        !context.holds(Manifest.permission.READ_PHONE_STATE) -> Capability.PHONE_STATE
        !context.holds(Manifest.permission.READ_CALL_LOG) -> Capability.CALL_SCREENING
        else -> null
    }

    private fun isOnThisPhone() = Telephony(context).isThere

    private inner class Ringing(private val report: ObservationSink) : BroadcastReceiver() {
        private var ring: Ring? = null

        /** Hands the broadcast on, because Android calls this on the main thread. */
        override fun onReceive(context: Context, intent: Intent) {
            val atMs = clock.nowMs()
            work.execute { heard(intent, atMs) }
        }

        private fun heard(intent: Intent, atMs: Long) {
            if (receiver !== this) return
            if (intent.getStringExtra(TelephonyManager.EXTRA_STATE) != TelephonyManager.EXTRA_STATE_RINGING) {
                handler.removeCallbacksAndMessages(this@CallerNumberSignal)
                ring = null
                return
            }
            val now = ring ?: Ring(atMs).also(::begin)

            @Suppress("DEPRECATION")
            val number = intent.getStringExtra(TelephonyManager.EXTRA_INCOMING_NUMBER)
            if (!number.isNullOrBlank()) tell(now, number)
        }

        /**
         * Begins a call. One that has no number after the delay withholds it. A chat app's call rings too, but on no
         * line.
         */
        private fun begin(new: Ring) {
            ring = new
            val deferred = Runnable { work.execute { if (ring === new) deferred(new) } }
            handler.postDelayed(deferred, this@CallerNumberSignal, SETTLES_MS)
        }

        private fun deferred(call: Ring) {
            if (receiver === this && ledger.ringing().isNotEmpty()) tell(call, null)
        }

        private fun tell(call: Ring, number: String?) {
            if (call.told || screening.state() == SignalState.Works) return
            call.told = true
            ledger.told(call.atMs)
            val line = ledger.ringing().singleOrNull()
            lookups.execute { report.observed(Observation(call.atMs, event(number, line))) }
        }
    }

    private fun event(number: String?, line: Int?) = Event.CallStarted(
        direction = Direction.INCOMING,
        number = number,
        contact = unlessRefused { contacts.holds(number) },
        line = unlessRefused { line?.let(regions::of) ?: regions.only() },
        family = unlessRefused { contacts.isFamily(number) } == true,
        hotline = unlessRefused { contacts.isHotline(number) } == true,
    )

    /** One call while it rings. */
    private class Ring(val atMs: Long) {
        var told = false
    }

    companion object {
        /** The two broadcasts are some hundredths of a second apart. */
        const val SETTLES_MS = 1_000L
    }
}
