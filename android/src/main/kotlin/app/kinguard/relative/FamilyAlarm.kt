package app.kinguard.relative

import android.content.Context
import android.media.ToneGenerator
import android.os.Handler
import android.os.Looper
import android.os.SystemClock
import app.kinguard.warning.AlarmVolume
import app.kinguard.warning.Pulse
import app.kinguard.warning.Tone
import app.kinguard.work.WakeLocks

/**
 * The sound and vibration that wake somebody: a tone on the stream of alarms, which silent mode leaves alone, at the
 * phone's loudest. It goes on for ten minutes unless somebody answers, or the danger is over. Whoever only ends the
 * sound is reminded after two minutes, within the same ten, because a sleepy hand ends any sound.
 *
 * May be called on any thread; everything happens on the main one.
 */
internal class FamilyAlarm(
    context: Context,
    private val volume: AlarmVolume,
    private val awake: WakeLocks,
    /** Asked two minutes after only the sound was ended: should it begin again? Called on the main thread. */
    private val remind: (parent: Long) -> Unit,
) {
    private val main = Handler(Looper.getMainLooper())
    private val tone = Tone(ToneGenerator.TONE_CDMA_EMERGENCY_RINGBACK, LOUDEST)
    private val pulse = Pulse(context)
    private val sounding = mutableSetOf<Long>()

    /** When the ten minutes of each alarm are over. */
    private val untilMs = mutableMapOf<Long, Long>()

    /** Begins the alarm about [parent], with ten minutes of its own, or goes on with it. */
    fun raise(parent: Long) = main.post {
        if (parent !in sounding) untilMs[parent] = now() + LONGEST_MS
        sound(parent)
    }.let {}

    /** Goes on with an alarm whose sound was ended. Says nothing if its time is over. */
    fun goOn(parent: Long) = main.post { if ((untilMs[parent] ?: 0) > now()) sound(parent) }.let {}

    /** Ends the alarm: it was answered, or there is nothing left to answer. */
    fun over(parent: Long) = main.post {
        untilMs -= parent
        hush(parent)
    }.let {}

    /** Ends only the sound. */
    fun quiet(parent: Long) = main.post {
        if (!hush(parent)) return@post
        if ((untilMs[parent] ?: 0) - now() > AGAIN_MS) main.postDelayed({ remind(parent) }, parent, AGAIN_MS)
    }.let {}

    /** Sounds for a moment, and calls [done] on the main thread. */
    fun test(done: () -> Unit) = main.post {
        untilMs[TEST] = now() + TEST_MS
        sound(TEST)
        main.removeCallbacksAndMessages(TESTING)
        main.postDelayed(done, TESTING, TEST_MS)
    }.let {}

    /** Ends the test early. What [test] was given is called at once. */
    fun endTest(done: () -> Unit) = main.post {
        main.removeCallbacksAndMessages(TESTING)
        over(TEST)
        done()
    }.let {}

    private fun sound(parent: Long) {
        val left = (untilMs[parent] ?: return) - now()
        main.removeCallbacksAndMessages(parent)
        main.postDelayed({ hush(parent) }, parent, left)
        awake.hold(untilMs.values.max() - now() + AFTER_MS)
        sounding += parent
        // First, so that it is felt even if the rest fails.
        pulse.start()
        volume.raise()
        tone.start()
    }

    /** Returns whether it sounded. */
    private fun hush(parent: Long): Boolean {
        main.removeCallbacksAndMessages(parent)
        if (!sounding.remove(parent)) return false
        if (sounding.isEmpty()) {
            pulse.stop()
            tone.stop()
            volume.putBack()
        }
        if (untilMs.isEmpty()) awake.hold(AFTER_MS)
        return true
    }

    private fun now() = SystemClock.uptimeMillis()

    internal companion object {
        const val LONGEST_MS = 600_000L
        const val AGAIN_MS = 120_000L
        const val TEST_MS = 10_000L

        /** For what still has to be written. */
        private const val AFTER_MS = 5_000L
        private const val TEST = -1L
        private val TESTING = Any()

        /** Of the stream's own volume. */
        private const val LOUDEST = 100
    }
}
