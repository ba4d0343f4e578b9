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
    private val world = FamilyTestDevice(context)
    private val process = world.process()
    private val settings = FamilySettings(Database(context)).also { it.parent = "妈妈" }
    private val writer =
        MessageComposer(
            MessageFormatter(context) {
                ZoneOffset.UTC
            },
            settings,
            process.tokens,
            { WALL_MS + world.now },
        ) { "CN" }

    @Test
    fun dangerHasButtonsWhereTheyCanBeShownAndTheTimeItHappened() {
        val (text, push) = told(FamilyMessage.DANGER)
        val written = writer.write(push, world.now)
        assertTrue(written.text, written.text.startsWith("【亲守】14:00，妈妈可能正被骗：有人在看屏幕"))
        assertFalse(written.text, "迟到" in written.text)
        assertEquals(listOf("我现在就打", "是我，没事"), written.answers.map { it.label })
        assertEquals(emptyList<AnswerButton>(), writer.write(text, world.now).answers)
        assertEquals(written, writer.write(push, world.now))
    }

    @Test
    fun `the police of the parent's country are named to whoever is there`() {
        val (near) = told(FamilyMessage.DANGER)
        assertTrue("打110请警察上门" in writer.write(near, world.now).text)
        process.contacts.add("b", "+85291234567", Language.MAINLAND, listOf(Address.TextMessage))
        process.tell(FamilyMessage.NEXT_CONTACT, RuleId.BANK_DURING_SHARE)
        val far = process.outbox.deliveries().last()
        assertEquals("b", far.contact.name)
        assertFalse("110" in writer.write(far, world.now).text)
    }

    @Test
    fun fromTwoMinutesOnItSaysThatItComesLate() {
        val (text) = told(FamilyMessage.DANGER)
        assertFalse("迟到" in writer.write(text, world.now + LATE_MS - 1).text)
        world.ticks.to(LATE_MS)
        val late = writer.write(text, world.now).text
        assertTrue(late, late.startsWith("【亲守】14:00发生，迟到的消息："))
    }

    @Test
    fun theNextContactHearsTheTimeOfTheDangerAndNoExcuse() {
        told(FamilyMessage.DANGER)
        world.ticks.to(LATE_MS + 60_000)
        process.contacts.add("b", "+8613900000002", Language.ENGLISH, listOf(Address.TextMessage))
        process.tell(FamilyMessage.NEXT_CONTACT)
        val text = writer.write(process.outbox.deliveries().last(), world.now).text
        assertTrue(text, "14:00" in text)
        assertFalse(text, "late" in text)
    }

    @Test
    fun aRepetitionSaysSo() {
        val (text) = told(FamilyMessage.DANGER)
        assertTrue("可能重复" in writer.write(text.copy(repeated = true), world.now).text)
    }

    @Test
    fun aTestBringsAButtonOrDigits() {
        process.contacts.add("a", "+8613900000001", Language.MAINLAND, ADDRESSES)
        process.family.test(process.contacts.all().first())
        val (text, push) = process.outbox.deliveries()
        val code = process.tokens.code(text, world.now + LATE_MS)
        assertTrue("数字$code" in writer.write(text, world.now).text)
        assertEquals(listOf("收到了"), writer.write(push, world.now).answers.map { it.label })
    }

    @Test
    fun anAppIsNamedOnlyIfItsNameIsCertain() {
        told(FamilyMessage.DANGER)
        val delivery = process.outbox.deliveries().first()
        val facts = Message.Facts(RuleId.SHARE_BY_INSTALLED_APP, "com.tencent.wemeet.app", emptySet())
        val known = delivery.copy(message = delivery.message.copy(facts = facts))
        assertTrue("腾讯会议" in writer.write(known, world.now).text)
        val unknown = delivery.copy(message = delivery.message.copy(facts = facts.copy(app = "com.yhtx.meet")))
        assertTrue("刚装的新软件" in writer.write(unknown, world.now).text)
    }

    @Test
    fun thePostIsNamedTheSameInEveryProcess() {
        val (text) = told(FamilyMessage.DANGER)
        val name = writer.write(text, world.now).id
        assertEquals(text.id, MessageIds.delivery(settings.install, name))
        assertEquals("from a database that was lost", null, MessageIds.delivery("other", name))
        assertEquals(name, MessageIds.name(FamilySettings(Database(context)).install, text.id))
        listOf("", "kg-", "kg-x-", "danger-7", "kg-x").forEach { assertEquals(it, null, MessageIds.delivery("x", it)) }
    }

    @Test
    fun serversKnowAPostByANameThatSaysNothing() {
        val (text, push) = told(FamilyMessage.DANGER)
        val platform = listOf(text, push).map { writer.write(it, world.now).platform }
        assertEquals(platform, listOf(text, push).map { writer.write(it, world.now + 1).platform })
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
        world.network.does = { _, _ -> }
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
