package app.kinguard.warning

import android.app.Application
import android.app.NotificationManager
import android.content.Context
import android.media.AudioAttributes
import android.media.AudioManager
import android.media.ToneGenerator
import android.os.Looper
import android.os.Vibrator
import android.speech.tts.TextToSpeech
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotSame
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowToneGenerator
import org.robolectric.util.ReflectionHelpers
import java.time.Duration
import java.util.Locale

@RunWith(AndroidRunner::class)
@Config(application = Application::class, shadows = [SpeechEngine::class])
class PlatformWarningAlarmTest {
    private val phone: Application = RuntimeEnvironment.getApplication()
    private var unheard = 0
    private val alarm = PlatformWarningAlarm(phone, AlarmVolume(phone) {}) { unheard += 1 }
    private val looper = shadowOf(Looper.getMainLooper())
    private val audio = checkNotNull(phone.getSystemService(AudioManager::class.java))

    @Suppress("DEPRECATION")
    private val vibrator = shadowOf(phone.getSystemService(Context.VIBRATOR_SERVICE) as Vibrator)

    @Before
    fun begin() {
        SpeechEngine.isNew()
        SpeechEngine.offers += Locale.CHINA
    }

    @Test
    fun `it speaks in the phone's language, as an alarm does, until hushed`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        val voice = begun()
        assertEquals(listOf(SENTENCE to Locale.CHINA), voice.asked)
        assertEquals(AudioAttributes.USAGE_ALARM, usage())
        voice.says()
        pass(1_499)
        assertEquals(1, voice.asked.size)
        pass(1)
        assertEquals("again", 2, voice.asked.size)
        assertTrue(tones().isEmpty())
        alarm.hush()
        pass(60_000)
        assertEquals(2, voice.asked.size)
        assertTrue(voice.isShutdown)
        assertFalse(vibrator.isVibrating)
        assertTrue(tones().isEmpty())
        assertEquals(0, unheard)
    }

    @Test
    fun `a long sentence is said to its end`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        val voice = begun()
        voice.starts()
        repeat(20) {
            voice.sounds(1_000)
            pass(1_000)
        }
        voice.isDone()
        pass(0)
        assertEquals(1, voice.asked.size)
        assertTrue(tones().isEmpty())
    }

    @Test
    fun `it vibrates as an alarm does, over and over`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        assertTrue(vibrator.isVibrating)
        assertEquals(0, vibrator.repeat)
        assertEquals(AudioAttributes.USAGE_ALARM, vibrationUsage())
        alarm.hush()
        pass(0)
        assertTrue(vibrator.isCancelled)
    }

    @Test
    fun `where nothing may disturb her, it is felt still`() {
        val notifications = checkNotNull(phone.getSystemService(NotificationManager::class.java))
        shadowOf(notifications).setNotificationPolicyAccessGranted(true)
        notifications.setInterruptionFilter(NotificationManager.INTERRUPTION_FILTER_NONE)
        alarm.sound(SENTENCE, Locale.CHINA)
        assertTrue(vibrator.isVibrating)
        assertEquals(AudioAttributes.USAGE_ASSISTANCE_ACCESSIBILITY, vibrationUsage())
        notifications.setInterruptionFilter(NotificationManager.INTERRUPTION_FILTER_ALARMS)
        alarm.sound(SENTENCE, Locale.CHINA)
        assertEquals(AudioAttributes.USAGE_ALARM, vibrationUsage())
    }

    @Test
    fun `a voice that says it began, and is silent, is followed by a tone after three seconds`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        begun().starts()
        pass(2_999)
        assertTrue(tones().isEmpty())
        pass(1)
        assertEquals(1, tones().size)
        pass(1)
        assertEquals(1, tones().size)
        assertTrue("felt all along", vibrator.isVibrating)
        pass(60_000)
        assertEquals("told once", 1, unheard)
    }

    @Test
    fun `silence that an engine plays is silence`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        val voice = begun()
        voice.starts()
        repeat(30) {
            voice.sounds(100, loudness = 0.005)
            pass(100)
        }
        assertEquals(1, tones().size)
    }

    @Test
    fun `a voice that breaks off in its midst is followed by a tone, three seconds after its last sound`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        val voice = begun()
        voice.starts()
        voice.sounds(800)
        pass(3_799)
        assertTrue(tones().isEmpty())
        pass(1)
        assertEquals(1, tones().size)
    }

    @Test
    fun `what is done too soon for its length was not said`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        val voice = begun()
        voice.starts()
        voice.sounds(SENTENCE.length * 40 - 1)
        voice.isDone()
        pass(0)
        assertEquals(1, tones().size)
    }

    @Test
    fun `and no sooner than that it was`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        val voice = begun()
        voice.sounds(SENTENCE.length * 40)
        voice.isDone()
        pass(1_500)
        assertTrue(tones().isEmpty())
        assertEquals(2, voice.asked.size)
    }

    @Test
    fun `without any voice for the language a tone sounds at once, over and over, until hushed`() {
        SpeechEngine.offers.clear()
        SpeechEngine.offers += Locale.ENGLISH
        alarm.sound(SENTENCE, Locale.CHINA)
        assertTrue(begun().asked.isEmpty())
        assertEquals(1, tones().size)
        pass(2_000)
        assertEquals("again", 2, tones().size)
        alarm.hush()
        pass(60_000)
        assertEquals(2, tones().size)
        assertFalse(vibrator.isVibrating)
    }

    @Test
    fun `a voice whose data is missing, or that fails, is followed by the next that she understands`() {
        SpeechEngine.withoutData += HONG_KONG
        alarm.sound(SENTENCE, HONG_KONG)
        val voice = begun()
        assertEquals(listOf(SENTENCE to Locale.CHINA), voice.asked)
        voice.fails()
        pass(0)
        assertEquals("nothing is left", 1, tones().size)
    }

    @Test
    fun `Cantonese falls back on Mandarin before a tone, even while it is spoken`() {
        SpeechEngine.offers += listOf(HONG_KONG, Locale.TAIWAN)
        alarm.sound(SENTENCE, HONG_KONG)
        val voice = begun()
        voice.fails()
        pass(0)
        voice.fails()
        pass(0)
        assertEquals(listOf(HONG_KONG, Locale.CHINA, Locale.TAIWAN), voice.asked.map { it.second })
        assertTrue(tones().isEmpty())
        voice.says()
        pass(1_500)
        assertEquals("what works is kept", Locale.TAIWAN, voice.asked.last().second)
        assertTrue(tones().isEmpty())
    }

    @Test
    fun `English is for English alone, of whatever country`() {
        SpeechEngine.offers += Locale.ENGLISH
        alarm.sound("Stop", Locale.UK)
        assertEquals(listOf("Stop" to Locale.ENGLISH), begun().asked)
        alarm.sound(SENTENCE, HONG_KONG)
        assertEquals(listOf(SENTENCE to Locale.CHINA), begun().asked)
    }

    @Test
    fun `a voice that hangs in one language is asked in the next, with the tone sounding meanwhile`() {
        SpeechEngine.offers += HONG_KONG
        alarm.sound(SENTENCE, HONG_KONG)
        val voice = begun()
        voice.starts()
        pass(9_999)
        assertEquals(listOf(HONG_KONG), voice.asked.map { it.second })
        pass(1)
        assertEquals(listOf(HONG_KONG, Locale.CHINA), voice.asked.map { it.second })
        val before = tones().size
        assertTrue(before > 0)
        voice.sounds(1_000)
        pass(2_500)
        assertEquals("the voice takes over", before, tones().size)
    }

    @Test
    fun `without any engine a tone sounds, and later another is tried`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        val first = begun(TextToSpeech.ERROR)
        assertEquals(1, tones().size)
        pass(15_000)
        assertNotSame(first, SpeechEngine.last)
        val before = tones().size
        begun().sounds(1_000)
        pass(2_500)
        assertEquals(before, tones().size)
    }

    @Test
    fun `an engine that never answers is not waited for`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        pass(2_999)
        assertTrue(tones().isEmpty())
        pass(1)
        assertEquals(1, tones().size)
        val voice = begun()
        assertEquals("late is better than never", 1, voice.asked.size)
        pass(2_000)
        assertEquals("and counts only once it is heard", 2, tones().size)
        voice.sounds(2_000)
        pass(4_000)
        assertEquals(2, tones().size)
    }

    @Test
    fun `an engine that refuses to speak is replaced by a tone`() {
        SpeechEngine.refuses = true
        alarm.sound(SENTENCE, Locale.CHINA)
        begun()
        assertEquals(1, tones().size)
    }

    @Test
    @Config(shadows = [NoTone::class])
    fun `where no sound can be had it still shakes`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        begun(TextToSpeech.ERROR)
        assertTrue(vibrator.isVibrating)
        alarm.hush()
        pass(0)
        assertFalse(vibrator.isVibrating)
    }

    @Test
    fun `without a motor it still speaks`() {
        vibrator.setHasVibrator(false)
        alarm.sound(SENTENCE, Locale.CHINA)
        assertEquals(1, begun().asked.size)
    }

    @Test
    fun `a second sound takes the place of the first`() {
        alarm.sound("一", Locale.CHINA)
        val first = begun()
        alarm.sound("二", Locale.CHINA)
        val second = begun()
        assertTrue(first.isShutdown)
        first.says()
        pass(7_000)
        assertEquals(listOf("一"), first.asked.map { it.first })
        assertEquals(listOf("二"), second.asked.map { it.first })
    }

    @Test
    fun `what is told late of an earlier time is not taken for this one`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        val voice = begun()
        voice.says()
        pass(1_500)
        voice.earlierIsDone()
        pass(0)
        assertTrue("it was not done too soon", tones().isEmpty())
        assertEquals(2, voice.asked.size)
    }

    @Test
    fun `hushed before the voice is ready it stays silent`() {
        alarm.sound(SENTENCE, Locale.CHINA)
        val voice = SpeechEngine.last
        alarm.hush()
        voice.onInitListener.onInit(TextToSpeech.SUCCESS)
        pass(60_000)
        assertTrue(voice.asked.isEmpty())
        assertTrue(tones().isEmpty())
    }

    @Test
    fun `hushed without a sound nothing happens`() {
        audio.setStreamVolume(AudioManager.STREAM_ALARM, 2, 0)
        alarm.hush()
        pass(0)
        assertFalse(vibrator.isVibrating)
        assertEquals(2, volume())
    }

    @Test
    fun `it is loud for as long as it sounds`() {
        audio.setStreamVolume(AudioManager.STREAM_ALARM, 1, 0)
        alarm.sound(SENTENCE, Locale.CHINA)
        assertEquals(6, volume())
        alarm.sound(SENTENCE, Locale.CHINA)
        alarm.hush()
        pass(0)
        assertEquals(1, volume())
    }

    /** Lets the voice say whether it is available. */
    private fun begun(status: Int = TextToSpeech.SUCCESS): SpeechEngine {
        val voice = SpeechEngine.last
        voice.onInitListener.onInit(status)
        pass(0)
        return voice
    }

    /** Says the whole requested sentence. */
    private fun SpeechEngine.says() {
        starts()
        sounds(2_000)
        isDone()
        pass(0)
    }

    private fun pass(ms: Long) = looper.idleFor(Duration.ofMillis(ms))

    private fun volume() = audio.getStreamVolume(AudioManager.STREAM_ALARM)

    private fun usage(): Int? {
        @Suppress("DEPRECATION")
        return SpeechEngine.parameters()
            .getParcelable<AudioAttributes>(TextToSpeech.Engine.KEY_PARAM_AUDIO_ATTRIBUTES)
            ?.usage
    }

    /**
     * Returns the usage of the vibration. Newer releases convert one kind of attributes into the other, and keep the
     * original.
     */
    private fun vibrationUsage(): Int = when (val newer = vibrator.vibrationAttributesFromLastVibration) {
        null -> checkNotNull(vibrator.audioAttributesFromLastVibration).usage
        else -> ReflectionHelpers.callInstanceMethod(newer, "getAudioUsage")
    }

    private fun tones() = ShadowToneGenerator.getPlayedTones()

    /** A phone whose sound is in use. */
    @Implements(ToneGenerator::class)
    class NoTone : ShadowToneGenerator() {
        @Implementation
        override fun startTone(tone: Int, durationMs: Int): Boolean = throw RuntimeException("no sound")
    }

    private companion object {
        const val SENTENCE = "请停一下，先打电话问问女儿小芳。"
        val HONG_KONG: Locale = Locale.forLanguageTag("zh-HK")
    }
}
