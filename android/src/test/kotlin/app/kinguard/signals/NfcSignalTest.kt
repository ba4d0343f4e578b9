package app.kinguard.signals

import android.app.Application
import android.content.BroadcastReceiver
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class NfcSignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val heard = Recorder()
    private val signal = signal(context)

    @Before
    fun hasNfc() = nfc(true)

    @Test
    fun `every turn is told once and the way there is none`() {
        signal.start(heard)
        signal.start(heard)
        turned(NfcAdapter.STATE_TURNING_ON, NfcAdapter.STATE_ON, NfcAdapter.STATE_ON)
        assertEquals(listOf<Event>(Event.NfcTurned(true)), heard.take())
        turned(NfcAdapter.STATE_TURNING_OFF)
        assertEquals(emptyList<Event>(), heard.take())
        turned(NfcAdapter.STATE_OFF, NfcAdapter.STATE_TURNING_ON, NfcAdapter.STATE_ON)
        assertEquals(listOf<Event>(Event.NfcTurned(false), Event.NfcTurned(true)), heard.events)
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `a broadcast that says nothing tells nothing`() {
        signal.start(heard)
        context.sendBroadcast(Intent(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED))
        turned(0, 5)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `a phone without it is named`() {
        nfc(false)
        signal.start(heard)
        turned(NfcAdapter.STATE_ON)
        assertEquals(SignalState.NotOnThisPhone, signal.state())
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `once stopped it is silent`() {
        signal.start(heard)
        signal.stop()
        signal.stop()
        turned(NfcAdapter.STATE_ON)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `refused it says so and tries again`() {
        var refused = true
        val refusing =
            object : ContextWrapper(context) {
                override fun registerReceiver(receiver: BroadcastReceiver?, filter: IntentFilter): Intent? =
                    if (refused) throw SecurityException("refused") else super.registerReceiver(receiver, filter)
            }
        val late = signal(refusing)
        late.start(heard)
        assertEquals(SignalState.NotOnThisPhone, late.state())
        refused = false
        late.start(heard)
        turned(NfcAdapter.STATE_ON)
        assertEquals(SignalState.Works, late.state())
        assertEquals(listOf<Event>(Event.NfcTurned(true)), heard.events)
    }

    private fun signal(context: Context) = NfcSignal(context, FakeClock())

    private fun nfc(there: Boolean) =
        shadowOf(context.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, there)

    private fun turned(vararg states: Int) {
        states.forEach {
            val told = Intent(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED).putExtra(NfcAdapter.EXTRA_ADAPTER_STATE, it)
            context.sendBroadcast(told)
        }
        shadowOf(Looper.getMainLooper()).idle()
    }
}
