package app.kinguard.history.screen

import android.provider.Settings
import android.view.WindowManager
import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.history.Entry
import app.kinguard.history.Trouble
import app.kinguard.page.PageAccess
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class HistoryActivityTest : HistoryTestBase() {
    @Test
    fun `nothing yet, in kind words`() {
        open(HistoryActivity.intent(host))
        assertSays("发生过的事", "目前没有", "90天后自动删除")
        assertNull(touchable("全部删除"))
        tap("完成")
        assertFinished()
    }

    @Test
    fun `each in its words, its level and what came of it, the latest first`() {
        briefHappens()
        phone.process.pass(DAY_MS)
        phone.history.noted(phone.device.now, Entry.Told(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL))
        open(HistoryActivity.intent(host))
        assertSays("10月3日", "刚装的“云会通”", "红色警告：马上停下", "说钱已经转出去了")
        assertSays("10月4日", "跟陌生人通话很久", "只告诉了家人", "还没过去")
        assertTrue(words().indexOf("10月4日") < words().indexOf("10月3日"))
        tap("10月3日")
        val next = opened()
        assertEquals(IncidentActivity::class.java.name, next?.component?.className)
        open(checkNotNull(next))
        assertSays("红色警告")
    }

    @Test
    fun `the whole story, from the first call to the last message`() {
        briefHappens()
        // Which format is usual in China depends on the computer's own tables.
        Settings.System.putString(host.contentResolver, Settings.System.TIME_12_24, "12")
        open(IncidentActivity.of(host, incident.id))
        val story = listOf(
            "陌生人打来电话，号码来自", "挂断电话，通话1分钟", "打给通讯录里的人", "装了“云会通”，不是从应用商店",
            "黄色提醒：您正跟陌生人通话", "告诉家人：有骗子的苗头", "女儿小芳，短信：已送到", "选了：仍要继续",
            "在“云会通”里开始语音通话", "“云会通”请求看屏幕", "红色警告：刚装的“云会通”", "告诉家人：正有危险",
            "屏幕画面开始传到别处", "打开了“中国工商银行”", "离开了警告画面", "有人正看着您的屏幕",
            "告诉家人：看了警告还是继续", "没人回答：再找下一位家人", "儿子小明，短信：没发出去", "欠费",
            "选了：钱已经转出去了", "告诉家人：钱已经转出去", "危险迹象没有了",
        )
        var at = 0
        for (words in story) {
            val found = words().indexOf(words, at)
            assertTrue("no \"$words\" after $at in:\n${words()}", found >= 0)
            at = found
        }
        assertSays("上午8:00", "上午8:20", "上午8:41")
        assertSilent("51234567", "412345678", "13900000001")
    }

    @Test
    fun `who was told stays known when the contact is removed`() {
        briefHappens()
        phone.process.contacts.all().last().let(phone.process.contacts::remove)
        open(IncidentActivity.of(host, incident.id))
        assertSays("女儿小芳，短信：已送到", "已移除的人：没发出去")
        assertSilent("儿子小明")
    }

    @Test
    fun `where nobody was told, nobody is said to have been`() {
        phone.lives(brief)
        open(IncidentActivity.of(host, incident.id))
        assertSays("没有告诉任何人：没加家人，或还没同意")
        assertSilent("告诉家人：正有危险")
    }

    @Test
    fun `times as the phone shows them`() {
        briefHappens()
        Settings.System.putString(host.contentResolver, Settings.System.TIME_12_24, "12")
        open(IncidentActivity.of(host, incident.id))
        assertSays("上午8:20")
        Settings.System.putString(host.contentResolver, Settings.System.TIME_12_24, "24")
        open(IncidentActivity.of(host, incident.id))
        assertSays("08:20")
    }

    @Test
    fun `in the phone's language`() {
        briefHappens()
        RuntimeEnvironment.setQualifiers("+zh-rHK")
        open(IncidentActivity.of(host, incident.id))
        assertSays("陌生人打嚟", "話畀屋企人知：而家有危險", "揀咗：已經過咗數")
        RuntimeEnvironment.setQualifiers("+en-rGB")
        open(IncidentActivity.of(host, incident.id))
        assertSays("A stranger rings, number from Hong Kong", "Told the family: danger, right now", "ICBC")
    }

    @Test
    fun `whoever holds the phone may read it, but not while somebody may look on`() {
        briefHappens()
        phone.passage = PageAccess.PIN
        open(HistoryActivity.intent(host))
        assertSays("红色警告")
        phone.locked = true
        second()
        assertSilent("红色警告")
        assertSays("现在打不开")
        open(IncidentActivity.of(host, incident.id))
        assertSilent("云会通")
        assertSays("现在打不开")
    }

    @Test
    fun `one that is deleted elsewhere is gone, and a turned phone shows the same`() {
        briefHappens()
        open(IncidentActivity.of(host, incident.id))
        val before = words()
        turn()
        assertEquals(before, words())
        phone.journal.deleteAll()
        second()
        assertFinished()
    }

    @Test
    fun `what did not work stands on a list of its own`() {
        open(TroublesActivity.intent(host))
        assertSays("该做的都做了")
        Trouble.entries.forEach { phone.history.noted(phone.device.now, Entry.Failed(it)) }
        val lost = Entry.Told(FamilyMessage.PROTECTION, RuleId.PROTECTION_CHANGED)
        phone.history.noted(phone.device.now, lost)
        open(TroublesActivity.intent(host))
        assertSays("手机可能满了", "有一次警告或消息没能发出", "少了权限")
        assertEquals(Trouble.entries.size + 1, "10月3日".toRegex().findAll(words()).count())
        open(HistoryActivity.intent(host))
        assertSays("目前没有")
        tap("没办成的事")
        assertOpens(TroublesActivity::class.java)
    }

    @Test
    fun `no picture of the screen shows it`() {
        briefHappens()
        val id = incident.id
        for (screen in listOf(
            HistoryActivity.intent(host),
            IncidentActivity.of(host, id),
            KeepActivity.of(host, id),
            DeleteActivity.of(host, id),
            TroublesActivity.intent(host),
        )) {
            open(screen)
            assertNotEquals("$screen", 0, activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE)
        }
    }

    private companion object {
        const val DAY_MS = 24 * 3_600_000L
    }
}
