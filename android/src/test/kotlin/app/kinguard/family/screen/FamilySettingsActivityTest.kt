package app.kinguard.family.screen

import android.content.Intent
import android.os.Looper
import android.widget.RadioButton
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.lifeline.ScheduledMessages.State
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import java.util.concurrent.TimeUnit

@RunWith(AndroidRunner::class)
class FamilySettingsActivityTest : ScreenTest() {
    @Test
    fun `what is set is kept`() {
        open()
        assertFalse(isOn("每周报一次平安"))
        assertFalse(isOn("手机没动静时通知家人"))
        assertTrue(isOn("3 分钟"))
        type("家人怎么称呼", " 妈妈 ")
        tap("10 分钟")
        assertTrue(isOn("10 分钟"))
        assertEquals("what was typed stays", " 妈妈 ", field("家人怎么称呼").text.toString())
        tap("手机没动静时通知家人")
        tap("每周报一次平安")
        assertEquals("妈妈", host.settings.parent)
        assertEquals(10, host.patience.minutes)
        assertEquals(true, host.settings.lifeline)
        assertTrue(isOn("一天半"))
        tap("两天")
        assertTrue(isOn("两天"))
        assertFalse(isOn("一天半"))
        assertEquals(48, host.settings.silentHours)
        assertTrue(host.settings.weekly)
        turn()
        assertTrue(isOn("10 分钟"))
        assertTrue(isOn("每周报一次平安"))
        assertSays("妈妈一切正常", "这一周没有发现危险，亲守还守着妈妈的手机。")
        assertEquals("妈妈", field("家人怎么称呼").text.toString())
        tap("每周报一次平安")
        assertFalse(host.settings.weekly)
    }

    @Test
    fun `few times are offered, and one that was set before stays and is shown`() {
        open()
        tap("手机没动静时通知家人")
        assertEquals(listOf("1 分钟", "3 分钟", "5 分钟", "10 分钟", "一天半", "两天"), chips())
        host.patience.minutes = 15
        host.settings.silentHours = 40
        open()
        assertEquals(listOf("1 分钟", "3 分钟", "5 分钟", "10 分钟", "15 分钟", "一天半", "40 小时", "两天"), chips())
        assertTrue(isOn("15 分钟") && isOn("40 小时"))
        tap("每周报一次平安")
        assertEquals(15, host.patience.minutes)
        assertEquals(40, host.settings.silentHours)
    }

    private fun chips() = views().filterIsInstance<RadioButton>().map { "${it.text}" }

    @Test
    fun `how the message of silence stands with each is said, with what to do`() {
        host.add("小芳", "+8613900000001", Address.TextMessage, PUSH)
        host.add("小明", "+8613900000002", Address.TextMessage)
        open()
        assertSilent("小芳")
        tap("手机没动静时通知家人")
        assertSays("小芳", "已备好")
        assertSilent("小明")
        val lasting = mapOf(
            State.TooOld to "比 ntfy 2.16 旧",
            State.NotSoLong to "message-delay-limit",
            State.KeepsNothing to "cache-duration",
            State.Failed(Outcome.Refused(Outcome.Reason.SERVER_REFUSES)) to "还没备好。服务器不认",
        )
        lasting.forEach { (said, words) ->
            tap("手机没动静时通知家人")
            host.holding.says = said
            tap("手机没动静时通知家人")
            assertSays(words)
            turn()
            assertSays(words)
            host.holding.says = null
        }
    }

    @Test
    fun `a server that answers later is shown when it does`() {
        host.add("小芳", "+8613900000001", PUSH)
        host.settings.lifeline = true
        open()
        assertSays("还没备好，每三小时试一次")
        host.familyScreens.moveLifelines()
        shadowOf(Looper.getMainLooper()).idleFor(1, TimeUnit.SECONDS)
        assertSays("已备好")
    }

    @Test
    fun `without anybody who is pushed to there is nothing that could be held`() {
        host.add("小明", "+8613900000002", Address.TextMessage)
        open()
        assertSilent("没有人配好")
        tap("手机没动静时通知家人")
        assertSays("没有人配好")
    }

    @Test
    fun `nothing can be switched while somebody may look on`() {
        open()
        host.locked = true
        tap("每周报一次平安")
        assertFalse(host.settings.weekly)
        assertSays("现在打不开")
    }

    private fun open() = open(Intent(host, FamilySettingsActivity::class.java))
}
