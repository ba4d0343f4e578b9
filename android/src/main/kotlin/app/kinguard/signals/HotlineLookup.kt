package app.kinguard.signals

import app.kinguard.failure.unlessRefused
import app.kinguard.regions.allHotlines

/** Knows emergency numbers and the hotlines that the app lists, beside the contacts. */
class HotlineLookup(
    /** The home regions of numbers without a country code: those of the SIMs. */
    private val regions: () -> Set<String>,
    private val isEmergency: (String) -> Boolean,
    private val contacts: ContactLookup,
) : ContactLookup by contacts {
    override fun isHotline(number: String?): Boolean = !number.isNullOrEmpty() &&
        listOf(isEmergency, ::isListed).any { knows -> unlessRefused { knows(number) } == true }

    /** A number without a country code is a hotline's only at home: elsewhere it leads to somebody else. */
    private fun isListed(number: String): Boolean {
        val homes = regions()
        val calling = DialledNumber(number, homes)
        val isInternational = number.startsWith("+") || number.startsWith("00")
        return allHotlines().filterKeys { isInternational || it in homes }.any { (region, numbers) ->
            numbers.any { DialledNumber(it, setOf(region)).isSameAs(calling) }
        }
    }
}
