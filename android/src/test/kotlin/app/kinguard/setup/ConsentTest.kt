package app.kinguard.setup

import android.Manifest
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.ShownScreen
import app.kinguard.core.Help
import app.kinguard.core.Trace
import app.kinguard.family.Address
import app.kinguard.family.Consent
import app.kinguard.family.Delivery
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.OptionalNotice
import app.kinguard.home.HomeActivity
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/**
 * Tests the parent's control over what the family is told, in the real application up to the text messages it sends.
 */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class ConsentTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")

    @Before
    fun isSetUp() = phone.isSetUp()

    @After
    fun end() = phone.processDies()

    @Test
    fun `who is told, of what, and what stays here stands on one page`() {
        val shown = consent()
        shown.says("女儿小芳", "只留在这部手机里", "绝不会做", "您在")
        shown.says("遇到骗子、有危险", "亲守出毛病或恢复", "有人改了设置", "报平安、很久没动静")
        MessageKind.entries.forEach { kind -> assertTrue("$kind", MENTIONED.getValue(kind) in shown.words) }
        assertTrue(MessageKind.entries.filter { it.isChange }.none { OptionalNotice.of(it, null) != null })
        shown.saysNot("139")
    }

    @Test
    fun `once withdrawn the family hears that, and nothing more, though the warning stands all the same`() {
        app.container.contacts.add("儿子小明", "+8613900000002", Language.MAINLAND, listOf(Address.TextMessage))
        val shown = consent()
        shown.tap("不再通知家人")
        shown.says("那就是骗子")
        shown.turn()
        shown.tap("不再通知")
        shown.says("您在", "撤回了，家人收不到通知")
        phone.settle()
        val told = app.container.family.sent()
        assertEquals(listOf(MessageKind.WITHDRAWN, MessageKind.WITHDRAWN), told.map { it.kind })
        assertEquals(setOf("女儿小芳", "儿子小明"), told.map { it.contact }.toSet())
        assertTrue(phone.texts.last(), "妈妈不再同意" in phone.texts.last())
        live()
        assertNotNull("she is warned", phone.warned.lastOrNull())
        app.container.contacts.all().last().let { contact ->
            app.container.family.change(contact.copy(number = "+8613900000003"))
            app.container.family.remove(contact)
        }
        app.container.pause.begin(app.lock.nowMs() + 15 * 60_000)
        app.container.pause.end()
        phone.settle()
        // The network here answers only the last of several texts, and what must arrive is then sent again.
        assertEquals(emptyList<String>(), phone.texts.filterNot { "不再同意" in it })
        assertEquals(2, app.container.family.sent().size)
    }

    @Test
    fun `whoever asks for help then reads that nobody is told, and so does home`() {
        phone.idle()
        app.container.home.guard.helpAsked()
        phone.settle()
        assertFalse(phone.read(R.id.warning_body), "收不到通知" in phone.read(R.id.warning_body))
        phone.tap(R.id.warning_main)
        phone.passTo(phone.nowMs + 3 * 3_600_000)
        app.container.setup.withdraw()
        val home = ShownScreen.open<HomeActivity>()
        phone.idle()
        home.says("还没同意通知家人")
        home.saysNot("马上通知：")
        app.container.home.guard.helpAsked()
        phone.settle()
        assertTrue(phone.read(R.id.warning_body), "家人收不到通知" in phone.read(R.id.warning_body))
    }

    @Test
    fun `what the person spares the family is told, kept, and shown`() {
        val shown = consent()
        shown.says("可以不通知的", "会通知家人")
        shown.tap("跟陌生人聊得很久")
        phone.settle()
        assertFalse(app.container.familySettings.wants(OptionalNotice.LONG_CALL))
        phone.passTo(phone.nowMs + 61_000)
        val text = "亲守的设置被改了：关了久聊通知。如果不是家人改的，请马上打给妈妈。"
        assertTrue(phone.texts.last(), text in phone.texts.last())
        phone.processDies()
        phone.processStarts()
        assertEquals(
            OptionalNotice.entries - OptionalNotice.LONG_CALL,
            OptionalNotice.entries.filter(app.container.familySettings::wants),
        )
    }

    @Test
    fun `help from afar is off until the person agrees to each, and the family is told`() {
        assertEquals(emptyList<Help>(), Help.entries.filter(app.container.familySettings::allows))
        val shown = consent()
        shown.says("家人远程帮您", "只在红色警告时")
        shown.tap("让家人在警告上显示一句话，并念出来")
        phone.settle()
        assertEquals(listOf(Help.SAY), Help.entries.filter(app.container.familySettings::allows))
        phone.passTo(phone.nowMs + 61_000)
        val text = "亲守的设置被改了：开了远程留言。如果不是家人改的，请马上打给妈妈。"
        assertTrue(phone.texts.last(), text in phone.texts.last())
        phone.processDies()
        phone.processStarts()
        assertEquals(listOf(Help.SAY), Help.entries.filter(app.container.familySettings::allows))
    }

    @Test
    fun `keeping it changes nothing`() {
        val shown = consent()
        shown.tap("不再通知家人")
        shown.tap("继续通知家人")
        assertTrue(app.container.consent.isGiven)
        assertEquals(emptyList<String>(), phone.texts)
    }

    @Test
    fun `what lies in the box is not sent any more`() {
        phone.processDies()
        phone.processStarts()
        app.container.contacts.all().single().let { contact ->
            app.container.contacts.change(contact.copy(addresses = contact.addresses))
            app.container.family.test(contact)
        }
        consent().run {
            tap("不再通知家人")
            tap("不再通知")
        }
        phone.settle()
        val test = app.container.family.sent().single { it.kind == MessageKind.TEST }
        assertTrue("${test.state}", test.state !in OPEN)
    }

    @Test
    fun `given again the family hears it, and is told as before`() {
        val shown = consent()
        shown.tap("不再通知家人")
        shown.tap("不再通知")
        shown.tap("我同意")
        phone.settle()
        assertEquals(MessageKind.RESTORED, app.container.family.sent().first().kind)
        phone.texts.clear()
        live()
        assertTrue(phone.texts.isNotEmpty())
    }

    @Test
    fun `nobody is told before the person was asked`() {
        app.container.database.write { it.delete("setting", "key = ?", arrayOf("family-consent")) }
        assertEquals(Consent.State.NotAsked, app.container.consent.state)
        live()
        assertEquals(emptyList<String>(), phone.texts)
        assertNotNull(phone.warned.lastOrNull())
    }

    @Test
    fun `it cannot be withdrawn while a danger goes on, in the next process neither`() {
        live()
        consent().run {
            says("现在打不开")
            saysNot("不再通知")
        }
        phone.processDies()
        phone.processStarts()
        consent().says("现在打不开")
        sent().says("现在打不开")
    }

    @Test
    fun `the answer outlives the process`() {
        consent().run {
            tap("不再通知家人")
            tap("不再通知")
        }
        phone.processDies()
        phone.processStarts()
        assertTrue(app.container.consent.state is Consent.State.Withdrawn)
    }

    @Test
    fun `what was sent is listed, to whom and whether it arrived, without a number`() {
        sent().says("还没有")
        val contact = app.container.contacts.all().single()
        app.container.family.test(contact)
        val shown = sent()
        shown.says("测试", "女儿小芳：短信")
        phone.settle()
        shown.second()
        shown.says("已发出")
        shown.saysNot("139")
        app.container.contacts.remove(contact)
        shown.second()
        shown.says("已移除的人：已发出")
    }

    @Test
    fun `what was sent several times stands there once, and why it failed is read on a touch`() {
        val contact = app.container.contacts.all().single()
        shadowOf(app).denyPermissions(Manifest.permission.SEND_SMS)
        repeat(3) {
            phone.passTo(phone.nowMs + 60_000)
            app.container.family.test(contact)
            phone.settle()
        }
        val shown = sent()
        assertEquals("one card", 1, Regex("(?m)^测试").findAll(shown.words).count())
        shown.says("共3次", "没发出去")
        shown.saysNot("没有发短信的权限")
        shown.tap("测试")
        shown.says("没有发短信的权限")
        shown.turn()
        shown.says("没有发短信的权限")
        shown.tap("测试")
        shown.saysNot("没有发短信的权限")
    }

    private fun live() = brief.steps.filter { it.at <= BANK_MS }.forEach(phone::happens)

    private fun consent() = ShownScreen(Robolectric.buildActivity(ConsentActivity::class.java).setup()).also {
        phone.settle()
    }

    private fun sent() = ShownScreen(Robolectric.buildActivity(SentActivity::class.java).setup()).also {
        phone.settle()
    }

    private companion object {
        val OPEN = setOf(Delivery.State.WAITING, Delivery.State.SENDING)
        const val BANK_MS = 25 * 60_000L + 10_000

        /** The words of the page that tell of each kind. */
        val MENTIONED = mapOf(
            MessageKind.EARLY to "可能碰上骗子",
            MessageKind.DANGER to "有危险",
            MessageKind.WENT_ON to "看了警告还继续",
            MessageKind.UNSEEN to "警告没能显示",
            MessageKind.MONEY_SENT to "钱已转出",
            MessageKind.ENDED to "危险过去",
            MessageKind.PROTECTION to "亲守出毛病",
            MessageKind.RESTORED to "或恢复",
            MessageKind.TEST to "测试",
            MessageKind.STILL_GUARDING to "报平安",
            MessageKind.SILENT to "很久没动静",
            MessageKind.CONTACT_ADDED to "名单",
            MessageKind.CONTACT_CODE to "验证码",
            MessageKind.CONTACT_CONFIRMED to "名单",
            MessageKind.ORDER_CHANGED to "名单",
            MessageKind.CONTACT_CHANGED to "名单",
            MessageKind.SETTINGS_CHANGED to "改了设置",
            MessageKind.CONTACT_REMOVED to "名单",
            MessageKind.CONTACT_BACK to "名单",
            MessageKind.NUMBER_CHANGED to "号码",
            MessageKind.PIN_CODE to "验证码",
            MessageKind.CODE_ASKED to "验证码",
            MessageKind.RESET_ASKED to "密码",
            MessageKind.RESET_AGREED to "密码",
            MessageKind.RESET_REFUSED to "密码",
            MessageKind.PIN_SET to "密码",
            MessageKind.PIN_CLEARED to "密码",
            MessageKind.SERVICE_KNOWN to "放行软件",
            MessageKind.HISTORY_DELETED to "删除记录",
            MessageKind.PAUSED to "暂停",
            MessageKind.RESUMED to "恢复守护",
            MessageKind.STOPPED to "停止过",
            MessageKind.PAIRING_LOST to "重新配对",
            MessageKind.WITHDRAWN to "撤回同意",
        )
    }
}
