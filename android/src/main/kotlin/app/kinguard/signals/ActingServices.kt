package app.kinguard.signals

import android.accessibilityservice.AccessibilityServiceInfo
import android.content.ComponentName
import android.content.Context
import android.provider.Settings
import android.view.accessibility.AccessibilityManager
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.isPreinstalled

/** Returns the apps of the services that [servicesThatAct] returns. Null if the phone does not say. */
internal fun Context.appsThatAct(): Set<String>? = servicesThatAct()?.map { it.packageName }?.toSet()

/**
 * Returns the accessibility services that are on, can act for the user and did not come with the phone, updated or not.
 * Null if the phone does not say. A service acts by gestures, or by pressing what it finds in the windows that it
 * reads.
 *
 * Up to Android 13 the list of enabled services leaves out those that declare no feedback type, whatever type is asked
 * for (`AccessibilityManagerService.getEnabledAccessibilityServiceList`), and on every release those that are not bound
 * yet. So the setting is read too: a service that is on there and described nowhere can do anything.
 */
internal fun Context.servicesThatAct(): Set<ComponentName>? {
    val manager = unlessRefused { getSystemService(AccessibilityManager::class.java) } ?: return null
    val on = unlessRefused { manager.getEnabledAccessibilityServiceList(AccessibilityServiceInfo.FEEDBACK_ALL_MASK) }
    val switchedOn = unlessRefused { switchedOnServices() }
    if (on == null && switchedOn == null) return null
    val listed = on.orEmpty().filter { it.canAct() && !it.cameWithThePhone() }.mapNotNull { it.component() }
    val unlisted = switchedOn.orEmpty() - on.orEmpty().mapNotNull { it.component() }.toSet()
    return (listed + unlisted.filter(acting(manager))).filterNot { it.packageName == packageName }.toSet()
}

/** Returns whether any service is on that speaks the screen or writes it in Braille. */
internal fun Context.hasScreenReader(): Boolean {
    val manager = unlessRefused { getSystemService(AccessibilityManager::class.java) } ?: return false
    return unlessRefused { manager.getEnabledAccessibilityServiceList(READING) }.orEmpty().isNotEmpty()
}

private fun Context.acting(manager: AccessibilityManager): (ComponentName) -> Boolean {
    val described by lazy {
        unlessRefused { manager.installedAccessibilityServiceList }.orEmpty().associateBy { it.component() }
    }
    return { service ->
        when (val found = described[service]) {
            null -> packageManager.isPreinstalled(service.packageName) != true
            else -> found.canAct() && !found.cameWithThePhone()
        }
    }
}

private fun Context.switchedOnServices(): Set<ComponentName> =
    Settings.Secure.getString(contentResolver, Settings.Secure.ENABLED_ACCESSIBILITY_SERVICES).orEmpty()
        .split(':')
        .mapNotNull(ComponentName::unflattenFromString)
        .toSet()

private fun AccessibilityServiceInfo.component(): ComponentName? =
    resolveInfo?.serviceInfo?.let { ComponentName(it.packageName, it.name) }

private fun AccessibilityServiceInfo.canAct() = capabilities and ACTING != 0

private fun AccessibilityServiceInfo.cameWithThePhone(): Boolean =
    resolveInfo?.serviceInfo?.applicationInfo?.isPreinstalled() ?: false

private const val READING = AccessibilityServiceInfo.FEEDBACK_SPOKEN or AccessibilityServiceInfo.FEEDBACK_BRAILLE

private const val ACTING =
    AccessibilityServiceInfo.CAPABILITY_CAN_PERFORM_GESTURES or
        AccessibilityServiceInfo.CAPABILITY_CAN_RETRIEVE_WINDOW_CONTENT
