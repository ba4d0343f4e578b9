package app.kinguard.health.selftest

import android.annotation.TargetApi
import android.app.NotificationManager
import android.content.Context
import android.media.AudioManager
import android.os.Build
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason

/**
 * Whether this phone lets alarms be heard. A warning raises their volume by itself, but makers may let a silenced phone
 * mute them, from Android 15 on their least volume may be nothing, and Android may refuse to raise it.
 */
class SoundCheck(context: Context) : Check {
    override val id = CheckId.SOUND
    private val audio = checkNotNull(context.getSystemService(AudioManager::class.java)) { "part of every release" }
    private val notifications =
        checkNotNull(context.getSystemService(NotificationManager::class.java)) { "part of every release" }

    override fun run(): Finding = when {
        disturbsNobody() -> Finding.Fault(Reason.NO_ALARMS)
        isMute() -> Finding.Fault(Reason.ALARMS_MUTE)
        else -> Finding.Fine
    }

    private fun isMute() = audio.isStreamMute(AudioManager.STREAM_ALARM) ||
        audio.getStreamVolume(AudioManager.STREAM_ALARM) == 0

    private fun disturbsNobody() = when (notifications.currentInterruptionFilter) {
        NotificationManager.INTERRUPTION_FILTER_NONE -> true

        NotificationManager.INTERRUPTION_FILTER_PRIORITY ->
            Build.VERSION.SDK_INT >= Build.VERSION_CODES.R && leavesAlarmsOut()

        else -> false
    }

    @TargetApi(Build.VERSION_CODES.R)
    private fun leavesAlarmsOut(): Boolean {
        val through = notifications.consolidatedNotificationPolicy.priorityCategories
        return (through and NotificationManager.Policy.PRIORITY_CATEGORY_ALARMS) == 0
    }
}
