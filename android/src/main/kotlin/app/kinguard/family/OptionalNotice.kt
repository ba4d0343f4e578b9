package app.kinguard.family

import app.kinguard.core.RuleId

/** The messages that the parent may switch off. Danger, the protection and changes are always reported. */
enum class OptionalNotice(internal val change: Change.What) {
    /** A first sign of danger. */
    EARLY(Change.What.EARLY),

    /** A first sign that consists only of a long call with a stranger. */
    LONG_CALL(Change.What.LONG_CALL),
    ENDED(Change.What.ENDED),
    RESTORED(Change.What.RESTORED),
    ;

    companion object {
        /** Returns null for messages that are always sent. */
        fun of(kind: MessageKind, rule: RuleId?): OptionalNotice? = when (kind) {
            MessageKind.EARLY -> if (rule == RuleId.LONG_STRANGER_CALL) LONG_CALL else EARLY
            MessageKind.ENDED -> ENDED
            // Without a rule it says that the parent agrees again.
            MessageKind.RESTORED -> RESTORED.takeIf { rule != null }
            else -> null
        }
    }
}
