package app.kinguard.family

import java.util.Base64
import kotlin.random.Random

/** An attacker who can write to the topics of contacts' answers, but has none of their tokens. */
internal class TopicWriter(private val replies: ManualReplies, private val dice: Random) {
    fun writes(topic: String) {
        when (dice.nextInt(6)) {
            0 -> comes(topic, token())
            1 -> comes(topic, token().dropLast(1))
            2 -> comes(topic, "[".repeat(NESTED) + token())
            3 -> comes(topic, token().repeat(OVERLONG))
            4 -> comes(topic, Answer.entries.random(dice).name)
            else -> repeat(FLOOD) { comes(topic, token()) }
        }
    }

    private fun comes(topic: String, text: String) = replies.comes(topic, "m${dice.nextInt(NAMES)}", text)

    /** Returns a token of the same length and alphabet as real ones. */
    private fun token() = Base64.getUrlEncoder().withoutPadding().encodeToString(dice.nextBytes(BYTES))

    private companion object {
        const val BYTES = 16
        const val NESTED = 10_000
        const val OVERLONG = 700

        /** More lines than are accepted at once. */
        const val FLOOD = 40
        const val NAMES = 1_000_000
    }
}
