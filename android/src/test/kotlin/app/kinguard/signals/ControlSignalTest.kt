package app.kinguard.signals

import android.accessibilityservice.AccessibilityServiceInfo
import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.os.Looper
import android.provider.Settings
import android.view.accessibility.AccessibilityManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.time.Duration

@RunWith(AndroidRunner::class)
class ControlSignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val accessibility = shadowOf(context.getSystemService(AccessibilityManager::class.java))
    private val memory = MapMemory()
    private val heard = Recorder()
    private val signal = ControlSignal(context, FakeClock(), memory)

    @Test
    fun `a service that can tap is told when it is switched on and off`() {
        enabled()
        signal.start(heard)
        signal.start(heard)
        enabled(accessibilityService("youqu.android.todesk"))
        settingChanged()
        enabled()
        settingChanged()
        val expected =
            listOf(
                Event.RemoteControlEnabled("youqu.android.todesk", preinstalled = null),
                Event.RemoteControlDisabled("youqu.android.todesk"),
            )
        assertEquals(expected, heard.events)
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `it says whether the app came with the phone`() {
        val packages = shadowOf(context.packageManager)
        packages.installPackage(PackageInfo().apply { packageName = "com.remote" })
        enabled()
        signal.start(heard)
        enabled(accessibilityService("com.remote"), accessibilityService("com.hidden"))
        settingChanged()
        val expected =
            setOf(
                Event.RemoteControlEnabled("com.remote", preinstalled = false),
                Event.RemoteControlEnabled("com.hidden", preinstalled = null),
            )
        assertEquals("unknown if it cannot be looked up", expected, heard.events.toSet())
    }

    @Test
    fun `a list that lags behind the setting is looked at again`() {
        enabled()
        signal.start(heard)
        settingChanged()
        enabled(accessibilityService("com.remote"))
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
        assertEquals(listOf<Event>(Event.RemoteControlEnabled("com.remote", preinstalled = null)), heard.events)
    }

    @Test
    fun `what cannot act and what came with the phone is left out`() {
        enabled()
        signal.start(heard)
        val updated = ApplicationInfo.FLAG_SYSTEM or ApplicationInfo.FLAG_UPDATED_SYSTEM_APP
        enabled(
            accessibilityService(
                "com.keys",
                capabilities = AccessibilityServiceInfo.CAPABILITY_CAN_REQUEST_FILTER_KEY_EVENTS,
            ),
            accessibilityService("com.google.android.marvin.talkback", flags = updated),
            accessibilityService("com.maker.assist", flags = ApplicationInfo.FLAG_SYSTEM),
            accessibilityService(context.packageName),
        )
        settingChanged()
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `who reads the windows may press what is in them`() {
        enabled()
        signal.start(heard)
        enabled(
            accessibilityService(
                "com.reader",
                capabilities = AccessibilityServiceInfo.CAPABILITY_CAN_RETRIEVE_WINDOW_CONTENT,
            ),
        )
        settingChanged()
        assertEquals(listOf<Event>(Event.RemoteControlEnabled("com.reader", preinstalled = null)), heard.events)
        assertEquals("the pages see the same", setOf("com.reader"), context.appsThatAct())
    }

    /** Up to Android 13 the list leaves such a service out, whatever feedback type is asked for. */
    @Test
    fun `a service that declares no feedback is found in the setting`() {
        enabled()
        signal.start(heard)
        val keys = AccessibilityServiceInfo.CAPABILITY_CAN_REQUEST_FILTER_KEY_EVENTS
        accessibility.setInstalledAccessibilityServiceList(
            listOf(
                accessibilityService("com.remote"),
                accessibilityService("com.keys", capabilities = keys),
                accessibilityService("com.maker.assist", flags = ApplicationInfo.FLAG_SYSTEM),
            ),
        )
        shadowOf(context.packageManager).installPackage(
            PackageInfo().apply {
                packageName = "com.maker.hidden"
                applicationInfo = ApplicationInfo().apply { flags = ApplicationInfo.FLAG_SYSTEM }
            },
        )
        switchedOn("com.remote", "com.keys", "com.maker.assist", "com.maker.hidden", "com.described.nowhere")
        val expected = setOf(
            Event.RemoteControlEnabled("com.remote", preinstalled = null),
            Event.RemoteControlEnabled("com.described.nowhere", preinstalled = null),
        )
        assertEquals(expected, heard.take().toSet())
        switchedOn()
        val off = setOf("com.remote", "com.described.nowhere").map(Event::RemoteControlDisabled).toSet<Event>()
        assertEquals(off, heard.events.toSet())
    }

    @Test
    fun `the first day has no news but what changed while the process was dead is`() {
        enabled(accessibilityService("com.old"))
        signal.start(heard)
        assertEquals(emptyList<Event>(), heard.events)
        signal.stop()
        signal.stop()
        enabled(accessibilityService("com.new"))
        settingChanged()
        assertEquals("stopped", emptyList<Event>(), heard.events)
        ControlSignal(context, FakeClock(), memory).start(heard)
        val expected =
            listOf(Event.RemoteControlEnabled("com.new", preinstalled = null), Event.RemoteControlDisabled("com.old"))
        assertEquals(expected, heard.events)
    }

    @Test
    fun `a service without its owner is left out`() {
        enabled()
        signal.start(heard)
        enabled(AccessibilityServiceInfo())
        settingChanged()
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `a phone without the service is named`() {
        val bare = ControlSignal(Without(context, Context.ACCESSIBILITY_SERVICE), FakeClock(), memory)
        bare.start(heard)
        bare.stop()
        assertEquals(SignalState.NotOnThisPhone, bare.state())
    }

    @Test
    fun `a service that answers later is asked again`() {
        var refused = true
        val refusing =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? = when {
                    refused && name == Context.ACCESSIBILITY_SERVICE -> throw SecurityException("refused")
                    else -> super.getSystemService(name)
                }
            }
        val late = ControlSignal(refusing, FakeClock(), memory)
        late.start(heard)
        assertEquals(SignalState.NotOnThisPhone, late.state())
        refused = false
        enabled()
        late.start(heard)
        enabled(accessibilityService("com.remote"))
        settingChanged()
        assertEquals(SignalState.Works, late.state())
        assertEquals(listOf<Event>(Event.RemoteControlEnabled("com.remote", preinstalled = null)), heard.events)
    }

    private fun enabled(vararg services: AccessibilityServiceInfo) =
        accessibility.setEnabledAccessibilityServiceList(services.toList())

    private fun switchedOn(vararg owners: String) {
        val services = owners.joinToString(":") { "$it/$it.Service" }
        Settings.Secure.putString(context.contentResolver, Settings.Secure.ENABLED_ACCESSIBILITY_SERVICES, services)
        settingChanged()
    }

    private fun settingChanged() {
        val setting = Settings.Secure.getUriFor(Settings.Secure.ENABLED_ACCESSIBILITY_SERVICES)
        context.contentResolver.notifyChange(setting, null)
        shadowOf(Looper.getMainLooper()).idle()
    }
}
