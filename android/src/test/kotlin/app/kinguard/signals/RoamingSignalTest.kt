package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.content.Context
import android.content.Intent
import android.os.Looper
import android.telephony.TelephonyManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class RoamingSignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val phone = checkNotNull(context.getSystemService(TelephonyManager::class.java))
    private val memory = MapMemory()
    private val heard = Recorder()
    private var home: String? = "CN"
    private val signal = signal(context)

    @Test
    fun `abroad the networks region is told and at home that it is no more`() {
        sims(1 to "cn")
        network(1, "cn", roams = false)
        signal.start(heard)
        changed()
        assertEquals("at home there is no news", emptyList<Event>(), heard.events)
        network(1, "hk", roams = true)
        changed()
        changed()
        assertEquals(listOf(settings("HK")), heard.take())
        network(1, "mo", roams = true)
        changed()
        assertEquals(listOf(settings("MO")), heard.take())
        network(1, "cn", roams = false)
        changed()
        assertEquals(listOf(settings(null)), heard.take())
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `where no network says where the phone is the last one holds`() {
        sims(1 to "cn")
        network(1, "hk", roams = true)
        signal.start(heard)
        assertEquals(listOf(settings("HK")), heard.take())
        network(1, "", roams = false)
        changed()
        // A cell nearby without service.
        network(1, "hk", roams = false)
        changed()
        network(1, "", roams = true)
        changed()
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `another network of the own country is home`() {
        sims(1 to "cn")
        network(1, "cn", roams = true)
        signal.start(heard)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `of two sims the one that is abroad counts`() {
        sims(1 to "hk", 2 to "cn")
        network(1, "hk", roams = false)
        network(2, "hk", roams = true)
        signal.start(heard)
        assertEquals(listOf(settings("HK")), heard.take())
        // Back across the border the other SIM is in use, whose network is the phone's home.
        network(1, "cn", roams = true)
        network(2, "cn", roams = false)
        changed()
        assertEquals(listOf(settings(null)), heard.events)
    }

    @Test
    fun `without the permission the phone itself is asked`() {
        shadowOf(phone).setSimCountryIso("cn")
        shadowOf(context).denyPermissions(Manifest.permission.READ_PHONE_STATE)
        network(phone, "jp", roams = true)
        signal.start(heard)
        assertEquals(listOf(settings("JP")), heard.events)
    }

    @Test
    fun `the next process tells it abroad and at home only what changed`() {
        sims(1 to "cn")
        network(1, "hk", roams = true)
        signal.start(heard)
        signal.stop()
        heard.take()
        val abroad = signal(context)
        abroad.start(heard)
        assertEquals("an engine that began anew does not know", listOf(settings("HK")), heard.take())
        abroad.stop()
        network(1, "cn", roams = false)
        val atHome = signal(context)
        atHome.start(heard)
        assertEquals("it came home while the process was dead", listOf(settings(null)), heard.take())
        atHome.stop()
        signal(context).start(heard)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `without a home nothing is abroad`() {
        home = null
        sims(1 to "cn")
        network(1, "hk", roams = true)
        signal.start(heard)
        assertEquals(emptyList<Event>(), heard.take())
        home = "CN"
        changed()
        assertEquals(listOf(settings("HK")), heard.events)
    }

    @Test
    fun `a tablet has none`() {
        val bare = signal(Without(context, Context.TELEPHONY_SERVICE))
        bare.start(heard)
        assertEquals(SignalState.NotOnThisPhone, bare.state())
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `once stopped it is silent`() {
        sims(1 to "cn")
        network(1, "cn", roams = false)
        signal.start(heard)
        signal.start(heard)
        signal.stop()
        signal.stop()
        network(1, "hk", roams = true)
        changed()
        assertEquals(emptyList<Event>(), heard.events)
    }

    private lateinit var sims: Sims

    private fun sims(vararg regions: Pair<Int, String>) {
        sims = Sims(context, *regions)
    }

    private fun signal(context: Context) =
        RoamingSignal(context, FakeClock(), memory, LineRegions(context), Runnable::run) { abroad ->
            home?.let { Event.SettingsChanged(it, listOf("MY"), 60_000, abroad.firstOrNull { there -> there != it }) }
        }

    private fun settings(roaming: String?): Event = Event.SettingsChanged("CN", listOf("MY"), 60_000, roaming)

    private fun network(line: Int, region: String, roams: Boolean) = network(sims.of(line), region, roams)

    private fun network(of: TelephonyManager, region: String, roams: Boolean) {
        shadowOf(of).setNetworkCountryIso(region)
        shadowOf(of).setIsNetworkRoaming(roams)
    }

    private fun changed() {
        context.sendBroadcast(Intent(TelephonyManager.ACTION_NETWORK_COUNTRY_CHANGED))
        shadowOf(Looper.getMainLooper()).idle()
    }
}
