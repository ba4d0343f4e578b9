package app.kinguard.family.sealed

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyAsk
import app.kinguard.family.MessageKind
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class DeviceMessagesTest {
    @Test
    fun `a forgotten PIN is agreed to where it was asked for, and objected to until it is cleared`() {
        assertEquals(listOf(FamilyAsk.RESET_PIN, FamilyAsk.OBJECT), MessageKind.RESET_ASKED.asks)
        assertEquals(listOf(FamilyAsk.OBJECT), MessageKind.RESET_AGREED.asks)
        assertEquals(emptyList<FamilyAsk>(), MessageKind.RESET_REFUSED.asks)
        val agreeing = MessageKind.entries.filter { FamilyAsk.RESET_PIN in it.asks }
        assertEquals(listOf(MessageKind.RESET_ASKED), agreeing)
    }

    @Test
    fun `help from afar is asked for in a danger alone`() {
        val help = setOf(FamilyAsk.END_CALL, FamilyAsk.SAY, FamilyAsk.RING_NEXT)
        val kinds = MessageKind.entries.filter { kind -> kind.asks.any { it in help } }
        assertEquals(
            listOf(MessageKind.DANGER, MessageKind.WENT_ON, MessageKind.UNSEEN, MessageKind.MONEY_SENT),
            kinds,
        )
    }
}
