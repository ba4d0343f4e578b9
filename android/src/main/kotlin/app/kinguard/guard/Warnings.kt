package app.kinguard.guard

import app.kinguard.core.Effect
import app.kinguard.family.FamilyDoor
import app.kinguard.store.unlessRefused
import app.kinguard.warning.Relative
import app.kinguard.warning.Warning

/** Adds to what the core warns of what this phone and its family know. */
class Warnings(
    private val store: Store,
    private val family: FamilyDoor,
    private val surroundings: EngineRoom.Surroundings,
) {
    /** As if shown for the first time, and nobody had answered. */
    fun of(warn: Effect.Warn): Warning = Warning(
        level = warn.level,
        rule = warn.rule,
        reasons = warn.reasons,
        showing = 1,
        home = unlessRefused { store.settings?.home } ?: surroundings.region(),
        family = unlessRefused(family::contacts).orEmpty().map { Relative(it.name, it.number) },
        mayGoOn = !surroundings.anotherAppMayAct(),
        mayBeReadOut = surroundings.mayBeReadOut(),
        practice = false,
        callingNow = null,
    )
}
