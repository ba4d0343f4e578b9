package app.kinguard.guard

import android.Manifest
import android.app.NotificationManager
import android.content.Context
import android.os.PowerManager
import android.provider.Settings
import app.kinguard.core.Capability
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.LaunchSwitches
import app.kinguard.phone.SwitchState
import app.kinguard.phone.Telephony
import app.kinguard.phone.UnusedApps
import app.kinguard.phone.holds
import app.kinguard.signals.LineRegions

/** The [GuardEnvironment] of this phone. */
class PlatformEnvironment(
    private val context: Context,
    /** Returns whether any relative is told by text message. */
    private val textsAreSent: () -> Boolean,
    private val switches: LaunchSwitches,
    private val services: () -> KnownServices,
    /** Called when this app may be removed at any moment. */
    private val prepareForRemoval: () -> Unit,
    /** Called when the content of the ongoing notification has changed. */
    private val toldAnew: () -> Unit,
) : GuardEnvironment {
    private val unused = UnusedApps(context)

    override fun screenOn(): Boolean = context.service<PowerManager>().isInteractive

    /**
     * Asks the services whenever a warning goes up: one that was on before the first day causes no event, but it can
     * tap all the same.
     */
    override fun anotherAppMayAct(): Boolean = services().find().any { it.acquaintance != ServiceTrust.Known }

    /** Answers from the last look at the services. False if that was long ago. */
    override fun mayBeReadOut(): Boolean = services().screenReaderIsTrusted()

    override fun region(): String = Telephony(context).ask { it.simCountryIso }.orEmpty().uppercase()

    override fun abroad(): List<String> = LineRegions(context).abroad().orEmpty()

    override fun lacking(): Set<Capability> = setOfNotNull(
        Capability.CONTACTS.unless(context.holds(Manifest.permission.READ_CONTACTS)),
        Capability.NOTIFICATIONS.unless(mayNotify()),
        Capability.SMS.unless(!textsAreSent() || context.holds(Manifest.permission.SEND_SMS)),
        Capability.OVERLAY.unless(Settings.canDrawOverlays(context)),
        Capability.BATTERY.unless(context.service<PowerManager>().isIgnoringBatteryOptimizations(context.packageName)),
        Capability.UNUSED_EXEMPTION.unless(!unused.takesFromUs),
    ) + LaunchPath.entries.filter { switches.state(it) == SwitchState.Off }.map { it.capability }

    override fun lookAnew() = switches.forget()

    override fun changed() = toldAnew()

    override fun removalFeared() = prepareForRemoval()

    /** Returns whether the warning may notify. Its own channel can be switched off separately. */
    private fun mayNotify(): Boolean {
        val manager = context.service<NotificationManager>()
        val warning = manager.getNotificationChannel(WarningLauncher.CHANNEL)
        return manager.areNotificationsEnabled() && warning?.importance != NotificationManager.IMPORTANCE_NONE
    }

    private fun Capability.unless(granted: Boolean): Capability? = takeUnless { granted }
}
