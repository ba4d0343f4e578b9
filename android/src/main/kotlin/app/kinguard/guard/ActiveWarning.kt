package app.kinguard.guard

import app.kinguard.core.Effect
import app.kinguard.core.Level

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
) {
    /** The number of times this danger was shown at this level. Amber does not use up red's first showing. */
    val showing: Int
        get() = if (warn.level == Level.RED) reds else ambers

    companion object {
        /** Returns the warning that stands after [effect], given the one that stood [before]. */
        fun after(before: ActiveWarning?, effect: Effect, atMs: Long): ActiveWarning? = when (effect) {
            is Effect.Warn -> {
                ActiveWarning(
                    atMs = atMs,
                    warn = effect,
                    reds = (before?.reds ?: 0) + if (effect.level == Level.RED) 1 else 0,
                    ambers = (before?.ambers ?: 0) + if (effect.level == Level.AMBER) 1 else 0,
                    answered = false,
                    callingNow = before?.callingNow,
                )
            }

            is Effect.Dismiss -> {
                null
            }

            is Effect.NotifyFamily -> {
                before
            }
        }
    }
}
