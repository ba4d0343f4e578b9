package app.kinguard.warning

import android.content.Context
import android.media.AudioAttributes
import android.os.VibrationEffect
import android.os.Vibrator
import app.kinguard.phone.keepsAlarmsQuiet

/**
 * Vibrates until it is stopped, as an alarm does, which a phone in battery saver lets through as well. During total
 * silence even that is not felt, but assistance for the disabled is (AOSP's ZenModeHelper.applyRestrictions).
 */
internal class Pulse(private val context: Context) {
    val isPossible: Boolean get() = vibrator()?.hasVibrator() == true

    fun start() {
        val kind = if (context.keepsAlarmsQuiet()) AS_ASSISTANCE else AS_ALARM
        @Suppress("DEPRECATION") // Its successor came with Android 13.
        vibrator()?.vibrate(VibrationEffect.createWaveform(PULSE_MS, 0), kind)
    }

    fun stop() {
        vibrator()?.cancel()
    }

    @Suppress("DEPRECATION") // Its successor came with Android 12.
    private fun vibrator() = context.getSystemService(Context.VIBRATOR_SERVICE) as? Vibrator

    private companion object {
        val PULSE_MS = longArrayOf(0, 600, 500)
        val AS_ASSISTANCE: AudioAttributes =
            AudioAttributes.Builder().setUsage(AudioAttributes.USAGE_ASSISTANCE_ACCESSIBILITY).build()
    }
}
