package app.kinguard.warning

import android.app.Application
import android.media.AudioManager
import app.kinguard.AndroidRunner
import app.kinguard.warning.AlarmVolume.Raised
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowAudioManager

/** Tests that a warning is loud on a phone with quiet alarms, and restores the volume afterwards. */
@RunWith(AndroidRunner::class)
@Config(application = Application::class)
class AlarmVolumeTest {
    private val phone: Application = RuntimeEnvironment.getApplication()
    private val audio = checkNotNull(phone.getSystemService(AudioManager::class.java))
    private val kept = mutableListOf<Raised?>()
    private val volume = AlarmVolume(phone) { kept += it }

    @Test
    fun `raised from nothing to four fifths, and put back once`() {
        set(0)
        volume.raise()
        assertEquals(6, now())
        assertEquals(listOf<Raised?>(Raised(0, 6)), kept)
        volume.raise()
        volume.putBack()
        assertEquals(0, now())
        set(3)
        volume.putBack()
        assertEquals("once", 3, now())
        assertEquals(listOf(Raised(0, 6), null), kept)
    }

    @Test
    fun `never lowered, and what was loud enough is left alone`() {
        for (loud in listOf(6, 7)) {
            set(loud)
            volume.raise()
            assertEquals(loud, now())
            volume.putBack()
            assertEquals(loud, now())
        }
        assertEquals(emptyList<Raised?>(), kept)
    }

    @Test
    fun `what somebody has set meanwhile stays`() {
        for (theirs in listOf(5, 7)) {
            set(2)
            volume.raise()
            set(theirs)
            volume.putBack()
            assertEquals(theirs, now())
            assertNull("and is not touched later", kept.last())
        }
    }

    @Test
    fun `after a death the next process puts back what the dead one raised`() {
        set(1)
        volume.raise()
        val left = checkNotNull(kept.last())
        val next = AlarmVolume(phone) { kept += it }
        next.putBackAfterDeath(left)
        assertEquals(1, now())
        assertNull(kept.last())
        next.raise()
        assertEquals("and raises it anew for a warning that still stands", 6, now())
        next.putBack()
        assertEquals(1, now())
    }

    @Test
    fun `after a death, too, what somebody has set stays`() {
        set(1)
        volume.raise()
        set(4)
        AlarmVolume(phone) { kept += it }.putBackAfterDeath(checkNotNull(kept.last()))
        assertEquals(4, now())
        assertNull(kept.last())
    }

    @Test
    @Config(shadows = [Refusing::class])
    fun `a phone on which nothing may disturb refuses, and nothing is put back`() {
        volume.raise()
        volume.putBack()
        assertEquals(emptyList<Raised?>(), kept)
    }

    @Test
    @Config(shadows = [RefusingLater::class])
    fun `what is refused is put back after the next warning`() {
        val shadow = shadowOf(audio) as RefusingLater
        set(2)
        volume.raise()
        shadow.refuses = true
        volume.putBack()
        assertEquals(listOf<Raised?>(Raised(2, 6)), kept)
        shadow.refuses = false
        volume.raise()
        volume.putBack()
        assertEquals(2, now())
        assertEquals(listOf(Raised(2, 6), null), kept)
    }

    @Test
    @Config(shadows = [Deaf::class])
    fun `nor where it is refused without a word`() {
        shadowOf(audio).setStreamVolume(2)
        volume.raise()
        volume.putBack()
        assertEquals(emptyList<Raised?>(), kept)
    }

    @Test
    @Config(shadows = [Fixed::class])
    fun `nor where volumes are fixed`() {
        set(2)
        volume.raise()
        volume.putBack()
        assertEquals(emptyList<Raised?>(), kept)
        assertEquals(2, now())
    }

    private fun set(to: Int) = audio.setStreamVolume(AudioManager.STREAM_ALARM, to, 0)

    private fun now() = audio.getStreamVolume(AudioManager.STREAM_ALARM)

    /** Refuses as Android does if the change would affect Do Not Disturb. */
    @Implements(AudioManager::class)
    class Refusing : ShadowAudioManager() {
        @Implementation
        override fun getStreamVolume(stream: Int): Int = 2

        @Implementation
        override fun setStreamVolume(stream: Int, index: Int, flags: Int): Unit =
            throw SecurityException("Not allowed to change Do Not Disturb state")
    }

    /** Refuses from a moment on, as when Do Not Disturb begins during a warning. */
    @Implements(AudioManager::class)
    class RefusingLater : ShadowAudioManager() {
        var refuses = false

        @Implementation
        override fun setStreamVolume(stream: Int, index: Int, flags: Int) {
            if (refuses) throw SecurityException("Not allowed to change Do Not Disturb state")
            super.setStreamVolume(stream, index, flags)
        }
    }

    /** Fixed volumes, as on some set-top boxes and tablets. */
    @Implements(AudioManager::class)
    class Fixed : ShadowAudioManager() {
        @Implementation
        fun isVolumeFixed() = true
    }

    /** Ignores changes, as Android does from 17 on without a page or a service in front. */
    @Implements(AudioManager::class)
    class Deaf : ShadowAudioManager() {
        @Implementation
        override fun setStreamVolume(stream: Int, index: Int, flags: Int) = Unit
    }
}
