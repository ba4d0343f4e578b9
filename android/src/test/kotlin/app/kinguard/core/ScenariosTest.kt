package app.kinguard.core

import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

/** Tests that the core also meets the expectations of the scenarios through the binding. */
@RunWith(AndroidRunner::class)
class ScenariosTest {
    @Test
    fun `every scenario is met through the binding`() {
        val scenarios = Trace.scenarios()
        assertTrue("${scenarios.size} scenarios", scenarios.size > 50)
        val faults =
            scenarios
                .mapValues { (_, trace) ->
                    Player(trace).play().mismatches
                }.filterValues { it.isNotEmpty() }
        assertEquals(emptyMap<String, Any>(), faults)
    }

    @Test
    fun `the facts of a warning arrive typed`() {
        val warnings =
            Player(
                Trace.scenario("warn/parcel-credit-scare.json"),
            ).play().said.filterIsInstance<Effect.Warn>()
        val money = warnings.first { it.rule == RuleId.BANK_DURING_SHARE }
        assertEquals(Level.RED, money.level)
        assertTrue("$money", Reason.MoneyApp("com.icbc") in money.reasons)
        val shared = money.reasons.filterIsInstance<Reason.ScreenShared>().single()
        assertEquals(Reason.ScreenShared("com.yhtx.meet", Certainty.CERTAIN, live = true), shared)
        val call = money.reasons.filterIsInstance<Reason.StrangerCall>().single()
        assertEquals(Origin.OVERSEAS, call.origin)
        assertEquals("HK", call.region)
    }
}
