package app.kinguard.history

import app.kinguard.core.Choice
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.RuleId

/** One danger as recorded: from the first word on it until it was over or long quiet. */
data class Incident(val entries: List<TimedEntry>) {
    val fromMs: Long = entries.first().atMs
    val untilMs: Long = entries.maxOf { it.atMs }

    /** Unique, because no two incidents begin at the same moment. */
    val id: Long get() = fromMs

    /** The span of the engine's events that this incident rests on. */
    val events: LongRange get() = fromMs - LEAD_MS..untilMs

    /** The highest level shown, or null while only the family knew. */
    val level: Level? = entries.mapNotNull { (it.entry as? Entry.Warned)?.level }.maxOrNull()

    /** The first warning of the highest level, or null while only the family knew. */
    val warned: Entry.Warned? get() =
        entries.map { it.entry }.filterIsInstance<Entry.Warned>().firstOrNull { it.level == level }

    val told: Entry.Told? get() = entries.firstNotNullOfOrNull { it.entry as? Entry.Told }

    /** True if nothing was observed: the user pressed the alarm button, as anybody can at any time. */
    val isOnlyHelpAsked: Boolean get() = entries.all { noted ->
        when (val entry = noted.entry) {
            is Entry.Warned -> entry.rule == RuleId.HELP_ASKED
            is Entry.Told -> entry.rule == RuleId.HELP_ASKED
            else -> true
        }
    }

    fun isOver(nowMs: Long): Boolean = ends(entries) || nowMs - untilMs >= QUIET_MS

    /** The outcome, decided by the answer that weighs most. */
    val outcome: Outcome get() {
        val choices = entries.mapNotNull { (it.entry as? Entry.Answered)?.choice }
        val moneySent = Choice.MONEY_SENT in choices ||
            entries.any { (it.entry as? Entry.Told)?.kind == FamilyMessage.MONEY_SENT }
        return when {
            moneySent -> Outcome.MONEY_SENT
            level == null -> Outcome.FAMILY_ONLY
            else -> Outcome.of(choices.lastOrNull { it != Choice.LEFT })
        }
    }

    enum class Outcome {
        MONEY_SENT,
        WENT_ON,
        STOPPED,
        CALLED,
        UNANSWERED,

        /** The user was not asked. */
        FAMILY_ONLY,
        ;

        internal companion object {
            fun of(choice: Choice?): Outcome = when (choice) {
                Choice.MONEY_SENT -> MONEY_SENT
                Choice.CONTINUE -> WENT_ON
                Choice.STOP -> STOPPED
                Choice.CALL_FAMILY -> CALLED
                Choice.LEFT, null -> UNANSWERED
            }
        }
    }

    companion object {
        /** A call or an install may have led to an incident this long before the first word on it. */
        const val LEAD_MS = 72 * 3_600_000L

        /** Everything in this span before the first word on an incident may be a part of it. */
        const val EVE_MS = 3_600_000L

        /** Longer than the two hours for which the core follows an early sign. */
        const val QUIET_MS = 3 * 3_600_000L

        /** The time for which an answer after the end, such as "the money is gone", still belongs to the incident. */
        private const val AFTERWARDS_MS = 7 * 24 * 3_600_000L

        /** Groups a history into its incidents, in order. */
        fun of(history: List<TimedEntry>): List<Incident> {
            val found = mutableListOf<MutableList<TimedEntry>>()
            for (noted in history.filter { belongs(it.entry) }) {
                val group = groupOf(noted, found) ?: found.lastOrNull()?.takeIf { joins(noted, it) }
                if (group != null) {
                    group += noted
                } else if (begins(noted.entry)) {
                    found += mutableListOf(noted)
                }
            }
            return found.map(::Incident)
        }

        /** The group whose id [noted] carries, which may be an earlier one than the last. */
        private fun groupOf(noted: TimedEntry, found: List<MutableList<TimedEntry>>): MutableList<TimedEntry>? {
            val incident = noted.entry.incident ?: return null
            return found.lastOrNull { entries -> entries.any { it.entry.incident == incident } }
        }

        private fun joins(noted: TimedEntry, last: List<TimedEntry>): Boolean {
            if (noted.entry.incident != null && last.any { it.entry.incident != null }) return false
            val ago = noted.atMs - last.maxOf { it.atMs }
            if (noted.entry is Entry.Helped) return ago < EVE_MS
            return if (opens(noted.entry)) ago < QUIET_MS && !ends(last) else ago < AFTERWARDS_MS
        }

        private fun ends(entries: List<TimedEntry>): Boolean =
            entries.indexOfLast { isEnd(it.entry) } > entries.indexOfLast { opens(it.entry) }

        private fun isEnd(entry: Entry) =
            entry == Entry.Cleared || (entry is Entry.Told && entry.kind == FamilyMessage.ENDED)

        /** Returns whether the entry reports a danger, which may be a new one. */
        private fun opens(entry: Entry) = entry is Entry.Warned ||
            (entry is Entry.Told && entry.kind in setOf(FamilyMessage.EARLY, FamilyMessage.DANGER))

        private fun begins(entry: Entry) = opens(entry) ||
            (entry is Entry.Told && entry.kind == FamilyMessage.MONEY_SENT)

        private fun belongs(entry: Entry) = entry !is Entry.Failed &&
            !(entry is Entry.Told && entry.rule == RuleId.PROTECTION_CHANGED)
    }
}
