package app.kinguard.signals

import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import android.media.AudioManager
import android.os.Build
import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class AudioModeSignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val audio = context.getSystemService(AudioManager::class.java)
    private val heard = Recorder()
    private var front: () -> String? = { "com.tencent.mm" }
    private val signal = AudioModeSignal(context, FakeClock(), MapMemory(), Runnable::run) { front() }

    @Test
    fun `voice is told with the app in front and its end`() {
        begin()
        mode(AudioManager.MODE_RINGTONE)
        mode(AudioManager.MODE_IN_CALL)
        mode(AudioManager.MODE_IN_COMMUNICATION)
        signal.poll()
        mode(AudioManager.MODE_NORMAL)
        assertEquals(listOf(Event.VoiceChatStarted("com.tencent.mm"), Event.VoiceChatEnded), heard.events)
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `what is so at the start is told`() {
        audio?.mode = AudioManager.MODE_IN_COMMUNICATION
        signal.start(heard)
        signal.start(heard)
        assertEquals(listOf<Event>(Event.VoiceChatStarted("com.tencent.mm")), heard.events)
    }

    @Test
    fun `an app that is not known is null`() {
        begin()
        front = { throw SecurityException("refused") }
        mode(AudioManager.MODE_IN_COMMUNICATION)
        assertEquals(listOf<Event>(Event.VoiceChatStarted(null)), heard.events)
    }

    @Test
    fun `a service that answers later is asked again`() {
        var refused = true
        val refusing =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? =
                    if (refused) throw SecurityException("refused") else super.getSystemService(name)
            }
        val late = AudioModeSignal(refusing, FakeClock(), MapMemory(), Runnable::run) { null }
        late.start(heard)
        assertEquals(SignalState.NotOnThisPhone, late.state())
        refused = false
        late.start(heard)
        heard.take()
        audio?.mode = AudioManager.MODE_IN_COMMUNICATION
        shadowOf(Looper.getMainLooper()).idle()
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) late.poll()
        assertEquals(SignalState.Works, late.state())
        assertEquals(listOf<Event>(Event.VoiceChatStarted(null)), heard.events)
    }

    @Test
    fun `every pause of the mode is told as it is`() {
        begin()
        mode(AudioManager.MODE_IN_COMMUNICATION)
        mode(AudioManager.MODE_NORMAL)
        front = { "com.icbc" }
        mode(AudioManager.MODE_IN_COMMUNICATION)
        val expected =
            listOf(Event.VoiceChatStarted("com.tencent.mm"), Event.VoiceChatEnded, Event.VoiceChatStarted("com.icbc"))
        assertEquals(expected, heard.events)
    }

    @Test
    fun `a phone without the service is named`() {
        val bare =
            AudioModeSignal(Without(context, Context.AUDIO_SERVICE), FakeClock(), MapMemory(), Runnable::run) { null }
        bare.start(heard)
        bare.poll()
        bare.stop()
        assertEquals(SignalState.NotOnThisPhone, bare.state())
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `once stopped it is silent`() {
        begin()
        signal.stop()
        signal.stop()
        mode(AudioManager.MODE_IN_COMMUNICATION)
        signal.poll()
        assertEquals(emptyList<Event>(), heard.events)
    }

    private fun begin() {
        signal.start(heard)
        heard.take()
    }

    /** Sets the mode. From Android 12 on the system pushes it; before, it is polled. */
    private fun mode(mode: Int) {
        audio?.mode = mode
        shadowOf(Looper.getMainLooper()).idle()
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) signal.poll()
    }
}
