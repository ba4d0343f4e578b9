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

    /** What a handler knows the timers of each alarm by. */
    private val timers = mutableMapOf<Long, Any>()

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
        if ((untilMs[parent] ?: 0) - now() > AGAIN_MS) later(parent, AGAIN_MS) { remind(parent) }
    }.let {}

    /** Sounds for a moment. [begun] is called on the main thread while it does, and [done] afterwards. */
    fun test(begun: () -> Unit, done: () -> Unit) = main.post {
        untilMs[TEST] = now() + TEST_MS
        sound(TEST)
        begun()
        later(TEST, TEST_MS) { endTestNow(done) }
    }.let {}

    /** Ends the test early. */
    fun endTest(done: () -> Unit) = main.post { endTestNow(done) }.let {}

    private fun endTestNow(done: () -> Unit) {
        untilMs -= TEST
        hush(TEST)
        done()
    }

    private fun sound(parent: Long) {
        val left = (untilMs[parent] ?: return) - now()
        later(parent, left) { hush(parent) }
        awake.hold(untilMs.values.max() - now() + AFTER_MS)
        sounding += parent
        // First, so that it is felt even if the rest fails.
        pulse.start()
        volume.raise()
        tone.start()
    }

    /** Returns whether it sounded. */
    private fun hush(parent: Long): Boolean {
        main.removeCallbacksAndMessages(timer(parent))
        if (!sounding.remove(parent)) return false
        if (sounding.isEmpty()) {
            pulse.stop()
            tone.stop()
            volume.putBack()
        }
        if (untilMs.isEmpty()) awake.hold(AFTER_MS)
        return true
    }

    /** Replaces whatever was planned for the alarm about [parent]. */
    private fun later(parent: Long, delayMs: Long, act: () -> Unit) {
        main.removeCallbacksAndMessages(timer(parent))
        main.postDelayed(act, timer(parent), delayMs)
    }

    private fun timer(parent: Long) = timers.getOrPut(parent, ::Any)

    private fun now() = SystemClock.uptimeMillis()

    internal companion object {
        const val LONGEST_MS = 600_000L
        const val AGAIN_MS = 120_000L
        const val TEST_MS = 10_000L

        /** For what still has to be written. */
        private const val AFTER_MS = 5_000L
        private const val TEST = -1L

        /** Of the stream's own volume. */
        private const val LOUDEST = 100
    }
}
