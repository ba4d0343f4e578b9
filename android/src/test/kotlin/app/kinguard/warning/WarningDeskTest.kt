package app.kinguard.warning

import app.kinguard.core.Choice
import app.kinguard.core.Reason
import app.kinguard.regions.Helplines
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class WarningDeskTest {
    private val stage = RecordingStage()
    private val alarm = RecordingAlarm()
    private val listener = RecordingListener()
    private val desk = WarningDesk(stage, alarm, RecordingHands(), RecordingCapture()).also { it.listener = listener }

    @Test
    fun `red begins with the way out and amber with a question`() {
        desk.show(red())
        assertEquals(Page.Way(0), desk.standing?.page)
        desk.show(amber())
        assertEquals(Page.Question, desk.standing?.page)
        assertEquals(listOf(red(), amber()), stage.raised)
    }

    @Test
    fun `the same showing keeps its page, another begins anew`() {
        desk.show(red())
        desk.turn(Page.Way(1))
        desk.show(red().copy(callingNow = "女儿小芳"))
        assertEquals(Page.Way(1), desk.standing?.page)
        assertEquals("女儿小芳", desk.standing?.warning?.callingNow)
        desk.show(red().copy(showing = 2))
        assertEquals(Page.Way(0), desk.standing?.page)
    }

    @Test
    fun `nobody goes on once another app can act for the user`() {
        listOf(Page.Wait(0), Page.Agree, Page.Sure).forEach { page ->
            desk.show(red())
            desk.turn(page)
            desk.show(red().copy(mayGoOn = false))
            assertEquals(Page.Way(0), desk.standing?.page)
            desk.dismiss()
        }
    }

    @Test
    fun `the voice speaks once for each showing`() {
        desk.show(red())
        assertTrue(desk.takeUnsaid())
        desk.show(red().copy(callingNow = "女儿"))
        assertFalse(desk.takeUnsaid())
        desk.show(red().copy(showing = 2))
        assertTrue(desk.takeUnsaid())
    }

    @Test
    fun `stopping is reported once`() {
        desk.stop()
        assertEquals(emptyList<Choice>(), listener.choices)
        desk.show(red())
        desk.stop()
        desk.stop()
        assertEquals(listOf(Choice.STOP), listener.choices)
    }

    @Test
    fun `taken away, nothing stands, sounds or waits in the list`() {
        val seen = mutableListOf<Standing?>()
        desk.watch { seen += it }
        desk.show(red())
        desk.dismiss()
        desk.turn(Page.MoneySent)
        assertNull(desk.standing)
        assertNull(seen.last())
        assertEquals(1, alarm.hushed)
        assertEquals(1, stage.cleared)
    }

    @Test
    fun `a drill makes way for whoever finds out that money has left, and leaves no such page itself`() {
        desk.show(red().copy(practice = true))
        desk.moneySent()
        assertEquals(emptyList<Choice>(), listener.choices)
        desk.dismiss()
        assertNull(desk.standing)
        desk.show(red().copy(practice = true))
        desk.openMoneySent(red())
        assertEquals(Standing(red(), Page.MoneySentLater()), desk.standing)
        assertFalse("that page is no danger", checkNotNull(desk.standing).isRed)
        desk.show(red().copy(practice = true))
        assertTrue("a drill is not mixed with it", checkNotNull(desk.standing).warning.practice)
    }

    @Test
    fun `seconds are counted down to nothing`() {
        assertEquals(30, WarningFaces.leftSeconds(1_000, 1_000))
        assertEquals(30, WarningFaces.leftSeconds(1_000, 1_001))
        assertEquals(1, WarningFaces.leftSeconds(1_000, 30_999))
        assertEquals(0, WarningFaces.leftSeconds(1_000, 31_000))
        assertEquals(0, WarningFaces.leftSeconds(1_000, 99_000))
        assertEquals("a clock that went back lets nobody through", 30, WarningFaces.leftSeconds(9_000, 1_000))
    }

    @Test
    fun `the way out follows from the facts`() {
        assertEquals(listOf(Step.HANG_UP, Step.STOP_SHARING, Step.CALL_FAMILY), red().way())
        assertEquals(listOf(Step.HANG_UP_CHAT, Step.STOP_SHARING, Step.CALL_FAMILY), red(reasons = CHAT).way())
        assertEquals(listOf(Step.STOP_SHARING, Step.ASK), red(reasons = emptyList()).copy(family = emptyList()).way())
    }

    @Test
    fun `every region has its numbers, and an unknown one none`() {
        assertEquals(Helplines("110", "96110"), Helplines.of("cn"))
        assertEquals(Helplines("999", "18222"), Helplines.of("HK"))
        assertEquals(Helplines("110", "165"), Helplines.of("TW"))
        assertEquals(Helplines("999", "88007777"), Helplines.of("MO"))
        assertEquals(Helplines("999", "1799"), Helplines.of("SG"))
        assertEquals(Helplines("999", "997"), Helplines.of("MY"))
        assertNull(Helplines.of("FR"))
    }

    private companion object {
        val CHAT = listOf(Reason.VoiceChat("com.tencent.mm"))
    }
}
