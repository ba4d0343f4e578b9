package app.kinguard.health

import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.core.Event
import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.SwitchState
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** Tests what the home screen may promise. */
@RunWith(AndroidRunner::class)
class HealthTest {
    private val seen = HealthTestDevice(RuntimeEnvironment.getApplication())
    private val states = SignalId.entries.associateWith<SignalId, SignalState> { SignalState.Works }.toMutableMap()
    private val lacking = mutableSetOf<Capability>()
    private val results = mutableMapOf<CheckId, CheckResult>()
    private var pausedMs: Long? = null
    private var unseenMs: Long? = null
    private val switches = mutableMapOf<LaunchPath, SwitchState>()
    private val trials = mutableMapOf<LaunchPath, LaunchTrialResult>()
    private var stoppedMs: Long? = null
    private var ways = emptyList<FamilyRoute>()
    private var isAgreed = true
    private val health get() = Health(phone, seen.sightings, seen.clock.moments)
    private val phone =
        object : Health.Phone {
            override val signals get() = states.map { (id, state) -> FixedSignal(id, state) }

            override fun lacking() = lacking

            override fun ways() = ways

            override fun isAgreed() = isAgreed

            override fun silence() = emptyList<Lifeline.HeldFor>()

            override fun results() = results

            override fun pausedUntilMs() = pausedMs

            override fun unseenMs() = unseenMs

            override fun switch(launchPath: LaunchPath) = switches[launchPath]

            override fun trial(launchPath: LaunchPath) = trials[launchPath]

            override fun stoppedMs() = stoppedMs
        }

    @Test
    fun `the family hears of something only if there is somebody, and the parent agreed`() {
        assertEquals(FamilyReach.NOBODY, health.reach())
        isAgreed = false
        assertEquals(FamilyReach.NOBODY, health.reach())
        ways = listOf(FamilyRoute("小芳", Address.TextMessage, PartState.Works))
        assertEquals(FamilyReach.NOT_AGREED, health.reach())
        isAgreed = true
        assertEquals(FamilyReach.TOLD, health.reach())
    }

    @Test
    fun `who cannot be reached from this phone hears of nothing, whatever the page that says so`() {
        val lost = Address.Lost(Address.Lost.NTFY, forGood = true, "")
        val push = Address.Webhook("bark", mapOf("address" to "https://api.day.app/AbCdEfGh1234"))
        val refused = PartState.Failing(Outcome.Reason.NO_CREDIT_OR_BARRED)
        val closed = listOf(
            FamilyRoute("小芳", lost, PartState.Works),
            FamilyRoute("小明", Address.TextMessage, PartState.Missing(Capability.SMS)),
            FamilyRoute("小丽", Address.TextMessage, PartState.NotOnThisPhone),
        )
        closed.forEach {
            ways = listOf(it)
            assertEquals("$it", FamilyReach.NOBODY, health.reach())
            assertEquals("what home goes by", setOf(it.address), health.verdict().closed)
        }
        listOf(PartState.Works, PartState.SeenWorking(1), refused).forEach { state ->
            ways = closed + FamilyRoute("小红", push, state)
            assertEquals("$state", FamilyReach.TOLD, health.reach())
            assertEquals(setOf(lost, Address.TextMessage), health.verdict().closed)
        }
    }

    @Test
    fun `what blinds a link or keeps the warning back is blocking, and nothing else`() {
        lacking += listOf(Capability.OVERLAY, Capability.BATTERY)
        states[SignalId.PACKAGES] = SignalState.Missing(Capability.INSTALLED_APPS)
        val verdict = health.verdict()
        val blocking = listOf(Capability.OVERLAY, Capability.INSTALLED_APPS)
        assertEquals(blocking, verdict.lacking.filter(verdict::isBlocking))
    }

    @Test
    fun `that somebody stopped it is told for a week, and the guard guards all the same`() {
        stoppedMs = seen.clock.wallMs - 7 * 24 * 3_600_000L + 1
        assertEquals(stoppedMs, health.verdict().stoppedMs)
        assertTrue(health.verdict().guarded)
        stoppedMs = seen.clock.wallMs - 7 * 24 * 3_600_000L
        assertEquals(null, health.verdict().stoppedMs)
    }

    @Test
    fun `a warning that did not come up is in the way, whatever is granted`() {
        unseenMs = seen.clock.nowMs - 1_000
        val verdict = health.verdict()
        assertFalse(verdict.guarded)
        assertEquals(seen.clock.wallMs - 1_000, verdict.unseenMs)
        unseenMs = null
        assertTrue(health.verdict().guarded)
    }

    @Test
    fun `where a maker's switch cannot be read, only a warning that came up is enough`() {
        for (launchPath in LaunchPath.entries) {
            switches[launchPath] = SwitchState.Unknown
            assertFalse("$launchPath", health.verdict().guarded)
            assertEquals(listOf(launchPath), health.verdict().untried)
            trials[launchPath] = LaunchTrialResult.CameUp(seen.clock.nowMs - 1_000)
            assertEquals(LaunchPathState.Proved(seen.clock.wallMs - 1_000), health.verdict().launchPaths[launchPath])
            assertTrue("$launchPath", health.verdict().guarded)
            switches -= launchPath
        }
    }

    @Test
    fun `a switch that is read as on, or that no maker is known to have, needs no trial`() {
        for (state in listOf(SwitchState.On, null)) {
            for (launchPath in LaunchPath.entries) {
                if (state ==
                    null
                ) {
                    switches -= launchPath
                } else {
                    switches[launchPath] = state
                }
            }
            assertTrue("$state", health.verdict().guarded)
            assertEquals(setOf(LaunchPathState.Free), health.verdict().launchPaths.values.toSet())
            assertEquals(emptyList<LaunchPath>(), health.verdict().untried)
        }
    }

    @Test
    fun `a switch that went off outweighs the trial before, and a trial that failed whatever the switch says`() {
        val behind = LaunchPath.FROM_BEHIND
        trials[behind] = LaunchTrialResult.CameUp(seen.clock.nowMs)
        switches[behind] = SwitchState.Off
        assertEquals(LaunchPathState.Off, health.verdict().launchPaths[behind])
        assertFalse(health.verdict().guarded)
        assertEquals("nothing can be tested before the switch is on", emptyList<LaunchPath>(), health.verdict().untried)
        switches[behind] = SwitchState.On
        assertTrue(health.verdict().guarded)
        trials[behind] = LaunchTrialResult.StayedAway(seen.clock.nowMs)
        assertEquals(LaunchPathState.Failed(seen.clock.wallMs), health.verdict().launchPaths[behind])
        assertFalse(health.verdict().guarded)
        assertEquals(listOf(behind), health.verdict().untried)
    }

    @Test
    fun `all granted is guarded, with every link still to be proved`() {
        val verdict = health.verdict()
        assertTrue(verdict.guarded)
        assertEquals(Link.entries, verdict.unproved)
        seen.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        assertEquals(listOf(Link.CALL, Link.INSTALL, Link.SHARING), health.verdict().unproved)
        assertEquals(LinkState.Proved(seen.clock.wallMs), health.verdict().links[Link.MONEY_APP])
    }

    @Test
    fun `without usage access neither sharing nor the bank is seen`() {
        seen.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        states[SignalId.USAGE_EVENTS] = SignalState.Missing(Capability.USAGE_ACCESS)
        val missing = LinkState.Missing(Capability.USAGE_ACCESS)
        assertEquals("an earlier proof does not count", missing, state(Link.MONEY_APP))
        assertEquals(missing, state(Link.SHARING))
        assertEquals(LinkState.Unproved, state(Link.CALL))
        assertFalse(health.verdict().guarded)
    }

    @Test
    fun `a call needs who rings, on either way, and whether it is answered`() {
        states[SignalId.CALL_SCREENING] = SignalState.Missing(Capability.CALL_SCREENING)
        assertEquals("the call log stands in", LinkState.Unproved, state(Link.CALL))
        states[SignalId.CALLER_NUMBERS] = SignalState.Missing(Capability.CALL_SCREENING)
        assertEquals(LinkState.Missing(Capability.CALL_SCREENING), state(Link.CALL))
        states[SignalId.CALL_SCREENING] = SignalState.Works
        states[SignalId.PHONE_STATE] = SignalState.Missing(Capability.PHONE_STATE)
        assertEquals(LinkState.Missing(Capability.PHONE_STATE), state(Link.CALL))
        states[SignalId.PHONE_STATE] = SignalState.NotOnThisPhone
        assertEquals(LinkState.NotOnThisPhone, state(Link.CALL))
    }

    @Test
    fun `a role that Android does not use shows no call, unless the call log stands in`() {
        states[SignalId.CALL_SCREENING] = SignalState.NotCalled(Capability.CALL_SCREENING)
        assertEquals("the call log stands in", LinkState.Unproved, state(Link.CALL))
        assertEquals(listOf(Capability.CALL_SCREENING), health.verdict().lacking)
        assertEquals(PartState.NotCalled, health.sources()[SignalId.CALL_SCREENING])
        states[SignalId.CALLER_NUMBERS] = SignalState.Missing(Capability.CALL_SCREENING)
        assertEquals(LinkState.NotCalled(Capability.CALL_SCREENING), state(Link.CALL))
        assertFalse(health.verdict().guarded)
    }

    @Test
    fun `a phone that tells of no displays still sees sharing by its record`() {
        states[SignalId.DISPLAYS] = SignalState.NotOnThisPhone
        assertEquals(LinkState.Unproved, state(Link.SHARING))
        states[SignalId.USAGE_EVENTS] = SignalState.NotOnThisPhone
        assertEquals(LinkState.NotOnThisPhone, state(Link.SHARING))
    }

    @Test
    fun `what is lacking is told once, the worst first`() {
        states[SignalId.CALLER_NUMBERS] = SignalState.Missing(Capability.PHONE_STATE)
        states[SignalId.PHONE_STATE] = SignalState.Missing(Capability.PHONE_STATE)
        lacking += setOf(Capability.BATTERY, Capability.OVERLAY)
        assertEquals(
            listOf(Capability.PHONE_STATE, Capability.OVERLAY, Capability.BATTERY),
            health.verdict().lacking,
        )
    }

    @Test
    fun `a fault or a pause is not guarded, a network that fails once is nothing`() {
        fail(CheckId.PUSH, sinceMs = 5, atMs = 5)
        assertTrue(health.verdict().guarded)
        fail(CheckId.PUSH, sinceMs = 5, atMs = 6)
        assertEquals(listOf(CheckId.PUSH), health.verdict().failing)
        results.clear()
        fail(CheckId.ENGINE, sinceMs = 5, atMs = 5)
        assertFalse(health.verdict().guarded)
        results.clear()
        pausedMs = 1
        assertFalse(health.verdict().guarded)
    }

    @Test
    fun `a warning that cannot come to the front guards nobody`() {
        lacking += Capability.BATTERY
        assertTrue(health.verdict().guarded)
        lacking += Capability.OVERLAY
        assertFalse(health.verdict().guarded)
    }

    @Test
    fun `each source says how it is`() {
        states[SignalId.PHONE_STATE] = SignalState.Missing(Capability.PHONE_STATE)
        states[SignalId.CALL_FORWARDING] = SignalState.NotOnThisPhone
        seen.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        val heardMs = seen.clock.wallMs
        assertEquals(PartState.SeenWorking(heardMs), health.sources()[SignalId.USAGE_EVENTS])
        assertEquals(PartState.Works, health.sources()[SignalId.PACKAGES])
        assertEquals(PartState.Missing(Capability.PHONE_STATE), health.sources()[SignalId.PHONE_STATE])
        assertEquals(PartState.NotOnThisPhone, health.sources()[SignalId.CALL_FORWARDING])
        repeat(2) {
            seen.hears(SignalId.SCREEN, Event.ScreenTurned(true))
            seen.clock.pass(DAY_MS)
        }
        seen.hears(SignalId.SCREEN, Event.ScreenTurned(true))
        assertEquals(PartState.SilentTooLong(heardMs), health.sources()[SignalId.USAGE_EVENTS])
    }

    @Test
    fun `hidden displays of others are counted on only where somebody else was told of ours`() {
        val notTried = Finding.Limit.PRIVATE_NOT_TRIED
        assertEquals(PartState.Limited(PartState.Works, notTried), displays(null))
        assertEquals(PartState.Limited(PartState.Works, notTried), displays(Finding.NotApplicable))
        assertEquals(PartState.Works, displays(Finding.Fine))
        seen.hears(SignalId.DISPLAYS, Event.PublicDisplayAdded(3, "WebRTC_ScreenCapture"))
        val whole = PartState.SeenWorking(seen.clock.wallMs)
        assertEquals(whole, displays(Finding.Fine))
        val guarded = health.verdict()
        for (limit in Finding.Limit.entries) {
            assertEquals(PartState.Limited(whole, limit), displays(Finding.Limited(limit)))
            assertEquals("no fault, and no proof", guarded, health.verdict())
        }
        states[SignalId.DISPLAYS] = SignalState.NotOnThisPhone
        assertEquals(PartState.NotOnThisPhone, displays(Finding.Limited(notTried)))
    }

    private fun displays(found: Finding?): PartState? {
        results.clear()
        if (found != null) results[CheckId.DISPLAYS] = CheckResult(CheckId.DISPLAYS, found, 1, null)
        return health.sources()[SignalId.DISPLAYS]
    }

    private fun state(link: Link) = health.verdict().links[link]

    private fun fail(id: CheckId, sinceMs: Long, atMs: Long) {
        results[id] = CheckResult(id, Finding.Fault(Finding.Reason.BROKEN), atMs, sinceMs)
    }
}
