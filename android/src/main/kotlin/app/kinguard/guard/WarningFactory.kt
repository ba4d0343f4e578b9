package app.kinguard.guard

import app.kinguard.core.Effect
import app.kinguard.failure.unlessRefused
import app.kinguard.family.FamilyPort
import app.kinguard.warning.Relative
import app.kinguard.warning.Warning

/** Adds what is known of this phone and its family to the core's warnings. */
class WarningFactory(
    private val store: GuardStore,
    private val family: FamilyPort,
    private val environment: GuardEnvironment,
) {
    @Volatile
    private var known = Known("", emptyList(), mayGoOn = false, mayBeReadOut = false)

    /** Makes the warning as if it was shown for the first time and nobody had answered. */
    fun of(warn: Effect.Warn): Warning {
        learn()
        return atOnce(warn)
    }

    /** Makes the same from the last known values, which costs nothing: a warning must not wait. */
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

    /** Reads the current values. Any thread but the main one may call. */
    fun learn() {
        known =
            Known(
                home = unlessRefused { store.settings?.home } ?: environment.region(),
                family = unlessRefused { family.toRing() }.orEmpty().map { Relative(it.name, it.number) },
                mayGoOn = !environment.anotherAppMayAct(),
                mayBeReadOut = environment.mayBeReadOut(),
                familyIsTold = unlessRefused { family.isTold() } != false,
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
