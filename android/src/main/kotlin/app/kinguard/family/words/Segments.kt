package app.kinguard.family.words

import java.text.BreakIterator

/**
 * The text messages that a text is split into, counted as the network does. Each one is billed and can be lost by
 * itself.
 */
class Segments private constructor(
    val alphabet: Alphabet,
    /** The length of the text in [alphabet]. */
    val units: Int,
    val count: Int,
) {
    /** The two encodings of text messages. Source: 3GPP TS 23.038 and TS 23.040. */
    enum class Alphabet(
        /** The units in a single text message. */
        val alone: Int,
        /** The units in each of several, which also contain their position. */
        val joined: Int,
    ) {
        /** Septets. A character of the extension table takes two. */
        GSM_7(160, 153),

        /** UTF-16. */
        UCS_2(70, 67),
    }

    companion object {
        fun of(text: String): Segments = if (text.all { it in BASIC || it in EXTENSION }) seven(text) else sixteen(text)

        private fun seven(text: String): Segments {
            val costs = text.map { if (it in EXTENSION) 2 else 1 }
            return Segments(Alphabet.GSM_7, costs.sum(), count(Alphabet.GSM_7, costs))
        }

        private fun sixteen(text: String): Segments =
            Segments(Alphabet.UCS_2, text.length, count(Alphabet.UCS_2, signs(text)))

        /** Returns how many text messages hold characters of these [costs] without splitting any. */
        private fun count(alphabet: Alphabet, costs: List<Int>): Int {
            if (costs.sum() <= alphabet.alone) return 1
            var count = 1
            var used = 0
            for (cost in costs) {
                if (used + cost > alphabet.joined) {
                    count += 1
                    used = 0
                }
                used += cost
            }
            return count
        }

        /** Returns the length of each visible character, including its surrogates and marks. */
        private fun signs(text: String): List<Int> {
            val borders = BreakIterator.getCharacterInstance().apply { setText(text) }
            return generateSequence(0) { borders.next().takeUnless { it == BreakIterator.DONE } }
                .zipWithNext { from, to -> to - from }
                .toList()
        }

        private const val BASIC =
            "@£\$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
                "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"

        private const val EXTENSION = "\u000c^{}\\[~]|€"
    }
}
