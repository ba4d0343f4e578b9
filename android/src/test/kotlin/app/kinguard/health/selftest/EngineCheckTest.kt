package app.kinguard.health.selftest

import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Guard
import app.kinguard.core.GuardException
import app.kinguard.core.GuardInterface
import app.kinguard.core.Level
import app.kinguard.core.Moment
import app.kinguard.core.Response
import app.kinguard.core.RuleId
import app.kinguard.guard.EngineProbe
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import org.junit.Assert.assertEquals
import org.junit.Test

class EngineCheckTest {
    @Test
    fun `the engine of this app is right`() = assertEquals(Finding.Fine, found { Guard("CN", emptyList()) })

    @Test
    fun `one that says nothing is wrong`() =
        assertEquals(Finding.Fault(Reason.NO_WARNING), found { Answering { emptyList() } })

    @Test
    fun `one that warns but leaves the family out is wrong`() {
        val warning = Effect.Warn(Level.RED, RuleId.BANK_DURING_SHARE, emptyList())
        assertEquals(Finding.Fault(Reason.NO_WARNING), found { Answering { listOf(warning) } })
    }

    @Test
    fun `one that warns in amber is wrong`() {
        val amber = Effect.Warn(Level.AMBER, RuleId.BANK_DURING_SHARE, emptyList())
        val told = Effect.NotifyFamily(FamilyMessage.DANGER, RuleId.BANK_DURING_SHARE)
        assertEquals(Finding.Fault(Reason.NO_WARNING), found { Answering { listOf(amber, told) } })
    }

    @Test
    fun `one that warns of everything is wrong`() {
        val red = Effect.Warn(Level.RED, RuleId.BANK_DURING_SHARE, emptyList())
        val told = Effect.NotifyFamily(FamilyMessage.DANGER, RuleId.BANK_DURING_SHARE)
        assertEquals(Finding.Fault(Reason.FALSE_WARNING), found { Answering { listOf(red, told) } })
    }

    @Test
    fun `one that breaks is wrong`() {
        val broken = Answering { throw GuardException.Internal("broken") }
        assertEquals(Finding.Fault(Reason.NO_WARNING), found { broken })
    }

    private fun found(engine: () -> GuardInterface): Finding {
        val probe = EngineProbe(engine)
        return EngineCheck(probe::warnsOfTheCase, probe::isSilentOtherwise).run()
    }

    private class Answering(private val answer: () -> List<Effect>) : GuardInterface {
        override fun observe(seen: Moment, at: Moment, event: Event) = silent(answer())

        override fun snapshot() = ""

        override fun wake(now: Moment) = silent(emptyList())

        private fun silent(effects: List<Effect>) = Response(
            effects = effects,
            wakeAt = null,
            attention = false,
            led = false,
            heard = false,
            screenSeen = false,
            removalFeared = false,
        )
    }
}
