package app.kinguard.practice

import android.app.NotificationManager
import android.content.Context
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.failure.unlessRefused
import app.kinguard.guard.readOnly
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(AndroidRunner::class)
@Config(application = PracticeTestApp::class, qualifiers = "zh-rCN")
class PracticeReminderTest {
    private val host = RuntimeEnvironment.getApplication() as PracticeTestApp
    private val manager = host.getSystemService(Context.NOTIFICATION_SERVICE) as NotificationManager
    private val shown get() = shadowOf(manager).getNotification(PracticeReminder.ID)

    @After
    fun end() = host.database.close()

    @Test
    fun `three months after the last time, and not a millisecond before`() {
        host.store.practised(BEGAN_MS)
        for ((ms, due) in listOf(-1L to false, 0L to true, 1L to true)) {
            host.nowMs = BEGAN_MS + PracticeStore.EVERY_MS + ms
            assertEquals("$ms ms", due, host.practice.isDue())
        }
        host.nowMs = BEGAN_MS + PracticeStore.EVERY_MS - 1
        offer()
        assertNull(shown)
        host.nowMs += 1
        offer()
        assertNotNull(shown)
    }

    @Test
    fun `where nobody ever practised it counts from the first day`() {
        host.nowMs = BEGAN_MS
        host.hour = 2
        offer()
        host.nowMs = BEGAN_MS + PracticeStore.EVERY_MS - 1
        assertFalse(host.practice.isDue())
        host.nowMs += 1
        assertTrue(host.practice.isDue())
    }

    @Test
    fun `it is an ordinary notification, said once in three months`() {
        isDue()
        offer()
        assertEquals("做一次防骗练习，好吗？", shown.extras.getString("android.title"))
        assertEquals(NotificationManager.IMPORTANCE_DEFAULT, manager.getNotificationChannel(shown.channelId).importance)
        val open = shadowOf(shown.contentIntent).savedIntent
        assertEquals(PracticeActivity::class.java.name, open.component?.className)
        manager.cancelAll()
        host.nowMs += PracticeStore.EVERY_MS - 1
        offer()
        assertNull("not twice", shown)
        host.nowMs += 1
        offer()
        assertNotNull(shown)
    }

    @Test
    fun `never at night, nor in the nap, nor while something goes on`() {
        isDue()
        for (hour in (0..23) - (9..11) - (15..19)) {
            host.hour = hour
            offer()
            assertNull("at $hour", shown)
        }
        host.hour = 9
        host.calm = false
        offer()
        assertNull(shown)
        host.calm = true
        offer()
        assertNotNull(shown)
    }

    @Test
    fun `later is two weeks, and practising is three months`() {
        isDue()
        offer()
        val later = shown.actions.single()
        assertEquals(host.getString(R.string.practice_later), later.title)
        host.nowMs += 5
        shadowOf(later.actionIntent).savedIntent.let { PracticeLaterReceiver().onReceive(host, it) }
        assertNull("it is gone", shown)
        val saidMs = host.nowMs
        for ((ms, due) in listOf(-1L to false, 0L to true, 1L to true)) {
            host.nowMs = saidMs + PracticeStore.LATER_MS + ms
            assertEquals("$ms ms", due, host.practice.isDue())
            offer()
            assertEquals("$ms ms", due, shown != null)
            // An offer takes its turn, so that each of them needs a "later" of its own.
            manager.cancelAll()
            host.store.later(saidMs)
        }
        host.practice.answered(Choice.STOP)
        assertFalse(host.practice.isDue())
        assertEquals(host.nowMs, host.store.lastMs)
    }

    @Test
    fun `a full phone does not repeat itself`() {
        isDue()
        host.database.readOnly(true)
        repeat(2) { unlessRefused(host.practiceReminder::offer) }
        assertNull(shown)
        host.practice.answered(Choice.STOP)
        host.practice.later {}
        assertTrue(host.practice.isDue())
        host.database.readOnly(false)
        offer()
        assertNotNull(shown)
    }

    private fun isDue() {
        host.store.practised(BEGAN_MS)
        host.nowMs = BEGAN_MS + PracticeStore.EVERY_MS
    }

    private fun offer() = host.practiceReminder.offer()

    private companion object {
        const val BEGAN_MS = 1_000_000L
    }
}
