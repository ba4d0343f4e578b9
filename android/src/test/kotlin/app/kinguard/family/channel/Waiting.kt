package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.AnswerButton
import app.kinguard.family.Contact
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.StoredAddress
import org.junit.Assert.assertNull
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/** Takes values that other threads hand over. */
internal class Waiting<T : Any> {
    private val queue = LinkedBlockingQueue<T>()

    fun take(value: T) {
        queue.add(value)
    }

    fun next(): T = checkNotNull(queue.poll(PATIENCE_S, TimeUnit.SECONDS)) { "nothing came" }

    fun assertNothingLeft() = assertNull(queue.poll())

    private companion object {
        const val PATIENCE_S = 20L
    }
}

internal fun <T : Any> waitFor(begin: ((T) -> Unit) -> Unit): T = Waiting<T>().also { begin(it::take) }.next()

internal fun post(
    kind: MessageKind = MessageKind.DANGER,
    text: String = "妈妈的屏幕正被共享，银行已打开。\n请马上打她的座机。",
    title: String = "妈妈可能正在被骗",
    id: String = "danger-7",
    answers: List<AnswerButton> = emptyList(),
): OutgoingMessage = OutgoingMessage(id, daughter, kind, title, text, answers, platform = id)

internal val daughter =
    Contact(1, "小美", "+8613800100500", Language.MAINLAND, listOf(StoredAddress(1, Address.TextMessage, null)))
