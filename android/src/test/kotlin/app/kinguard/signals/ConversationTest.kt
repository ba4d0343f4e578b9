package app.kinguard.signals

import android.app.Application
import android.content.ContextWrapper
import android.media.AudioAttributes
import android.media.AudioManager
import android.media.MediaRecorder.AudioSource
import android.os.Build
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** Tests the mode and the sounds of a conversation, as Android reports both. */
@RunWith(AndroidRunner::class)
class ConversationTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val audio = checkNotNull(context.getSystemService(AudioManager::class.java))
    private val phone = shadowOf(audio)
    private val clock = FakeClock()
    private val memory = MapMemory()
    private val heard = Recorder()
    private var front = "com.tencent.wemeet.app"
    private var signal = process()
    private val began get() = Event.VoiceChatStarted(front)

    @Test
    fun `voice without a mode is told`() {
        begin()
        records(AudioSource.VOICE_COMMUNICATION)
        assertEquals("one side alone is no conversation", emptyList<Event>(), heard.take())
        plays(AudioAttributes.USAGE_VOICE_COMMUNICATION)
        assertEquals(listOf<Event>(began), heard.take())
        records()
        assertEquals(listOf<Event>(Event.VoiceChatEnded), heard.take())
        plays()
        assertEquals(emptyList<Event>(), heard.take())
    }

    @Test
    fun `one voice is told once by whichever source comes first and goes last`() {
        begin()
        talks()
        mode(AudioManager.MODE_IN_COMMUNICATION)
        assertEquals(listOf<Event>(began), heard.take())
        mode(AudioManager.MODE_NORMAL)
        assertEquals("it still goes on", emptyList<Event>(), heard.take())
        plays()
        records()
        assertEquals(listOf<Event>(Event.VoiceChatEnded), heard.take())

        mode(AudioManager.MODE_IN_COMMUNICATION)
        talks()
        plays()
        records()
        assertEquals(listOf<Event>(began), heard.take())
        mode(AudioManager.MODE_NORMAL)
        assertEquals(listOf<Event>(Event.VoiceChatEnded), heard.take())
    }

    @Test
    fun `voice that goes on at the start is told`() {
        talks()
        signal.start(heard)
        signal.start(heard)
        assertEquals(listOf<Event>(began), heard.events)
    }

    @Test
    fun `voice notes assistants and recorders tell nothing`() {
        begin()
        val alone = listOf(AudioSource.MIC, AudioSource.VOICE_RECOGNITION, AudioSource.CAMCORDER)
        val played = listOf(
            AudioAttributes.USAGE_MEDIA,
            AudioAttributes.USAGE_ASSISTANT,
            // This app's own playback.
            AudioAttributes.USAGE_ALARM,
            AudioAttributes.USAGE_VOICE_COMMUNICATION_SIGNALLING,
        )
        records(AudioSource.VOICE_COMMUNICATION)
        for (usage in played) plays(usage)
        plays()
        records()
        plays(AudioAttributes.USAGE_VOICE_COMMUNICATION)
        for (source in alone) records(source)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `what is recorded during a telephone call is that call`() {
        begin()
        mode(AudioManager.MODE_IN_CALL)
        talks()
        assertEquals(emptyList<Event>(), heard.take())
        mode(AudioManager.MODE_NORMAL)
        assertEquals("and goes on after it", listOf<Event>(began), heard.events)
    }

    @Test
    fun `a mode that stays behind ends by itself`() {
        begin()
        mode(AudioManager.MODE_IN_COMMUNICATION)
        talks()
        pass(HOUR_MS)
        plays()
        pass(HOUR_MS)
        records()
        assertEquals("somebody still records", listOf<Event>(began), heard.take())
        pass(Conversation.STICKS_MS - 1)
        assertEquals(emptyList<Event>(), heard.take())
        pass(1)
        assertEquals(listOf<Event>(Event.VoiceChatEnded), heard.take())
        pass(HOUR_MS)
        assertEquals("it is over", emptyList<Event>(), heard.take())
        mode(AudioManager.MODE_NORMAL)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `who speaks again in a mode that stayed behind is told`() {
        stick()
        for (again in listOf({ plays(AudioAttributes.USAGE_VOICE_COMMUNICATION) }, { records(AudioSource.MIC) })) {
            front = "com.icbc"
            again()
            assertEquals(listOf<Event>(began), heard.take())
            plays()
            records()
            assertEquals("a pause is not the end", emptyList<Event>(), heard.take())
            pass(Conversation.STICKS_MS)
            assertEquals(listOf<Event>(Event.VoiceChatEnded), heard.take())
        }
        mode(AudioManager.MODE_NORMAL)
        mode(AudioManager.MODE_IN_COMMUNICATION)
        assertEquals("a new conversation needs no sound", listOf<Event>(began), heard.take())
    }

    @Test
    fun `a pause before the time is up begins the time anew`() {
        begin()
        mode(AudioManager.MODE_IN_COMMUNICATION)
        repeat(3) {
            talks()
            plays()
            records()
            pass(Conversation.STICKS_MS - 1)
        }
        assertEquals(listOf<Event>(began), heard.events)
    }

    @Test
    fun `a phone that never told of sounds says nothing by its silence`() {
        begin()
        mode(AudioManager.MODE_IN_COMMUNICATION)
        pass(24 * HOUR_MS)
        assertEquals(listOf<Event>(began), heard.events)
    }

    @Test
    fun `the next process knows that the phone tells`() {
        stick()
        signal.stop()
        signal = process()
        signal.start(heard)
        assertEquals("it is unknown yet whether the mode is stale", listOf<Event>(began), heard.take())
        pass(Conversation.STICKS_MS)
        assertEquals(listOf<Event>(Event.VoiceChatEnded), heard.events)
    }

    @Test
    fun `a phone that refuses to tell still has its mode`() {
        val refusing =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? {
                    val inSounds = Thread.currentThread().stackTrace.any { it.className.endsWith("VoiceSounds") }
                    if (inSounds) throw SecurityException("refused")
                    return super.getSystemService(name)
                }
            }
        memory.write("conversation_sounds", "true")
        signal = AudioModeSignal(refusing, clock, memory, Runnable::run) { front }
        begin()
        mode(AudioManager.MODE_IN_COMMUNICATION)
        pass(24 * HOUR_MS)
        assertEquals("nothing is known of its silence", listOf<Event>(began), heard.events)
    }

    @Test
    fun `once stopped it is silent`() {
        begin()
        signal.stop()
        signal.stop()
        talks()
        assertEquals(emptyList<Event>(), heard.events)
    }

    private fun stick() {
        begin()
        mode(AudioManager.MODE_IN_COMMUNICATION)
        talks()
        plays()
        records()
        pass(Conversation.STICKS_MS)
        assertEquals(listOf(began, Event.VoiceChatEnded), heard.take())
    }

    private fun talks() {
        records(AudioSource.VOICE_COMMUNICATION)
        plays(AudioAttributes.USAGE_VOICE_COMMUNICATION)
    }

    private fun records(vararg sources: Int) = phone.setActiveRecordingConfigurations(
        sources.map { phone.createActiveRecordingConfiguration(1, it, "") },
        true,
    )

    private fun plays(vararg usages: Int) = phone.setActivePlaybackConfigurationsFor(
        usages.map { AudioAttributes.Builder().setUsage(it).build() },
        true,
    )

    /** Lets time pass. The guard looks every few seconds during a talk. */
    private fun pass(ms: Long) {
        clock.nowMs += ms - 1
        signal.poll()
        clock.nowMs += 1
        signal.poll()
    }

    private fun begin() {
        signal.start(heard)
        heard.take()
    }

    /** Sets the mode. From Android 12 on the system pushes it; before, it is polled. */
    private fun mode(mode: Int) {
        audio.mode = mode
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) signal.poll()
    }

    private fun process() = AudioModeSignal(context, clock, memory, Runnable::run) { front }

    private companion object {
        const val HOUR_MS = 3_600_000L
    }
}
