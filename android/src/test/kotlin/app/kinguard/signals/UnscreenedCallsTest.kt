package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.app.role.RoleManager
import android.os.Build
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

/** Tests the case in which the app holds the role, and Android shows its calls to nobody. */
@RunWith(AndroidRunner::class)
class UnscreenedCallsTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val clock = FakeClock()
    private val memory = MapMemory()
    private val screened = ScreenedCalls(clock, { clock.nowMs })
    private val heard = Recorder()
    private val sims = Sims(context, 1 to "cn", 2 to "hk")
    private var all = process()
    private val screening get() = all.first { it.id == SignalId.CALL_SCREENING }.state()

    /** It is unknown which calls Android 10 shows. */
    private val missed =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) NOT_CALLED else SignalState.Works

    @Before
    @Suppress("DEPRECATION")
    fun hold() {
        shadowOf(context).grantPermissions(Manifest.permission.READ_CONTACTS)
        val roles = shadowOf(context.getSystemService(RoleManager::class.java))
        roles.addAvailableRole(RoleManager.ROLE_CALL_SCREENING)
        roles.addHeldRole(RoleManager.ROLE_CALL_SCREENING)
        start()
    }

    @Test
    fun `two calls that nobody screened are noticed and one that is ends it`() {
        rings(answered = true)
        assertEquals("one may be chance", SignalState.Works, screening)
        rings(answered = false)
        assertEquals(missed, screening)
        screened.screened(Direction.INCOMING, "+85251234567")
        assertEquals(SignalState.Works, screening)
        rings(answered = true)
        assertEquals("the count starts anew", SignalState.Works, screening)
    }

    @Test
    fun `a screened call between them breaks the row`() {
        rings(answered = true)
        rings(answered = true, screenedAfterMs = 700)
        rings(answered = true)
        assertEquals(SignalState.Works, screening)
        rings(answered = true)
        assertEquals(missed, screening)
    }

    @Test
    fun `a call is screened before or while it rings`() {
        repeat(3) {
            screened.screened(Direction.INCOMING, "+85251234567")
            clock.nowMs += UnscreenedCalls.SHOWN_WITHIN_MS
            rings(answered = true)
        }
        repeat(3) { rings(answered = false, screenedAfterMs = 4_900) }
        assertEquals(SignalState.Works, screening)
        repeat(2) {
            screened.screened(Direction.INCOMING, "+85251234567")
            clock.nowMs += UnscreenedCalls.SHOWN_WITHIN_MS + 1
            rings(answered = true)
        }
        assertEquals("each screened call begins the count anew", SignalState.Works, screening)
    }

    @Test
    fun `the next process knows it too`() {
        rings(answered = true)
        next()
        rings(answered = true)
        assertEquals(missed, screening)
        next()
        assertEquals(missed, screening)
        screened.screened(Direction.OUTGOING, "10086")
        next()
        assertEquals(SignalState.Works, screening)
    }

    @Test
    fun `what the phone turns away itself is no missed call`() {
        repeat(3) { rings(answered = false, forMs = UnscreenedCalls.SHOWN_WITHIN_MS - 1) }
        assertEquals(SignalState.Works, screening)
        repeat(2) { rings(answered = false, forMs = UnscreenedCalls.SHOWN_WITHIN_MS) }
        assertEquals(missed, screening)
    }

    @Test
    fun `who may not read the contacts is not shown their calls`() {
        shadowOf(context).denyPermissions(Manifest.permission.READ_CONTACTS)
        repeat(3) { rings(answered = true) }
        assertEquals(SignalState.Works, screening)
    }

    @Test
    @Suppress("DEPRECATION")
    fun `without the role nobody asks`() {
        val roles = shadowOf(context.getSystemService(RoleManager::class.java))
        roles.removeHeldRole(RoleManager.ROLE_CALL_SCREENING)
        repeat(3) { rings(answered = true) }
        roles.addAvailableRole(RoleManager.ROLE_CALL_SCREENING)
        assertEquals(SignalState.Missing(Capability.CALL_SCREENING), screening)
        roles.addHeldRole(RoleManager.ROLE_CALL_SCREENING)
        assertEquals(SignalState.Works, screening)
    }

    @Test
    fun `what is dialled is no call that rang`() {
        repeat(3) {
            sims.state(1, TelephonyManager.CALL_STATE_OFFHOOK)
            clock.nowMs += 60_000
            sims.state(1, TelephonyManager.CALL_STATE_IDLE)
        }
        assertEquals(SignalState.Works, screening)
    }

    @Test
    fun `a chat app that rings on no line is no missed call`() {
        all.forEach(Signal::stop)
        sims.now()
        start()
        val phone = shadowOf(context.getSystemService(TelephonyManager::class.java))
        repeat(3) {
            phone.setCallState(TelephonyManager.CALL_STATE_RINGING)
            idle()
            clock.nowMs += 20_000
            phone.setCallState(TelephonyManager.CALL_STATE_IDLE)
            idle()
        }
        assertEquals(SignalState.Works, screening)
    }

    @Test
    fun `once noticed the broadcast and the line stand in`() {
        repeat(2) { rings(answered = true) }
        heard.take()
        sims.state(2, TelephonyManager.CALL_STATE_RINGING)
        val told = heard.take()
        val unknown = Event.CallStarted(Direction.INCOMING, null, null, "HK")
        assertEquals(if (missed == NOT_CALLED) listOf<Event>(unknown) else emptyList(), told)
    }

    private fun rings(answered: Boolean, forMs: Long = 6_000, screenedAfterMs: Long? = null) {
        sims.state(1, TelephonyManager.CALL_STATE_RINGING)
        clock.nowMs += screenedAfterMs ?: 0
        if (screenedAfterMs != null) screened.screened(Direction.INCOMING, "+85251234567")
        clock.nowMs += forMs - (screenedAfterMs ?: 0)
        if (answered) sims.state(1, TelephonyManager.CALL_STATE_OFFHOOK)
        clock.nowMs += if (answered) 60_000 else 0
        sims.state(1, TelephonyManager.CALL_STATE_IDLE)
        clock.nowMs += 600_000
    }

    private fun process() = Signals(context, clock, screened, memory, Runnable::run, lookups = Runnable::run).all

    private fun next() {
        all.forEach(Signal::stop)
        all = process()
        start()
    }

    private fun start() {
        all.forEach { it.start(heard) }
        idle()
        heard.take()
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private companion object {
        val NOT_CALLED = SignalState.NotCalled(Capability.CALL_SCREENING)
    }
}
