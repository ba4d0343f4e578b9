package app.kinguard.health.selftest

import android.app.Application
import android.content.ComponentName
import android.content.Intent
import android.content.pm.ServiceInfo
import android.os.Binder
import android.os.DeadObjectException
import android.os.IBinder
import android.os.Looper
import android.os.Parcel
import app.kinguard.AndroidRunner
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Limit
import app.kinguard.signals.DisplaySignal
import app.kinguard.signals.FakeClock
import app.kinguard.signals.Recorder
import app.kinguard.signals.addDisplay
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** Tests the service and its client over Android's own binder; only the process between them is missing. */
@RunWith(AndroidRunner::class)
class OtherUidProbeTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val name = ComponentName(app, IsolatedProbeService::class.java)
    private var waits = 0
    private val probe = IsolatedProcessProbe(app) {
        waits += 1
        idle()
    }

    @Test
    fun `it is another uid's, and nobody else may bind it`() {
        val info = app.packageManager.getServiceInfo(name, 0)
        assertTrue(info.flags and ServiceInfo.FLAG_ISOLATED_PROCESS != 0)
        assertFalse(info.exported)
    }

    @Test
    fun `it tells of a display that came while it listened, and of no other`() {
        answers(service())
        val before = addDisplay("before", 0)
        idle()
        val tap = checkNotNull(IsolatedProcessProbe(app) { idle() }.listening())
        val after = addDisplay("after", 0)
        assertEquals("not told yet", false, tap.heardOf(after))
        idle()
        assertEquals(true, tap.heardOf(after))
        assertEquals(false, tap.heardOf(after + 1))
        assertTrue(before < after)
        tap.close()
        assertEquals("given back", 1, shadowOf(app).unboundServiceConnections.size)
    }

    @Test
    fun `the whole self-test hears from it that this phone tells of others' displays`() {
        answers(service())
        val signal = DisplaySignal(app, FakeClock())
        signal.start(Recorder())
        val check = DisplaysCheck(app, signal::heardOf, { true }, { false }, probe, { idle() })
        assertEquals(Finding.Fine, check.run())
        assertEquals(0, shadowOf(app).boundServiceConnections.size)
    }

    @Test
    fun `a service that does not come, may not come, or is not there is given back and is no answer`() {
        shadowOf(app).declareComponentUnbindable(name)
        assertNull(probe.listening())
        assertEquals("nothing to wait for", 0, waits)
        shadowOf(app).setThrowInBindService(SecurityException())
        assertNull(probe.listening())
        assertEquals(0, shadowOf(app).boundServiceConnections.size)
    }

    @Test
    fun `it is not waited for without end`() {
        answers(service())
        var looks = 0
        assertNull(IsolatedProcessProbe(app) { looks += 1 }.listening())
        assertEquals(100, looks)
        idle()
        assertEquals(0, shadowOf(app).boundServiceConnections.size)
    }

    @Test
    fun `a process that dies answers nothing more`() {
        val binder = Dying()
        answers(binder)
        val tap = checkNotNull(probe.listening())
        assertNotNull(tap.heardOf(1))
        binder.isDead = true
        assertNull(tap.heardOf(1))
    }

    @Test
    fun `one that is not let near the displays says so, and is not asked`() {
        answers(Dying(listens = false))
        assertNull(probe.listening())
        assertFalse(HeardDisplays().listenTo(null))
        val signal = DisplaySignal(app, FakeClock())
        signal.start(Recorder())
        val check = DisplaysCheck(app, signal::heardOf, { true }, { false }, probe, { idle() })
        assertEquals(Finding.Limited(Limit.PRIVATE_NOT_TRIED), check.run())
    }

    private fun service(): IBinder =
        checkNotNull(Robolectric.buildService(IsolatedProbeService::class.java).create().get().onBind(Intent()))

    private fun answers(binder: IBinder) = shadowOf(app).setComponentNameAndServiceForBindService(name, binder)

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    /** Answers as the service does until its process dies. */
    private class Dying(private val listens: Boolean = true) : Binder() {
        var isDead = false

        override fun onTransact(code: Int, data: Parcel, reply: Parcel?, flags: Int): Boolean {
            if (isDead) throw DeadObjectException()
            reply?.writeInt(if (listens) 1 else 0)
            return true
        }
    }
}
