package app.kinguard.warning

import android.content.Context
import android.media.AudioManager
import app.kinguard.failure.isAllowed
import app.kinguard.work.MainThread
import app.kinguard.work.assertMainThread
import kotlin.math.ceil

/**
 * The volume of alarms on this phone, raised for as long as a warning sounds. It is never lowered, and it is restored
 * once, unless somebody has changed it since.
 *
 * Android may refuse, with an exception during Do Not Disturb, and silently if volumes are fixed or, from 17 on, if
 * neither a page nor a service of this app is in front. So the result is read back, and a volume that did not change is
 * not restored. Raising the volume above zero unmutes the stream (AOSP's AudioService.onSetStreamVolume), and restoring
 * it to zero mutes it again. Used on the main thread.
 */
@MainThread
class AlarmVolume(
    context: Context,
    /** The share of the phone's loudest that it is raised to. */
    private val share: Double = LOUD,
    private val memory: Memory,
) {
    /** Keeps the volume to restore beyond the process. Must not block the main thread. */
    fun interface Memory {
        /** Stores the raised volume. Null if there is none to restore. */
        fun keep(raised: Raised?)
    }

    /** The volume before and after, in Android's steps. */
    data class Raised(val from: Int, val to: Int)

    private val audio = checkNotNull(context.getSystemService(AudioManager::class.java)) { "part of every release" }
    private var raised: Raised? = null
    private val now get() = audio.getStreamVolume(AudioManager.STREAM_ALARM)

    /** Raises the volume for a warning that is about to sound. Storing the old volume does not delay it. */
    fun raise() {
        assertMainThread()
        val from = now
        val wanted = ceil(audio.getStreamMaxVolume(AudioManager.STREAM_ALARM) * share).toInt()
        if (raised != null || from >= wanted || audio.isVolumeFixed) return
        set(wanted)
        val to = now
        if (to <= from) return
        remember(Raised(from, to))
    }

    /** Restores the volume after the warning. If Android refuses, it is restored after the next one, or the next start. */
    fun putBack() {
        val was = raised ?: return
        if (now == was.to) set(was.from)
        if (now != was.to) remember(null)
    }

    /** Restores the volume that a process left raised when it died. Called before any warning of this process. */
    fun putBackAfterDeath(left: Raised) {
        raised = left
        putBack()
    }

    private fun remember(now: Raised?) {
        raised = now
        memory.keep(now)
    }

    private fun set(volume: Int) {
        // If Android refuses, the volume stays as it is.
        isAllowed { audio.setStreamVolume(AudioManager.STREAM_ALARM, volume, 0) }
    }

    companion object {
        /** Heard in the next room, and not painful close by. */
        const val LOUD = 0.8

        /** Wakes somebody who sleeps. */
        const val LOUDEST = 1.0
    }
}
