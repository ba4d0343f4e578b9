package app.kinguard.signals

import android.accessibilityservice.AccessibilityServiceInfo
import android.content.pm.ApplicationInfo
import android.content.pm.PermissionInfo
import android.content.pm.ResolveInfo
import android.content.pm.ServiceInfo
import android.content.pm.Signature
import android.content.pm.SigningInfo
import app.kinguard.core.Event
import app.kinguard.phone.InstalledApps
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow
import org.robolectric.util.ReflectionHelpers
import java.util.concurrent.CopyOnWriteArrayList

/** A clock whose stamps differ from the wall clock, so that mixing them up is noticed. */
class FakeClock(var nowMs: Long = 1_000_000L) : EngineClock {
    override fun nowMs(): Long = nowMs

    override fun ofWallClockMs(wallClockMs: Long): Long = wallClockMs + AHEAD_MS

    companion object {
        const val AHEAD_MS = 7L
    }
}

class Recorder : ObservationSink {
    private val all = CopyOnWriteArrayList<Observation>()

    val observations: List<Observation> get() = all

    val events: List<Event> get() = all.map { it.event }

    override fun observed(observation: Observation) {
        all += observation
    }

    /** Returns the events since the last call. */
    fun take(): List<Event> = events.also { all.clear() }
}

class MapMemory : SignalMemory {
    private val values = mutableMapOf<String, String>()

    override fun read(key: String): String? = values[key]

    override fun write(key: String, value: String) {
        values[key] = value
    }
}

class FakeSignal(var state: SignalState) : Signal {
    override val id = SignalId.CALL_SCREENING

    override fun start(report: ObservationSink) = Unit

    override fun stop() = Unit

    override fun state() = state
}

/** Returns an accessibility service as the system describes it; by default one that may make gestures. */
internal fun accessibilityService(
    owner: String,
    flags: Int = 0,
    capabilities: Int = AccessibilityServiceInfo.CAPABILITY_CAN_PERFORM_GESTURES,
): AccessibilityServiceInfo {
    val service =
        ServiceInfo().apply {
            packageName = owner
            name = "$owner.Service"
            applicationInfo = ApplicationInfo().apply { this.flags = flags }
        }
    return AccessibilityServiceInfo().apply {
        ReflectionHelpers.setField(this, "mResolveInfo", ResolveInfo().apply { serviceInfo = service })
        ReflectionHelpers.setField(this, "mCapabilities", capabilities)
    }
}

/** Returns the system's own record of an app's signers. */
internal fun signedBy(vararg certificates: String): SigningInfo = Shadow.newInstanceOf(SigningInfo::class.java).also {
    shadowOf(it).setSignatures(certificates.map { name -> Signature(name.toByteArray()) }.toTypedArray())
}

/** Returns the permission as phones for mainland China define it. */
@Suppress("DEPRECATION") // Only the phone's own packages may set it in the newer way.
internal fun listPermission(protection: Int = PermissionInfo.PROTECTION_DANGEROUS) = PermissionInfo().apply {
    name = InstalledApps.PERMISSION
    packageName = "com.lbe.security.miui"
    protectionLevel = protection
}
