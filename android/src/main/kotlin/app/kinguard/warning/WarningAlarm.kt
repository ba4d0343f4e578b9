package app.kinguard.warning

import android.content.Context
import android.media.AudioAttributes
import android.os.Handler
import android.os.Looper
import android.os.VibrationEffect
import android.os.Vibrator
import app.kinguard.phone.keepsAlarmsQuiet
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
    private val context: Context,
    private val volume: AlarmVolume,
    /** Called once for each sound if the voice was not heard in time. */
    private val unheard: () -> Unit,
) : WarningAlarm {
    private val main = Handler(Looper.getMainLooper())
    private val tone = Tone()
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
        vibrate()
        volume.raise()
        voice.say(sentence, language)
    }

    override fun hush() {
        main.post {
            vibrator()?.cancel()
            voice.stop()
            tone.stop()
            volume.putBack()
        }
    }

    @Suppress("DEPRECATION") // Its successor came with Android 12.
    private fun vibrator() = context.getSystemService(Context.VIBRATOR_SERVICE) as? Vibrator

    /**
     * Vibrates as an alarm, which a phone in battery saver lets through as well. During total silence even that is not
     * felt, but assistance for the disabled is (AOSP's ZenModeHelper.applyRestrictions).
     */
    private fun vibrate() {
        val kind = if (context.keepsAlarmsQuiet()) AS_ASSISTANCE else AS_ALARM
        @Suppress("DEPRECATION") // Its successor came with Android 13.
        vibrator()?.vibrate(VibrationEffect.createWaveform(PULSE_MS, 0), kind)
    }

    private companion object {
        val PULSE_MS = longArrayOf(0, 600, 500)
        val AS_ASSISTANCE: AudioAttributes =
            AudioAttributes.Builder().setUsage(AudioAttributes.USAGE_ASSISTANCE_ACCESSIBILITY).build()
    }
}

/** Audio attributes of the alarm stream. */
internal val AS_ALARM: AudioAttributes =
    AudioAttributes
        .Builder()
        .setUsage(AudioAttributes.USAGE_ALARM)
        .setContentType(AudioAttributes.CONTENT_TYPE_SPEECH)
        .build()
