package app.kinguard.family

/** One thing that was changed here. */
data class Change(
    val what: What,
    /** Whether it was switched on or off; null where it is neither. */
    val on: Boolean? = null,
) {
    /** In the order in which they are listed. */
    enum class What {
        // For all of the family.
        LIFELINE,
        EARLY,
        LONG_CALL,
        ENDED,
        RESTORED,
        WEEKLY,
        PATIENCE,
        SILENT_HOURS,
        HOME,
        REGIONS,
        PARENT,
        APP_LANGUAGE,

        // Of one of them.
        TEXT_MESSAGE,
        PUSH,
        ROBOT,
        LANGUAGE,
        NAME,
    }

    internal fun write(): String = if (on == null) what.name else "${what.name} $on"

    companion object {
        /** What of [before] is otherwise in [after], but for the number: that has a message of its own. */
        fun between(before: Contact, after: Contact): Set<Change> = buildSet {
            if (before.name != after.name) add(Change(What.NAME))
            if (before.language != after.language) add(Change(What.LANGUAGE))
            WAYS.forEach { way ->
                val old = before.addresses.map { it.address }.filter { way(it) == way }.toSet()
                val new = after.addresses.map { it.address }.filter { way(it) == way }.toSet()
                if (old != new) add(Change(way, if (old.isEmpty()) true else false.takeIf { new.isEmpty() }))
            }
        }

        /** All of [before], unless it is otherwise in [after]. */
        fun together(before: Set<Change>, after: Set<Change>): Set<Change> {
            val anew = after.map { it.what }
            return before.filterNot { it.what in anew }.toSet() + after
        }

        /** Null for what a later version wrote. */
        internal fun read(text: String): Change? = What.entries.find { it.name == text.substringBefore(' ') }
            ?.let { Change(it, text.substringAfter(' ', "").toBooleanStrictOrNull()) }

        private val WAYS = listOf(What.TEXT_MESSAGE, What.PUSH, What.ROBOT)

        private fun way(address: Address): What = when (address) {
            Address.TextMessage -> What.TEXT_MESSAGE
            is Address.Ntfy -> What.PUSH
            is Address.Webhook -> What.ROBOT
            is Address.Lost -> if (address.way == Address.Lost.NTFY) What.PUSH else What.ROBOT
        }
    }
}

/** Who is told of changes. */
interface Changes {
    /** Tells everybody, as part of the transaction under way. */
    fun settingsChanged(changes: Set<Change>)

    /** To be called when that is over. */
    fun deliver()
}
