package app.kinguard.signals

import android.app.AppOpsManager
import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Declaration
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.core.Power
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class PowerSignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val operations = checkNotNull(context.getSystemService(AppOpsManager::class.java))
    private val clock = FakeClock()
    private val memory = MapMemory()
    private val heard = Recorder()
    private val fresh = RecentApps(memory, clock)
    private val signal = PowerSignal(context, clock, fresh)

    @Test
    fun `what a new app is given is told at once`() {
        comes("com.fraud")
        signal.start(heard)
        signal.start(heard)
        give("com.fraud", OVERLAY)
        give("com.fraud", INSTALL)
        val expected = listOf(
            Event.PowerGranted("com.fraud", Power.OVERLAY),
            Event.PowerGranted("com.fraud", Power.INSTALLS_APPS),
        )
        assertEquals(expected, heard.events)
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `what other apps are given is no news`() {
        comes("com.fraud", update = false)
        installed("com.clock")
        comes("com.maker", preinstalled = true)
        comes("com.updated", update = true)
        signal.start(heard)
        listOf("com.clock", "com.maker", "com.updated").forEach { give(it, OVERLAY) }
        give("com.fraud", "android:get_usage_stats")
        signal.poll()
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `what android did not tell is found when it is asked for`() {
        comes("com.fraud")
        give("com.fraud", OVERLAY)
        signal.start(heard)
        assertEquals(emptyList<Event>(), heard.events)
        signal.poll()
        assertEquals(listOf<Event>(Event.PowerGranted("com.fraud", Power.OVERLAY)), heard.take())
        comes("com.other")
        signal.stop()
        give("com.other", INSTALL)
        signal.start(heard)
        clock.nowMs += PowerSignal.EVERY_MS - 1
        signal.poll()
        assertEquals("not at every turn", emptyList<Event>(), heard.events)
        clock.nowMs += 1
        signal.poll()
        assertEquals(listOf<Event>(Event.PowerGranted("com.other", Power.INSTALLS_APPS)), heard.events)
    }

    @Test
    fun `it is told once also across processes and anew once it was taken back`() {
        comes("com.fraud")
        signal.start(heard)
        give("com.fraud", OVERLAY)
        heard.take()
        signal.stop()
        val next = PowerSignal(context, clock, RecentApps(memory, clock))
        next.start(heard)
        next.poll()
        assertEquals(emptyList<Event>(), heard.events)
        give("com.fraud", OVERLAY, AppOpsManager.MODE_ERRORED)
        assertEquals(emptyList<Event>(), heard.events)
        give("com.fraud", OVERLAY)
        assertEquals(listOf<Event>(Event.PowerGranted("com.fraud", Power.OVERLAY)), heard.events)
    }

    @Test
    fun `where the mode is not told a change counts and silence does not`() {
        // As Android 10 refuses it for other apps, and as phones do that hide an app.
        val blind = object : ContextWrapper(context) {
            override fun getPackageManager(): PackageManager = throw SecurityException("refused")
        }
        comes("com.fraud")
        val signal = PowerSignal(blind, clock, fresh)
        signal.start(heard)
        signal.poll()
        assertEquals(emptyList<Event>(), heard.events)
        give("com.fraud", OVERLAY)
        give("com.fraud", OVERLAY, AppOpsManager.MODE_ERRORED)
        clock.nowMs += PowerSignal.EVERY_MS
        signal.poll()
        assertEquals(listOf<Event>(Event.PowerGranted("com.fraud", Power.OVERLAY)), heard.events)
    }

    @Test
    fun `only what the app asks for is looked at`() {
        comes("com.fraud", declares = listOf(Declaration.OVERLAY))
        give("com.fraud", INSTALL)
        signal.start(heard)
        signal.poll()
        assertEquals(emptyList<Event>(), heard.events)
        // Its update asks for more.
        comes("com.fraud", update = true, declares = listOf(Declaration.INSTALLS_APPS))
        clock.nowMs += PowerSignal.EVERY_MS
        signal.poll()
        assertEquals(listOf<Event>(Event.PowerGranted("com.fraud", Power.INSTALLS_APPS)), heard.events)
    }

    @Test
    fun `an app is new for a month or until it is gone`() {
        comes("com.old")
        comes("com.gone")
        fresh.gone("com.gone")
        signal.start(heard)
        give("com.gone", OVERLAY)
        clock.nowMs += RecentApps.LASTS_MS
        assertEquals(true, "com.old" in fresh)
        clock.nowMs += 1
        give("com.old", OVERLAY)
        assertEquals(emptyList<Event>(), heard.events)
        assertEquals(false, "com.old" in fresh)
    }

    @Test
    fun `the latest are remembered`() {
        repeat(RecentApps.HELD + 1) { comes("com.app$it") }
        assertEquals(false, "com.app0" in fresh)
        assertEquals(true, "com.app1" in RecentApps(memory, clock))
        memory.write("fresh_apps", "rubbish")
        assertEquals(false, "com.app1" in RecentApps(memory, clock))
    }

    @Test
    fun `once stopped it is silent and a phone without the service is named`() {
        comes("com.fraud")
        signal.start(heard)
        signal.stop()
        signal.stop()
        give("com.fraud", OVERLAY)
        signal.poll()
        assertEquals(emptyList<Event>(), heard.events)
        val bare = PowerSignal(Without(context, Context.APP_OPS_SERVICE), clock, fresh)
        bare.start(heard)
        bare.poll()
        bare.stop()
        assertEquals(SignalState.NotOnThisPhone, bare.state())
        assertEquals(emptyList<Event>(), heard.events)
    }

    private fun comes(
        name: String,
        update: Boolean = false,
        preinstalled: Boolean = false,
        declares: List<Declaration>? = null,
    ) {
        if (!update) installed(name)
        fresh.came(
            clock.nowMs(),
            Event.AppInstalled(name, null, InstallSource.UNKNOWN, update, preinstalled, declares),
        )
    }

    private fun installed(name: String) {
        val info = PackageInfo()
        info.packageName = name
        info.applicationInfo = ApplicationInfo().apply {
            packageName = name
            uid = uid(name)
        }
        shadowOf(context.packageManager).installPackage(info)
        // Robolectric treats an undecided mode as allowed; Android does not.
        listOf(OVERLAY, INSTALL).forEach {
            shadowOf(operations).setMode(it, uid(name), name, AppOpsManager.MODE_DEFAULT)
        }
    }

    private fun give(name: String, operation: String, mode: Int = AppOpsManager.MODE_ALLOWED) =
        shadowOf(operations).setMode(operation, uid(name), name, mode)

    private fun uid(name: String) = 10_000 + name.hashCode().mod(9_000)

    private companion object {
        const val OVERLAY = AppOpsManager.OPSTR_SYSTEM_ALERT_WINDOW
        const val INSTALL = "android:request_install_packages"
    }
}
