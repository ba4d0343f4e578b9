package app.kinguard.family.words

import android.telephony.PhoneNumberUtils
import app.kinguard.core.NumberingPlan
import app.kinguard.core.classify
import app.kinguard.core.internationalNumber
import app.kinguard.core.isMobile
import app.kinguard.regions.NumberingPlans

/** Reads typed or picked numbers of contacts on a phone whose home region is [home]. */
class PhoneNumbers(private val home: String) {
    /** The meaning of a typed number. */
    sealed interface Reading {
        /** In E.164. */
        data class Number(val e164: String) : Reading

        data class Wrong(val fault: Fault) : Reading
    }

    /** The reason why no message can be sent there. */
    enum class Fault {
        EMPTY,

        /** Contains something other than a number. */
        LETTERS,

        /** The police, a bank or a carrier, which cannot be a contact. */
        SERVICE,

        TOO_SHORT,
        TOO_LONG,

        /** A line that cannot receive text messages. */
        NOT_A_MOBILE,

        /** No number of this region starts this way. */
        NO_SUCH_NUMBER,

        /** A number from another region, which could be any. */
        COUNTRY_MISSING,

        /** No country has this code. */
        COUNTRY_UNKNOWN,
    }

    fun read(typed: String): Reading {
        val signs = typed.filterNot(::isSeparator)
        val digits = signs.removePrefix(plus(signs)).map { Character.digit(it, 10) }
        return when {
            digits.isEmpty() -> Reading.Wrong(Fault.EMPTY)
            digits.any { it < 0 } -> Reading.Wrong(Fault.LETTERS)
            else -> reading(digits.joinToString(""), hasPlus = plus(signs).isNotEmpty())
        }
    }

    private fun reading(digits: String, hasPlus: Boolean): Reading = when {
        hasPlus -> abroad(digits)
        digits.startsWith(ABROAD) -> abroad(digits.removePrefix(ABROAD))
        else -> atHome(digits)
    }

    private fun atHome(digits: String): Reading {
        if (isService(home, digits)) return Reading.Wrong(Fault.SERVICE)
        val plan = NumberingPlans.of(home)
        val number = if (plan == null) systems(digits) else internationalNumber(home, digits)
        return when {
            number != null -> reachable(number)
            NumberingPlans.all.any {
                internationalNumber(it.region, digits) != null
            } -> Reading.Wrong(Fault.COUNTRY_MISSING)
            else -> Reading.Wrong(plan?.let { length(it, digits) } ?: Fault.COUNTRY_MISSING)
        }
    }

    /** Reads [digits] that start with a country code. */
    private fun abroad(digits: String): Reading {
        val plan = NumberingPlans.ofInternational(digits) ?: return elsewhere(digits)
        val line = digits.removePrefix(plan.callingCode)
        // People also write the trunk digit after the country code.
        val number = internationalNumber(plan.region, line) ?: internationalNumber(plan.region, TRUNK + line)
        return when {
            isService(plan.region, line) -> Reading.Wrong(Fault.SERVICE)
            number == null -> Reading.Wrong(length(plan, line))
            else -> reachable(number)
        }
    }

    private fun elsewhere(digits: String): Reading {
        val usual = if (digits.take(1) in SHARED) SHARED_LENGTH..SHARED_LENGTH else SHORTEST..LONGEST
        return when {
            digits.startsWith(TRUNK) -> Reading.Wrong(Fault.COUNTRY_UNKNOWN)
            digits.length > usual.last -> Reading.Wrong(Fault.TOO_LONG)
            digits.length < usual.first -> Reading.Wrong(Fault.TOO_SHORT)
            !hasCountry(digits) -> Reading.Wrong(Fault.COUNTRY_UNKNOWN)
            else -> Reading.Number("+$digits")
        }
    }

    private fun reachable(number: String): Reading =
        if (isMobile(number) == false) Reading.Wrong(Fault.NOT_A_MOBILE) else Reading.Number(number)

    private fun length(plan: NumberingPlan, line: String): Fault {
        val length = line.removePrefix(TRUNK).length
        return when {
            length < plan.shortestMobile.toInt() -> Fault.TOO_SHORT
            length > plan.longestMobile.toInt() -> Fault.TOO_LONG
            else -> Fault.NO_SUCH_NUMBER
        }
    }

    private fun systems(digits: String): String? = PhoneNumberUtils.formatNumberToE164(digits, home)

    private fun isService(region: String, digits: String): Boolean =
        Regex("[A-Z]{2}").matches(region) && classify(region, digits).service

    /** Returns whether the core knows the country code at the start. The digits after it do not matter here. */
    private fun hasCountry(digits: String): Boolean =
        digits.take(1) in SHARED || classify(NOWHERE, "+${digits.take(LONGEST_CODE)}000000").region != null

    private fun plus(signs: String) = signs.take(1).filter { it in PLUSES }

    private fun isSeparator(sign: Char) = sign.isWhitespace() || sign in "().·/（）．／−ー" || sign.category in SEPARATORS

    private companion object {
        const val ABROAD = "00"
        const val TRUNK = "0"
        const val PLUSES = "+＋"

        /** The limits of E.164 and of the shortest mobile numbers. */
        const val LONGEST = 15
        const val SHORTEST = 7
        const val LONGEST_CODE = 3

        /**
         * Country codes that several countries share: North America, Russia and Kazakhstan. All their numbers have the
         * same length.
         */
        val SHARED = setOf("1", "7")
        const val SHARED_LENGTH = 11

        /** ISO 3166 assigns it to no region. */
        const val NOWHERE = "ZZ"

        val SEPARATORS = setOf(CharCategory.DASH_PUNCTUATION, CharCategory.FORMAT, CharCategory.CONTROL)
    }
}
