package app.kinguard.relative.screen

import android.content.Intent
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.page.PageAccess
import app.kinguard.relative.AlarmTest.Hindrance
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
internal class NeedsActivityTest : RelativePageTest() {
    @Test
    fun `the button below mends what is missing first, and then tries the alarm`() {
        host.needs = listOf(need(R.string.setup_notices, true), need(R.string.relative_disturb, false))
        val page = open<NeedsActivity>()
        page.says("弹出警告\n已经打开。", "勿扰时也响\n还没打开")
        page.tap("去打开")
        assertEquals(R.string.relative_disturb, started(page)?.getIntExtra("title", 0))
        host.needs = host.needs.map { it.copy(isMet = true) }
        page.isLeft()
        page.comesBack()
        page.tap("试一试警报")
        assertEquals(AlarmTestActivity::class.java.name, startedClass(page))
    }

    @Test
    fun `the alarm sounds until it is over, and the result is said`() {
        val page = open<AlarmTestActivity>()
        assertFalse(host.alarmTest.sounds)
        page.tap("开始")
        page.says("正在响")
        assertTrue(host.alarmTest.sounds)
        page.tap("关掉声音")
        assertEquals(1, host.alarmTest.ended)
        host.alarmTest.finds()
        page.says("手机没有拦", "没听到？")
        page.tap("再试一次")
        assertTrue(host.alarmTest.sounds)
        page.isLeft()
        assertEquals("whoever leaves hears enough", 2, host.alarmTest.ended)
    }

    @Test
    fun `each hindrance has words of its own`() {
        val words = mapOf(
            Hindrance.VOLUME to "闹钟音量太小。",
            Hindrance.DO_NOT_DISTURB to "勿扰模式拦住了警报。",
            Hindrance.NO_VIBRATION to "这部手机没有震动。",
            Hindrance.NOTIFICATIONS to "通知没打开。",
            Hindrance.FULL_SCREEN to "锁屏时不能整屏显示。",
        )
        assertEquals(Hindrance.entries.toSet(), words.keys)
        for ((hindrance, said) in words) {
            val page = open<AlarmTestActivity>()
            page.tap("开始")
            host.alarmTest.finds(hindrance)
            page.says(said)
            page.saysNot("手机没有拦")
        }
    }

    @Test
    fun `the numbers are those of the region, with where they work`() {
        val page = open<NumbersActivity>(NumbersActivity.of(host, "HK"))
        page.says("这些号码要在中国香港打。", "999\n报警", "18222\n反诈咨询", "22333000")
        page.tap("999")
        assertEquals(Intent.ACTION_DIAL, started(page)?.action)
        open<NumbersActivity>(NumbersActivity.of(host, "CN")).says("110\n报警", "96110\n反诈咨询", "95588")
    }

    @Test
    fun `a parent's phone becomes the family's only past the gate`() {
        host.role.isFamily = false
        for (shut in listOf(PageAccess.SHUT, PageAccess.PIN, PageAccess.NOT_KNOWN)) {
            host.passage = shut
            val page = open<RoleActivity>(RoleActivity.toFamily(host))
            page.saysNot("确定换")
            page.end()
        }
        host.passage = PageAccess.OPEN
        val page = open<RoleActivity>(RoleActivity.toFamily(host))
        page.says("不再受守护", "那就是骗子")
        host.role.refuses = true
        page.tap("确定换")
        assertNull("refused", started(page))
        assertFalse(page.activity.isFinishing)
        host.role.refuses = false
        page.tap("确定换")
        assertTrue(host.role.isFamily)
        assertEquals(RelativeActivity::class.java.name, startedClass(page))
    }

    @Test
    fun `a phone of the family becomes a parent's after a question, and nothing changes without it`() {
        val page = open<RoleActivity>(RoleActivity.toParent(host))
        page.says("警报就不再响")
        page.tap("返回")
        assertTrue(host.role.isFamily)
        val again = open<RoleActivity>(RoleActivity.toParent(host))
        again.tap("确定换")
        assertFalse(host.role.isFamily)
        assertEquals("app.kinguard.home.HomeActivity", startedClass(again))
    }
}
