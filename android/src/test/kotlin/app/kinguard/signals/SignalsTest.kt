package app.kinguard.signals

import android.Manifest
import android.app.AppOpsManager
import android.app.Application
import android.app.role.RoleManager
import android.app.usage.UsageEvents
import android.app.usage.UsageStatsManager
import android.content.Intent
import android.media.AudioManager
import android.os.Build
import android.os.Looper
import android.os.Process
import android.telephony.TelephonyManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Direction
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowUsageStatsManager.EventBuilder

/** Tests all sources together, as the guard gets them. */
@RunWith(AndroidRunner::class)
class SignalsTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val clock = FakeClock()
    private val screened = ScreenedCalls(clock, { clock.nowMs })
    private val heard = Recorder()
    private val memory = MapMemory()
    private val all =
        Signals(context, clock, screened, memory, Runnable::run, lookups = Runnable::run) {
            listOf("+8613800138000")
        }.all

    @Test
    fun `every source is there once`() {
        assertEquals(SignalId.entries.toSet(), all.map { it.id }.toSet())
        assertEquals(SignalId.entries.size, all.size)
    }

    @Test
    fun `what was missed is told before what is so now`() {
        val missed = listOf(SignalId.USAGE_EVENTS, SignalId.PACKAGES)
        assertEquals(missed, all.map { it.id }.take(2))
        val order = all.map { it.id }
        val callers = listOf(SignalId.CALL_SCREENING, SignalId.CALLER_NUMBERS)
        assertTrue(
            "the caller is known before the ringing",
            callers.all {
                order.indexOf(it) <
                    order.indexOf(SignalId.PHONE_STATE)
            },
        )
    }

    @Test
    @Suppress("DEPRECATION")
    fun `screening and the line tell of one call together`() {
        val roles = shadowOf(context.getSystemService(RoleManager::class.java))
        roles.addAvailableRole(RoleManager.ROLE_CALL_SCREENING)
        roles.addHeldRole(RoleManager.ROLE_CALL_SCREENING)
        val sims = Sims(context, 1 to "cn", 2 to "hk")
        start()
        sims.state(1, TelephonyManager.CALL_STATE_RINGING)
        broadcastRing("13800138000")
        screened.screened(Direction.INCOMING, "13800138000")
        sims.state(1, TelephonyManager.CALL_STATE_OFFHOOK)
        sims.state(1, TelephonyManager.CALL_STATE_IDLE)
        val family = Event.CallStarted(Direction.INCOMING, "13800138000", true, "CN", family = true)
        assertEquals(listOf(family, Event.CallAnswered, Event.CallEnded), heard.events)
    }

    @Test
    fun `without the role the broadcast stands in`() {
        shadowOf(context).grantPermissions(Manifest.permission.READ_CALL_LOG)
        val sims = Sims(context, 1 to "cn", 2 to "hk")
        start()
        sims.state(2, TelephonyManager.CALL_STATE_RINGING)
        broadcastRing("+8613800138000")
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        val family = Event.CallStarted(Direction.INCOMING, "+8613800138000", true, "HK", family = true)
        assertEquals(listOf(family, Event.CallAnswered), heard.take())
        sims.state(2, TelephonyManager.CALL_STATE_IDLE)
        context.sendBroadcast(ring().putExtra(TelephonyManager.EXTRA_STATE, TelephonyManager.EXTRA_STATE_IDLE))
        heard.take()
        sims.state(2, TelephonyManager.CALL_STATE_RINGING)
        broadcastRing("+85251234567")
        val unknown = Event.CallStarted(Direction.INCOMING, "+85251234567", null, "HK")
        assertEquals("unknown without the contacts permission", listOf<Event>(unknown), heard.events)
    }

    @Test
    fun `voice is the apps that came to the front a moment ago`() {
        val ops = shadowOf(context.getSystemService(AppOpsManager::class.java))
        ops.setMode(
            AppOpsManager.OPSTR_GET_USAGE_STATS,
            Process.myUid(),
            context.packageName,
            AppOpsManager.MODE_ALLOWED,
        )
        start()
        clock.nowMs += 60_000
        val front =
            EventBuilder
                .buildEvent()
                .setEventType(UsageEvents.Event.ACTIVITY_RESUMED)
                .setPackage("com.tencent.mm")
                .setClass("Main")
                .setTimeStamp(System.currentTimeMillis() - 1)
        shadowOf(context.getSystemService(UsageStatsManager::class.java)).addEvent(front.build())
        context.getSystemService(AudioManager::class.java)?.mode = AudioManager.MODE_IN_COMMUNICATION
        shadowOf(Looper.getMainLooper()).idle()
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) all.filterIsInstance<AudioModeSignal>().single().poll()
        assertEquals(listOf(Event.AppOpened("com.tencent.mm"), Event.VoiceChatStarted("com.tencent.mm")), heard.events)
    }

    @Test
    fun `started and stopped twice nothing is told twice and nothing afterwards`() {
        Sims(context, 1 to "cn")
        start()
        all.forEach { it.start(heard) }
        shadowOf(Looper.getMainLooper()).idle()
        assertEquals(emptyList<Event>(), heard.events)
        repeat(2) { all.forEach(Signal::stop) }
        context.sendBroadcast(Intent(Intent.ACTION_SCREEN_OFF))
        screened.screened(Direction.INCOMING, "+85251234567")
        shadowOf(Looper.getMainLooper()).idle()
        assertEquals(emptyList<Event>(), heard.events)
    }

    private fun start() {
        all.forEach { it.start(heard) }
        shadowOf(Looper.getMainLooper()).idle()
        heard.take()
    }

    @Suppress("DEPRECATION")
    private fun broadcastRing(number: String) {
        context.sendBroadcast(ring())
        context.sendBroadcast(ring().putExtra(TelephonyManager.EXTRA_INCOMING_NUMBER, number))
        shadowOf(Looper.getMainLooper()).idle()
    }

    private fun ring() = Intent(TelephonyManager.ACTION_PHONE_STATE_CHANGED)
        .putExtra(TelephonyManager.EXTRA_STATE, TelephonyManager.EXTRA_STATE_RINGING)
}
