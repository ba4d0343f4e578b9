package app.kinguard.signals

import app.kinguard.failure.unlessRefused

/** Counts the family's numbers as contacts, whatever the phone's contacts say. */
class FamilyLookup(
    private val numbers: () -> List<String>,
    /** The home regions of numbers without a country code: those of the SIMs. */
    private val regions: () -> Set<String>,
    private val others: ContactLookup,
) : ContactLookup {
    override fun holds(number: String?): Boolean? = if (isFamily(number)) true else others.holds(number)

    override fun isFamily(number: String?): Boolean =
        !number.isNullOrEmpty() && unlessRefused { leadsToFamily(number) } == true

    private fun leadsToFamily(number: String): Boolean {
        val homes = regions()
        val calling = DialledNumber(number, homes)
        return numbers().any { DialledNumber(it, homes).isSameAs(calling) }
    }
}
