package app.kinguard.family

import app.kinguard.core.Help
/** A single change of the settings or contacts. */
data class Change(
    val what: What,
    /** True if it was switched on, false if off; null if it is not a switch. */
    val on: Boolean? = null,
) {
    /** Listed in this order in messages. */
    enum class What {
        // Changes for the whole family.
        LIFELINE,
        EARLY,
        LONG_CALL,
        ENDED,
        RESTORED,
        HELP_END_CALL,
        HELP_SAY,
        HELP_RING_NEXT,
        WEEKLY,
        PATIENCE,
        SILENT_HOURS,
        HOME,
        REGIONS,
        PARENT,
        APP_LANGUAGE,
        PAGE,

        // Changes to one contact.
        TEXT_MESSAGE,
        PUSH,
        DEVICE,
        ROBOT,
        LANGUAGE,
        NAME,
    }

    internal fun write(): String = if (on == null) what.name else "${what.name} $on"

    companion object {
        /** Returns how [after] differs from [before], except for the number, which has a message of its own. */
        fun between(before: Contact, after: Contact): Set<Change> = buildSet {
            if (before.name != after.name) add(Change(What.NAME))
            if (before.language != after.language) add(Change(What.LANGUAGE))
            WAYS.forEach { way ->
                val old = before.addresses.map { it.address }.filter { way(it) == way }.toSet()
                val new = after.addresses.map { it.address }.filter { way(it) == way }.toSet()
                if (old != new) add(Change(way, if (old.isEmpty()) true else false.takeIf { new.isEmpty() }))
            }
        }

        /** Returns [after] and every change in [before] that [after] does not replace. */
        fun together(before: Set<Change>, after: Set<Change>): Set<Change> {
            val anew = after.map { it.what }
            return before.filterNot { it.what in anew }.toSet() + after
        }

        /** Returns null if a later version wrote [text]. */
        internal fun read(text: String): Change? = What.entries.find { it.name == text.substringBefore(' ') }
            ?.let { Change(it, text.substringAfter(' ', "").toBooleanStrictOrNull()) }

        /** Returns the change of whether the family may help like this from afar. */
        internal fun of(help: Help): What = when (help) {
            Help.END_CALL -> What.HELP_END_CALL
            Help.SAY -> What.HELP_SAY
            Help.RING_NEXT -> What.HELP_RING_NEXT
        }

        private val WAYS = listOf(What.TEXT_MESSAGE, What.PUSH, What.DEVICE, What.ROBOT)

        private fun way(address: Address): What = when (address) {
            Address.TextMessage -> What.TEXT_MESSAGE
            is Address.Ntfy -> What.PUSH
            is Address.Sealed -> What.DEVICE
            is Address.Webhook -> What.ROBOT
            is Address.Lost -> when (address.way) {
                Address.Lost.NTFY -> What.PUSH
                Address.Lost.DEVICE -> What.DEVICE
                else -> What.ROBOT
            }
        }
    }
}

/** Receives the changes that the family must be told about. */
interface Changes {
    /** Tells everybody, as part of the current transaction. */
    fun settingsChanged(changes: Set<Change>)

    /** Sends the messages. Call it after the transaction. */
    fun deliver()
}
