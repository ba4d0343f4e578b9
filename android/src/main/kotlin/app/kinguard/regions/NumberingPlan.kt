package app.kinguard.regions

/** How a region numbers its lines. Phones know the newer series only years later, so where many are at home is known here. */
class NumberingPlan private constructor(
    val region: String,
    /** The country's code. */
    val code: String,
    /** As one dials there, with the trunk digit that is left out abroad. */
    national: String,
    /** Of these, without the trunk digit, the lines that text messages reach. */
    mobile: String,
    /** How many digits such a line has. */
    val mobileDigits: Int,
) {
    private val national = Regex(national)
    private val mobile = Regex(mobile)

    /** What is dialled there, or a number with the country's code but no sign for it; null if no line has such a number. */
    fun international(digits: String): String? {
        val line = digits.removePrefix(code)
        return dialled(digits) ?: if (line == digits) null else behindCode(line)
    }

    /** What follows the country's code, where people write the trunk digit too. */
    fun behindCode(line: String): String? = dialled(line) ?: dialled(TRUNK + line)

    private fun dialled(digits: String): String? =
        if (national.matches(digits)) "+$code${digits.removePrefix(TRUNK)}" else null

    /** Whether text messages reach [international], a number of this plan. */
    fun isMobile(international: String): Boolean = mobile.matches(international.removePrefix("+$code"))

    companion object {
        private const val TRUNK = "0"

        val ALL =
            listOf(
                NumberingPlan("CN", "86", """0?1[3-9]\d{9}|0(10\d{7,8}|[2-9]\d{8,10})""", """1[3-9]\d{9}""", 11),
                NumberingPlan("HK", "852", """[2-9]\d{7}""", """[4-9]\d{7}""", 8),
                NumberingPlan("MO", "853", """[268]\d{7}""", """6\d{7}""", 8),
                NumberingPlan("TW", "886", """0[2-9]\d{7,8}""", """9\d{8}""", 9),
            )

        fun of(region: String): NumberingPlan? = ALL.find { it.region == region }
    }
}
