package app.kinguard.signals

import android.app.Application
import android.content.BroadcastReceiver
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import android.content.IntentFilter
import android.os.Looper
import android.os.PowerManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class ScreenSignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val heard = Recorder()
    private val signal = ScreenSignal(context, FakeClock())

    @Test
    fun `it begins with what is so and tells every turn`() {
        shadowOf(context.getSystemService(PowerManager::class.java)).turnScreenOn(false)
        signal.start(heard)
        signal.start(heard)
        send(Intent.ACTION_SCREEN_ON)
        send(Intent.ACTION_SCREEN_OFF)
        assertEquals(listOf(false, true, false).map(Event::ScreenTurned), heard.events)
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `once stopped it is silent`() {
        signal.start(heard)
        heard.take()
        signal.stop()
        signal.stop()
        send(Intent.ACTION_SCREEN_ON)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `a phone that does not answer is named`() {
        val bare = ScreenSignal(Without(context, Context.POWER_SERVICE), FakeClock())
        bare.start(heard)
        assertEquals(SignalState.NotOnThisPhone, bare.state())
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
        val late = ScreenSignal(refusing, FakeClock())
        late.start(heard)
        assertEquals(SignalState.NotOnThisPhone, late.state())
        refused = false
        late.start(heard)
        heard.take()
        send(Intent.ACTION_SCREEN_OFF)
        assertEquals(SignalState.Works, late.state())
        assertEquals(listOf<Event>(Event.ScreenTurned(false)), heard.events)
    }

    private fun send(action: String) {
        context.sendBroadcast(Intent(action))
        shadowOf(Looper.getMainLooper()).idle()
    }
}
