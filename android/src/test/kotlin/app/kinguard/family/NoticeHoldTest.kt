package app.kinguard.family

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** The family's side asks whether a notice is held back, and goes on without an answer. */
@RunWith(AndroidRunner::class)
class NoticeHoldTest {
    private val device = FamilyTestDevice(RuntimeEnvironment.getApplication())
    private val process by lazy { device.process() }
    private val told get() = process.outbox.deliveries().map { it.message.kind }

    @Before
    fun begin() {
        process.contacts.add("女儿", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage))
    }

    @After
    fun end() = process.end()

    @Test
    fun `what is held back is not told, and what is added to a notice is`() {
        device.hold = Holding { null }
        process.tell(FamilyMessage.DANGER)
        process.family.unseen(RuleId.SHARE_DURING_CALL, device.now)
        assertEquals(emptyList<MessageKind>(), told)
        device.hold = Holding { it.copy(duringCheck = true) }
        process.tell(FamilyMessage.DANGER)
        assertTrue(process.outbox.deliveries().single().message.facts.duringCheck)
    }

    @Test
    fun `a hold that breaks holds nothing back`() {
        device.hold = Holding { error("broken") }
        process.tell(FamilyMessage.DANGER)
        assertEquals(listOf(MessageKind.DANGER), told)
        process.family.unseen(RuleId.SHARE_DURING_CALL, device.now)
        assertEquals(listOf(MessageKind.DANGER, MessageKind.UNSEEN), told)
        process.family.deliver()
        assertEquals("and keeps nothing from leaving", 2, device.network.handed.size)
    }

    private class Holding(private val answer: (Notice) -> Notice?) : NoticeHold {
        override fun admit(notice: Notice) = answer(notice)

        override fun admitsUnseen(rule: RuleId, atMs: Long) =
            answer(Notice(FamilyMessage.DANGER, rule, atMs, null, emptySet())) != null

        override fun releaseDue() {
            answer(Notice(FamilyMessage.ENDED, RuleId.SHARE_DURING_CALL, 0, null, emptySet()))
        }
    }
}
