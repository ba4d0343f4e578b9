package app.kinguard.relative

import android.app.Application
import android.app.NotificationManager
import android.content.Context
import android.media.AudioManager
import android.os.Build
import android.os.Looper
import android.os.Vibrator
import app.kinguard.AndroidRunner
import app.kinguard.relative.AlarmTest.Hindrance
import app.kinguard.warning.AlarmVolume
import app.kinguard.work.WakeLocks
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.time.Duration

/** Tests what set-up is told of an alarm on this phone. */
@RunWith(AndroidRunner::class)
@Config(application = Application::class)
class PhoneAlarmTestTest {
    private val phone: Application = RuntimeEnvironment.getApplication()
    private val audio = checkNotNull(phone.getSystemService(AudioManager::class.java))
    private val manager = checkNotNull(phone.getSystemService(NotificationManager::class.java))
    private val looper = shadowOf(Looper.getMainLooper())
    private val alarm =
        FamilyAlarm(phone, AlarmVolume(phone, AlarmVolume.LOUDEST) {}, WakeLocks(phone, "alarm")) {}
    private val test = PhoneAlarmTest(phone, alarm)
    private var found: Set<Hindrance>? = null

    @Suppress("DEPRECATION")
    private val vibrator = shadowOf(phone.getSystemService(Context.VIBRATOR_SERVICE) as Vibrator)

    init {
        vibrator.setHasVibrator(true)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            shadowOf(phone).grantPermissions(android.Manifest.permission.USE_FULL_SCREEN_INTENT)
        }
    }

    @Test
    fun `ten seconds of the alarm as it is, and then nothing is left of it`() {
        audio.setStreamVolume(AudioManager.STREAM_ALARM, 2, 0)
        test.begin { found = it }
        looper.idleFor(Duration.ofMillis(FamilyAlarm.TEST_MS - 1))
        assertTrue(vibrator.isVibrating)
        assertEquals(audio.getStreamMaxVolume(AudioManager.STREAM_ALARM), volume())
        assertNull(found)
        looper.idleFor(Duration.ofMillis(1))
        assertFalse(vibrator.isVibrating)
        assertEquals(2, volume())
        assertEquals(emptySet<Hindrance>(), found?.minus(Hindrance.FULL_SCREEN))
    }

    @Test
    fun `it can be ended early, and tells even so, once`() {
        var told = 0
        test.begin { told += 1 }
        looper.idle()
        test.end()
        looper.idle()
        assertEquals(1, told)
        assertFalse(vibrator.isVibrating)
        looper.idleFor(Duration.ofMillis(FamilyAlarm.TEST_MS))
        assertEquals(1, told)
    }

    @Test
    fun `each of what keeps it from being heard, felt or seen`() {
        manager.setInterruptionFilter(NotificationManager.INTERRUPTION_FILTER_NONE)
        shadowOf(manager).setNotificationsEnabled(false)
        vibrator.setHasVibrator(false)
        test.begin { found = it }
        looper.idleFor(Duration.ofMillis(FamilyAlarm.TEST_MS))
        val all = setOf(Hindrance.DO_NOT_DISTURB, Hindrance.NOTIFICATIONS, Hindrance.NO_VIBRATION)
        assertEquals(all, found?.intersect(all))
    }

    private fun volume() = audio.getStreamVolume(AudioManager.STREAM_ALARM)
}
