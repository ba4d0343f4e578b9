package app.kinguard.warning

import android.content.Context
import android.media.AudioAttributes
import android.media.AudioManager
import android.media.ToneGenerator
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.os.VibrationEffect
import android.os.Vibrator
import android.speech.tts.TextToSpeech
import java.util.Locale

/** What is heard and felt until the person touches the screen. */
interface Alarm {
    fun sound(sentence: String, language: Locale)

    fun hush()
}

/** The phone's voice and vibration; a tone where no voice is installed. Used on the main thread, hushed on any. */
class PhoneAlarm(private val context: Context) : Alarm {
    private val main = Handler(Looper.getMainLooper())
    private var voice: TextToSpeech? = null
    private var tone: ToneGenerator? = null
    private val beep = Runnable { beep() }

    override fun sound(sentence: String, language: Locale) {
        silence()
        vibrate()
        // What the listener learns may come before the constructor has returned.
        var made: TextToSpeech? = null
        made =
            TextToSpeech(context) { status ->
                main.post { begin(made, status == TextToSpeech.SUCCESS, sentence, language) }
            }
        voice = made
        // Some voices are installed and never answer.
        main.postDelayed(beep, VOICE_WITHIN_MS)
    }

    override fun hush() {
        main.post(::silence)
    }

    private fun begin(engine: TextToSpeech?, works: Boolean, sentence: String, language: Locale) {
        if (engine == null || engine !== voice) return
        main.removeCallbacks(beep)
        if (works && engine.setLanguage(language) >= TextToSpeech.LANG_AVAILABLE) {
            engine.setAudioAttributes(ALARM)
            engine.setSpeechRate(SLOWLY)
            speak(engine, sentence)
        } else {
            beep()
        }
    }

    private fun speak(engine: TextToSpeech, sentence: String) {
        if (engine.speak(sentence, TextToSpeech.QUEUE_FLUSH, Bundle.EMPTY, sentence) == TextToSpeech.SUCCESS) {
            main.postDelayed({ speak(engine, sentence) }, AGAIN_MS)
        } else {
            beep()
        }
    }

    private fun beep() {
        try {
            val generator = tone ?: ToneGenerator(AudioManager.STREAM_ALARM, LOUD).also { tone = it }
            generator.startTone(ToneGenerator.TONE_CDMA_ABBR_ALERT)
            main.postDelayed(beep, BEEP_AGAIN_MS)
        } catch (_: RuntimeException) {
            // No sound can be had: the screen and the vibration have to do.
        }
    }

    @Suppress("DEPRECATION") // Its successor came with Android 12.
    private fun vibrator() = context.getSystemService(Context.VIBRATOR_SERVICE) as? Vibrator

    private fun vibrate() {
        @Suppress("DEPRECATION") // Its successor came with Android 13.
        vibrator()?.vibrate(VibrationEffect.createWaveform(PULSE_MS, 0), ALARM)
    }

    private fun silence() {
        main.removeCallbacksAndMessages(null)
        vibrator()?.cancel()
        voice?.shutdown()
        voice = null
        tone?.release()
        tone = null
    }

    private companion object {
        val ALARM: AudioAttributes =
            AudioAttributes
                .Builder()
                .setUsage(AudioAttributes.USAGE_ALARM)
                .setContentType(AudioAttributes.CONTENT_TYPE_SPEECH)
                .build()
        val PULSE_MS = longArrayOf(0, 600, 500)
        const val SLOWLY = 0.9f
        const val LOUD = 90
        const val AGAIN_MS = 7_000L
        const val BEEP_AGAIN_MS = 2_000L
        const val VOICE_WITHIN_MS = 4_000L
    }
}
