package app.kinguard.endtoend

import android.media.AudioManager
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.core.Trace
import app.kinguard.family.MessageKind
import app.kinguard.guard.isFull
import app.kinguard.health.CheckId
import app.kinguard.history.Entry
import app.kinguard.history.Trouble
import app.kinguard.store.ReservedSpace
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/**
 * Tests a phone that stores nothing, or turns its alarms down: what the parent sees and hears, and what the daughter
 * reads.
 */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class StorageInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val audio = checkNotNull(app.getSystemService(AudioManager::class.java))
    private val volume get() = audio.getStreamVolume(AudioManager.STREAM_ALARM)
    private val dangers get() = app.container.family.deliveries().count { it.message.kind == MessageKind.DANGER }

    @After
    fun end() = phone.processDies()

    @Test
    fun `on a full phone the warning shows, her daughter is told once, and home says so until there is room`() {
        phone.isSetUp()
        assertTrue(app.health.verdict().guarded)
        val mend = app.container.database.isFull()
        toTheBank()
        assertTrue(phone.warningIsSeen)
        assertEquals(1, dangers)
        val texts = phone.texts.size
        assertTrue(texts > 0)
        assertTrue(Entry.Failed(Trouble.NOT_STORED) in phone.failed)
        assertEquals(listOf(CheckId.DATABASE), app.health.verdict().failing)
        assertFalse(app.health.verdict().guarded)
        assertFalse("its ballast was given up first", reserved.exists())
        mend()
        phone.passTo(phone.nowMs + 3 * MINUTE_MS)
        assertFalse(app.container.database.isInMemory)
        assertEquals(emptyList<CheckId>(), app.health.verdict().failing)
        phone.processDies()
        phone.processStarts()
        assertEquals("the danger is still recorded", 1, dangers)
    }

    @Test
    fun `ballast is there from the first start on`() {
        phone.isSetUp()
        phone.settle()
        assertEquals(ReservedSpace.BYTES, reserved.length())
    }

    @Test
    fun `a database that cannot be read costs the history, and her daughter is told still`() {
        phone.isSetUp()
        phone.settle()
        phone.processDies()
        app.getDatabasePath("kinguard.db").writeBytes(ByteArray(8_192) { 0x5a })
        phone.processStarts()
        assertTrue(Entry.Failed(Trouble.DATABASE_UNREADABLE) in phone.failed)
        toTheBank()
        assertTrue(phone.warningIsSeen)
        assertEquals(1, dangers)
        assertTrue(phone.texts.isNotEmpty())
        assertTrue("the set-up is kept", app.container.setup.finished)
    }

    @Test
    fun `a warning is loud, over a death of the process too, and her alarm is as faint as before when it is over`() {
        phone.isSetUp()
        audio.setStreamVolume(AudioManager.STREAM_ALARM, 1, 0)
        toTheBank()
        assertEquals(LOUD, volume)
        phone.processDies()
        assertEquals(LOUD, volume)
        phone.processStarts()
        phone.passTo(phone.nowMs + 5_000)
        assertTrue("the warning stands again", phone.warningIsSeen)
        assertEquals(LOUD, volume)
        isOver()
        assertEquals(1, volume)
    }

    private val reserved get() = app.noBackupFilesDir.resolve("ballast")

    private fun toTheBank() {
        phone.happenUnanswered(brief.steps.takeWhile { it.at <= BANK_MS })
        phone.passTo(phone.nowMs + LOOK_MS)
    }

    private fun isOver() {
        phone.happenUnanswered(brief.steps.filter { it.at > phone.nowMs })
        phone.passTo(phone.nowMs + HOURS_MS)
    }

    private companion object {
        const val BANK_MS = (25 * 60 + 10) * 1_000L
        const val MINUTE_MS = 60_000L
        const val LOOK_MS = 1_500L
        const val HOURS_MS = 6 * 3_600_000L

        /** Four fifths of seven steps. */
        const val LOUD = 6
    }
}
