package app.kinguard.signals

import android.accessibilityservice.AccessibilityServiceInfo
import android.view.accessibility.AccessibilityManager

/**
 * The accessibility services that are on, have one of [capabilities] and did not come with the phone, updated or not; null
 * when the phone does not say.
 */
internal fun AccessibilityManager.foreignServices(capabilities: Int): List<AccessibilityServiceInfo>? =
    getEnabledAccessibilityServiceList(AccessibilityServiceInfo.FEEDBACK_ALL_MASK)
        ?.filter { it.capabilities and capabilities != 0 }
        ?.filterNot { it.cameWithThePhone() }

private fun AccessibilityServiceInfo.cameWithThePhone(): Boolean =
    resolveInfo?.serviceInfo?.applicationInfo?.isPreinstalled() ?: false
