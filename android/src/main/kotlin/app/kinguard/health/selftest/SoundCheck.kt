package app.kinguard.health.selftest

import android.content.Context
import android.media.AudioManager
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.phone.keepsAlarmsQuiet

/**
 * Whether this phone lets alarms be heard. A warning raises their volume by itself, but makers may let a silenced phone
 * mute them, from Android 15 on their least volume may be nothing, and Android may refuse to raise it.
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
