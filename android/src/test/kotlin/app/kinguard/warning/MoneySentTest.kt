package app.kinguard.warning

import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.core.Reason
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

/** Tests "I already sent money": during a warning, and days later without one. */
@RunWith(AndroidRunner::class)
class MoneySentTest : ScreenTest() {
    @Test
    fun `money that has left, by region`() {
        mapOf(
            "CN" to ("110" to "96110"),
            "HK" to ("999" to "18222"),
            "TW" to ("110" to "165"),
        ).forEach { (home, lines) ->
            host.callActions.called.clear()
            choices.clear()
            open(red().copy(home = home))
            tap(R.id.warning_money_sent)
            assertEquals(listOf(Choice.MONEY_SENT), choices)
            assertFalse(shown(R.id.warning_money_sent))
            tap(R.id.warning_main)
            tap(R.id.warning_second)
            assertEquals(lines.toList(), host.callActions.called)
            assertEquals("where it does not connect", home == "CN", shown(R.id.warning_bank))
            tap(R.id.warning_back)
            assertTrue(shown(R.id.warning_money_sent))
            warningController.dismiss()
            idle()
        }
        open(red().copy(home = "FR"))
        tap(R.id.warning_money_sent)
        assertEquals("打给女儿小芳", text(R.id.warning_main))
        assertFalse("not twice on one page", shown(R.id.warning_call))
    }

    @Test
    fun `it says what to say, in sentences that can be read aloud`() {
        open(red())
        tap(R.id.warning_money_sent)
        assertEquals("这样说：“我被骗了，钱刚转出去。”“我转了＿＿元，转给了＿＿。”“请马上冻结。”", text(R.id.warning_body))
    }

    @Test
    fun `the bank that was opened is one touch away, and its number is read on the button`() {
        open(red())
        tap(R.id.warning_money_sent)
        assertEquals("打 110 报警", text(R.id.warning_main))
        assertEquals("打 95588 工商银行", text(R.id.warning_bank))
        assertFalse("the card says the same", shown(R.id.warning_more))
        tap(R.id.warning_bank)
        assertEquals(listOf("95588"), host.callActions.called)
    }

    @Test
    fun `where no bank was opened, or its number is not known, the card has it`() {
        listOf(listOf(SHARED), listOf(SHARED, Reason.MoneyApp("an.unknown.bank"))).forEach { reasons ->
            open(red(reasons = reasons))
            tap(R.id.warning_money_sent)
            assertFalse(shown(R.id.warning_bank))
            assertEquals("银行卡背面的电话，也要打。", text(R.id.warning_more))
            warningController.close()
        }
    }

    @Test
    fun `days later the bank's number is there as well, and tells the family once`() {
        openLater()
        tap(R.id.warning_bank)
        tap(R.id.warning_main)
        assertEquals(listOf("95588", "110"), host.callActions.called)
        assertEquals(listOf(Choice.MONEY_SENT), choices)
    }

    @Test
    fun `with nobody to ring there is still a way back, once`() {
        open(red().copy(home = "FR", family = emptyList()))
        tap(R.id.warning_money_sent)
        assertEquals("返回", text(R.id.warning_main))
        assertFalse(shown(R.id.warning_back))
        tap(R.id.warning_main)
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
    }

    @Test
    fun `days later it opens alone, without a sound, and tells nobody`() {
        openLater()
        assertEquals("打 110 报警", text(R.id.warning_main))
        assertEquals("完成", text(R.id.warning_back))
        listOf(R.id.warning_money_sent, R.id.warning_go_on).forEach { assertFalse(shown(it)) }
        cover()
        uncover()
        tap(R.id.warning_back)
        assertTrue(activity.isFinishing)
        assertEquals("opening by mistake tells nobody", emptyList<Choice>(), choices)
        assertTrue(host.alarm.said.isEmpty())
        assertTrue("it raises itself", host.presenter.raised.isEmpty())
    }

    @Test
    fun `the first call for help tells the family, once`() {
        openLater()
        tap(R.id.warning_main)
        tap(R.id.warning_second)
        assertEquals(listOf("110", "96110"), host.callActions.called)
        assertEquals(listOf(Choice.MONEY_SENT), choices)
        tap(R.id.warning_call)
        assertEquals(listOf(Choice.MONEY_SENT, Choice.CALL_FAMILY), choices.sortedBy { it != Choice.MONEY_SENT })
        cover()
        uncover()
        assertEquals("打 110 报警", text(R.id.warning_main))
        tap(R.id.warning_back)
        assertEquals(2, choices.size)
    }

    @Test
    fun `after the seven days nothing opens`() {
        openWith(WarningActivity.forMoneySent(host))
        assertTrue(activity.isFinishing)
        assertNull(warningController.standing)
    }

    @Test
    fun `a warning that stands is not replaced by it`() {
        host.lastRed = red()
        open(red())
        controller.newIntent(WarningActivity.forMoneySent(host))
        idle()
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
    }

    @Test
    fun `a new danger takes its place, even the very same again`() {
        openLater()
        warningController.show(red())
        idle()
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
        assertEquals(1, host.alarm.said.size)
    }

    @Test
    fun `the numbers stay when the danger is over`() {
        open(red())
        tap(R.id.warning_money_sent)
        warningController.dismiss()
        idle()
        assertFalse(activity.isFinishing)
        assertEquals("完成", text(R.id.warning_back))
        warningController.dismiss()
        tap(R.id.warning_main)
        assertEquals("the family knows already", listOf(Choice.MONEY_SENT), choices)
        tap(R.id.warning_back)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `a warning that never came to the front does not speak through it`() {
        warningController.show(red())
        warningController.dismiss()
        openLater()
        assertTrue(host.alarm.said.isEmpty())
    }

    private fun openLater() {
        host.lastRed = red()
        openWith(WarningActivity.forMoneySent(host))
    }
}
