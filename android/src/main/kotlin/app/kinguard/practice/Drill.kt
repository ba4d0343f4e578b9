package app.kinguard.practice

import app.kinguard.core.Direction
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.guard.SimulatedEngine
import app.kinguard.time.MINUTE_MS

/** The fraudster's moves, in order. */
enum class Scene { CALL, INSTALL, SHARE, BANK }

/** The guard's reaction to a scene. */
data class Reaction(val warn: Effect.Warn?, val tellsFamily: Boolean)

/** Plays the case this app exists for to an engine: the engine's answers are the real ones. */
class Drill(simulated: SimulatedEngine, home: String) {
    private val reactions: Map<Scene, Reaction> = Scene.entries.associateWith { scene ->
        val effects = events(scene, home).flatMap { (atMs, event) -> simulated.happens(atMs, event) }
        Reaction(
            warn = effects.filterIsInstance<Effect.Warn>().lastOrNull(),
            tellsFamily = effects.any { it is Effect.NotifyFamily },
        )
    }

    fun reaction(to: Scene): Reaction = reactions.getValue(to)

    private fun events(scene: Scene, home: String): List<Pair<Long, Event>> = when (scene) {
        Scene.CALL ->
            listOf(
                0L to Event.CallStarted(Direction.INCOMING, stranger(home), contact = false, line = null),
                ANSWERED_MS to Event.CallAnswered,
            )

        Scene.INSTALL ->
            listOf(INSTALLED_MS to Event.AppInstalled(MEETING, null, InstallSource.SIDELOAD, update = false))

        Scene.SHARE ->
            listOf(
                SHARED_MS to Event.CaptureConsentOpened(MEETING),
                SHARED_MS + 1_000 to Event.CaptureServiceStarted(MEETING),
                SHARED_MS + 1_500 to Event.PrivateDisplayAdded(DISPLAY),
            )

        Scene.BANK -> listOf(BANK_MS to Event.AppOpened(BANK))
    }

    /** Returns a number that is abroad, as seen from [home]. */
    private fun stranger(home: String) = if (home == "HK") FROM_THE_MAINLAND else FROM_HONG_KONG

    private companion object {
        const val ANSWERED_MS = 8_000L
        const val INSTALLED_MS = 11 * MINUTE_MS
        const val SHARED_MS = 15 * MINUTE_MS
        const val BANK_MS = 16 * MINUTE_MS
        const val FROM_HONG_KONG = "+85251234567"
        const val FROM_THE_MAINLAND = "+8613300000001"

        /** Installed on no phone, so the warning calls it "that app". */
        const val MEETING = "app.kinguard.drill"
        const val BANK = "com.icbc"
        const val DISPLAY = 3
    }
}
