package app.kinguard.family

import app.kinguard.core.RuleId

/** What the person at this phone may spare the family. Danger, the protection and changes are no part of it. */
enum class OptionalNotice(internal val change: Change.What) {
    /** A first sign. */
    EARLY(Change.What.EARLY),

    /** The same, of no more than a long call with a stranger. */
    LONG_CALL(Change.What.LONG_CALL),
    ENDED(Change.What.ENDED),
    RESTORED(Change.What.RESTORED),
    ;

    companion object {
        /** Null for what is always said. */
        fun of(kind: MessageKind, rule: RuleId?): OptionalNotice? = when (kind) {
            MessageKind.EARLY -> if (rule == RuleId.LONG_STRANGER_CALL) LONG_CALL else EARLY
            MessageKind.ENDED -> ENDED
            // Without a rule it says that the person agrees again.
            MessageKind.RESTORED -> RESTORED.takeIf { rule != null }
            else -> null
        }
    }
}
