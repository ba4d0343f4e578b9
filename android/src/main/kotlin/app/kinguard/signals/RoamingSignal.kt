package app.kinguard.signals

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.telephony.TelephonyManager
import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.Telephony
import java.util.concurrent.Executor

/**
 * Reports the region of the network that the phone uses abroad: callers from there are nothing unusual during the stay.
 * While no network says where the phone is, the last report holds.
 */
class RoamingSignal(
    private val context: Context,
    private val clock: EngineClock,
    private val memory: SignalMemory,
    private val regions: LineRegions,
    private val lookups: Executor,
    /** The current settings, with the networks abroad. Null while the phone's home is unknown. */
    private val settings: (abroad: List<String>) -> Event.SettingsChanged?,
) : Signal {
    override val id = SignalId.ROAMING

    private var receiver: BroadcastReceiver? = null
    private var refused = false

    override fun start(report: ObservationSink) {
        if (receiver != null || !isOnThisPhone()) return
        val listening =
            object : BroadcastReceiver() {
                /** Looks at the networks, because the broadcast only says when to look. */
                override fun onReceive(context: Context, intent: Intent) = lookups.execute { look(report) }
            }
        receiver = context.listen(listening, IntentFilter(TelephonyManager.ACTION_NETWORK_COUNTRY_CHANGED))
        refused = receiver == null
        lookups.execute { look(report, begins = true) }
    }

    override fun stop() {
        receiver?.let(context::stopListening)
        receiver = null
    }

    override fun state(): SignalState =
        if (refused || !isOnThisPhone()) SignalState.NotOnThisPhone else SignalState.Works

    /** Reports a change. Abroad every start reports again, because an engine that had to start anew does not know. */
    @Synchronized
    private fun look(report: ObservationSink, begins: Boolean = false) {
        val abroad = regions.abroad() ?: return
        val now = unlessRefused { settings(abroad) } ?: return
        val told = memory.read(KEY)?.ifEmpty { null }
        if (now.roaming == told && (told == null || !begins)) return
        memory.write(KEY, now.roaming.orEmpty())
        report.observed(Observation(clock.nowMs(), now))
    }

    private fun isOnThisPhone() = Telephony(context).isThere

    private companion object {
        const val KEY = "roaming_told"
    }
}
