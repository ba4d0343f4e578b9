package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.content.ComponentName
import android.os.Looper
import android.os.Process
import android.telecom.PhoneAccountHandle
import android.telephony.PhoneStateListener
import android.telephony.ServiceState
import android.telephony.SubscriptionInfo
import android.telephony.SubscriptionManager
import android.telephony.TelephonyCallback
import android.telephony.TelephonyManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import app.kinguard.family.Connectivity
import app.kinguard.guard.PlatformEnvironment
import app.kinguard.lock.OwnNumbers
import app.kinguard.phone.LaunchSwitches
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import java.util.concurrent.Executor

/** A service whose methods all throw, as on a tablet without telephony from Android 15 on. */
@Implements(TelephonyManager::class)
class UnsupportedTelephony {
    @Implementation
    fun getSimCountryIso(): String = unsupported()

    @Implementation
    fun getNetworkCountryIso(): String = unsupported()

    @Implementation
    fun isNetworkRoaming(): Boolean = unsupported()

    @Implementation
    fun getSimState(): Int = unsupported()

    @Implementation
    fun getServiceState(): ServiceState = unsupported()

    @Implementation
    fun getLine1Number(): String = unsupported()

    @Implementation
    fun getSubscriptionId(account: PhoneAccountHandle): Int = unsupported()

    @Implementation
    fun createForSubscriptionId(line: Int): TelephonyManager = unsupported()

    @Suppress("DEPRECATION")
    @Implementation
    fun listen(listener: PhoneStateListener, events: Int): Unit = unsupported()

    @Implementation
    fun registerTelephonyCallback(executor: Executor, callback: TelephonyCallback): Unit = unsupported()
}

@Implements(SubscriptionManager::class)
class UnsupportedSubscriptions {
    @Implementation
    fun getActiveSubscriptionInfoList(): List<SubscriptionInfo> = unsupported()
}

private fun unsupported(): Nothing = throw UnsupportedOperationException("no telephony")

/** Tests everything that asks about telephony on a device without any. */
@RunWith(AndroidRunner::class)
@Config(shadows = [UnsupportedTelephony::class, UnsupportedSubscriptions::class])
class TabletTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val clock = FakeClock()
    private val heard = Recorder()

    @Before
    fun grant() = shadowOf(context).grantPermissions(
        Manifest.permission.READ_PHONE_STATE,
        Manifest.permission.READ_PHONE_NUMBERS,
        Manifest.permission.READ_CALL_LOG,
    )

    @Test
    fun `the phone is nowhere at home`() {
        val switches = LaunchSwitches(context, null)
        val environment = PlatformEnvironment(context, { true }, switches, { error("not asked") }, {}) {}
        assertEquals("", environment.region())
        assertEquals(emptyList<String>(), environment.abroad())
        val regions = LineRegions(context)
        assertEquals(emptySet<String>(), regions.all())
        assertNull(regions.of(1))
        val account = ComponentName("com.android.phone", "Telephony")
        assertNull(regions.of(PhoneAccountHandle(account, "1", Process.myUserHandle())))
    }

    @Test
    fun `no source falls and each says what it cannot do`() {
        val all = Signals(
            context,
            clock,
            ScreenedCalls(clock, {
                clock.nowMs
            }),
            MapMemory(),
            Runnable::run,
            lookups = Runnable::run,
        ).all
        all.forEach { it.start(heard) }
        shadowOf(Looper.getMainLooper()).idle()
        val states = all.associate { it.id to it.state() }
        val none = SignalState.NotOnThisPhone
        assertEquals(listOf(none, none), listOf(SignalId.PHONE_STATE, SignalId.CALL_FORWARDING).map(states::get))
        assertEquals(emptyList<Event>(), heard.events.filterIsInstance<Event.SettingsChanged>())
        all.forEach(Signal::stop)
    }

    @Test
    fun `the others do without too and nothing falls`() {
        assertEquals(emptyList<String>(), OwnNumbers(context).all())
        val connectivity = Connectivity(context)
        connectivity.start {}
        connectivity.stop()
    }
}
