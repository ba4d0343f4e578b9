package app.kinguard.guard

import android.content.Context
import android.os.Build
import app.kinguard.AndroidRunner
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.Player
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.family.Contact
import app.kinguard.family.Language
import app.kinguard.history.Entry
import app.kinguard.history.Trouble
import app.kinguard.signals.Observation
import app.kinguard.warning.Relative
import com.sun.jna.NativeLibrary
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class GuardRunnerTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val phone = GuardTestDevice(context)
    private val ports = phone.ports
    private val trace = Trace.scenario("warn/parcel-credit-scare.json")
    private val expected = Player(trace).play().said.map(::asPortsHear)

    @Test
    fun `the whole case reaches the doors in order`() {
        val process = phone.process().start()
        trace.steps.forEach(process::happens)
        assertEquals(expected, ports.said)
        assertEquals(emptyList<Trouble>(), ports.troubles)
        assertEquals(emptyList<GuardStore.Row>(), process.store.unfinished())
    }

    @Test
    fun `death between any two steps loses and repeats nothing`() {
        for (step in trace.steps) {
            val process = phone.process().start()
            process.happens(step)
            process.end()
        }
        assertEquals(expected.filterIsInstance<Effect.NotifyFamily>(), family())
        assertEquals(screens(expected), screens(ports.said))
    }

    @Test
    fun `death before any effect is carried out loses nothing`() = assertSaidAllTheSame(When.BEFORE)

    @Test
    fun `death after any effect was carried out tells the family nothing twice`() = assertSaidAllTheSame(When.AFTER)

    @Test
    fun `new settings say where the phone is`() {
        val process = phone.process().start()
        val settings = GuardStore.Settings("CN", listOf("MY"), 60_000)
        for (abroad in listOf(emptyList(), listOf("CN"), listOf("CN", "HK", "MO"))) {
            phone.abroad = abroad
            process.runner.settle(settings)
        }
        val told = ports.heard.filterIsInstance<Event.SettingsChanged>()
        assertEquals(listOf(null, null, "HK"), told.map { it.roaming })
        assertEquals(settings, told.last().run { GuardStore.Settings(home, familiarRegions, familyWaitsMs) })
        assertEquals(emptyList<Trouble>(), ports.troubles)
    }

    @Test
    fun `a snapshot that cannot be read lies aside and the guard begins anew`() {
        val before = phone.process()
        before.store.commit("{ broken")
        before.end()
        val process = phone.process().start()
        assertEquals(listOf(Trouble.SNAPSHOT_UNREADABLE), ports.troubles)
        assertEquals(listOf("{ broken"), process.store.aside())
        trace.steps.forEach(process::happens)
        assertEquals(expected, ports.said)
    }

    @Test
    fun `a database that cannot be read lies aside and the guard begins anew`() {
        val before = phone.process().start()
        trace.steps.take(6).forEach(before::happens)
        before.end()
        val file = context.getDatabasePath("kinguard.db")
        file.writeBytes(ByteArray(8_192) { 0x5a })
        phone.ticks.elapsed = 0
        phone.ticks.wall = 0
        val process = phone.process().start()
        assertEquals(listOf(Trouble.DATABASE_UNREADABLE), ports.troubles)
        assertTrue(file.resolveSibling("kinguard.db-unreadable-001").exists())
        trace.steps.forEach(process::happens)
        assertEquals(expected, ports.said)
    }

    @Test
    fun `a wall clock set back by a day moves nothing`() {
        val process = phone.process().start()
        trace.steps.forEachIndexed { index, step ->
            if (index == 9) phone.ticks.wall -= DAY
            if (index == 15) phone.ticks.wall += 2 * DAY
            process.happens(step)
        }
        assertEquals(expected, ports.said)
    }

    @Test
    fun `a bank opened while nobody watched raises no red screen`() {
        val usage = ScriptedSignal()
        phone.ticks.to(2 * HOUR)
        val now = 2 * HOUR
        usage.will(Observation(now - 42 * MINUTE, Event.CaptureServiceStarted(MEETING)))
        usage.will(Observation(now - 40 * MINUTE, Event.AppOpened(BANK)))
        usage.will(Observation(now - 39 * MINUTE, Event.AppOpened("com.android.launcher")))
        usage.will(Observation(now - 38 * MINUTE, Event.CaptureServiceStopped(MEETING)))
        val process = phone.process(usage).start()
        process.happens(Event.CallForwardingChanged(false))
        process.passTo(now + 5 * MINUTE)
        assertEquals(
            emptyList<Effect>(),
            screens(ports.said).filter {
                it is Effect.Warn &&
                    it.level == Level.RED
            },
        )
    }

    @Test
    fun `what must be asked is asked before what is pushed`() {
        val usage = ScriptedSignal()
        val process = phone.process(usage).start()
        phone.ticks.to(MINUTE)
        usage.will(Observation(MINUTE - 2_000, Event.CaptureServiceStarted(MEETING)))
        usage.will(Observation(MINUTE - 1_000, Event.AppOpened("com.android.launcher")))
        // Pushed late: it happened before the events in the record.
        process.runner.observed(Observation(MINUTE - 3_000, Event.AppOpened(BANK)))
        assertFalse(ports.said.any { it is Effect.Warn && it.rule == RuleId.BANK_DURING_SHARE })
    }

    @Test
    fun `a warning raised again is told apart from the first`() {
        val process = phone.process().start()
        trace.steps.forEach(process::happens)
        val showings = ports.shown.map { it.level to it.showing }
        assertEquals(Level.AMBER to 1, showings.first())
        val reds = showings.filter { it.first == Level.RED }.map { it.second }
        assertEquals((1..reds.size).toList(), reds)
    }

    @Test
    fun `going on brings the bank back without a second warning and reopening it brings one`() {
        val process = phone.process().start()
        val steps = trace.steps.takeWhile { it.seen <= 25 * MINUTE + 52_000 }
        steps.forEach(process::happens)
        val warnings = ports.shown.size
        process.passTo(phone.ticks.elapsed + 500)
        process.happens(Event.AppOpened(BANK))
        assertEquals(warnings, ports.shown.size)
        process.passTo(phone.ticks.elapsed + 30_000)
        process.happens(Event.AppOpened(MEETING))
        process.passTo(phone.ticks.elapsed + 30_000)
        process.happens(Event.AppOpened(BANK))
        assertEquals(warnings + 1, ports.shown.size)
    }

    @Test
    fun `a panic is told and the guard goes on`() {
        val process = phone.process().start()
        trace.steps.forEachIndexed { index, step ->
            if (index == 8) {
                panicNext()
                process.happens(Event.AppRemoved("com.example.game"))
            }
            process.happens(step)
        }
        assertEquals(listOf(Trouble.ENGINE_PANICKED), ports.troubles)
        assertEquals(expected, ports.said)
    }

    @Test
    fun `an engine that panics again and again is begun anew`() {
        val process = phone.process().start()
        trace.steps.take(8).forEach(process::happens)
        repeat(3) {
            panicNext()
            process.happens(Event.AppRemoved("com.example.game"))
        }
        assertEquals(List(3) { Trouble.ENGINE_PANICKED } + Trouble.SNAPSHOT_UNREADABLE, ports.troubles)
        assertEquals(1, process.store.aside().size)
        process.happens(Event.HelpAsked)
        assertTrue(ports.said.any { it is Effect.NotifyFamily && it.rule == RuleId.HELP_ASKED })
    }

    @Test
    fun `a late alarm is as good as a punctual handler`() {
        val process = phone.process().start()
        val steps = trace.steps.takeWhile { it.seen <= 25 * MINUTE + 52_000 }
        steps.forEach(process::happens)
        assertNotNull(process.alarm.ringsIn)
        process.end()
        // The process was killed; ten minutes later the alarm starts a new one.
        phone.ticks.to(phone.ticks.elapsed + 10 * MINUTE)
        val late = phone.process()
        var done = 0
        late.runner.wake { done += 1 }
        late.runner.wake { done += 1 }
        assertEquals(2, done)
        late.end()
        assertEquals(nextContactsOfALivingProcess(), ports.told.count { it == FamilyMessage.NEXT_CONTACT })
    }

    @Test
    fun `a wake is over when the familys thread has done its part`() {
        val process = phone.process().start()
        val asked = mutableListOf<() -> Unit>()
        ports.asked = asked
        var done = 0
        process.runner.wake { done += 1 }
        assertEquals("the other thread is still sending", 0, done)
        asked.single()()
        assertEquals(1, done)
    }

    @Test
    fun `the alarm is set again only when it moves`() {
        val usage = ScriptedSignal()
        val process = phone.process(usage).start()
        process.happens(Event.HelpAsked)
        val settings = process.alarm.settings
        process.passTo(phone.ticks.elapsed + 12_000)
        assertEquals(settings, process.alarm.settings)
    }

    @Test
    fun `a boot ends what stood on the screen but not what the family must hear`() {
        val process = phone.process().start()
        ports.before = { if (it is Effect.Warn && it.level == Level.RED) throw ProcessDeath() }
        assertThrows(ProcessDeath::class.java) { trace.steps.forEach(process::happens) }
        process.end()
        ports.before = {}
        val shown = ports.shown.size
        phone.reboot(offMs = MINUTE)
        phone.process().start()
        assertEquals(shown, ports.shown.size)
        assertEquals(1, ports.told.count { it == FamilyMessage.DANGER })
        // A start within the same boot finds everything done.
        val told = ports.told.size
        phone.process().start()
        assertEquals(told, ports.told.size)
        assertEquals(emptyList<Trouble>(), ports.troubles)
    }

    @Test
    fun `a door that fails holds nobody else up`() {
        ports.before = { if (it is Effect.Warn) error("no screen") }
        val process = phone.process().start()
        trace.steps.forEach(process::happens)
        assertEquals(expected.filterIsInstance<Effect.NotifyFamily>(), family())
        assertTrue(Trouble.NOT_CARRIED_OUT in ports.troubles)
        assertEquals(emptyList<GuardStore.Row>(), process.store.unfinished())
    }

    @Test
    fun `a source that fails holds nobody else up`() {
        val process = phone.process(ScriptedSignal().also { it.broken = true }).start()
        process.happens(Event.HelpAsked)
        assertTrue(ports.said.isNotEmpty())
        assertTrue(Trouble.SIGNAL_FAILED in ports.troubles)
    }

    @Test
    fun `a full phone still warns`() {
        val process = phone.process().start()
        process.database.readOnly(true)
        trace.steps.forEach(process::happens)
        assertEquals(expected.filterNot { it is Effect.NotifyFamily }, ports.said)
        assertTrue(Trouble.NOT_STORED in ports.troubles)
        process.database.readOnly(false)
        process.happens(Event.ScreenTurned(true))
        assertEquals("the family is owed it, once", family(expected), family())
        process.happens(Event.ScreenTurned(false))
        assertEquals(family(expected), family())
    }

    @Test
    fun `a full phone warns and tells the family as ever`() {
        val process = phone.process().start()
        process.database.isFull()
        trace.steps.forEach(process::happens)
        assertTrue(process.database.isInMemory)
        assertEquals(expected, ports.said)
        assertEquals(emptyList<GuardStore.Row>(), process.store.unfinished())
    }

    @Test
    fun `the warning names the family and who is calling`() {
        phone.mayAct = true
        val process = phone.process()
        ports.family =
            listOf("小明" to "+8613800000000", "小红" to "+8613900000000").mapIndexed { id, (name, number) ->
                Contact(id.toLong(), name, number, Language.MAINLAND, emptyList())
            }
        process.store.settings = GuardStore.Settings("HK", listOf("CN"))
        process.start()
        process.happens(Event.HelpAsked)
        trace.steps.forEach { if (it.seen < 24 * MINUTE + 6_000) process.happens(it) }
        val warning = ports.shown.last()
        assertEquals(listOf("小明", "小红"), warning.family.map(Relative::name))
        assertEquals("HK", warning.home)
        assertFalse(warning.mayGoOn)
        process.happens(Event.FamilyAnswered(1u, FamilyAnswer.CALLING))
        assertEquals("小红", ports.shown.last().callingNow)
        assertEquals(warning.showing, ports.shown.last().showing)
    }

    @Test
    fun `answers are remembered`() {
        val process = phone.process().start()
        process.runner.answered(app.kinguard.core.Choice.STOP)
        process.runner.recorded(true)
        assertEquals(listOf(Entry.Answered(app.kinguard.core.Choice.STOP)), ports.entries)
    }

    @Test
    fun `measures how long a state takes to store`() {
        val process = phone.process().start()
        trace.steps.take(20).forEach(process::happens)
        val snapshot = checkNotNull(process.store.snapshot())
        val said = listOf(GuardStore.Said(0, expected.first()))
        repeat(WARM_UP) { process.store.commit(snapshot, said) }
        val began = System.nanoTime()
        repeat(MEASURED) { process.store.commit(snapshot, said) }
        val each = (System.nanoTime() - began) / MEASURED / 1_000
        val size = snapshot.toByteArray().size
        println(
            "measured: $each us to store $size bytes of state, SDK ${Build.VERSION.SDK_INT} on this computer",
        )
    }

    private enum class When { BEFORE, AFTER }

    private companion object {
        const val MINUTE = 60_000L
        const val HOUR = 60 * MINUTE
        const val DAY = 24 * HOUR
        const val BANK = "com.icbc"
        const val MEETING = "com.yhtx.meet"
        const val WARM_UP = 20
        const val MEASURED = 200
    }

    /** Asserts that the family and the screen receive everything once, at whichever effect the process dies. */
    private fun assertSaidAllTheSame(side: When) {
        for (dying in expected.indices) {
            val elsewhere = GuardTestDevice(context)
            playDying(elsewhere, side, dying)
            assertEquals("$dying", family(expected), family(elsewhere.ports.said))
            assertEquals("$dying", screens(expected), screens(elsewhere.ports.said))
        }
    }

    /** Plays the trace on a separate phone, whose process dies once, at the effect number [dying]. */
    private fun playDying(elsewhere: GuardTestDevice, side: When, dying: Int) {
        context.deleteDatabase("kinguard.db")
        var count = 0
        val strike = { _: Effect -> if (count++ == dying) throw ProcessDeath() }
        if (side == When.BEFORE) elsewhere.ports.before = strike else elsewhere.ports.after = strike
        var process = elsewhere.process().start()
        for (step in trace.steps) {
            try {
                process.happens(step)
            } catch (_: ProcessDeath) {
                process.end()
                process = elsewhere.process().start()
                // It died at a wake-up, before the step.
                if (elsewhere.ticks.elapsed < step.seen) process.happens(step)
            }
        }
        process.end()
    }

    private fun nextContactsOfALivingProcess(): Int {
        context.deleteDatabase("kinguard.db")
        val elsewhere = GuardTestDevice(context)
        val process = elsewhere.process().start()
        trace.steps.takeWhile { it.seen <= 25 * MINUTE + 52_000 }.forEach(process::happens)
        process.passTo(elsewhere.ticks.elapsed + 10 * MINUTE)
        process.end()
        return elsewhere.ports.told.count { it == FamilyMessage.NEXT_CONTACT }
    }

    private fun family(said: List<Effect> = ports.said) = said.filterIsInstance<Effect.NotifyFamily>()

    /** Returns what the screen showed. The same warning shown again counts once. */
    private fun screens(said: List<Effect>): List<Effect> =
        said.filterNot { it is Effect.NotifyFamily }.fold(emptyList()) { all, next ->
            if (all.lastOrNull() == next) all else all + next
        }

    private fun panicNext() {
        NativeLibrary.getInstance("kinguard").getFunction("kinguard_provoke_panic").invokeVoid(emptyArray())
    }
}
