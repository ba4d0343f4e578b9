package app.kinguard.guard

import app.kinguard.core.Effect
import app.kinguard.core.HelpDecision
import app.kinguard.core.Level
import app.kinguard.warning.FamilySentence

/**
 * The warning of one danger, from its first showing to its end. It outlasts an answer, because the next showing of the
 * same danger must not look like the first.
 */
data class ActiveWarning(
    val atMs: Long,
    val warn: Effect.Warn,
    val reds: Int,
    val ambers: Int,
    val answered: Boolean,
    val callingNow: String?,
    /** The latest sentence of the family. */
    val said: FamilySentence? = null,
) {
    /** The number of times this danger was shown at this level. Amber does not use up red's first showing. */
    val showing: Int
        get() = if (warn.level == Level.RED) reds else ambers

    companion object {
        /**
         * Returns the warning that stands after [effect], given the one that stood [before]. [sentence] is what the
         * family says in a request.
         */
        fun after(
            before: ActiveWarning?,
            effect: Effect,
            atMs: Long,
            sentence: (request: ULong) -> FamilySentence? = { null },
        ): ActiveWarning? = when (effect) {
            is Effect.Warn -> {
                ActiveWarning(
                    atMs = atMs,
                    warn = effect,
                    reds = (before?.reds ?: 0) + if (effect.level == Level.RED) 1 else 0,
                    ambers = (before?.ambers ?: 0) + if (effect.level == Level.AMBER) 1 else 0,
                    answered = false,
                    callingNow = before?.callingNow,
                    said = before?.said,
                )
            }

            is Effect.Dismiss -> {
                null
            }

            is Effect.NotifyFamily -> {
                before
            }

            // Who went on in spite of the warning sees it again.
            is Effect.Help -> {
                val said = if (effect.decision == HelpDecision.GIVE) sentence(effect.request) else null
                if (said == null) before else before?.copy(said = said, answered = false)
            }
        }
    }
}
