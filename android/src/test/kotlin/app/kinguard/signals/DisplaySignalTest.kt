package app.kinguard.signals

import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import android.os.Looper
import android.view.Display
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
    private var kind: DisplayKind = DisplayKind.Private
    private val lookup =
        object : DisplayLookup {
            override fun kind(id: Int) = kind

            override fun visible() = mapOf(0 to DisplayKind.Harmless)
        }

    @Test
    fun `a display that nobody may look at is told when it comes and goes`() {
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
    fun `a television is nothing`() {
        kind = DisplayKind.Harmless
        DisplaySignal(context, clock, lookup).start(heard)
        remove(add())
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `a display that all may look at is told with its name`() {
        DisplaySignal(context, clock).start(heard)
        val display = addPublicDisplay("WebRTC_ScreenCapture")
        idle()
        remove(display)
        val expected =
            listOf(Event.PublicDisplayAdded(display, "WebRTC_ScreenCapture"), Event.PublicDisplayRemoved(display))
        assertEquals(expected, heard.events)
    }

    @Test
    fun `a public one that came before this process is told once`() {
        val display = addPublicDisplay("WebRTC_ScreenCapture")
        val signal = DisplaySignal(context, clock)
        signal.start(heard)
        signal.start(heard)
        idle()
        assertEquals(listOf<Event>(Event.PublicDisplayAdded(display, "WebRTC_ScreenCapture")), heard.events)
    }

    @Test
    fun `a cables and a wireless display are secure and harmless`() {
        DisplaySignal(context, clock).start(heard)
        val television = addDisplay("HDMI Screen", Display.FLAG_PRESENTATION or Display.FLAG_SECURE)
        val own = addDisplay("kinguard", Display.FLAG_PRIVATE)
        idle()
        remove(television)
        remove(own)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `ones that were there before are no news but their end is`() {
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
    fun `a service that breaks hides nothing`() {
        val broken =
            object : DisplayLookup {
                override fun kind(id: Int): DisplayKind = throw SecurityException("refused")

                override fun visible(): Map<Int, DisplayKind> = throw SecurityException("refused")
            }
        DisplaySignal(context, clock, broken).start(heard)
        val display = add()
        assertEquals(listOf<Event>(Event.PrivateDisplayAdded(display)), heard.events)
    }

    @Test
    fun `refused it says so and tries again`() {
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
    fun `a phone without the service is named`() {
        val signal = DisplaySignal(Without(context, Context.DISPLAY_SERVICE), clock)
        signal.start(heard)
        signal.stop()
        assertEquals(SignalState.NotOnThisPhone, signal.state())
    }

    @Test
    fun `once stopped it is silent`() {
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
