package app.kinguard.signals

import android.telephony.PhoneNumberUtils

/**
 * The lines that a number may lead to, as a phone at home in some regions would dial it: in international form, and as
 * it is. Two spellings are one number only if they lead to the same line: a common ending would let a stranger pass.
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
        // Phones know the newer series of mobile numbers only years later, so where many are at home is known here.
        val plan = PLANS[home] ?: return orNull { PhoneNumberUtils.formatNumberToE164(digits, home) }
        return plan.international(digits)
    }

    /** How a region numbers its lines: [national] as one dials them there, with the trunk digit that is left out abroad. */
    private class Plan(private val code: String, national: String) {
        private val national = Regex(national)

        fun international(digits: String): String? {
            val line = digits.removePrefix(code)
            return when {
                national.matches(digits) -> "+$code${digits.removePrefix(TRUNK)}"
                line != digits && (national.matches(line) || national.matches("$TRUNK$line")) -> "+$digits"
                else -> null
            }
        }
    }

    private companion object {
        const val TRUNK = "0"

        val PLANS =
            mapOf(
                "CN" to Plan("86", """1[3-9]\d{9}|0[1-9]\d{8,10}"""),
                "HK" to Plan("852", """[2-9]\d{7}"""),
                "MO" to Plan("853", """[268]\d{7}"""),
                "TW" to Plan("886", """0[2-9]\d{7,8}"""),
            )
    }
}
