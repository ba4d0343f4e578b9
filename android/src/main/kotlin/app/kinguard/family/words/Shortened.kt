package app.kinguard.family.words

import app.kinguard.family.words.Segments.Alphabet
import java.text.BreakIterator

/**
 * Returns [name] as a single line without characters that manipulate the text, cut off if it is longer than [longest].
 */
internal fun shortened(name: String, longest: Int): String? {
    val line = name.replace(GAPS, " ")
    val plain = line.filterNot { it in NOT_IN_A_NAME || it.category in UNSEEN }.trim()
    return if (plain.length <= longest) plain.ifEmpty { null } else beginning(plain, longest)
}

/** Returns as much as fits without splitting a character. The ellipsis character would turn a Latin text into UCS-2. */
private fun beginning(name: String, longest: Int): String {
    val latin = Segments.of(name).alphabet == Alphabet.GSM_7
    val borders = BreakIterator.getCharacterInstance().apply { setText(name) }
    return name.take(borders.preceding(longest)).trim() + if (latin) "..." else "…"
}

private const val NOT_IN_A_NAME = "【】[]「」“”\"%/"

private val UNSEEN = setOf(CharCategory.CONTROL, CharCategory.FORMAT)

private val GAPS = Regex("\\s+")
