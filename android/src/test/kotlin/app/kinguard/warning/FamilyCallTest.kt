package app.kinguard.warning

import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Choice
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.time.Duration

/** Tests calling the family, and the way back after a talk with them. */
@RunWith(AndroidRunner::class)
class FamilyCallTest : ScreenTest() {
    @Test
    fun `the second of the family can be rung, and that is told the same way`() {
        open(red())
        warningController.turn(WarningPage.Way(2))
        idle()
        assertEquals("打给女儿小芳", text(R.id.warning_main))
        assertEquals("打给儿子小明", text(R.id.warning_call))
        tap(R.id.warning_call)
        assertEquals(listOf("13900000002"), host.callActions.called)
        assertEquals(listOf(Choice.CALL_FAMILY), choices)
        cover()
        uncover()
        assertEquals("刚打给儿子小明。", text(R.id.warning_headline))
        assertEquals("打通了，就听儿子小明的。没打通，再打一次。", text(R.id.warning_body))
        assertEquals("再打给儿子小明", text(R.id.warning_main))
    }

    @Test
    fun `a family of one has one button`() {
        open(red().copy(family = red().family.take(1)))
        warningController.turn(WarningPage.Way(2))
        idle()
        assertFalse(shown(R.id.warning_call))
    }

    @Test
    fun `after the call one touch ends it`() {
        open(red())
        tap(R.id.warning_call)
        assertEquals("the call has to come first", WarningPage.Way(0), warningController.standing?.page)
        cover()
        uncover()
        assertEquals("刚打给女儿小芳。", text(R.id.warning_headline))
        assertEquals("whoever was not reached is called again", "再打给女儿小芳", text(R.id.warning_main))
        assertEquals("我已经停下了", text(R.id.warning_second))
        tap(R.id.warning_second)
        assertEquals(listOf(Choice.CALL_FAMILY, Choice.STOP), choices)
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `after the call going on is as slow as ever`() {
        open(red())
        tap(R.id.warning_call)
        cover()
        uncover()
        tap(R.id.warning_go_on)
        assertEquals("等满 30 秒，才能继续。", text(R.id.warning_more))
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(29_000))
        assertFalse(shown(R.id.warning_go_on))
        assertEquals(listOf(Choice.CALL_FAMILY), choices)
    }

    @Test
    fun `after the call nobody goes on for whom another app can tap`() {
        open(red().copy(mayGoOn = false))
        tap(R.id.warning_call)
        cover()
        uncover()
        assertFalse(shown(R.id.warning_go_on))
    }

    @Test
    fun `a phone that cannot ring has rung nobody`() {
        host.callActions.rings = false
        open(red())
        tap(R.id.warning_call)
        cover()
        assertEquals("leaving is leaving", listOf(Choice.CALL_FAMILY, Choice.LEFT), choices)
        uncover()
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
    }

    @Test
    fun `turning the phone is no call`() {
        open(red())
        tap(R.id.warning_call)
        RuntimeEnvironment.setQualifiers("+w891dp-h411dp-land")
        controller.recreate()
        assertEquals(WarningPage.Way(0), warningController.standing?.page)
        cover()
        uncover()
        assertEquals("刚打给女儿小芳。", text(R.id.warning_headline))
    }

    @Test
    fun `the talk is over with the next call for advice`() {
        open(red())
        tap(R.id.warning_call)
        cover()
        uncover()
        tap(R.id.warning_money_sent)
        tap(R.id.warning_call)
        cover()
        uncover()
        assertEquals("the numbers stay in sight", WarningPage.MoneySent, warningController.standing?.page)
    }

    @Test
    fun `a relative who rang leads to the same page`() {
        open(red().copy(callingNow = "儿子小明"))
        assertTrue(shown(R.id.warning_calling))
        warningController.spokeWithFamily("儿子小明")
        idle()
        assertEquals("您和儿子小明通过电话了。", text(R.id.warning_headline))
        assertFalse("the call has come", shown(R.id.warning_calling))
        tap(R.id.warning_call)
        assertEquals(listOf("13900000002"), host.callActions.called)
        assertEquals(listOf(Choice.CALL_FAMILY), choices)
    }

    @Test
    fun `with nothing standing a talk opens nothing`() {
        warningController.spokeWithFamily("女儿小芳")
        assertEquals(null, warningController.standing)
        assertTrue(host.presenter.raised.isEmpty())
    }

    @Test
    fun `amber keeps its answer after the call`() {
        open(amber())
        tap(R.id.warning_call)
        cover()
        uncover()
        assertEquals("家人说没事", text(R.id.warning_go_on))
        tap(R.id.warning_go_on)
        assertEquals("not at once", WarningPage.Fine, warningController.standing?.page)
    }
}
