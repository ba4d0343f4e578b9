package app.kinguard.health.selftest

import android.content.Context
import android.media.AudioManager
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.phone.keepsAlarmsQuiet

/**
 * Checks that alarms are audible on this phone. A warning raises the alarm volume by itself, but manufacturers may let
 * silent mode mute alarms, from Android 15 on the lowest volume may be zero, and Android may refuse to raise it.
 */
class SoundCheck(private val context: Context) : Check {
    override val id = CheckId.SOUND
    private val audio = checkNotNull(context.getSystemService(AudioManager::class.java)) { "part of every release" }

    override fun run(): Finding = when {
        context.keepsAlarmsQuiet() -> Finding.Fault(Reason.NO_ALARMS)
        isMute() -> Finding.Fault(Reason.ALARMS_MUTE)
        else -> Finding.Fine
    }

    private fun isMute() = audio.isStreamMute(AudioManager.STREAM_ALARM) ||
        audio.getStreamVolume(AudioManager.STREAM_ALARM) == 0
}
