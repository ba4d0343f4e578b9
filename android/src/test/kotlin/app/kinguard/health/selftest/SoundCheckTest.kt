package app.kinguard.health.selftest

import android.app.Application
import android.app.NotificationManager
import android.app.NotificationManager.Policy
import android.media.AudioManager
import android.os.Build
import app.kinguard.AndroidRunner
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(AndroidRunner::class)
@Config(application = Application::class)
class SoundCheckTest {
    private val phone: Application = RuntimeEnvironment.getApplication()
    private val audio = checkNotNull(phone.getSystemService(AudioManager::class.java))
    private val notifications = checkNotNull(phone.getSystemService(NotificationManager::class.java))
    private val check = SoundCheck(phone)

    @Before
    fun begin() {
        shadowOf(notifications).setNotificationPolicyAccessGranted(true)
        audio.setStreamVolume(AudioManager.STREAM_ALARM, 5, 0)
    }

    @Test
    fun `alarms that are heard are fine, however faint`() {
        audio.setStreamVolume(AudioManager.STREAM_ALARM, 1, 0)
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `no volume, and alarms that are muted, are faults`() {
        audio.setStreamVolume(AudioManager.STREAM_ALARM, 0, 0)
        assertEquals(Finding.Fault(Reason.ALARMS_MUTE), check.run())
        audio.setStreamVolume(AudioManager.STREAM_ALARM, 5, 0)
        assertEquals(Finding.Fine, check.run())
        audio.adjustStreamVolume(AudioManager.STREAM_ALARM, AudioManager.ADJUST_MUTE, 0)
        assertEquals(Finding.Fault(Reason.ALARMS_MUTE), check.run())
    }

    @Test
    fun `so is total silence, and not what lets alarms through`() {
        notifications.setInterruptionFilter(NotificationManager.INTERRUPTION_FILTER_NONE)
        assertEquals(Finding.Fault(Reason.NO_ALARMS), check.run())
        notifications.setInterruptionFilter(NotificationManager.INTERRUPTION_FILTER_ALARMS)
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `do not disturb is one where alarms are left out, as far as this release tells`() {
        notifications.setInterruptionFilter(NotificationManager.INTERRUPTION_FILTER_PRIORITY)
        lets(Policy.PRIORITY_CATEGORY_ALARMS or Policy.PRIORITY_CATEGORY_CALLS)
        assertEquals(Finding.Fine, check.run())
        lets(Policy.PRIORITY_CATEGORY_CALLS)
        val told = Build.VERSION.SDK_INT >= Build.VERSION_CODES.R
        assertEquals(if (told) Finding.Fault(Reason.NO_ALARMS) else Finding.Fine, check.run())
    }

    private fun lets(through: Int) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            shadowOf(notifications).setConsolidatedNotificationPolicy(Policy(through, 0, 0))
        }
    }
}
