package app.kinguard.family

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.words.MessageFormatter
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import java.time.ZoneOffset

@RunWith(AndroidRunner::class)
class MessageComposerTest {
    private val context = RuntimeEnvironment.getApplication()
    private val device = FamilyTestDevice(context)
    private val process = device.process()
    private val settings = FamilySettings(Database(context)).also { it.parent = "妈妈" }
    private val writer =
        MessageComposer(
            MessageFormatter(context) {
                ZoneOffset.UTC
            },
            settings,
            process.tokens,
            { WALL_MS + device.now },
        ) { "CN" }

    @Test
    fun `danger has buttons where they can be shown and the time it happened`() {
        val (text, push) = told(FamilyMessage.DANGER)
        val written = writer.write(push, device.now)
        assertTrue(written.text, written.text.startsWith("【亲守】14:00，妈妈可能正被骗：有人在看屏幕"))
        assertFalse(written.text, "迟到" in written.text)
        assertEquals(listOf("我现在就打", "是我，没事"), written.answers.map { it.label })
        assertEquals(emptyList<AnswerButton>(), writer.write(text, device.now).answers)
        assertEquals(written, writer.write(push, device.now))
    }

    @Test
    fun `the police of the parent's country are named to whoever is there`() {
        val (near) = told(FamilyMessage.DANGER)
        assertTrue("打110请警察上门" in writer.write(near, device.now).text)
        process.contacts.add("b", "+85291234567", Language.MAINLAND, listOf(Address.TextMessage))
        process.tell(FamilyMessage.NEXT_CONTACT, RuleId.BANK_DURING_SHARE)
        val far = process.outbox.deliveries().last()
        assertEquals("b", far.contact.name)
        assertFalse("110" in writer.write(far, device.now).text)
    }

    @Test
    fun `from two minutes on it says that it comes late`() {
        val (text) = told(FamilyMessage.DANGER)
        assertFalse("迟到" in writer.write(text, device.now + LATE_MS - 1).text)
        device.ticks.to(LATE_MS)
        val late = writer.write(text, device.now).text
        assertTrue(late, late.startsWith("【亲守】14:00发生，迟到的消息："))
    }

    @Test
    fun `the next contact hears the time of the danger and no excuse`() {
        told(FamilyMessage.DANGER)
        device.ticks.to(LATE_MS + 60_000)
        process.contacts.add("b", "+8613900000002", Language.ENGLISH, listOf(Address.TextMessage))
        process.tell(FamilyMessage.NEXT_CONTACT)
        val text = writer.write(process.outbox.deliveries().last(), device.now).text
        assertTrue(text, "14:00" in text)
        assertFalse(text, "late" in text)
    }

    @Test
    fun `the test of an address that is not stored names nobody and asks for no answer`() {
        val trial = writer.trial(Language.MAINLAND)
        assertEquals("【亲守】家人的手机发来测试，没有危险。您无需操作。", trial.text)
        assertEquals("【亲守】测试：这种方式能用", trial.title)
        assertEquals(MessageKind.TEST to emptyList<AnswerButton>(), trial.kind to trial.answers)
        assertEquals(null, MessageIds.delivery(settings.install, trial.id))
        assertFalse(settings.install in trial.platform)
        listOf(Language.HONG_KONG, Language.ENGLISH).forEach { assertFalse("妈妈" in writer.trial(it).text) }
    }

    @Test
    fun `a repetition says so`() {
        val (text) = told(FamilyMessage.DANGER)
        assertTrue("可能重复" in writer.write(text.copy(repeated = true), device.now).text)
    }

    @Test
    fun `a test brings a button or digits`() {
        process.contacts.add("a", "+8613900000001", Language.MAINLAND, ADDRESSES)
        process.family.test(process.contacts.all().first())
        val (text, push) = process.outbox.deliveries()
        val code = process.tokens.code(text, device.now + LATE_MS)
        assertTrue("数字$code" in writer.write(text, device.now).text)
        assertEquals(listOf("收到了"), writer.write(push, device.now).answers.map { it.label })
    }

    @Test
    fun `an app is named only if its name is certain`() {
        told(FamilyMessage.DANGER)
        val delivery = process.outbox.deliveries().first()
        val facts = Message.Facts(RuleId.SHARE_BY_INSTALLED_APP, "com.tencent.wemeet.app", emptySet())
        val known = delivery.copy(message = delivery.message.copy(facts = facts))
        assertTrue("腾讯会议" in writer.write(known, device.now).text)
        val unknown = delivery.copy(message = delivery.message.copy(facts = facts.copy(app = "com.yhtx.meet")))
        assertTrue("刚装的新软件" in writer.write(unknown, device.now).text)
    }

    @Test
    fun `the post is named the same in every process`() {
        val (text) = told(FamilyMessage.DANGER)
        val name = writer.write(text, device.now).id
        assertEquals(text.id, MessageIds.delivery(settings.install, name))
        assertEquals("from a database that was lost", null, MessageIds.delivery("other", name))
        assertEquals(name, MessageIds.name(FamilySettings(Database(context)).install, text.id))
        listOf("", "kg-", "kg-x-", "danger-7", "kg-x").forEach { assertEquals(it, null, MessageIds.delivery("x", it)) }
    }

    @Test
    fun `servers know a post by a name that says nothing`() {
        val (text, push) = told(FamilyMessage.DANGER)
        val platform = listOf(text, push).map { writer.write(it, device.now).platform }
        assertEquals(platform, listOf(text, push).map { writer.write(it, device.now + 1).platform })
        assertEquals(2, platform.toSet().size)
        val lifeline = writer.lifeline(push.contact, push.address)
        (platform + lifeline.platform).forEach {
            assertTrue(it, Regex("[-_A-Za-z0-9]{22}").matches(it))
            assertFalse(it, settings.install in it)
        }
        assertFalse(lifeline.platform in platform)
    }

    private fun told(kind: FamilyMessage): List<Delivery> {
        process.contacts.add("a", "+8613900000001", Language.MAINLAND, ADDRESSES)
        device.network.does = { _, _ -> }
        process.tell(kind, RuleId.BANK_DURING_SHARE)
        return process.outbox.deliveries()
    }

    private companion object {
        /** 14:00 on some day. */
        const val WALL_MS = 1_700_056_800_000L
        const val LATE_MS = 120_000L
        val ADDRESSES =
            listOf(Address.TextMessage, Address.Ntfy("https://ntfy.example", "alert", "reply", null, null))
    }
}
