package app.kinguard.regions

/** Whom to ring when money has left: the police, and the line for fraud where there is one. */
data class Helplines(val police: String, val advice: String?) {
    companion object {
        /** By the SIM's region. Null where none is known for certain: then the bank and the family remain. */
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
