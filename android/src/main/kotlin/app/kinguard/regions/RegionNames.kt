package app.kinguard.regions

import android.content.res.Resources
import app.kinguard.R
import java.util.Locale

/** The names of regions in the language of the app. */
class RegionNames(private val resources: Resources) {
    fun of(region: String): String = when (region) {
        "CN" -> resources.getString(R.string.setup_region_cn)
        "HK" -> resources.getString(R.string.setup_region_hk)
        "MO" -> resources.getString(R.string.setup_region_mo)
        "TW" -> resources.getString(R.string.setup_region_tw)
        else -> Locale("", region).getDisplayCountry(resources.configuration.locales[0])
    }

    /** Joins the names in one line. */
    fun list(regions: Collection<String>): String =
        regions.joinToString(resources.getString(R.string.guard_and), transform = ::of)

    /** Returns the regions whose name or code contains [typed]. */
    fun search(typed: String): List<String> {
        val query = typed.trim()
        if (query.isEmpty()) return emptyList()
        return Locale.getISOCountries()
            .filter { it.equals(query, ignoreCase = true) || of(it).contains(query, ignoreCase = true) }
            .sortedBy { of(it).length }
            .take(MOST)
    }

    companion object {
        private const val MOST = 8

        /** The home regions of most users this app is made for. */
        val HOMES = listOf("CN", "HK", "MO", "TW", "SG", "MY")

        /** The regions in which most of their relatives and friends abroad live. */
        val ABROAD = HOMES + listOf("US", "CA", "AU", "GB", "JP")
    }
}
