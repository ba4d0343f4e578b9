package app.kinguard.signals

import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowDisplayManager

@RunWith(AndroidRunner::class)
class DisplaySignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val clock = FakeClock()
    private val heard = Recorder()
    private var private = true
    private val lookup =
        object : DisplayLookup {
            override fun isPrivate(id: Int) = private

            override fun visible() = setOf(0)
        }

    @Test
    fun aDisplayThatNobodyMayLookAtIsToldWhenItComesAndGoes() {
        val signal = DisplaySignal(context, clock, lookup)
        signal.start(heard)
        signal.start(heard)
        val display = add()
        ShadowDisplayManager.changeDisplay(display, "w500dp-h300dp")
        remove(display)
        val expected = listOf(Event.PrivateDisplayAdded(display), Event.PrivateDisplayRemoved(display))
        assertEquals(expected, heard.events)
        assertEquals(clock.nowMs, heard.observations.first().atMs)
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun aDisplayThatAllMayLookAtIsNothing() {
        private = false
        DisplaySignal(context, clock, lookup).start(heard)
        remove(add())
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun onesThatWereThereBeforeAreNoNewsButTheirEndIs() {
        val visible = add()
        DisplaySignal(context, clock).start(heard)
        idle()
        assertEquals(emptyList<Event>(), heard.events)
        remove(visible)
        assertEquals("everybody could look at it", emptyList<Event>(), heard.events)

        val hidden = add()
        heard.take()
        DisplaySignal(context, clock, lookup).start(heard)
        remove(hidden)
        assertEquals(listOf<Event>(Event.PrivateDisplayRemoved(hidden)), heard.events)
    }

    @Test
    fun aServiceThatBreaksHidesNothing() {
        val broken =
            object : DisplayLookup {
                override fun isPrivate(id: Int): Boolean = throw SecurityException("refused")

                override fun visible(): Set<Int> = throw SecurityException("refused")
            }
        DisplaySignal(context, clock, broken).start(heard)
        val display = add()
        assertEquals(listOf<Event>(Event.PrivateDisplayAdded(display)), heard.events)
    }

    @Test
    fun refusedItSaysSoAndTriesAgain() {
        var refused = true
        val refusing =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? =
                    if (refused) throw SecurityException("refused") else super.getSystemService(name)
            }
        val late = DisplaySignal(refusing, clock, lookup)
        late.start(heard)
        assertEquals(SignalState.NotOnThisPhone, late.state())
        refused = false
        late.start(heard)
        val display = add()
        assertEquals(SignalState.Works, late.state())
        assertEquals(listOf<Event>(Event.PrivateDisplayAdded(display)), heard.events)
    }

    @Test
    fun aPhoneWithoutTheServiceIsNamed() {
        val signal = DisplaySignal(Without(context, Context.DISPLAY_SERVICE), clock)
        signal.start(heard)
        signal.stop()
        assertEquals(SignalState.NotOnThisPhone, signal.state())
    }

    @Test
    fun onceStoppedItIsSilent() {
        val signal = DisplaySignal(context, clock, lookup)
        signal.start(heard)
        signal.stop()
        signal.stop()
        add()
        assertEquals(emptyList<Event>(), heard.events)
    }

    private fun add() = ShadowDisplayManager.addDisplay("w400dp-h300dp").also { idle() }

    private fun remove(display: Int) {
        ShadowDisplayManager.removeDisplay(display)
        idle()
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()
}
