package app.kinguard.relative

import android.annotation.TargetApi
import android.app.NotificationManager
import android.content.Context
import android.media.AudioManager
import android.os.Build
import app.kinguard.phone.keepsAlarmsQuiet
import app.kinguard.relative.AlarmTest.Hindrance
import app.kinguard.warning.Pulse

/** Sounds the alarm, and reads from the phone what would keep a real one from waking anybody. */
internal class PhoneAlarmTest(private val context: Context, private val alarm: FamilyAlarm) : AlarmTest {
    /** What was found, and who waits for it. Used on the main thread. */
    private var found = emptySet<Hindrance>()
    private var waiting: ((Set<Hindrance>) -> Unit)? = null

    override fun begin(done: (Set<Hindrance>) -> Unit) = alarm.test(
        begun = {
            waiting = done
            found = hindrances()
        },
        done = ::finished,
    )

    override fun end() = alarm.endTest(::finished)

    private fun finished() {
        val told = waiting ?: return
        waiting = null
        told(found)
    }

    /** What the phone says while the alarm has the volume that it could get. */
    private fun hindrances(): Set<Hindrance> = buildSet {
        val audio = context.getSystemService(AudioManager::class.java)
        if (audio == null || audio.getStreamVolume(AudioManager.STREAM_ALARM) < loud(audio)) add(Hindrance.VOLUME)
        if (context.keepsAlarmsQuiet()) add(Hindrance.DO_NOT_DISTURB)
        if (!Pulse(context).isPossible) add(Hindrance.NO_VIBRATION)
        val manager = context.getSystemService(NotificationManager::class.java)
        if (manager == null || !AlarmNotices.mayAlarm(manager)) add(Hindrance.NOTIFICATIONS)
        if (manager == null || !mayFillScreen(manager)) add(Hindrance.FULL_SCREEN)
    }

    /** Less than half is heard in the same room only. */
    private fun loud(audio: AudioManager) = audio.getStreamMaxVolume(AudioManager.STREAM_ALARM) / 2

    private fun mayFillScreen(manager: NotificationManager) =
        Build.VERSION.SDK_INT < Build.VERSION_CODES.UPSIDE_DOWN_CAKE || mayBySetting(manager)

    /** The user may forbid it from Android 14 on. */
    @TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    private fun mayBySetting(manager: NotificationManager) = manager.canUseFullScreenIntent()
}
