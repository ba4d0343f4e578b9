package app.kinguard.platform

import android.content.Intent
import android.media.AudioFormat
import android.os.Binder
import android.os.Bundle
import android.speech.tts.ITextToSpeechCallback
import android.speech.tts.ITextToSpeechService
import android.speech.tts.SynthesisCallback
import android.speech.tts.SynthesisRequest
import android.speech.tts.TextToSpeech
import android.speech.tts.TextToSpeechService
import app.kinguard.AndroidRunner
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.android.controller.ServiceController
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/**
 * Tests what Android tells an app about its speech engine: the genuine [TextToSpeechService], with all the code that
 * plays what an engine synthesises. Mocked: nothing; the audio track is Robolectric's, which takes every byte at once.
 */
@RunWith(AndroidRunner::class)
class SpeechServiceTest {
    private val told = LinkedBlockingQueue<String>()
    private val engine: ServiceController<Engine> = Robolectric.buildService(Engine::class.java).create()

    @After
    fun end() {
        engine.destroy()
    }

    @Test
    fun `an engine that opens its output and says nothing is told as started`() {
        val held = CountDownLatch(1)
        says { out ->
            out.start(RATE, AudioFormat.ENCODING_PCM_16BIT, 1)
            held.await()
            out.done()
        }
        assertEquals(setOf("begin $RATE", "start"), setOf(next(), next()))
        assertNull("and no sound", told.poll(200, TimeUnit.MILLISECONDS))
        held.countDown()
        assertEquals("it was a success", "done", next())
    }

    @Test
    fun `what it synthesises passes by, all of it`() {
        says { out ->
            out.start(RATE, AudioFormat.ENCODING_PCM_16BIT, 1)
            repeat(2) { out.audioAvailable(ByteArray(BYTES) { 7 }, 0, BYTES) }
            out.done()
        }
        val all = generateSequence { next().takeIf { it != "done" } }.toList()
        assertEquals(2, all.count { it == "sound $BYTES" })
        assertTrue("$all", "start" in all)
    }

    @Test
    fun `one that does nothing at all is told as done`() {
        says(SynthesisCallback::done)
        assertEquals("done", next())
    }

    private fun says(does: (SynthesisCallback) -> Unit) {
        Engine.does = does
        val binder = engine.get().onBind(Intent(TextToSpeech.Engine.INTENT_ACTION_TTS_SERVICE))
        val service = ITextToSpeechService.Stub.asInterface(binder)
        val caller = Binder()
        service.setCallback(caller, Listener())
        service.speak(caller, "请停一下", TextToSpeech.QUEUE_FLUSH, Bundle(), "1")
    }

    private fun next(): String = checkNotNull(told.poll(WAITS_S, TimeUnit.SECONDS)) { "nothing more was told" }

    private inner class Listener : ITextToSpeechCallback.Stub() {
        override fun onStart(id: String?) = note("start")

        override fun onSuccess(id: String?) = note("done")

        override fun onStop(id: String?, interrupted: Boolean) = note("stop")

        override fun onError(id: String?, code: Int) = note("error $code")

        override fun onBeginSynthesis(id: String?, rate: Int, encoding: Int, channels: Int) = note("begin $rate")

        override fun onAudioAvailable(id: String?, audio: ByteArray?) = note("sound ${audio?.size}")

        override fun onRangeStart(id: String?, start: Int, end: Int, frame: Int) = note("range")

        private fun note(what: String) {
            told += what
        }
    }

    /** An engine that does what the test says. */
    class Engine : TextToSpeechService() {
        override fun onIsLanguageAvailable(language: String?, country: String?, variant: String?) =
            TextToSpeech.LANG_COUNTRY_AVAILABLE

        override fun onLoadLanguage(language: String?, country: String?, variant: String?) =
            TextToSpeech.LANG_COUNTRY_AVAILABLE

        override fun onGetLanguage() = arrayOf("zho", "CHN", "")

        override fun onStop() = Unit

        override fun onSynthesizeText(request: SynthesisRequest, callback: SynthesisCallback) = does(callback)

        companion object {
            var does: (SynthesisCallback) -> Unit = {}
        }
    }

    private companion object {
        const val RATE = 16_000
        const val BYTES = 3_200
        const val WAITS_S = 20L
    }
}
