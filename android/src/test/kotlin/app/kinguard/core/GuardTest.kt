package app.kinguard.core

import android.os.Build
import app.kinguard.AndroidRunner
import com.sun.jna.NativeLibrary
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class GuardTest {
    private val guard = Guard("CN", listOf("HK"))

    @Test
    fun `a snapshot brings the guard back in the middle of a fraud`() {
        val trace = Trace.scenario("warn/parcel-credit-scare.json")
        val whole = Player(trace, Guard(trace.home, trace.familiarRegions)).play()
        val restored =
            object {
                var guard = Guard(trace.home, trace.familiarRegions)
                val said = mutableListOf<Effect>()
            }
        for (step in trace.steps) {
            restored.guard
                .wake(step.seen)
                .effects
                .let(restored.said::addAll)
            step.event?.let { restored.said += restored.guard.observe(step.seen, step.at, it).effects }
            restored.guard = Guard.restore(restored.guard.snapshot())
        }
        assertEquals(
            whole.said.filterIsInstance<Effect.Warn>(),
            restored.said.filterIsInstance<Effect.Warn>(),
        )
    }

    @Test
    fun `unreadable snapshots are told apart`() {
        assertThrows(GuardException.SnapshotDamaged::class.java) { Guard.restore("") }
        assertThrows(
            GuardException.SnapshotDamaged::class.java,
        ) { Guard.restore(guard.snapshot().dropLast(9)) }
        assertThrows(GuardException.SnapshotTooNew::class.java) {
            Guard.restore("""{"version":4000000,"state":{}}""")
        }
    }

    @Test
    fun `a region that is none is refused wherever it stands`() {
        assertThrows(GuardException.BadRegion::class.java) { Guard("China", emptyList()) }
        assertThrows(GuardException.BadRegion::class.java) { Guard("CN", listOf("hk")) }
        assertThrows(GuardException.BadRegion::class.java) { classify("", "10086") }
        val event = Event.SettingsChanged("??", emptyList(), null)
        assertThrows(GuardException.BadRegion::class.java) { guard.observe(0, 0, event) }
    }

    @Test
    fun `a panic is told once and nothing is lost`() {
        guard.observe(1_000, 1_000, Event.AppOpened("com.tencent.mm"))
        val before = guard.snapshot()

        NativeLibrary.getInstance("kinguard").getFunction("kinguard_provoke_panic").invokeVoid(emptyArray())
        assertThrows(GuardException.Internal::class.java) {
            guard.observe(2_000, 2_000, Event.AppOpened("com.icbc"))
        }

        assertEquals(before, guard.snapshot())
        guard.observe(3_000, 3_000, Event.AppOpened("com.icbc"))
        assertNotEquals(before, guard.snapshot())
    }

    @Test
    fun `a guard that is closed refuses instead of crashing`() {
        guard.close()
        assertThrows(IllegalStateException::class.java) { guard.snapshot() }
    }

    @Test
    fun `screens learn where a number is from and what an app is called`() {
        assertEquals(
            CallerFacts(CallerKind.OVERSEAS, region = "HK", service = false, forged = false),
            classify("CN", "+85251234567"),
        )
        assertEquals(CallerKind.UNKNOWN, classify("CN", null).kind)
        assertTrue(appName("com.icbc")!!.local.isNotEmpty())
        assertNull("names that one source alone gives are not shown", appName("no.such.app"))
        assertEquals(
            listOf("com.tencent.wemeet.app", "com.tencent.mm"),
            listOf("com.tencent.wemeet.app", "com.tencent.mm", "com.icbc", "no.such.app").filter(::showsScreen),
        )
        assertEquals("bank-during-share", ruleId(RuleId.BANK_DURING_SHARE))
    }

    @Test
    fun `measures the cost of an event`() {
        val events = listOf("com.icbc", "com.tencent.mm").map(Event::AppOpened)
        val call = { index: Int -> guard.observe(index.toLong(), index.toLong(), events[index % 2]) }
        repeat(WARM_UP) { call(it) }
        val began = System.nanoTime()
        repeat(MEASURED) { call(WARM_UP + it) }
        val each = (System.nanoTime() - began) / MEASURED / 1_000
        println(
            "measured: $each us an event through the binding, SDK ${Build.VERSION.SDK_INT} on this computer",
        )
    }

    private companion object {
        const val WARM_UP = 500
        const val MEASURED = 2_000
    }
}
