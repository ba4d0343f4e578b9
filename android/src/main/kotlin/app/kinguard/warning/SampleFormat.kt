package app.kinguard.warning

import android.media.AudioFormat
import java.nio.ByteBuffer
import java.nio.ByteOrder
import kotlin.math.abs

/** The sample format of a speech engine: [rate] in Hz, [encoding] one of [AudioFormat]'s. */
internal class SampleFormat(private val rate: Int, private val encoding: Int, private val channels: Int) {
    /** Returns the length of the sound in milliseconds. A piece that is silence as a whole counts as zero. */
    fun heardMs(audio: ByteArray): Long {
        val bytesPerSecond = rate.toLong() * bytes() * channels
        if (bytesPerSecond <= 0 || !isHeard(audio)) return 0
        return audio.size * MS_PER_SECOND / bytesPerSecond
    }

    private fun bytes() = when (encoding) {
        AudioFormat.ENCODING_PCM_8BIT -> 1
        AudioFormat.ENCODING_PCM_FLOAT -> 4
        else -> 2
    }

    private fun isHeard(audio: ByteArray): Boolean {
        val buffer = ByteBuffer.wrap(audio).order(ByteOrder.LITTLE_ENDIAN)
        return when (encoding) {
            AudioFormat.ENCODING_PCM_8BIT -> audio.any { abs((it.toInt() and 0xff) - 128) > FAINT * 128 }

            AudioFormat.ENCODING_PCM_FLOAT -> {
                val samples = buffer.asFloatBuffer()
                generateSequence { if (samples.hasRemaining()) samples.get() else null }.any { abs(it) > FAINT }
            }

            else -> {
                val samples = buffer.asShortBuffer()
                generateSequence { if (samples.hasRemaining()) samples.get() else null }
                    .any { abs(it.toInt()) > FAINT * Short.MAX_VALUE }
            }
        }
    }

    companion object {
        /** Assumed until an engine states its own. */
        val USUAL = SampleFormat(16_000, AudioFormat.ENCODING_PCM_16BIT, 1)

        /** A share of the maximum amplitude; the noise of a quiet place lies below. */
        private const val FAINT = 0.01f
        private const val MS_PER_SECOND = 1_000L
    }
}
