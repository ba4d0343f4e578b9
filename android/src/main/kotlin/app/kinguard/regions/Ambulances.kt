package app.kinguard.regions

/**
 * Returns the number of an ambulance in a region, or null if none is known for certain. 120 is the mainland's own; Hong
 * Kong, Macau and Malaysia have one number for police, fire and ambulance; Taiwan's fire brigades answer 119,
 * Singapore's Civil Defence Force 995.
 */
fun ambulanceIn(region: String): String? = when (region.uppercase()) {
    "CN" -> "120"
    "HK", "MO", "MY" -> "999"
    "TW" -> "119"
    "SG" -> "995"
    else -> null
}
