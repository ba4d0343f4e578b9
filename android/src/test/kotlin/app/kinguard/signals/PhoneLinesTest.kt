package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.content.Context
import android.os.Build
import android.os.Looper
import android.telephony.PhoneStateListener
import android.telephony.TelephonyCallback
import android.telephony.TelephonyManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** Tests both sources that listen to the phone's lines. */
@RunWith(AndroidRunner::class)
class PhoneLinesTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val phone = checkNotNull(context.getSystemService(TelephonyManager::class.java))
    private val clock = FakeClock()
    private val ledger = CallLedger()
    private val memory = MapMemory()
    private val unscreened = UnscreenedCalls(context, memory)
    private val heard = Recorder()
    private val screens = FakeSignal(SignalState.Works)
    private val calls = calls(PhoneLines(context, context.mainExecutor))
    private val forwarding = ForwardingSignal(clock, memory, PhoneLines(context, context.mainExecutor))

    @Before
    fun grant() = shadowOf(context).grantPermissions(Manifest.permission.READ_PHONE_STATE)

    @Test
    fun `a screened call is answered and ends`() {
        begin()
        ledger.told(clock.nowMs)
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        state(TelephonyManager.CALL_STATE_IDLE)
        assertEquals(listOf<Event>(Event.CallAnswered, Event.CallEnded), heard.events)
        assertEquals(SignalState.Works, calls.state())
    }

    @Test
    fun `a call that nobody screened is of unknown kind`() {
        begin()
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        state(TelephonyManager.CALL_STATE_IDLE)
        ledger.told(clock.nowMs)
        clock.nowMs += 180_000
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        val once = listOf(DIALLED, Event.CallAnswered)
        assertEquals("a call that did not ring was dialled", once + Event.CallEnded + once, heard.events)
    }

    @Test
    fun `without the role ringing begins a call once`() {
        screens.state = SignalState.Missing(Capability.CALL_SCREENING)
        begin()
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_IDLE)
        assertEquals(UNKNOWN, heard.events.first())
        assertEquals(1, heard.events.count { it == Event.CallAnswered })
        assertEquals(Event.CallEnded, heard.events.last())
    }

    @Test
    fun `the call before does not lend its number`() {
        begin()
        ledger.told(clock.nowMs)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        state(TelephonyManager.CALL_STATE_IDLE)
        clock.nowMs += 10_000
        heard.take()
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(listOf(UNKNOWN, Event.CallAnswered), heard.events)
    }

    @Test
    fun `a call under way at the start is an answered call and an idle line ends what was before`() {
        shadowOf(phone).setCallState(TelephonyManager.CALL_STATE_OFFHOOK)
        calls.start(heard)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(listOf(UNKNOWN, Event.CallAnswered), heard.take())
        calls.stop()
        state(TelephonyManager.CALL_STATE_IDLE)
        calls.start(heard)
        idle()
        assertEquals(listOf<Event>(Event.CallEnded), heard.events)
    }

    @Test
    fun `each sim is heard and one conversation is enough`() {
        val sims = Sims(context, 1 to "cn", 2 to "hk")
        begin()
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        val dialled = Event.CallStarted(Direction.OUTGOING, null, null, "HK")
        assertEquals(listOf(dialled, Event.CallAnswered), heard.take())
        sims.state(1, TelephonyManager.CALL_STATE_RINGING)
        sims.state(1, TelephonyManager.CALL_STATE_IDLE)
        assertEquals("the other SIM still speaks", emptyList<Event>(), heard.take())
        sims.state(2, TelephonyManager.CALL_STATE_IDLE)
        assertEquals(listOf<Event>(Event.CallEnded), heard.events)
    }

    @Test
    fun `a call on the other sim is not silenced by the first`() {
        screens.state = SignalState.Missing(Capability.CALL_SCREENING)
        val sims = Sims(context, 1 to "cn", 2 to "hk")
        begin()
        sims.state(1, TelephonyManager.CALL_STATE_OFFHOOK)
        heard.take()
        sims.state(2, TelephonyManager.CALL_STATE_RINGING)
        assertEquals(setOf(2), ledger.ringing())
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        val rang = Event.CallStarted(Direction.INCOMING, null, null, "HK")
        assertEquals(listOf(rang, Event.CallAnswered), heard.events)
        assertEquals(emptySet<Int>(), ledger.ringing())
    }

    @Test
    fun `an idle sim does not end the others call at the start`() {
        val sims = Sims(context, 1 to "cn", 2 to "hk")
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        calls.start(heard)
        idle()
        val underWay = Event.CallStarted(Direction.INCOMING, null, null, "HK")
        assertEquals(listOf(underWay, Event.CallAnswered), heard.events)
    }

    @Test
    fun `a waiting call without the role is a call of its own`() {
        screens.state = SignalState.Missing(Capability.CALL_SCREENING)
        begin()
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        heard.take()
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        state(TelephonyManager.CALL_STATE_IDLE)
        assertEquals(listOf(UNKNOWN, Event.CallAnswered, Event.CallEnded), heard.events)
    }

    @Test
    fun `a screened waiting call is not told again`() {
        begin()
        ledger.told(clock.nowMs)
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        clock.nowMs += 600_000
        ledger.told(clock.nowMs)
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(listOf<Event>(Event.CallAnswered, Event.CallAnswered), heard.events)
    }

    @Test
    fun `the call that is spoken does not lend its number to one that waits`() {
        begin()
        ledger.told(clock.nowMs)
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        heard.take()
        clock.nowMs += 1_000
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(listOf(UNKNOWN, Event.CallAnswered), heard.events)
    }

    @Test
    fun `a call is known as long as any phone rings`() {
        begin()
        for ((waitsMs, known) in listOf(179_999L to true, 180_000L to false, 180_001L to false)) {
            ledger.told(clock.nowMs)
            state(TelephonyManager.CALL_STATE_RINGING)
            clock.nowMs += waitsMs
            state(TelephonyManager.CALL_STATE_OFFHOOK)
            state(TelephonyManager.CALL_STATE_IDLE)
            val started = if (known) emptyList() else listOf(UNKNOWN)
            assertEquals("$waitsMs", started + listOf(Event.CallAnswered, Event.CallEnded), heard.take())
        }
    }

    @Test
    fun `a screened call that nobody takes ends`() {
        begin()
        ledger.told(clock.nowMs)
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_IDLE)
        assertEquals(listOf<Event>(Event.CallEnded), heard.events)
        assertFalse(ledger.knows(clock.nowMs))
    }

    @Test
    fun `a sim that is put in later is heard and a call under way is not told again`() {
        val sims = Sims(context, 1 to "cn")
        begin()
        sims.state(1, TelephonyManager.CALL_STATE_OFFHOOK)
        heard.take()
        sims.now(1 to "cn", 2 to "hk")
        idle()
        assertEquals("the call goes on", emptyList<Event>(), heard.take())
        sims.state(1, TelephonyManager.CALL_STATE_IDLE)
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        val dialled = Event.CallStarted(Direction.OUTGOING, null, null, "HK")
        assertEquals(listOf(Event.CallEnded, dialled, Event.CallAnswered), heard.events)
    }

    @Test
    fun `a sim that is taken out ends its call`() {
        val sims = Sims(context, 1 to "cn", 2 to "hk")
        begin()
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        heard.take()
        sims.now(1 to "cn")
        idle()
        assertEquals(listOf<Event>(Event.CallEnded), heard.take())
        sims.state(2, TelephonyManager.CALL_STATE_IDLE)
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals("it is heard no more", emptyList<Event>(), heard.events)
    }

    @Test
    fun `a call that began before its sim was named goes on`() {
        val sims = Sims(context)
        begin()
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(listOf(DIALLED, Event.CallAnswered), heard.take())
        sims.becomes(phone, 1, "cn")
        idle()
        assertEquals(emptyList<Event>(), heard.take())
        state(TelephonyManager.CALL_STATE_IDLE)
        assertEquals(listOf<Event>(Event.CallEnded), heard.events)
    }

    @Test
    fun `once stopped both are silent`() {
        val sims = Sims(context, 1 to "cn")
        begin()
        forwarding.start(heard)
        idle()
        listOf(calls, forwarding).forEach { it.stop() }
        listOf(calls, forwarding).forEach { it.stop() }
        sims.now(1 to "cn", 2 to "hk")
        sims.state(1, TelephonyManager.CALL_STATE_OFFHOOK)
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `the diversion of each sim is its own news`() {
        val lines = PhoneLines(context, context.mainExecutor)
        memory.write("calls_diverted_1", "false")
        memory.write("calls_diverted_2", "true")
        val sims = Sims(context, 1 to "cn", 2 to "hk")
        ForwardingSignal(clock, memory, lines).start(heard)
        idle()
        divert(sims.of(1), false)
        divert(sims.of(2), true)
        assertEquals("as it was before", emptyList<Event>(), heard.take())
        divert(sims.of(1), true)
        divert(sims.of(1), false)
        assertEquals("the other line is still diverted", listOf<Event>(Event.CallForwardingChanged(true)), heard.take())
        divert(sims.of(2), false)
        assertEquals(listOf<Event>(Event.CallForwardingChanged(false)), heard.events)
    }

    @Test
    fun `only a change of the diversion is news`() {
        forwarding.start(heard)
        divert(true)
        assertEquals("an old mailbox", emptyList<Event>(), heard.take())
        divert(false)
        divert(true)
        divert(true)
        assertEquals(listOf(false, true).map(Event::CallForwardingChanged), heard.take())

        val next = ForwardingSignal(clock, memory, PhoneLines(context, context.mainExecutor))
        forwarding.stop()
        next.start(heard)
        divert(true)
        assertEquals(emptyList<Event>(), heard.take())
        divert(false)
        assertEquals(listOf<Event>(Event.CallForwardingChanged(false)), heard.events)
        assertEquals(SignalState.Works, next.state())
    }

    @Test
    fun `without the permission both say so`() {
        shadowOf(context).denyPermissions(Manifest.permission.READ_PHONE_STATE)
        calls.start(heard)
        forwarding.start(heard)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(emptyList<Event>(), heard.events)
        assertEquals(SignalState.Missing(Capability.PHONE_STATE), calls.state())
        assertEquals(SignalState.Missing(Capability.PHONE_STATE), forwarding.state())

        grant()
        calls.start(heard)
        forwarding.start(heard)
        assertEquals("asked again it works", SignalState.Works, calls.state())
        assertEquals(SignalState.Works, forwarding.state())
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(Event.CallAnswered, heard.events.last())
    }

    @Test
    fun `a tablet without telephony is named`() {
        val none = PhoneLines(Without(context, Context.TELEPHONY_SERVICE), context.mainExecutor)
        val bare = calls(none)
        bare.start(heard)
        bare.stop()
        assertEquals(SignalState.NotOnThisPhone, bare.state())
        assertEquals(SignalState.NotOnThisPhone, ForwardingSignal(clock, memory, none).state())
    }

    private fun begin() {
        calls.start(heard)
        calls.start(heard)
        idle()
        heard.take()
    }

    private fun state(state: Int) {
        shadowOf(phone).setCallState(state)
        idle()
    }

    private fun calls(lines: PhoneLines) =
        PhoneStateSignal(clock, ledger, unscreened, listOf(screens), lines, LineRegions(context))

    @Suppress("DEPRECATION")
    private fun divert(on: Boolean) = divert(phone, on)

    @Suppress("DEPRECATION")
    private fun divert(line: TelephonyManager, on: Boolean) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
            val callback = shadowOf(line).lastTelephonyCallback
            (callback as TelephonyCallback.CallForwardingIndicatorListener).onCallForwardingIndicatorChanged(on)
        } else {
            (shadowOf(line).listener as PhoneStateListener).onCallForwardingIndicatorChanged(on)
        }
        idle()
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private companion object {
        val UNKNOWN: Event = Event.CallStarted(Direction.INCOMING, null, null, null)
        val DIALLED: Event = Event.CallStarted(Direction.OUTGOING, null, null, null)
    }
}
