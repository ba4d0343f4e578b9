package app.kinguard.history

import app.kinguard.core.CallerFacts
import app.kinguard.core.CallerKind
import app.kinguard.core.GuardException
import app.kinguard.core.Region
import app.kinguard.core.classify

/**
 * Removes a caller's identity from their number, and leaves what the core reads in it: the origin, the service, the
 * disguise.
 *
 * The signs, the number of digits and the first digits stay, but not the last eight, which belong to one line in every
 * numbering plan. Where [classify] would read the result differently, one more digit stays at a time until it does not.
 * The rest becomes zeros, except that the last four digits number the callers of this phone: a stranger who calls twice
 * is still one, and two strangers are two. Service numbers belong to nobody and stay whole. If no number can be read,
 * no digit stays.
 *
 * [place] returns a line's place among all callers: the same for all spellings of one line.
 */
internal class Redaction(private val place: (line: String) -> Int) {
    fun of(number: String?, home: Region): String? {
        if (number == null) return null
        val facts = facts(number, home) ?: return NOTHING
        val written = written(number)
        return when {
            facts.kind == CallerKind.UNKNOWN -> zeros(written).takeIf { it.isNotEmpty() && facts(it, home) == facts }
                ?: NOTHING
            facts.service && facts(written, home) == facts -> written
            else -> candidates(written).firstOrNull { facts(it, home) == facts } ?: NOTHING
        }
    }

    private fun facts(number: String, home: Region): CallerFacts? = try {
        classify(home, number)
    } catch (_: GuardException.BadRegion) {
        null
    }

    /**
     * Returns the redactions to try, in order. Where zeros do not fit the plan, as in a North American exchange,
     * another digit replaces them.
     */
    private fun candidates(written: String): Sequence<String> {
        val digits = written.filter(Char::isDigit)
        val place by lazy { place(digits.takeLast(LINE)) }

        fun all(fill: Char, hidden: IntProgression) =
            hidden.asSequence().filter { it <= digits.length }.map { written.with(changed(digits, it, fill, place)) }
        val whole = if (digits.length <= SHORT) sequenceOf(written) else emptySequence()
        return ('0'..'9').asSequence().flatMap { all(it, LINE downTo COUNTED) } + all('0', COUNTED - 1 downTo 1) + whole
    }

    private fun changed(digits: String, hidden: Int, fill: Char, place: Int): String {
        val counted = COUNTED.coerceAtMost(hidden)
        val count = "$place".padStart(COUNTED, '0').takeLast(counted)
        return digits.dropLast(hidden) + "$fill".repeat(hidden - counted) + count
    }

    /** Returns these signs with [digits] in place of their own digits. */
    private fun String.with(digits: String): String {
        val next = digits.iterator()
        return map { if (it.isDigit()) next.next() else it }.joinToString("")
    }

    private fun zeros(written: String) = written.map { if (it.isDigit()) '0' else it }.joinToString("")

    /**
     * Returns the digits and signs that would be dialled, without the address around them and without what is keyed in
     * later.
     */
    private fun written(number: String): String {
        val text = number.trim()
        val body = when {
            text.startsWith("tel:", ignoreCase = true) -> local(text.drop(4))
            text.startsWith("sip:", ignoreCase = true) -> user(text.drop(4))
            text.startsWith("sips:", ignoreCase = true) -> user(text.drop(5))
            else -> text
        }.removePrefix(
            "*31#",
        ).removePrefix("#31#").replace(Regex("%2b", RegexOption.IGNORE_CASE), "+").replace("%20", "")
        val first = body.indexOfFirst { Character.digit(it, 10) >= 0 }
        val pause = if (first < 0) -1 else body.indexOfAny(charArrayOf(',', ';'), first)
        return (if (pause < 0) body else body.take(pause)).mapNotNull(::plain).joinToString("")
    }

    private fun local(text: String): String {
        val number = text.substringBefore(';')
        val context = text.substringAfter(';', "").substringAfter("phone-context=+", "").substringBefore(';')
        return if (context.isEmpty() ||
            number.trimStart().firstOrNull().let { it != null && it in SIGNED }
        ) {
            number
        } else {
            "+$context$number"
        }
    }

    private fun user(text: String) = text.substringBefore('@').substringBefore(';').substringBefore('?')

    private fun plain(sign: Char): Char? = when {
        Character.digit(sign, 10) >= 0 -> '0' + Character.digit(sign, 10)
        sign in PLUS -> '+'
        else -> null
    }

    private companion object {
        /** A text that the core does not read as a number. */
        const val NOTHING = "unknown"
        const val PLUS = "+＋﹢"
        const val SIGNED = "$PLUS%"

        /** A number this short is a group's short number: even whole it identifies nobody. */
        const val SHORT = 6
        const val COUNTED = 4

        /** The longest part of a number after country and area code. It is the same however those are written. */
        const val LINE = 8
    }
}
