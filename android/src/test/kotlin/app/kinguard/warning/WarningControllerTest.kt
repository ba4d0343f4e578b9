package app.kinguard.warning

import app.kinguard.core.Choice
import app.kinguard.core.Reason
import app.kinguard.regions.Helplines
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class WarningControllerTest {
    private val presenter = RecordingPresenter()
    private val alarm = RecordingAlarm()
    private val listener = RecordingListener()
    private val warningController = WarningController(
        presenter,
        alarm,
        RecordingCallActions(),
        RecordingProjectionPreemptor(),
    ).also {
        it.listener =
            listener
    }

    @Test
    fun `red begins with the way out and amber with a question`() {
        warningController.show(red())
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
        warningController.show(amber())
        assertEquals(WarningPage.Question, warningController.standing?.page)
        assertEquals(listOf(red(), amber()), presenter.raised)
    }

    @Test
    fun `the same showing keeps its page, another begins anew`() {
        warningController.show(red())
        warningController.turn(WarningPage.Way(1))
        warningController.show(red().copy(callingNow = "女儿小芳"))
        assertEquals(WarningPage.Way(1), warningController.standing?.page)
        assertEquals("女儿小芳", warningController.standing?.warning?.callingNow)
        warningController.show(red().copy(showing = 2))
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
    }

    @Test
    fun `nobody goes on once another app can act for the user`() {
        listOf(WarningPage.Wait(0), WarningPage.Agree, WarningPage.Sure).forEach { page ->
            warningController.show(red())
            warningController.turn(page)
            warningController.show(red().copy(mayGoOn = false))
            assertEquals(WarningPage.Way(0), warningController.standing?.page)
            warningController.dismiss()
        }
    }

    @Test
    fun `the voice speaks once for each showing`() {
        warningController.show(red())
        assertTrue(warningController.takeUnsaid())
        warningController.show(red().copy(callingNow = "女儿"))
        assertFalse(warningController.takeUnsaid())
        warningController.show(red().copy(showing = 2))
        assertTrue(warningController.takeUnsaid())
    }

    @Test
    fun `stopping is reported once`() {
        warningController.stop()
        assertEquals(emptyList<Choice>(), listener.choices)
        warningController.show(red())
        warningController.stop()
        warningController.stop()
        assertEquals(listOf(Choice.STOP), listener.choices)
    }

    @Test
    fun `taken away, nothing stands, sounds or waits in the list`() {
        val seen = mutableListOf<WarningState?>()
        warningController.watch { seen += it }
        warningController.show(red())
        warningController.dismiss()
        warningController.turn(WarningPage.MoneySent)
        assertNull(warningController.standing)
        assertNull(seen.last())
        assertEquals(1, alarm.hushed)
        assertEquals(1, presenter.cleared)
    }

    @Test
    fun `a drill makes way for whoever finds out that money has left, and leaves no such page itself`() {
        warningController.show(red().copy(practice = true))
        warningController.moneySent()
        assertEquals(emptyList<Choice>(), listener.choices)
        warningController.dismiss()
        assertNull(warningController.standing)
        warningController.show(red().copy(practice = true))
        warningController.openMoneySent(red())
        assertEquals(WarningState(red(), WarningPage.MoneySentLater()), warningController.standing)
        assertFalse("that page is no danger", checkNotNull(warningController.standing).isRed)
        warningController.show(red().copy(practice = true))
        assertTrue("a drill takes its place", checkNotNull(warningController.standing).warning.practice)
    }

    @Test
    fun `the wait is counted down to nothing`() {
        assertEquals(30_000L, WarningUiStateFactory.leftMs(1_000, 1_000))
        assertEquals(29_999L, WarningUiStateFactory.leftMs(1_000, 1_001))
        assertEquals(1L, WarningUiStateFactory.leftMs(1_000, 30_999))
        assertEquals(0L, WarningUiStateFactory.leftMs(1_000, 31_000))
        assertEquals(0L, WarningUiStateFactory.leftMs(1_000, 99_000))
        assertEquals("a clock that went back lets nobody through", 30_000L, WarningUiStateFactory.leftMs(9_000, 1_000))
    }

    @Test
    fun `the way out follows from the facts`() {
        assertEquals(listOf(ExitStep.HANG_UP, ExitStep.STOP_SHARING, ExitStep.CALL_FAMILY), red().way())
        assertEquals(
            listOf(ExitStep.HANG_UP_CHAT, ExitStep.STOP_SHARING, ExitStep.CALL_FAMILY),
            red(reasons = CHAT).way(),
        )
        assertEquals(
            listOf(ExitStep.STOP_SHARING, ExitStep.ASK),
            red(reasons = emptyList()).copy(family = emptyList()).way(),
        )
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
