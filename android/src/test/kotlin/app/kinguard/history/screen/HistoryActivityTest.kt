package app.kinguard.history.screen

import android.view.WindowManager
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.core.Choice
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.history.DAY_MS
import app.kinguard.history.Entry
import app.kinguard.history.MINUTE_MS
import app.kinguard.history.RED
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
        assertSays("历史记录", "目前没有", "90天后自动删除")
        assertNull(touchable("全部删除"))
        tap("完成")
        assertFinished()
    }

    @Test
    fun `each in its words, its level and what came of it, the latest first`() {
        showsClock("24")
        briefHappens()
        phone.process.pass(DAY_MS)
        phone.history.noted(phone.device.now, Entry.Told(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL))
        open(HistoryActivity.intent(host))
        assertSays("10月3日", "08:00–08:52\u00A0· 52分钟", "亲守对机主说：刚装的“云会通”", "红色警告：马上停下", "机主说：钱已转出")
        assertSays("10月4日", "跟陌生人通话很久", "只通知了家人", "危险还没解除")
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
        showsClock("12")
        open(IncidentActivity.of(host, incident.id))
        tap("全部")
        val story = listOf(
            "陌生人打来电话，号码来自", "挂断电话，通话1分钟", "打给通讯录里的人", "装了“云会通”，不是从应用商店",
            "黄色警告，对机主说：您正跟陌生人通话", "通知家人：有骗子的迹象", "女儿小芳，短信：已送到", "机主选了：仍要继续",
            "在“云会通”里开始语音通话", "“云会通”请求看屏幕", "红色警告，对机主说：刚装的“云会通”", "通知家人：正有危险",
            "屏幕画面开始传到别处", "打开了“中国工商银行”", "离开了警告画面 ×4", "有人正看着您的屏幕",
            "通知家人：看了警告仍继续", "没人回答：通知下一位家人", "儿子小明，短信：没发出去", "欠费",
            "机主选了：钱已经转出去了", "通知家人：钱已转出", "没有危险迹象了",
        )
        var at = 0
        for (words in story) {
            val found = words().indexOf(words, at)
            assertTrue("no \"$words\" after $at in:\n${words()}", found >= 0)
            at = found
        }
        assertSays("上午8:00", "上午8:20", "上午8:41", "上午8:25–上午8:32")
        assertSilent("51234567", "412345678", "13900000001")
    }

    @Test
    fun `at first only what matters, and all of it after a tap, also on a phone that is turned`() {
        briefHappens()
        open(IncidentActivity.of(host, incident.id))
        assertSays("陌生人打来电话", "装了“云会通”", "打开了“中国工商银行”", "通知家人：正有危险")
        assertSilent("打给通讯录里的人", "打开了“微信”", "挂断电话")
        tap("全部")
        assertSays("打给通讯录里的人", "打开了“微信”", "挂断电话")
        turn()
        assertSays("打开了“微信”")
        tap("只看要紧的")
        assertSilent("打开了“微信”")
    }

    @Test
    fun `the steps of the fraud are drawn with their times, and read out as one sentence`() {
        showsClock("24")
        briefHappens()
        open(IncidentActivity.of(host, incident.id))
        assertSays("通话\n08:00\n装软件\n08:20\n看屏幕\n08:24\n开银行\n08:25\n转钱\n08:41")
        assertDescribes("通话 08:00、装软件 08:20、看屏幕 08:24、开银行 08:25、转钱 08:41")
        assertSays("完整号码\n看手机“电话”里10月3日 周六 08:00的通话记录，或向运营商查。")
    }

    @Test
    fun `what the police ask besides is left blank, as on the printed page`() {
        briefHappens()
        open(IncidentActivity.of(host, incident.id))
        assertSays("由机主填写\n姓名\n本机号码\n损失金额\n收款账户")
        assertDescribes("姓名\n本机号码\n损失金额\n收款账户")
    }

    @Test
    fun `a step that did not happen is drawn empty and said to be missing`() {
        showsClock("24")
        phone.history.heard(phone.device.now, phone.device.now, Event.VoiceChatStarted("com.tencent.mm"))
        phone.process.pass(5 * MINUTE_MS)
        phone.history.heard(phone.device.now, phone.device.now, Event.PrivateDisplayAdded(1))
        phone.history.noted(phone.device.now, Entry.Told(FamilyMessage.EARLY, RuleId.SHARE_IN_CHAT_APP))
        open(IncidentActivity.of(host, incident.id))
        assertDescribes("通话 08:00、看屏幕 08:05。没有：装软件、开银行、转钱")
        assertSilent("完整号码")
    }

    @Test
    fun `thirty times left is one line a day, from the first time to the last`() {
        showsClock("24")
        phone.history.noted(phone.device.now, RED)
        repeat(30) {
            phone.process.pass(MINUTE_MS)
            phone.history.noted(phone.device.now, Entry.Answered(Choice.LEFT))
            if (it % 3 == 0) phone.history.noted(phone.device.now, RED)
        }
        phone.history.noted(phone.device.now, Entry.Answered(Choice.STOP))
        open(IncidentActivity.of(host, incident.id))
        assertSays("08:01–08:30\n离开了警告画面 ×30", "机主停下了")
        assertEquals(1, "离开了警告画面".toRegex().findAll(words()).count())
    }

    @Test
    fun `nothing speaks to the owner but what the phone itself told them`() {
        briefHappens()
        for (language in listOf("zh-rCN", "zh-rHK", "en-rGB")) {
            RuntimeEnvironment.setQualifiers("+$language")
            open(IncidentActivity.of(host, incident.id))
            val own = words().lines().filterNot { line -> QUOTED.any { it in line } }
            val speaking = own.filter { line -> SPOKEN_TO.any { it.containsMatchIn(line) } }
            assertEquals(language, emptyList<String>(), speaking)
        }
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
        assertSays("没有通知任何人：没加家人，或还没同意")
        assertSilent("通知家人：正有危险")
    }

    @Test
    fun `times as the phone shows them`() {
        briefHappens()
        showsClock("12")
        open(IncidentActivity.of(host, incident.id))
        assertSays("上午8:20")
        showsClock("24")
        open(IncidentActivity.of(host, incident.id))
        assertSays("08:20")
    }

    @Test
    fun `in the phone's language`() {
        briefHappens()
        RuntimeEnvironment.setQualifiers("+zh-rHK")
        open(IncidentActivity.of(host, incident.id))
        assertSays("陌生人打來電話", "通知家人：正有危險", "機主選了：錢已經轉出去了")
        RuntimeEnvironment.setQualifiers("+en-rGB")
        open(IncidentActivity.of(host, incident.id))
        assertSays("Call from a stranger, number from Hong Kong", "Notified the family: danger right now", "ICBC")
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
        assertSays("存储空间可能满了", "有一次警告或消息没能发出", "少了权限")
        assertEquals(Trouble.entries.size + 1, "10月3日".toRegex().findAll(words()).count())
        open(HistoryActivity.intent(host))
        assertSays("目前没有")
        tap("出过的问题")
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

    private fun assertDescribes(sentence: String) {
        val described = Drawing.below(activity.window.decorView).mapNotNull { it.contentDescription?.toString() }
        assertTrue("no \"$sentence\" in $described", sentence in described)
    }

    private companion object {
        /** The words before what a warning said. */
        val QUOTED = listOf("对机主说：", "對機主說：", "to the owner: ", "told the owner: ")
        val SPOKEN_TO = listOf(Regex("[您你]"), Regex("(?i)\\byour?\\b"))
    }
}
