package app.kinguard.guard

import android.accessibilityservice.AccessibilityServiceInfo
import android.content.Context
import android.content.pm.ApplicationInfo
import android.os.PowerManager
import android.telephony.TelephonyManager
import android.view.accessibility.AccessibilityManager

/** This phone, as the guard asks about it. */
class PhoneSurroundings(private val context: Context, private val changed: () -> Unit) : EngineRoom.Surroundings {
    override fun screenOn(): Boolean = context.service<PowerManager>().isInteractive

    /** Asked whenever a warning goes up: what was on before the first day is no event, but it can tap all the same. */
    override fun anotherAppMayAct(): Boolean {
        val enabled =
            context
                .service<AccessibilityManager>()
                .getEnabledAccessibilityServiceList(AccessibilityServiceInfo.FEEDBACK_ALL_MASK)
                .orEmpty()
        return enabled.any { it.canAct() && !it.cameWithThePhone() }
    }

    override fun region(): String = context.service<TelephonyManager>().simCountryIso.orEmpty().uppercase()

    override fun protectionChanged() = changed()

    private fun AccessibilityServiceInfo.canAct(): Boolean =
        capabilities and AccessibilityServiceInfo.CAPABILITY_CAN_PERFORM_GESTURES != 0

    private fun AccessibilityServiceInfo.cameWithThePhone(): Boolean {
        val flags = resolveInfo?.serviceInfo?.applicationInfo?.flags ?: return false
        return flags and ApplicationInfo.FLAG_SYSTEM != 0
    }
}
