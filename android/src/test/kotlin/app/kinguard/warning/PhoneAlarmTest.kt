package app.kinguard.warning

import android.app.Application
import android.content.Context
import android.media.AudioAttributes
import android.media.ToneGenerator
import android.os.Bundle
import android.os.Looper
import android.os.VibrationAttributes
import android.os.Vibrator
import android.speech.tts.TextToSpeech
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowTextToSpeech
import org.robolectric.shadows.ShadowToneGenerator
import org.robolectric.util.ReflectionHelpers
import java.time.Duration
import java.util.Locale

@RunWith(AndroidRunner::class)
@Config(application = Application::class)
class PhoneAlarmTest {
    private val phone: Application = RuntimeEnvironment.getApplication()
    private val alarm = PhoneAlarm(phone)
    private val looper = shadowOf(Looper.getMainLooper())

    @Suppress("DEPRECATION")
    private val vibrator = shadowOf(phone.getSystemService(Context.VIBRATOR_SERVICE) as Vibrator)

    @Test
    fun `it speaks in the phone's language, as an alarm does, until hushed`() {
        ShadowTextToSpeech.addLanguageAvailability(Locale.CHINA)
        alarm.sound("请停一下", Locale.CHINA)
        val voice = begun()
        assertEquals(listOf("请停一下"), voice.spokenTextList)
        assertEquals(Locale.CHINA.language, voice.currentLanguage.language)
        assertEquals(AudioAttributes.USAGE_ALARM, usage())
        looper.idleFor(Duration.ofMillis(6_999))
        assertEquals(1, voice.spokenTextList.size)
        looper.idleFor(Duration.ofMillis(1))
        assertEquals("again", 2, voice.spokenTextList.size)
        assertTrue(tones().isEmpty())
        alarm.hush()
        looper.idleFor(Duration.ofMinutes(1))
        assertEquals(2, voice.spokenTextList.size)
        assertTrue(voice.isShutdown)
        assertFalse(vibrator.isVibrating)
    }

    @Test
    fun `it vibrates as an alarm does, over and over`() {
        alarm.sound("请停一下", Locale.CHINA)
        assertTrue(vibrator.isVibrating)
        assertEquals(0, vibrator.repeat)
        assertTrue(vibratesAsAlarm())
        alarm.hush()
        looper.idle()
        assertTrue(vibrator.isCancelled)
    }

    @Test
    fun `without a voice for the language a tone sounds, until hushed`() {
        ShadowTextToSpeech.addLanguageAvailability(Locale.ENGLISH)
        alarm.sound("请停一下", Locale.CHINA)
        val voice = begun()
        assertTrue(voice.spokenTextList.isEmpty())
        assertEquals(1, tones().size)
        looper.idleFor(Duration.ofMillis(2_000))
        assertEquals("again", 2, tones().size)
        alarm.hush()
        looper.idleFor(Duration.ofMinutes(1))
        assertEquals(2, tones().size)
        assertFalse(vibrator.isVibrating)
    }

    @Test
    fun `without any voice a tone sounds`() {
        alarm.sound("请停一下", Locale.CHINA)
        begun(TextToSpeech.ERROR)
        assertEquals(1, tones().size)
    }

    @Test
    fun `a voice that never answers is not waited for`() {
        alarm.sound("请停一下", Locale.CHINA)
        looper.idleFor(Duration.ofMillis(3_999))
        assertTrue(tones().isEmpty())
        looper.idleFor(Duration.ofMillis(1))
        assertEquals(1, tones().size)
        ShadowTextToSpeech.addLanguageAvailability(Locale.CHINA)
        val voice = begun()
        assertEquals("late is better than never", 1, voice.spokenTextList.size)
        looper.idleFor(Duration.ofMillis(5_000))
        assertEquals("and takes over", 1, tones().size)
    }

    @Test
    @Config(shadows = [MuteVoice::class])
    fun `a voice that fails to speak is replaced by a tone`() {
        ShadowTextToSpeech.addLanguageAvailability(Locale.CHINA)
        alarm.sound("请停一下", Locale.CHINA)
        begun()
        assertEquals(1, tones().size)
    }

    @Test
    @Config(shadows = [NoTone::class])
    fun `where no sound can be had it still shakes`() {
        alarm.sound("请停一下", Locale.CHINA)
        begun(TextToSpeech.ERROR)
        assertTrue(vibrator.isVibrating)
        alarm.hush()
        looper.idle()
        assertFalse(vibrator.isVibrating)
    }

    @Test
    fun `without a motor it still speaks`() {
        vibrator.setHasVibrator(false)
        ShadowTextToSpeech.addLanguageAvailability(Locale.CHINA)
        alarm.sound("请停一下", Locale.CHINA)
        assertEquals(1, begun().spokenTextList.size)
    }

    @Test
    fun `a second sound takes the place of the first`() {
        ShadowTextToSpeech.addLanguageAvailability(Locale.CHINA)
        alarm.sound("一", Locale.CHINA)
        val first = begun()
        alarm.sound("二", Locale.CHINA)
        val second = begun()
        assertTrue(first.isShutdown)
        looper.idleFor(Duration.ofMillis(7_000))
        assertEquals(listOf("一"), first.spokenTextList)
        assertEquals(listOf("二", "二"), second.spokenTextList)
    }

    @Test
    fun `hushed before the voice is ready it stays silent`() {
        ShadowTextToSpeech.addLanguageAvailability(Locale.CHINA)
        alarm.sound("请停一下", Locale.CHINA)
        val engine = ShadowTextToSpeech.getLastTextToSpeechInstance()
        alarm.hush()
        shadowOf(engine).onInitListener.onInit(TextToSpeech.SUCCESS)
        looper.idleFor(Duration.ofMinutes(1))
        assertTrue(shadowOf(engine).spokenTextList.isEmpty())
        assertTrue(tones().isEmpty())
    }

    @Test
    fun `hushed without a sound nothing happens`() {
        alarm.hush()
        looper.idle()
        assertFalse(vibrator.isVibrating)
    }

    /** The voice says whether it is there. */
    private fun begun(status: Int = TextToSpeech.SUCCESS): ShadowTextToSpeech {
        val shadow = shadowOf(ShadowTextToSpeech.getLastTextToSpeechInstance())
        shadow.onInitListener.onInit(status)
        looper.idle()
        return shadow
    }

    private fun usage(): Int? {
        val engine = ShadowTextToSpeech.getLastTextToSpeechInstance()
        val parameters: Bundle = ReflectionHelpers.getField(engine, "mParams")
        @Suppress("DEPRECATION")
        return parameters.getParcelable<AudioAttributes>(TextToSpeech.Engine.KEY_PARAM_AUDIO_ATTRIBUTES)?.usage
    }

    /** Newer releases turn the one kind of attributes into the other. */
    private fun vibratesAsAlarm(): Boolean = when (
        val attributes =
            vibrator.vibrationAttributesFromLastVibration ?: vibrator.audioAttributesFromLastVibration
    ) {
        is AudioAttributes -> attributes.usage == AudioAttributes.USAGE_ALARM
        is VibrationAttributes -> attributes.usage == VibrationAttributes.USAGE_ALARM
        else -> false
    }

    private fun tones() = ShadowToneGenerator.getPlayedTones()

    /** A voice that takes a sentence and then fails. */
    @Implements(TextToSpeech::class)
    class MuteVoice : ShadowTextToSpeech() {
        @Implementation
        override fun speak(text: CharSequence?, mode: Int, parameters: Bundle?, id: String?): Int = TextToSpeech.ERROR
    }

    /** A phone whose sound is taken. */
    @Implements(ToneGenerator::class)
    class NoTone : ShadowToneGenerator() {
        @Implementation
        override fun startTone(tone: Int, durationMs: Int): Boolean = throw RuntimeException("no sound")
    }
}
