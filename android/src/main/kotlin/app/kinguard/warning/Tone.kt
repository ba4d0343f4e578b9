package app.kinguard.warning

import android.media.AudioManager
import android.media.ToneGenerator
import android.os.Handler
import android.os.Looper
import app.kinguard.failure.unlessRefused
import app.kinguard.work.MainThread
import app.kinguard.work.assertMainThread

/** A repeated tone of [ToneGenerator] that needs no speech engine and no data. Used on the main thread. */
@MainThread
internal class Tone(
    private val tone: Int = ToneGenerator.TONE_CDMA_ABBR_ALERT,
    /** In percent, relative to the stream's own volume. */
    private val loudness: Int = LOUD,
) {
    private val main = Handler(Looper.getMainLooper())
    private var generator: ToneGenerator? = null
    private var sounds = false

    fun start() {
        assertMainThread()
        if (!sounds) beep()
    }

    fun stop() {
        main.removeCallbacksAndMessages(null)
        generator?.release()
        generator = null
        sounds = false
    }

    private fun beep() {
        sounds = true
        // If no sound is available now, the screen and the vibration must do.
        generator = unlessRefused {
            val ready = generator ?: ToneGenerator(AudioManager.STREAM_ALARM, loudness)
            ready.also { it.startTone(tone) }
        }
        main.postDelayed(::beep, AGAIN_MS)
    }

    private companion object {
        const val LOUD = 90
        const val AGAIN_MS = 2_000L
    }
}
