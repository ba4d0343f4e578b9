package app.kinguard.guard

import app.kinguard.core.Effect
import app.kinguard.failure.unlessRefused
import app.kinguard.family.FamilyPort
import app.kinguard.warning.Relative
import app.kinguard.warning.Warning

/** Adds to what the core warns of what this phone and its family know. */
class WarningFactory(
    private val store: GuardStore,
    private val family: FamilyPort,
    private val environment: GuardEnvironment,
) {
    @Volatile
    private var known = Known("", emptyList(), mayGoOn = false, mayBeReadOut = false)

    /** As if shown for the first time, and nobody had answered. */
    fun of(warn: Effect.Warn): Warning {
        learn()
        return atOnce(warn)
    }

    /** The same with what was known last, which costs nothing: nobody waits for a warning. */
    fun atOnce(warn: Effect.Warn): Warning {
        val known = known
        return Warning(
            level = warn.level,
            rule = warn.rule,
            reasons = warn.reasons,
            showing = 1,
            home = known.home,
            family = known.family,
            mayGoOn = known.mayGoOn,
            mayBeReadOut = known.mayBeReadOut,
            practice = false,
            callingNow = null,
            familyIsTold = known.familyIsTold,
            incident = warn.incident,
        )
    }

    /** Reads and asks. Any thread but the main one may call. */
    fun learn() {
        known =
            Known(
                home = unlessRefused { store.settings?.home } ?: environment.region(),
                family = unlessRefused(family::toRing).orEmpty().map { Relative(it.name, it.number) },
                mayGoOn = !environment.anotherAppMayAct(),
                mayBeReadOut = environment.mayBeReadOut(),
                familyIsTold = unlessRefused(family::isTold) != false,
            )
    }

    private class Known(
        val home: String,
        val family: List<Relative>,
        val mayGoOn: Boolean,
        val mayBeReadOut: Boolean,
        val familyIsTold: Boolean = true,
    )
}
