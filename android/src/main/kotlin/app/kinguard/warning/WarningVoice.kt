package app.kinguard.warning

import android.content.Context
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.os.SystemClock
import android.speech.tts.TextToSpeech
import android.speech.tts.UtteranceProgressListener
import java.util.Locale

/**
 * Says a sentence over and over with the phone's speech engine, and tells whether anything of it can be heard.
 *
 * That an engine takes a sentence, or says that it began, proves nothing: Android reports the start when the engine opens
 * its output, before there is a sound in it (AOSP's PlaybackSynthesisCallback and SynthesisPlaybackQueueItem, 10 to 15).
 * But all that it synthesises passes by here before it is played, so a sentence is heard for as long as what came is not
 * silence. An engine that plays past Android is taken for silent: then the tone sounds beside it. That the loudspeaker
 * works nobody can know.
 *
 * Used on the main thread.
 */
internal class WarningVoice(private val context: Context, private val tap: Ear) {
    /** Who has to make up for a voice that is not heard. */
    interface Ear {
        /** Something of the sentence is heard. */
        fun heard()

        /** Nothing was heard for [SILENT_MS], or nothing will be. It may yet come. */
        fun silent()
    }

    private val main = Handler(Looper.getMainLooper())
    private val isSilent = Runnable { tap.silent() }
    private val isStuck = Runnable { (state as? State.Saying)?.let(::failed) }
    private var state: State = State.Still
    private var heardUntilMs = 0L
    private var asked = 0

    /** Takes the place of what was said before. */
    fun say(sentence: String, language: Locale) {
        stop()
        begin(Speech(sentence, languagesFor(language)))
    }

    fun stop() {
        main.removeCallbacksAndMessages(null)
        state.speech?.engine?.shutdown()
        state = State.Still
    }

    private fun begin(speech: Speech) {
        state = State.Waking(speech)
        heardUntil(now())
        // What the listener learns may come before the constructor has returned.
        speech.engine =
            TextToSpeech(context) { status -> main.post { woke(speech, status == TextToSpeech.SUCCESS) } }
    }

    private fun woke(speech: Speech, works: Boolean) {
        val engine = speech.engine
        if (state != State.Waking(speech) || engine == null) return
        if (!works) return lose(speech)
        engine.setAudioAttributes(AS_ALARM)
        engine.setSpeechRate(SLOWLY)
        engine.setOnUtteranceProgressListener(Progress())
        ask(speech, speech.languages)
    }

    /** In the first of [languages] that the engine offers. */
    private fun ask(speech: Speech, languages: List<Locale>) {
        val engine = speech.engine ?: return
        val offered = languages.dropWhile { engine.setLanguage(it) < TextToSpeech.LANG_AVAILABLE }
        if (offered.isEmpty()) return lose(speech)
        val id = "${++asked}"
        state = State.Saying(speech, offered, id)
        main.removeCallbacks(isStuck)
        main.postDelayed(isStuck, STUCK_MS)
        if (engine.speak(speech.sentence, TextToSpeech.QUEUE_FLUSH, Bundle.EMPTY, id) != TextToSpeech.SUCCESS) {
            ask(speech, offered.drop(1))
        }
    }

    private fun heard(id: String, ms: Long) {
        val saying = saying(id) ?: return
        saying.heardMs += ms
        heardUntil(maxOf(heardUntilMs, now()) + ms)
        main.removeCallbacks(isStuck)
        main.postAtTime(isStuck, heardUntilMs + STUCK_MS)
        tap.heard()
    }

    private fun done(id: String) {
        val saying = saying(id) ?: return
        // A click is no sentence.
        if (saying.heardMs < saying.speech.leastMs) return failed(saying)
        state = State.Resting(saying.speech)
        heardUntil(now() + PAUSE_MS)
        main.postDelayed({ ask(saying.speech, saying.languages) }, PAUSE_MS)
    }

    private fun failed(saying: State.Saying) = ask(saying.speech, saying.languages.drop(1))

    /** Later it may be there: an engine that died is started anew, and one without its data may fetch it. */
    private fun lose(speech: Speech) {
        stop()
        state = State.Lost
        tap.silent()
        main.postDelayed({ begin(Speech(speech.sentence, speech.languages)) }, ANEW_MS)
    }

    private fun saying(id: String) = (state as? State.Saying)?.takeIf { it.id == id }

    private fun heardUntil(ms: Long) {
        heardUntilMs = ms
        main.removeCallbacks(isSilent)
        main.postAtTime(isSilent, ms + SILENT_MS)
    }

    private fun now() = SystemClock.uptimeMillis()

    /** One sentence on one engine. */
    private class Speech(val sentence: String, val languages: List<Locale>) {
        var engine: TextToSpeech? = null

        /** No engine says it faster. */
        val leastMs: Long get() = sentence.length * LETTER_MS
    }

    private sealed interface State {
        val speech: Speech?

        data object Still : State {
            override val speech: Speech? = null
        }

        /** The engine has not answered yet. */
        data class Waking(override val speech: Speech) : State

        /** The sentence is with the engine, in the first of [languages]. */
        class Saying(override val speech: Speech, val languages: List<Locale>, val id: String) : State {
            var heardMs = 0L
        }

        /** Between two times. */
        data class Resting(override val speech: Speech) : State

        /** Given up for a while. */
        data object Lost : State {
            override val speech: Speech? = null
        }
    }

    /** Called on threads of Android's. */
    private inner class Progress : UtteranceProgressListener() {
        @Volatile
        private var samples = SampleFormat.USUAL

        override fun onBeginSynthesis(id: String, rate: Int, encoding: Int, channels: Int) {
            samples = SampleFormat(rate, encoding, channels)
        }

        override fun onAudioAvailable(id: String, audio: ByteArray) {
            val ms = samples.heardMs(audio)
            if (ms > 0) main.post { heard(id, ms) }
        }

        override fun onStart(id: String) = Unit

        override fun onDone(id: String) {
            main.post { done(id) }
        }

        @Deprecated("Android's own successor calls it")
        override fun onError(id: String) {
            main.post { saying(id)?.let(::failed) }
        }

        override fun onStop(id: String, interrupted: Boolean) {
            main.post { saying(id)?.let(::failed) }
        }
    }

    companion object {
        /** For so long nothing may be heard, from when it is asked for and between two sounds. */
        const val SILENT_MS = 3_000L

        /** An engine that is just being loaded may take longer than that, but not so long. */
        private const val STUCK_MS = 10_000L
        private const val ANEW_MS = 15_000L
        private const val PAUSE_MS = 1_500L
        private const val LETTER_MS = 40L
        private const val SLOWLY = 0.9f

        /**
         * Cantonese is seldom installed, and whoever speaks it understands Mandarin better than a tone. The other way round
         * that does not hold, nor for English.
         */
        private fun languagesFor(language: Locale): List<Locale> = when {
            language.language == "zh" -> listOf(language, Locale.SIMPLIFIED_CHINESE, Locale.TRADITIONAL_CHINESE)
            else -> listOf(language, Locale.forLanguageTag(language.language))
        }.distinct()
    }
}
