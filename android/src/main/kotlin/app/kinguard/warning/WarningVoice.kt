package app.kinguard.warning

import android.content.Context
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.os.SystemClock
import android.speech.tts.TextToSpeech
import android.speech.tts.UtteranceProgressListener
import app.kinguard.work.MainThread
import app.kinguard.work.assertMainThread
import java.util.Locale

/**
 * Repeats a sentence with the phone's speech engine, and tells whether any of it can be heard.
 *
 * It proves nothing that an engine accepts a sentence, or says that it began: Android reports the start when the engine
 * opens its output, before there is a sound in it (AOSP's PlaybackSynthesisCallback and SynthesisPlaybackQueueItem, 10
 * to 15). But everything it synthesises passes through here before it is played, so a sentence counts as heard for as
 * long as the sound is not silence. An engine that bypasses Android counts as silent, and the tone sounds beside it.
 * Nothing can tell whether the loudspeaker works.
 *
 * Used on the main thread.
 */
@MainThread
internal class WarningVoice(private val context: Context, private val tap: Ear) {
    /** The listener that replaces a voice that is not heard. */
    interface Ear {
        /** Called when something of the sentence is heard. */
        fun heard()

        /** Called when nothing was heard for [SILENT_MS], or nothing will be. A sound may still come. */
        fun silent()
    }

    private val main = Handler(Looper.getMainLooper())
    private val isSilent = Runnable { tap.silent() }
    private val isStuck = Runnable { (state as? State.Saying)?.let(::failed) }
    private var state: State = State.Still
    private var heardUntilMs = 0L
    private var asked = 0

    /** Says [sentence] in place of the one before. */
    fun say(sentence: String, language: Locale) {
        assertMainThread()
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
        // The callback may come before the constructor has returned.
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

    /** Speaks in the first of [languages] that the engine offers. */
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

    /**
     * Gives up for a while. Later the voice may be available: an engine that died is restarted, and one without its
     * data may fetch it.
     */
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

        /** The shortest sound that counts: no engine speaks faster. */
        val leastMs: Long get() = sentence.length * LETTER_MS
    }

    private sealed interface State {
        val speech: Speech?

        data object Still : State {
            override val speech: Speech? = null
        }

        /** The engine has not answered yet. */
        data class Waking(override val speech: Speech) : State

        /** The engine has the sentence, in the first of [languages]. */
        class Saying(override val speech: Speech, val languages: List<Locale>, val id: String) : State {
            var heardMs = 0L
        }

        /** Pauses between two repetitions. */
        data class Resting(override val speech: Speech) : State

        /** Given up for a while. */
        data object Lost : State {
            override val speech: Speech? = null
        }
    }

    /** Called on Android's threads. */
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
        /** The longest time without a sound, from the request and between two sounds. */
        const val SILENT_MS = 3_000L

        /** An engine that is just being loaded may take longer than [SILENT_MS], but not this long. */
        private const val STUCK_MS = 10_000L
        private const val ANEW_MS = 15_000L
        private const val PAUSE_MS = 1_500L
        private const val LETTER_MS = 40L
        private const val SLOWLY = 0.9f

        /**
         * Returns the languages to try. Cantonese is seldom installed, and its speakers understand Mandarin better than
         * a tone. That does not hold the other way round, nor for English.
         */
        private fun languagesFor(language: Locale): List<Locale> = when {
            language.language == "zh" -> listOf(language, Locale.SIMPLIFIED_CHINESE, Locale.TRADITIONAL_CHINESE)
            else -> listOf(language, Locale.forLanguageTag(language.language))
        }.distinct()
    }
}
