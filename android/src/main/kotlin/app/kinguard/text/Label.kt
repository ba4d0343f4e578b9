package app.kinguard.text

import app.kinguard.core.Event
import java.text.BreakIterator

/**
 * Makes a name from elsewhere (an app, a display, another phone) safe to show or store: one line of at most [most] code
 * points, without characters that are invisible or change the text direction. Returns null if nothing is left.
 *
 * An app's developer may give it any name, even one that is megabytes long or imitates something else.
 */
fun label(foreign: CharSequence, most: Int = LONGEST_LABEL): String? {
    val line = StringBuilder()
    var at = 0
    // Reads a little more than needed, to see which character the cut would split. Long runs of removed characters hide
    // nothing.
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

/** Cuts between visible characters, unless a single one is longer. */
private fun cut(line: String, most: Int): String {
    if (line.codePointCount(0, line.length) <= most) return line
    val end = line.offsetByCodePoints(0, most)
    val borders = BreakIterator.getCharacterInstance().apply { setText(line) }
    var at = if (borders.isBoundary(end)) end else borders.preceding(end)
    while (at > 0 && isWithinOne(line, at)) at = line.offsetByCodePoints(at, -1)
    return line.take(if (at > 0) at else end)
}

/** Detects what some Android versions do not treat as one character: joined, coloured and varied emoji, and flags. */
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

/** Keeps joiners: without them, Indic names and family emoji would change. */
private fun isHidden(sign: Int): Boolean = sign !in JOINER_SIGNS && Character.getType(sign).toByte() in HIDDEN

private fun isMark(sign: Int): Boolean = Character.getType(sign).toByte() in MARKS

const val LONGEST_LABEL = 200
private const val LOOKED_AT = 100_000

/** In chars. A code point takes at most two. */
private const val ENOUGH = 3
private const val JOINER = 0x200D
private const val JOINERS = "\u200C\u200D"
private val JOINER_SIGNS = 0x200C..0x200D
private val VARIANTS = 0xFE00..0xFE0F
private val SKINS = 0x1F3FB..0x1F3FF
private val FLAG_LETTERS = 0x1F1E6..0x1F1FF
private val HIDDEN = setOf(Character.CONTROL, Character.FORMAT, Character.SURROGATE)

/** Letters that look empty: Hangul fillers, and Braille without dots. */
private val BLANKS = setOf(0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800)
private val MARKS = setOf(Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK)

/** Returns the event with the names of apps and displays shortened by [label]. */
fun Event.withShortLabels(): Event = when (this) {
    is Event.AppInstalled -> copy(label = label?.let(::label))
    is Event.PublicDisplayAdded -> copy(name = name?.let(::label))
    else -> this
}
