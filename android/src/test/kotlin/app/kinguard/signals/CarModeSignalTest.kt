package app.kinguard.signals

import android.app.Application
import android.app.UiModeManager
import android.content.Context
import android.content.Intent
import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class CarModeSignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val heard = Recorder()
    private val signal = CarModeSignal(context, FakeClock())

    @Test
    fun `coming and going is told once`() {
        signal.start(heard)
        signal.start(heard)
        assertEquals("no car is no news", emptyList<Event>(), heard.events)
        changes(UiModeManager.ACTION_ENTER_CAR_MODE)
        changes(UiModeManager.ACTION_ENTER_CAR_MODE)
        changes(UiModeManager.ACTION_EXIT_CAR_MODE)
        assertEquals(listOf<Event>(Event.CarModeChanged(true), Event.CarModeChanged(false)), heard.events)
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `who starts in a car is in one`() {
        checkNotNull(context.getSystemService(UiModeManager::class.java)).enableCarMode(0)
        signal.start(heard)
        assertEquals(listOf<Event>(Event.CarModeChanged(true)), heard.events)
    }

    @Test
    fun `once stopped it is silent`() {
        signal.start(heard)
        signal.stop()
        changes(UiModeManager.ACTION_ENTER_CAR_MODE)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `a phone without the service still hears of it`() {
        CarModeSignal(Without(context, Context.UI_MODE_SERVICE), FakeClock()).start(heard)
        changes(UiModeManager.ACTION_ENTER_CAR_MODE)
        assertEquals(listOf<Event>(Event.CarModeChanged(true)), heard.events)
    }

    private fun changes(action: String) {
        context.sendBroadcast(Intent(action))
        shadowOf(Looper.getMainLooper()).idle()
    }
}
