package app.kinguard.signals

import android.telephony.PhoneNumberUtils
import app.kinguard.core.internationalNumber
import app.kinguard.failure.unlessRefused
import app.kinguard.regions.NumberingPlans

/**
 * The lines that a number may lead to when a phone at home in one of some regions dials it: in international form, and
 * as written. Two spellings are the same number only if they lead to the same line: comparing the last digits would let
 * a stranger pass.
 */
class DialledNumber(spelling: String, homes: Set<String>) {
    private val digits = PhoneNumberUtils.normalizeNumber(spelling)

    private val lines: Set<String> =
        when {
            digits.isEmpty() -> emptySet()
            digits.startsWith("+") -> setOf(digits)
            digits.startsWith("00") -> setOf("+" + digits.drop(2))
            else -> homes.mapNotNull(::international).toSet() + digits
        }

    fun isSameAs(other: DialledNumber): Boolean = lines.any { it in other.lines }

    private fun international(home: String): String? {
        if (NumberingPlans.of(home) != null) return internationalNumber(home, digits)
        return unlessRefused { PhoneNumberUtils.formatNumberToE164(digits, home) }
    }
}
