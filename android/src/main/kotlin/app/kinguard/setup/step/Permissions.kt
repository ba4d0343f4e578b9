package app.kinguard.setup.step

import android.Manifest
import android.annotation.TargetApi
import android.app.NotificationManager
import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.PowerManager
import android.provider.Settings
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.phone.InstalledApps
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.Maker
import app.kinguard.phone.SwitchState
import app.kinguard.phone.hasUsageAccess
import app.kinguard.phone.holds
import app.kinguard.phone.warningSwitches
import app.kinguard.setup.SetupStore

/** A step that grants something. */
internal class PermissionStep(
    val step: SetupStep,
    val capabilities: Set<Capability>,
    val title: Int,
    /** The reason in one sentence. */
    val why: Int,
    /** The loss without it, in one sentence. */
    val lost: Int,
    /** The requests, in order. */
    val asks: List<PermissionRequest>,
    /** The request that can replace them where they cannot be granted. */
    val instead: PermissionRequest? = null,
    /** The user's confirmation where no app can read the state. */
    val word: UserConfirmation? = null,
) {
    val isDone: Boolean get() = asks.all { it.isGranted } || instead?.isGranted == true

    /** True if only the user's confirmation can tell that it is on. */
    val asksForWord: Boolean get() = word != null && asks.none { !it.isGranted && it.isReadable }

    /** The next request to make. */
    val next: PermissionRequest? get() = asks.firstOrNull { !it.isGranted }
}

/** One request to the user. */
internal class PermissionRequest(val way: RequestMethod, val isGranted: Boolean, val isReadable: Boolean = true)

/** The user's confirmation of a state that no app can read. */
internal class UserConfirmation(val isGiven: Boolean, val give: () -> Unit)

/** The way in which the system asks. */
internal sealed interface RequestMethod {
    /** In the system's own dialogs, which it shows twice at most. */
    data class Dialog(val permissions: List<String>) : RequestMethod

    /** In one dialog, for a role that only one app at a time can hold. */
    data object Role : RequestMethod

    /** On a settings screen: the first of these that exists. */
    class Screen(val intents: List<Intent>) : RequestMethod {
        /** Android never considers two intents equal. */
        override fun equals(other: Any?) = other is Screen && intents.size == other.intents.size &&
            intents.zip(other.intents).all { (mine, its) -> mine.filterEquals(its) }

        override fun hashCode() = intents.map { it.filterHashCode() }.hashCode()
    }
}

/** The requests to this phone, step by step, with their state. */
internal class Permissions(val all: List<PermissionStep>) {
    /** Returns the permission of [step], or null if that step grants nothing. */
    fun of(step: SetupStep): PermissionStep? = all.find { it.step == step }

    val looks: List<Any?> get() = all.map { it.isDone to it.next?.way }
}

/** Creates the requests that a phone supports. */
internal class PermissionAsks(
    private val context: Context,
    private val store: SetupStore,
    private val here: PhoneStateReader,
) {
    /** Returns the state of all requests on [phone] now. */
    fun look(phone: PhoneState): Permissions {
        val androids = listOf(calls(phone), phone(phone), sms(), notices(), overlay(), usage(), apps(), battery())
        val all = androids + unused() + autostart(phone) + switches(phone)
        return Permissions(all.filter { it.step in phone.steps })
    }

    private fun calls(phone: PhoneState) = PermissionStep(
        SetupStep.CALLS,
        setOf(Capability.CALL_SCREENING),
        R.string.setup_calls,
        R.string.setup_calls_why,
        R.string.setup_calls_lost,
        listOf(PermissionRequest(RequestMethod.Role, phone.screens)),
        // Android reveals callers' numbers only to apps that may read the call log.
        dialog(Manifest.permission.READ_CALL_LOG, Manifest.permission.READ_PHONE_STATE),
    )

    private fun phone(phone: PhoneState): PermissionStep {
        val calling = arrayOf(
            Manifest.permission.READ_PHONE_STATE,
            Manifest.permission.READ_PHONE_NUMBERS,
            Manifest.permission.ANSWER_PHONE_CALLS,
            Manifest.permission.CALL_PHONE,
        ).takeIf { phone.makesCalls }.orEmpty()
        return PermissionStep(
            SetupStep.PHONE,
            setOf(Capability.PHONE_STATE, Capability.CONTACTS),
            R.string.setup_phone,
            R.string.setup_phone_why,
            R.string.setup_phone_lost,
            listOf(dialog(Manifest.permission.READ_CONTACTS, *calling)),
        )
    }

    private fun sms() = PermissionStep(
        SetupStep.SMS,
        setOf(Capability.SMS),
        R.string.setup_sms,
        R.string.setup_sms_why,
        R.string.setup_sms_lost,
        listOf(dialog(Manifest.permission.SEND_SMS)),
    )

    private fun notices() = PermissionStep(
        SetupStep.NOTICES,
        setOf(Capability.NOTIFICATIONS),
        R.string.setup_notices,
        R.string.setup_notices_why,
        R.string.setup_notices_lost,
        listOfNotNull(
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) notifyingSince33() else null,
            PermissionRequest(noticeScreen(), mayNotify()),
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) fullScreenSince34() else null,
        ),
    )

    private fun overlay() = PermissionStep(
        SetupStep.OVERLAY,
        setOf(Capability.OVERLAY),
        R.string.setup_overlay,
        R.string.setup_overlay_why,
        R.string.setup_overlay_lost,
        listOf(PermissionRequest(screen(Settings.ACTION_MANAGE_OVERLAY_PERMISSION), Settings.canDrawOverlays(context))),
    )

    private fun usage() = PermissionStep(
        SetupStep.USAGE,
        setOf(Capability.USAGE_ACCESS),
        R.string.setup_usage,
        R.string.setup_usage_why,
        R.string.setup_usage_lost,
        listOf(PermissionRequest(screen(Settings.ACTION_USAGE_ACCESS_SETTINGS), context.hasUsageAccess())),
    )

    private fun apps() = PermissionStep(
        SetupStep.APPS,
        setOf(Capability.INSTALLED_APPS),
        R.string.setup_apps,
        R.string.setup_apps_why,
        R.string.setup_apps_lost,
        listOfNotNull(
            dialog(InstalledApps.PERMISSION).takeIf { here.apps.isGuarded },
            PermissionRequest(RequestMethod.Screen(emptyList()), here.showsApps),
        ),
    )

    private fun battery(): PermissionStep {
        val ask = SettingsIntents.ofThisApp(context, Settings.ACTION_REQUEST_IGNORE_BATTERY_OPTIMIZATIONS)
        val list = Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS)
        return PermissionStep(
            SetupStep.BATTERY,
            setOf(Capability.BATTERY),
            R.string.setup_battery,
            R.string.setup_battery_why,
            R.string.setup_battery_lost,
            listOf(PermissionRequest(RequestMethod.Screen(listOf(ask, list)), isLeftRunning())),
        )
    }

    private fun autostart(phone: PhoneState): PermissionStep {
        val said = store.autostartSaid
        return PermissionStep(
            SetupStep.AUTOSTART,
            setOf(Capability.AUTOSTART),
            R.string.setup_autostart,
            R.string.setup_autostart_why,
            R.string.setup_autostart_lost,
            listOf(
                PermissionRequest(RequestMethod.Screen(makersScreens(phone.maker?.screens)), said, isReadable = false),
            ),
            word = UserConfirmation(said) { store.autostartSaid = true },
        )
    }

    private fun switches(phone: PhoneState): PermissionStep {
        val said = store.switchesSaid
        val states = phone.switches
        val way = RequestMethod.Screen(makersScreens(phone.maker?.warningSwitches?.screens))
        return PermissionStep(
            SetupStep.SWITCHES,
            setOf(Capability.BACKGROUND_START, Capability.LOCK_SCREEN),
            R.string.setup_switches,
            R.string.setup_switches_why,
            R.string.setup_switches_lost,
            LaunchPath.entries.map {
                PermissionRequest(way, isOn(states[it], said), states[it] != SwitchState.Unknown)
            },
            word = UserConfirmation(said && SwitchState.Unknown in states.values) { store.switchesSaid = true },
        )
    }

    private fun unused() = PermissionStep(
        SetupStep.UNUSED,
        setOf(Capability.UNUSED_EXEMPTION),
        R.string.setup_unused,
        R.string.setup_unused_why,
        R.string.setup_unused_lost,
        listOf(PermissionRequest(RequestMethod.Screen(here.unused.screens()), !here.unused.takesFromUs)),
    )

    private fun isOn(state: SwitchState?, said: Boolean) = when (state) {
        SwitchState.On, null -> true
        SwitchState.Off -> false
        SwitchState.Unknown -> said
    }

    private fun makersScreens(screens: List<Maker.Screen>?) = Maker.intents(context, screens.orEmpty())

    private fun dialog(vararg permissions: String) =
        PermissionRequest(RequestMethod.Dialog(permissions.toList()), permissions.all(context::holds))

    /** Some phones have the screen but cannot open it for one app. */
    private fun screen(action: String) =
        RequestMethod.Screen(listOf(SettingsIntents.ofThisApp(context, action), Intent(action)))

    private fun noticeScreen() = RequestMethod.Screen(
        listOf(
            Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS)
                .putExtra(Settings.EXTRA_APP_PACKAGE, context.packageName),
        ),
    )

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun notifyingSince33() = dialog(Manifest.permission.POST_NOTIFICATIONS)

    @TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    private fun fullScreenSince34() = PermissionRequest(
        screen(Settings.ACTION_MANAGE_APP_USE_FULL_SCREEN_INTENT),
        notifications()?.canUseFullScreenIntent() != false,
    )

    /** Each of the app's own channels can be turned off by itself. */
    private fun mayNotify(): Boolean {
        val manager = notifications() ?: return true
        return manager.areNotificationsEnabled() &&
            manager.notificationChannels.none { it.importance == NotificationManager.IMPORTANCE_NONE }
    }

    private fun isLeftRunning() =
        context.getSystemService(PowerManager::class.java)?.isIgnoringBatteryOptimizations(context.packageName) == true

    private fun notifications(): NotificationManager? = context.getSystemService(NotificationManager::class.java)
}
