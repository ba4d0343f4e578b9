package app.kinguard.family.words

import java.text.BreakIterator

/** The text messages that a text is sent as, counted as the network does: each of them is paid for and may be lost alone. */
class Segments private constructor(
    val alphabet: Alphabet,
    /** How long the text is in [alphabet]. */
    val units: Int,
    val count: Int,
) {
    /** Two codes that a text message is written in. Source: 3GPP TS 23.038 and TS 23.040. */
    enum class Alphabet(
        /** Units in a text message that stands alone. */
        val alone: Int,
        /** Units in each of several, which also say where they belong. */
        val joined: Int,
    ) {
        /** Septets; a sign of the extension table takes two. */
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

        /** How many it takes for signs of these [costs], none of which is torn apart. */
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

        /** The length of each sign as people see it, surrogates and marks with what they belong to. */
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
