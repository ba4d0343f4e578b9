package app.kinguard.signals

import android.app.Application
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.PermissionInfo
import android.net.Uri
import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.core.Event
import app.kinguard.phone.InstalledApps
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** Tests phones for mainland China that guard the list of apps with a permission of their own. */
@RunWith(AndroidRunner::class)
class HiddenAppsTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val packages = shadowOf(context.packageManager)
    private val memory = MapMemory()
    private val clock = FakeClock()
    private val heard = Recorder()
    private var wallMs = START_MS

    @Test
    fun `without the permission it is missing and with it it works`() {
        install("com.everyday")
        guardsItsList()
        val signal = signal()
        signal.start(heard)
        assertEquals(MISSING, signal.state())
        allows()
        signal.poll()
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `a permission of that name that nobody is asked for keeps nothing back`() {
        install("com.everyday")
        guardsItsList(PermissionInfo.PROTECTION_NORMAL)
        val signal = signal()
        signal.start(heard)
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `a list of the phones own apps alone is a cut one`() {
        guardsItsList()
        allows()
        install("com.maker.gallery", flags = ApplicationInfo.FLAG_SYSTEM)
        val signal = signal()
        assertEquals("asked before it began", MISSING, signal.state())
        signal.start(heard)
        assertEquals("held, and only while in use", MISSING, signal.state())
        install("com.everyday")
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `a list that is hidden later is noticed within a minute`() {
        install("com.everyday")
        val signal = signal()
        signal.start(heard)
        packages.removePackage("com.everyday")
        pass(PackageSignal.EVERY_MS - 1)
        signal.poll()
        assertEquals(SignalState.Works, signal.state())
        pass(1)
        signal.poll()
        assertEquals(MISSING, signal.state())
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `what is hidden is not removed`() {
        install("com.everyday")
        install("com.fraud")
        signal().also { it.start(heard) }.stop()
        packages.removePackage("com.everyday")
        packages.removePackage("com.fraud")
        packages.addChangedPackage(0, "com.fraud")
        next().start(heard)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `what came while the list was hidden is told once it is shown`() {
        install("com.everyday")
        signal().also { it.start(heard) }.stop()
        guardsItsList()
        next().also { it.start(heard) }.stop()
        pass(HOUR_MS)
        // Neither reported when it happened, nor listed by the system as a change.
        install("com.fraud")
        val cameAtMs = wallMs
        pass(HOUR_MS)
        val signal = next()
        signal.start(heard)
        assertEquals(emptyList<Event>(), heard.events)
        allows()
        signal.poll()
        val told = heard.observations.single()
        assertEquals("com.fraud", (told.event as Event.AppInstalled).`package`)
        assertEquals(cameAtMs + FakeClock.AHEAD_MS, told.atMs)
        heard.take()
        pass(HOUR_MS)
        signal.poll()
        signal.stop()
        next().start(heard)
        assertEquals("told once", emptyList<Event>(), heard.events)
    }

    @Test
    fun `the first day has no news however late the list is shown`() {
        install("com.old")
        guardsItsList()
        val signal = signal()
        signal.start(heard)
        pass(HOUR_MS)
        allows()
        signal.poll()
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `what android tells is believed however little is shown`() {
        guardsItsList()
        val signal = signal()
        signal.start(heard)
        send(Intent.ACTION_PACKAGE_ADDED, "com.fraud")
        send(Intent.ACTION_PACKAGE_REMOVED, "com.fraud")
        assertEquals(listOf("com.fraud"), heard.events.filterIsInstance<Event.AppInstalled>().map { it.`package` })
        assertEquals(Event.AppRemoved("com.fraud"), heard.events.last())
    }

    private fun signal() = PackageSignal(context, clock, memory, RecentApps(memory, clock), Runnable::run, { wallMs })

    /** Starts a new process, a minute later. */
    private fun next(): PackageSignal {
        pass(60_000)
        return signal()
    }

    private fun pass(ms: Long) {
        wallMs += ms
        clock.nowMs += ms
    }

    private fun guardsItsList(protection: Int = PermissionInfo.PROTECTION_DANGEROUS) =
        packages.addPermissionInfo(listPermission(protection))

    private fun allows() = shadowOf(context).grantPermissions(InstalledApps.PERMISSION)

    private fun install(name: String, flags: Int = 0) {
        val info = PackageInfo()
        info.packageName = name
        info.applicationInfo = ApplicationInfo().apply {
            packageName = name
            this.flags = flags
        }
        info.firstInstallTime = wallMs
        info.lastUpdateTime = wallMs
        packages.installPackage(info)
    }

    private fun send(action: String, name: String) {
        context.sendBroadcast(Intent(action, Uri.fromParts("package", name, null)))
        shadowOf(Looper.getMainLooper()).idle()
    }

    private companion object {
        const val START_MS = 1_790_000_000_000L
        const val HOUR_MS = 3_600_000L
        val MISSING = SignalState.Missing(Capability.INSTALLED_APPS)
    }
}
