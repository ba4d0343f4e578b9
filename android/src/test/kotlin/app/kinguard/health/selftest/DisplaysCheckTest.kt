package app.kinguard.health.selftest

import android.app.Application
import android.hardware.display.DisplayManager
import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.signals.DisplaySignal
import app.kinguard.signals.FakeClock
import app.kinguard.signals.Recorder
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class DisplaysCheckTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val signal = DisplaySignal(app, FakeClock())
    private val heard = Recorder()
    private var everHeard = true
    private var atTheMoney = false
    private val check = DisplaysCheck(app, signal::heardOf, { everHeard }, { atTheMoney }, { idle() })
    private val displays get() = checkNotNull(app.getSystemService(DisplayManager::class.java)).displays.size

    @Test
    fun `a display of our own is heard of, is no sharing, and is gone afterwards`() {
        signal.start(heard)
        assertEquals(Finding.Fine, check.run())
        idle()
        assertEquals(emptyList<Event>(), heard.events)
        assertEquals(1, displays)
    }

    @Test
    fun `a listener that was lost is found out`() {
        signal.start(heard)
        assertEquals(Finding.Fine, check.run())
        signal.stop()
        assertEquals(Finding.Fault(Reason.NOT_HEARD), check.run())
        assertEquals(1, displays)
        signal.start(heard)
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `a phone that never told of one has no fault`() {
        everHeard = false
        assertEquals(Finding.NotApplicable, check.run())
    }

    @Test
    fun `no display is made under a bank's eyes`() {
        signal.start(heard)
        atTheMoney = true
        assertEquals("not now", null, check.run())
        assertEquals(1, displays)
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()
}
