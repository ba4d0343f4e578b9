package app.kinguard.family

/** How a delivery is named outside this phone. */
object Posts {
    private const val PREFIX = "kg-"

    /** The same across retries and processes; [install] tells this phone from the contact's other relatives. */
    fun name(install: String, delivery: Long): String = "$PREFIX$install-$delivery"

    /** The message that an address holds until this phone falls silent. */
    fun silent(install: String, address: Long): String = "$PREFIX$install-silent-$address"

    /** Null when [name] is none of this installation's: an earlier one counted from one as well. */
    fun delivery(install: String, name: String): Long? =
        name.takeIf { it.startsWith("$PREFIX$install-") }?.substringAfterLast('-')?.toLongOrNull()
}
