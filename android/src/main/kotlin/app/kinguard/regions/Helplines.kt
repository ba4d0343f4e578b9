package app.kinguard.regions

/** The numbers to call after money was sent: the police, and the line for fraud if there is one. */
data class Helplines(val police: String, val advice: String?) {
    companion object {
        /**
         * Returns the numbers of the SIM's region. Null if none is known for certain: the bank and the family remain.
         */
        fun of(region: String): Helplines? = when (region.uppercase()) {
            "CN" -> Helplines("110", "96110")
            "HK" -> Helplines("999", "18222")
            "MO" -> Helplines("999", "88007777")
            "TW" -> Helplines("110", "165")
            "SG" -> Helplines("999", "1799")
            "MY" -> Helplines("999", "997")
            else -> null
        }
    }
}
