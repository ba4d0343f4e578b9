package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.content.Context
import android.os.Build
import android.os.Looper
import android.telephony.PhoneStateListener
import android.telephony.SubscriptionManager
import android.telephony.TelephonyCallback
import android.telephony.TelephonyManager
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowSubscriptionManager.SubscriptionInfoBuilder

/** Both sources that listen to the phone's lines. */
@RunWith(RobolectricTestRunner::class)
class PhoneLinesTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val phone = context.getSystemService(TelephonyManager::class.java)
    private val clock = FakeClock()
    private val ledger = CallLedger()
    private val memory = MapMemory()
    private val heard = Recorder()
    private var screening: SignalState = SignalState.Works
    private val screens =
        object : Signal {
            override val id = SignalId.CALL_SCREENING

            override fun start(report: Report) = Unit

            override fun stop() = Unit

            override fun state() = screening
        }
    private val calls = PhoneStateSignal(clock, ledger, screens, PhoneLines(context))
    private val forwarding = ForwardingSignal(clock, memory, PhoneLines(context))

    @Before
    fun grant() = shadowOf(context).grantPermissions(Manifest.permission.READ_PHONE_STATE)

    @Test
    fun aScreenedCallIsAnsweredAndEnds() {
        begin()
        ledger.started(clock.nowMs)
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        state(TelephonyManager.CALL_STATE_IDLE)
        assertEquals(listOf<Event>(Event.CallAnswered, Event.CallEnded), heard.events)
        assertEquals(SignalState.Works, calls.state())
    }

    @Test
    fun aCallThatNobodyScreenedIsOfUnknownKind() {
        begin()
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        state(TelephonyManager.CALL_STATE_IDLE)
        ledger.started(clock.nowMs)
        clock.nowMs += 180_000
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        val once = listOf(UNKNOWN, Event.CallAnswered)
        assertEquals(once + Event.CallEnded + once, heard.events)
    }

    @Test
    fun withoutTheRoleRingingBeginsACallOnce() {
        screening = SignalState.Missing(Capability.CALL_SCREENING)
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
    fun theCallBeforeDoesNotLendItsNumber() {
        begin()
        ledger.started(clock.nowMs)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        state(TelephonyManager.CALL_STATE_IDLE)
        clock.nowMs += 10_000
        heard.take()
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(listOf(UNKNOWN, Event.CallAnswered), heard.events)
    }

    @Test
    fun aCallUnderWayAtTheStartIsAnAnsweredCallAndAnIdleLineEndsWhatWasBefore() {
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
    fun eachSimIsHeardAndOneConversationIsEnough() {
        val second = Shadow.newInstanceOf(TelephonyManager::class.java)
        shadowOf(phone).setTelephonyManagerForSubscriptionId(1, phone)
        shadowOf(phone).setTelephonyManagerForSubscriptionId(2, second)
        val sims = listOf(1, 2).map { SubscriptionInfoBuilder.newBuilder().setId(it).buildSubscriptionInfo() }
        val subscriptions = shadowOf(context.getSystemService(SubscriptionManager::class.java))
        subscriptions.setActiveSubscriptionInfoList(sims)
        begin()
        shadowOf(second).setCallState(TelephonyManager.CALL_STATE_OFFHOOK)
        state(TelephonyManager.CALL_STATE_RINGING)
        state(TelephonyManager.CALL_STATE_IDLE)
        assertEquals("the other SIM still speaks", listOf(UNKNOWN, Event.CallAnswered), heard.take())
        shadowOf(second).setCallState(TelephonyManager.CALL_STATE_IDLE)
        idle()
        assertEquals(listOf<Event>(Event.CallEnded), heard.events)
    }

    @Test
    fun onlyAChangeOfTheDiversionIsNews() {
        forwarding.start(heard)
        divert(true)
        assertEquals("a mailbox of old", emptyList<Event>(), heard.take())
        divert(false)
        divert(true)
        divert(true)
        assertEquals(listOf(false, true).map(Event::CallForwardingChanged), heard.take())

        val next = ForwardingSignal(clock, memory, PhoneLines(context))
        forwarding.stop()
        next.start(heard)
        divert(true)
        assertEquals(emptyList<Event>(), heard.take())
        divert(false)
        assertEquals(listOf<Event>(Event.CallForwardingChanged(false)), heard.events)
        assertEquals(SignalState.Works, next.state())
    }

    @Test
    fun withoutThePermissionBothSaySo() {
        shadowOf(context).denyPermissions(Manifest.permission.READ_PHONE_STATE)
        calls.start(heard)
        forwarding.start(heard)
        state(TelephonyManager.CALL_STATE_OFFHOOK)
        assertEquals(emptyList<Event>(), heard.events)
        assertEquals(SignalState.Missing(Capability.PHONE_STATE), calls.state())
        assertEquals(SignalState.Missing(Capability.PHONE_STATE), forwarding.state())

        grant()
        calls.start(heard)
        assertEquals("asked again it works", SignalState.Works, calls.state())
    }

    @Test
    fun aTabletWithoutTelephonyIsNamed() {
        val none = PhoneLines(Without(context, Context.TELEPHONY_SERVICE))
        val bare = PhoneStateSignal(clock, ledger, screens, none)
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

    @Suppress("DEPRECATION")
    private fun divert(on: Boolean) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
            val callback = shadowOf(phone).lastTelephonyCallback
            (callback as TelephonyCallback.CallForwardingIndicatorListener).onCallForwardingIndicatorChanged(on)
        } else {
            (shadowOf(phone).listener as PhoneStateListener).onCallForwardingIndicatorChanged(on)
        }
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private companion object {
        val UNKNOWN: Event = Event.CallStarted(Direction.INCOMING, null, null, null)
    }
}
