package app.kinguard.health.selftest

import android.app.Application
import android.hardware.display.DisplayManager
import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Limit
import app.kinguard.health.Finding.Reason
import app.kinguard.signals.DisplaySignal
import app.kinguard.signals.FakeClock
import app.kinguard.signals.Recorder
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
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
    private var isMoneyAppInFront = false
    private val other = FakeBystander()
    private val check = DisplaysCheck(app, signal::heardOf, { everHeard }, { isMoneyAppInFront }, other, { idle() })
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
        assertFalse(other.isListening)
    }

    @Test
    fun `a phone that tells nobody else of it is without fault, and not fine`() {
        signal.start(heard)
        other.hears = { false }
        assertEquals(Finding.Limited(Limit.PRIVATE_NOT_TOLD), check.run())
        assertEquals(1, displays)
        assertFalse(other.isListening)
    }

    @Test
    fun `where nobody else listens, or dies over it, nothing is claimed`() {
        signal.start(heard)
        other.hears = { null }
        assertEquals(Finding.Limited(Limit.PRIVATE_NOT_TRIED), check.run())
        other.comes = false
        assertEquals(Finding.Limited(Limit.PRIVATE_NOT_TRIED), check.run())
        assertEquals(1, displays)
    }

    @Test
    fun `what reaches the others and not the guard is still the guard's fault`() {
        assertEquals(Finding.Fault(Reason.NOT_HEARD), check.run())
    }

    @Test
    fun `it asks for the display that it made, and before it is gone`() {
        signal.start(heard)
        var asked = 0
        other.hears = { display ->
            asked += 1
            assertTrue(signal.heardOf(display))
            assertEquals(2, displays)
            true
        }
        assertEquals(Finding.Fine, check.run())
        assertEquals(1, asked)
    }

    @Test
    fun `no display is made under a bank's eyes`() {
        signal.start(heard)
        isMoneyAppInFront = true
        assertEquals("not now", null, check.run())
        assertEquals(0, other.called)
        assertEquals(1, displays)
    }

    @Test
    fun `nor where the bank was opened while the other one came`() {
        signal.start(heard)
        other.onTheWay = { isMoneyAppInFront = true }
        other.hears = { error("a display was made: $it") }
        assertEquals("not now", null, check.run())
        assertFalse(other.isListening)
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()
}

/** Hears of every display unless told otherwise. */
private class FakeBystander : OtherUidProbe {
    var comes = true
    var onTheWay = {}
    var hears: (Int) -> Boolean? = { true }
    var called = 0
        private set
    var isListening = false
        private set

    override fun listening(): OtherUidProbe.Ear? {
        called += 1
        onTheWay()
        isListening = comes
        return if (comes) Listening() else null
    }

    private inner class Listening : OtherUidProbe.Ear {
        override fun heardOf(display: Int) = hears(display)

        override fun close() {
            isListening = false
        }
    }
}
