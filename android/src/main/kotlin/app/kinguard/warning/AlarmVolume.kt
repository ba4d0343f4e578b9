package app.kinguard.warning

import android.content.Context
import android.media.AudioManager
import app.kinguard.failure.isAllowed
import app.kinguard.work.MainThread
import app.kinguard.work.assertMainThread
import kotlin.math.ceil

/**
 * The volume of alarms on this phone, raised for as long as a warning sounds. It is never lowered, and put back once, unless
 * somebody has set it otherwise since.
 *
 * Android may refuse, with an exception while nothing is to disturb, and without a word where volumes are fixed or, from 17
 * on, where neither a page nor a service of ours is in front; so what came of it is read back, and nothing that was not
 * changed is put back. Raised above nothing, a muted stream is heard again (AOSP's AudioService.onSetStreamVolume), and
 * put back to nothing it is muted. Used on the main thread.
 */
@MainThread
class AlarmVolume(context: Context, private val memory: Memory) {
    /** Keeps beyond the process what is to be put back. Must not hold the main thread up. */
    fun interface Memory {
        /** Null: nothing is. */
        fun keep(raised: Raised?)
    }

    /** Steps of Android's: the volume as it was, and as it became. */
    data class Raised(val from: Int, val to: Int)

    private val audio = checkNotNull(context.getSystemService(AudioManager::class.java)) { "part of every release" }
    private var raised: Raised? = null
    private val now get() = audio.getStreamVolume(AudioManager.STREAM_ALARM)

    /** The warning is about to sound. It is not kept waiting for what is remembered. */
    fun raise() {
        assertMainThread()
        val from = now
        val wanted = ceil(audio.getStreamMaxVolume(AudioManager.STREAM_ALARM) * LOUD).toInt()
        if (raised != null || from >= wanted || audio.isVolumeFixed) return
        set(wanted)
        val to = now
        if (to <= from) return
        remember(Raised(from, to))
    }

    /** It is over. */
    fun putBack() {
        val was = raised ?: return
        if (now == was.to) set(was.from)
        remember(null)
    }

    /** A process died while a warning sounded, and left this. Before any warning of this process. */
    fun putBackAfterDeath(left: Raised) {
        raised = left
        putBack()
    }

    private fun remember(now: Raised?) {
        raised = now
        memory.keep(now)
    }

    private fun set(volume: Int) {
        // Where it is refused, it stays as it is.
        isAllowed { audio.setStreamVolume(AudioManager.STREAM_ALARM, volume, 0) }
    }

    private companion object {
        /** Of the most there is: heard in the next room, and not painful at the ear. */
        const val LOUD = 0.8
    }
}
