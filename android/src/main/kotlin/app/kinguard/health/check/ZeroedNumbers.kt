package app.kinguard.health.check

import app.kinguard.core.GuardException
import app.kinguard.core.classify

/**
 * Turns telephone numbers into numbers that nobody can dial: the beginning and the length stay, the rest becomes zeros.
 * As much of the beginning stays as the core needs to read the number as before.
 */
internal class ZeroedNumbers(private val home: String) {
    fun of(number: String): String {
        val digits = number.count(Char::isDigit)
        // A hotline is no private number.
        if (digits <= SHORT) return number
        return (LEAST until digits - HIDDEN).map { zeroed(number, it) }.firstOrNull { isReadAs(it, number) }
            ?: zeroed(number, digits - HIDDEN)
    }

    private fun zeroed(number: String, kept: Int): String {
        var seen = 0
        return number.map { sign -> if (sign.isDigit() && seen++ >= kept) '0' else sign }.joinToString("")
    }

    private fun isReadAs(zeroed: String, number: String): Boolean = try {
        classify(home, zeroed) == classify(home, number)
    } catch (_: GuardException) {
        false
    }

    private companion object {
        const val SHORT = 6
        const val LEAST = 3

        /** At least this many digits are zeroed, however the core reads the number then. */
        const val HIDDEN = 4
    }
}
