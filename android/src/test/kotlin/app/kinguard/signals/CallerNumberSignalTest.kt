package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.content.BroadcastReceiver
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import android.content.IntentFilter
import android.os.Looper
import android.telephony.TelephonyManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.time.Duration

/** Tests the callers' numbers and the phone's state together, as they report one call. */
@RunWith(AndroidRunner::class)
class CallerNumberSignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val clock = FakeClock()
    private val ledger = CallLedger()
    private val heard = Recorder()
    private val screens = FakeSignal(SignalState.Missing(Capability.CALL_SCREENING))
    private val regions = LineRegions(context)
    private val signal = signal(context)
    private val unscreened = UnscreenedCalls(context, MapMemory())
    private val lines = PhoneLines(context, context.mainExecutor)
    private val calls = PhoneStateSignal(clock, ledger, unscreened, listOf(screens, signal), lines, regions)
    private val sims = Sims(context, 1 to "cn", 2 to "hk")

    @Before
    fun grant() = shadowOf(context).grantPermissions(*NEEDED)

    @Test
    fun `a call is told once with its number and its line`() {
        begin()
        sims.state(2, TelephonyManager.CALL_STATE_RINGING)
        broadcast(RINGING)
        clock.nowMs += 40
        broadcast(RINGING, "+85251234567")
        broadcast(RINGING, "+85251234567")
        pass(CallerNumberSignal.SETTLES_MS)
        assertEquals(listOf(call("+85251234567")), heard.events)
        assertEquals("stamped when it rang", clock.nowMs - 40, heard.observations.single().atMs)
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        broadcast(OFFHOOK)
        broadcast(OFFHOOK, "+85251234567")
        sims.state(2, TelephonyManager.CALL_STATE_IDLE)
        broadcast(IDLE, "+85251234567")
        assertEquals(listOf(call("+85251234567"), Event.CallAnswered, Event.CallEnded), heard.events)
    }

    @Test
    fun `the number may come before the state of the line`() {
        begin()
        broadcast(RINGING)
        broadcast(RINGING, "+85251234567")
        sims.state(2, TelephonyManager.CALL_STATE_RINGING)
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        val unplaced = Event.CallStarted(Direction.INCOMING, "+85251234567", false, null)
        assertEquals(listOf(unplaced, Event.CallAnswered), heard.events)
    }

    @Test
    fun `a withheld number is told of once no number came`() {
        for (second in listOf({ broadcast(RINGING) }, { broadcast(RINGING, null) }, { broadcast(RINGING, "") })) {
            begin()
            sims.state(2, TelephonyManager.CALL_STATE_RINGING)
            broadcast(RINGING)
            second()
            pass(CallerNumberSignal.SETTLES_MS - 1)
            assertEquals(emptyList<Event>(), heard.take())
            pass(1)
            assertEquals(listOf(call(null)), heard.take())
            sims.state(2, TelephonyManager.CALL_STATE_IDLE)
            broadcast(IDLE)
        }
    }

    @Test
    fun `a chat app that rings is no call`() {
        begin()
        broadcast(RINGING)
        broadcast(RINGING, null)
        pass(CallerNumberSignal.SETTLES_MS)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `a call that is over at once leaves nothing behind`() {
        begin()
        broadcast(RINGING)
        broadcast(IDLE)
        sims.state(2, TelephonyManager.CALL_STATE_RINGING)
        pass(CallerNumberSignal.SETTLES_MS)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `a waiting call is told with its number`() {
        begin()
        ring("+85251234567")
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        broadcast(OFFHOOK)
        heard.take()
        ring("+85261234567")
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(listOf(call("+85261234567"), Event.CallAnswered), heard.events)
    }

    @Test
    fun `a broadcast that never comes leaves a call of unknown kind`() {
        begin()
        sims.state(2, TelephonyManager.CALL_STATE_RINGING)
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        val unknown = Event.CallStarted(Direction.INCOMING, null, null, "HK")
        assertEquals(listOf(unknown, Event.CallAnswered), heard.events)
    }

    @Test
    fun `with the role it is silent`() {
        begin()
        screens.state = SignalState.Works
        ring("+85251234567")
        pass(CallerNumberSignal.SETTLES_MS)
        assertEquals(emptyList<Event>(), heard.events)
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `it works once started with both permissions`() {
        shadowOf(context).denyPermissions(*NEEDED)
        start()
        assertEquals(SignalState.Missing(Capability.PHONE_STATE), signal.state())
        shadowOf(context).grantPermissions(Manifest.permission.READ_PHONE_STATE)
        start()
        assertEquals("the role tells more", SignalState.Missing(Capability.CALL_SCREENING), signal.state())
        heard.take()
        ring("+85251234567")
        val unknown = Event.CallStarted(Direction.INCOMING, null, null, "HK")
        assertEquals("the line alone still reports", listOf<Event>(unknown), heard.take())
        sims.state(2, TelephonyManager.CALL_STATE_IDLE)
        broadcast(IDLE)

        grant()
        assertEquals("not relied on before it listens", SignalState.NotOnThisPhone, signal.state())
        begin()
        assertEquals(SignalState.Works, signal.state())
        ring("+85251234567")
        assertEquals(listOf(call("+85251234567")), heard.events)
    }

    @Test
    fun `with the role nothing is missing`() {
        shadowOf(context).denyPermissions(*NEEDED)
        screens.state = SignalState.Works
        start()
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `once stopped it is silent`() {
        begin()
        sims.state(2, TelephonyManager.CALL_STATE_RINGING)
        broadcast(RINGING)
        signal.stop()
        signal.stop()
        pass(CallerNumberSignal.SETTLES_MS)
        broadcast(RINGING, "+85251234567")
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `a phone that refuses is named`() {
        val refusing =
            object : ContextWrapper(context) {
                override fun registerReceiver(receiver: BroadcastReceiver?, filter: IntentFilter): Intent? =
                    throw SecurityException("refused")
            }
        for (bare in listOf(signal(refusing), signal(Without(context, Context.TELEPHONY_SERVICE)))) {
            bare.start(heard)
            bare.stop()
            assertEquals(SignalState.NotOnThisPhone, bare.state())
        }
    }

    @Test
    fun `contacts that break are not known`() {
        signal(context) { throw SecurityException("refused") }.start(heard)
        ring("+85251234567")
        assertEquals(null, (heard.events.single() as Event.CallStarted).contact)
    }

    private fun signal(context: Context, contacts: ContactLookup = ContactLookup { false }) =
        CallerNumberSignal(context, clock, ledger, screens, contacts, regions, Runnable::run, Runnable::run)

    private fun start() = repeat(2) {
        signal.start(heard)
        calls.start(heard)
        shadowOf(Looper.getMainLooper()).idle()
    }

    private fun begin() {
        start()
        heard.take()
    }

    private fun ring(number: String) {
        sims.state(2, TelephonyManager.CALL_STATE_RINGING)
        broadcast(RINGING)
        broadcast(RINGING, number)
    }

    private fun call(number: String?): Event = Event.CallStarted(Direction.INCOMING, number, false, "HK")

    private fun broadcast(state: String) = send(Intent().putExtra(TelephonyManager.EXTRA_STATE, state))

    @Suppress("DEPRECATION")
    private fun broadcast(state: String, number: String?) = send(
        Intent().putExtra(
            TelephonyManager.EXTRA_STATE,
            state,
        ).putExtra(TelephonyManager.EXTRA_INCOMING_NUMBER, number),
    )

    private fun send(intent: Intent) {
        context.sendBroadcast(intent.setAction(TelephonyManager.ACTION_PHONE_STATE_CHANGED))
        shadowOf(Looper.getMainLooper()).idle()
    }

    private fun pass(ms: Long) = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(ms))

    private companion object {
        val RINGING: String = TelephonyManager.EXTRA_STATE_RINGING
        val OFFHOOK: String = TelephonyManager.EXTRA_STATE_OFFHOOK
        val IDLE: String = TelephonyManager.EXTRA_STATE_IDLE
        val NEEDED = arrayOf(Manifest.permission.READ_PHONE_STATE, Manifest.permission.READ_CALL_LOG)
    }
}
