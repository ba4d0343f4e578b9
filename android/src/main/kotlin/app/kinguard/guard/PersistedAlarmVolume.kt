package app.kinguard.guard

import android.content.Context
import app.kinguard.failure.unlessRefused
import app.kinguard.warning.AlarmVolume
import app.kinguard.work.WorkThread

/** The alarm volume, whose former value survives the death of the process. */
class PersistedAlarmVolume(
    private val context: Context,
    private val store: GuardStore,
    thread: WorkThread,
    share: Double = AlarmVolume.LOUD,
) {
    val volume = AlarmVolume(context, share) { raised -> thread.post { unlessRefused { store.alarmRaised = raised } } }

    /**
     * Restores the volume that a dead process left raised. Call it on the guard's thread before the engine shows again
     * the warning that stood then: that raises the volume anew.
     */
    fun putBack() {
        val left = unlessRefused { store.alarmRaised } ?: return
        context.mainExecutor.execute { volume.putBackAfterDeath(left) }
    }
}
