package app.kinguard.warning

import android.media.AudioFormat
import android.os.Bundle
import android.speech.tts.TextToSpeech
import android.speech.tts.UtteranceProgressListener
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowTextToSpeech
import org.robolectric.util.ReflectionHelpers
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.util.Locale

/** A speech engine that accepts every sentence and does with it what the test says, through Android's own listener. */
@Implements(TextToSpeech::class)
class SpeechEngine : ShadowTextToSpeech() {
    /** The requested sentences with the language that was set, in order. */
    val asked = mutableListOf<Pair<String, Locale>>()
    private var set: Locale? = null
    private var id: String? = null
    private val listener: UtteranceProgressListener get() = checkNotNull(utteranceProgressListener)

    @Implementation
    override fun setLanguage(language: Locale?): Int = when (language) {
        in offers -> TextToSpeech.LANG_COUNTRY_AVAILABLE.also { set = language }
        in withoutData -> TextToSpeech.LANG_MISSING_DATA
        else -> TextToSpeech.LANG_NOT_SUPPORTED
    }

    @Implementation
    override fun speak(text: CharSequence?, mode: Int, parameters: Bundle?, utterance: String?): Int {
        if (refuses) return TextToSpeech.ERROR
        asked += "$text" to checkNotNull(set)
        id = utterance
        return TextToSpeech.SUCCESS
    }

    /** Reports that its output is open. */
    fun starts() = listener.onStart(id)

    /** Produces this much sound. [loudness] is a share of the maximum; zero is silence. */
    fun sounds(ms: Int, loudness: Double = 0.5) {
        val high = (loudness * Short.MAX_VALUE).toInt().toShort()
        val samples = ShortArray(RATE / 1_000 * ms) { high }
        val bytes = ByteBuffer.allocate(samples.size * 2).order(ByteOrder.LITTLE_ENDIAN)
        bytes.asShortBuffer().put(samples)
        listener.onBeginSynthesis(id, RATE, AudioFormat.ENCODING_PCM_16BIT, 1)
        listener.onAudioAvailable(id, bytes.array())
    }

    fun isDone() = listener.onDone(id)

    fun fails() = listener.onError(id, TextToSpeech.ERROR_NOT_INSTALLED_YET)

    /** Reports the end of the utterance before the current one. */
    fun earlierIsDone() = listener.onDone("${checkNotNull(id).toInt() - 1}")

    companion object {
        private const val RATE = 16_000

        /** The languages that every engine of this phone offers. */
        val offers = mutableSetOf<Locale>()

        /** The languages that it knows but has no data for. */
        val withoutData = mutableSetOf<Locale>()
        var refuses = false

        fun isNew() {
            offers.clear()
            withoutData.clear()
            refuses = false
        }

        /** The engine that was started last. */
        val last: SpeechEngine
            get() = Shadow.extract(ShadowTextToSpeech.getLastTextToSpeechInstance())

        /** Returns the parameters that come with each sentence. */
        fun parameters(): Bundle =
            ReflectionHelpers.getField(ShadowTextToSpeech.getLastTextToSpeechInstance(), "mParams")
    }
}
