package app.kinguard.guard

import android.content.Context
import app.kinguard.store.unlessRefused
import app.kinguard.warning.AlarmVolume
import app.kinguard.work.WorkThread

/** The volume of alarms, with what is to be put back kept over a death of the process. */
class PersistedAlarmVolume(private val context: Context, private val store: GuardStore, thread: WorkThread) {
    val volume = AlarmVolume(context) { raised -> thread.post { unlessRefused { store.alarmRaised = raised } } }

    /**
     * Puts back what a process that died has left. To be called on the guard's thread before the engine puts up again what
     * stood then: that is raised anew.
     */
    fun putBack() {
        val left = unlessRefused { store.alarmRaised } ?: return
        context.mainExecutor.execute { volume.putBackAfterDeath(left) }
    }
}
