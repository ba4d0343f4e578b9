package app.kinguard.warning

import android.content.Context
import android.media.AudioAttributes
import android.os.Handler
import android.os.Looper
import java.util.Locale

/** The sound and vibration of the warning, until the user touches the screen. */
interface WarningAlarm {
    fun sound(sentence: String, language: Locale)

    fun hush()
}

/**
 * The phone's vibration and voice, loud enough to be heard, and a tone while the voice is not. Used on the main thread,
 * hushed on any.
 */
class PlatformWarningAlarm(
    context: Context,
    private val volume: AlarmVolume,
    /** Called once for each sound if the voice was not heard in time. */
    private val unheard: () -> Unit,
) : WarningAlarm {
    private val main = Handler(Looper.getMainLooper())
    private val tone = Tone()
    private val pulse = Pulse(context)
    private var told = false
    private val voice =
        WarningVoice(
            context,
            object : WarningVoice.Ear {
                override fun heard() = tone.stop()

                override fun silent() {
                    tone.start()
                    if (!told) unheard()
                    told = true
                }
            },
        )

    override fun sound(sentence: String, language: Locale) {
        main.removeCallbacksAndMessages(null)
        tone.stop()
        told = false
        // First, so that it is felt even if the rest fails.
        pulse.start()
        volume.raise()
        voice.say(sentence, language)
    }

    override fun hush() {
        main.post {
            pulse.stop()
            voice.stop()
            tone.stop()
            volume.putBack()
        }
    }
}

/** Audio attributes of the alarm stream. */
internal val AS_ALARM: AudioAttributes =
    AudioAttributes
        .Builder()
        .setUsage(AudioAttributes.USAGE_ALARM)
        .setContentType(AudioAttributes.CONTENT_TYPE_SPEECH)
        .build()
