package app.kinguard.text

import app.kinguard.core.Event
import java.text.BreakIterator

/**
 * As much as may be shown or stored of a name that somebody else gave, be it an app, a display or another phone: one line of
 * at most [most] code points, without signs that cannot be seen or turn the text around them. Null when nothing is left.
 *
 * Whoever makes an app gives it what name they like, megabytes long or one that reads as something else.
 */
fun label(foreign: CharSequence, most: Int = LONGEST_LABEL): String? {
    val line = StringBuilder()
    var at = 0
    // A little more than is wanted, to see what it would be cut within. Long runs of what is left out hide nothing.
    while (at < foreign.length.coerceAtMost(LOOKED_AT) && line.length < ENOUGH * most) {
        val sign = Character.codePointAt(foreign, at)
        at += Character.charCount(sign)
        when {
            isGap(sign) -> if (line.isNotEmpty() && line.last() != ' ') line.append(' ')
            !isHidden(sign) -> line.appendCodePoint(sign)
        }
    }
    return cut(line.toString(), most).trim { it == ' ' || it in JOINERS }.ifEmpty { null }
}

/** Not within what is seen as one sign, unless that alone is longer. */
private fun cut(line: String, most: Int): String {
    if (line.codePointCount(0, line.length) <= most) return line
    val end = line.offsetByCodePoints(0, most)
    val borders = BreakIterator.getCharacterInstance().apply { setText(line) }
    var at = if (borders.isBoundary(end)) end else borders.preceding(end)
    while (at > 0 && isWithinOne(line, at)) at = line.offsetByCodePoints(at, -1)
    return line.take(if (at > 0) at else end)
}

/** What not every version's own borders know of: signs joined into one, coloured, varied, and flags. */
private fun isWithinOne(line: String, at: Int): Boolean {
    val next = line.codePointAt(at)
    val before = line.codePointBefore(at)
    return before == JOINER || next == JOINER || next in VARIANTS || next in SKINS || isMark(next) ||
        (next in FLAG_LETTERS && flagLettersBefore(line, at) % 2 == 1)
}

private fun flagLettersBefore(line: String, at: Int): Int =
    generateSequence(at) { if (it > 0) line.offsetByCodePoints(it, -1) else null }
        .takeWhile { it > 0 && line.codePointBefore(it) in FLAG_LETTERS }
        .count()

private fun isGap(sign: Int): Boolean = Character.isWhitespace(sign) || Character.isSpaceChar(sign) || sign in BLANKS

/** Joiners stay: without them an Indian name, or a family in one picture, is another. */
private fun isHidden(sign: Int): Boolean = sign !in JOINER_SIGNS && Character.getType(sign).toByte() in HIDDEN

private fun isMark(sign: Int): Boolean = Character.getType(sign).toByte() in MARKS

const val LONGEST_LABEL = 200
private const val LOOKED_AT = 100_000

/** In chars, of which a code point takes two at most. */
private const val ENOUGH = 3
private const val JOINER = 0x200D
private const val JOINERS = "\u200C\u200D"
private val JOINER_SIGNS = 0x200C..0x200D
private val VARIANTS = 0xFE00..0xFE0F
private val SKINS = 0x1F3FB..0x1F3FF
private val FLAG_LETTERS = 0x1F1E6..0x1F1FF
private val HIDDEN = setOf(Character.CONTROL, Character.FORMAT, Character.SURROGATE)

/** Letters that look like nothing: fillers of Hangul, and Braille without a dot. */
private val BLANKS = setOf(0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800)
private val MARKS = setOf(Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK)

/** The same event, with the names that apps and displays gave themselves cut as [label] cuts them. */
fun Event.withShortLabels(): Event = when (this) {
    is Event.AppInstalled -> copy(label = label?.let(::label))
    is Event.PublicDisplayAdded -> copy(name = name?.let(::label))
    else -> this
}
