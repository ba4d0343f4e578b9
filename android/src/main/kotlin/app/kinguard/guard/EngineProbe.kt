package app.kinguard.guard

import app.kinguard.core.Direction
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Guard
import app.kinguard.core.GuardException
import app.kinguard.core.GuardInterface
import app.kinguard.core.InstallSource
import app.kinguard.core.InternalException
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.signals.Observation
import app.kinguard.time.MINUTE_MS

/** Asks separate, fresh engines what they would say. It leaves the guard's own engine alone. */
class EngineProbe(private val engine: () -> GuardInterface = { Guard(FALLBACK_REGION, emptyList()) }) {
    /** Returns whether the case that this app exists for ends in red and reaches the family. */
    fun warnsOfTheCase(): Boolean = asked(CASE).let { said ->
        said.any { it is Effect.Warn && it.level == Level.RED && it.rule == RuleId.BANK_DURING_SHARE } &&
            said.any { it is Effect.NotifyFamily && it.kind == FamilyMessage.DANGER }
    }

    /**
     * Returns whether an ordinary day causes no effect: a relative rings, an app is installed from its store, the bank
     * is opened.
     */
    fun isSilentOtherwise(): Boolean = asked(ORDINARY_DAY).isEmpty()

    /** Returns the effects of [story]. An engine that breaks returns none, which fails the probe. */
    private fun asked(story: List<Observation>): List<Effect> = try {
        val engine = engine()
        story.flatMap {
            engine.observe(it.atMs, it.atMs, it.event).effects
        }.also { (engine as? AutoCloseable)?.close() }
    } catch (_: GuardException) {
        emptyList()
    } catch (_: InternalException) {
        emptyList()
    }

    private companion object {
        const val MEETING = "com.yhtx.meet"
        const val BANK = "com.icbc"

        val SHARING =
            listOf(
                at(24, Event.CaptureConsentOpened(MEETING)),
                at(24, Event.CaptureServiceStarted(MEETING)),
                at(24, Event.PrivateDisplayAdded(3)),
            )

        val CASE =
            listOf(
                at(9, Event.CallStarted(Direction.INCOMING, "+85251234567", false, null)),
                at(9, Event.CallAnswered),
                at(20, Event.AppInstalled(MEETING, "云会通", InstallSource.SIDELOAD, false)),
                at(23, Event.CallEnded),
            ) + SHARING + at(25, Event.AppOpened(BANK))

        val ORDINARY_DAY =
            listOf(
                at(1, Event.CallStarted(Direction.INCOMING, "+8613900000001", true, null)),
                at(1, Event.CallAnswered),
                at(9, Event.CallEnded),
                at(15, Event.AppInstalled("com.sankuai.meituan", "美团", InstallSource.STORE, false)),
                at(25, Event.AppOpened("com.tencent.mm")),
                at(26, Event.AppOpened(BANK)),
            )

        fun at(minute: Int, event: Event) = Observation(minute * MINUTE_MS, event)
    }
}
