package app.kinguard.signals

import android.app.Application
import android.content.ContextWrapper
import android.content.Intent
import android.content.pm.PackageManager
import android.media.AudioAttributes
import android.media.AudioManager
import android.media.MediaRecorder
import android.net.Uri
import android.os.Build
import android.os.HandlerThread
import android.os.Looper
import android.telephony.TelephonyManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import app.kinguard.work.WorkThread
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executor

/** Tests that Android's callbacks are handled on the guard's own thread. */
@RunWith(AndroidRunner::class)
class OffTheMainThreadTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val guard = HandlerThread("guard").apply { start() }
    private val thread = WorkThread.OfItsOwn(guard.looper)
    private val work = Executor { thread.post(it::run) }
    private val asked = ConcurrentLinkedQueue<Looper?>()
    private val told = ConcurrentLinkedQueue<Pair<Event, Looper?>>()
    private val report = ObservationSink { told += it.event to Looper.myLooper() }
    private val context =
        object : ContextWrapper(app) {
            override fun getPackageManager(): PackageManager {
                asked += Looper.myLooper()
                return super.getPackageManager()
            }
        }

    @After
    fun end() {
        guard.quit()
        guard.join()
    }

    @Test
    fun `who is in front is asked for on the guards thread`() {
        val audio = checkNotNull(app.getSystemService(AudioManager::class.java))
        val signal = AudioModeSignal(app, FakeClock(), MapMemory(), work) {
            asked += Looper.myLooper()
            null
        }
        start(signal)
        audio.mode = AudioManager.MODE_IN_COMMUNICATION
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) onGuard(signal::poll)
        settle()
        assertEquals(listOf(Event.VoiceChatStarted(null) to guard.looper), told.toList())
        audio.mode = AudioManager.MODE_NORMAL
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) onGuard(signal::poll)
        settle()
        told.clear()
        val phone = shadowOf(audio)
        val voice = MediaRecorder.AudioSource.VOICE_COMMUNICATION
        phone.setActiveRecordingConfigurations(listOf(phone.createActiveRecordingConfiguration(1, voice, "")), true)
        val usage = AudioAttributes.USAGE_VOICE_COMMUNICATION
        phone.setActivePlaybackConfigurationsFor(listOf(AudioAttributes.Builder().setUsage(usage).build()), true)
        settle()
        assertEquals(listOf(Event.VoiceChatStarted(null) to guard.looper), told.toList())
        assertEquals(listOf(guard.looper, guard.looper), asked.toList())
    }

    @Test
    fun `an app that comes is looked at on the guards thread`() {
        start(PackageSignal(context, FakeClock(), MapMemory(), RecentApps(MapMemory(), FakeClock()), work))
        asked.clear()
        app.sendBroadcast(Intent(Intent.ACTION_PACKAGE_ADDED, Uri.fromParts("package", "com.meet", null)))
        settle()
        assertEquals(guard.looper, told.single().second)
        assertTrue(asked.isNotEmpty())
        assertEquals(setOf(guard.looper), asked.toSet())
    }

    @Test
    fun `the lines are heard on the guards thread`() {
        val sims = Sims(app, 1 to "cn")
        val clock = FakeClock()
        val ledger = CallLedger()
        val unscreened = UnscreenedCalls(app, MapMemory())
        start(PhoneStateSignal(clock, ledger, unscreened, emptyList(), PhoneLines(app, work), LineRegions(app)))
        sims.state(1, TelephonyManager.CALL_STATE_OFFHOOK)
        settle()
        sims.now(1 to "cn", 2 to "hk")
        settle()
        sims.state(2, TelephonyManager.CALL_STATE_OFFHOOK)
        settle()
        assertEquals(4, told.size)
        assertEquals(setOf(guard.looper), told.map { it.second }.toSet())
    }

    @Test
    fun `who rings is heard on the guards thread`() {
        shadowOf(app).grantPermissions(
            android.Manifest.permission.READ_PHONE_STATE,
            android.Manifest.permission.READ_CALL_LOG,
        )
        val screening =
            object : Signal by FakeSignal(SignalState.NotOnThisPhone) {
                override fun state(): SignalState {
                    asked += Looper.myLooper()
                    return SignalState.NotOnThisPhone
                }
            }
        val regions = LineRegions(app)
        val clock = FakeClock()
        start(CallerNumberSignal(app, clock, CallLedger(), screening, { null }, regions, Runnable::run, work))
        asked.clear()
        val ring = Intent(TelephonyManager.ACTION_PHONE_STATE_CHANGED)
            .putExtra(TelephonyManager.EXTRA_STATE, TelephonyManager.EXTRA_STATE_RINGING)
        app.sendBroadcast(ring)
        @Suppress("DEPRECATION")
        app.sendBroadcast(Intent(ring).putExtra(TelephonyManager.EXTRA_INCOMING_NUMBER, "+85251234567"))
        settle()
        assertEquals(1, told.size)
        assertEquals(setOf(guard.looper), told.map { it.second }.toSet() + asked)
    }

    private fun start(signal: Signal) {
        onGuard { signal.start(report) }
        told.clear()
        asked.clear()
    }

    private fun onGuard(act: () -> Unit) {
        thread.post(act)
        settle()
    }

    private fun settle() = repeat(3) {
        shadowOf(Looper.getMainLooper()).idle()
        shadowOf(guard.looper).idle()
    }
}
