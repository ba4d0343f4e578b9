package app.kinguard.setup.step

import android.Manifest
import android.annotation.TargetApi
import android.app.role.RoleManager
import android.content.Context
import android.content.Intent
import android.content.pm.PackageInstaller
import android.content.pm.PackageManager
import android.media.AudioManager
import android.os.Build
import android.os.UserManager
import android.telephony.TelephonyManager
import app.kinguard.phone.InstalledApps
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.LaunchSwitches
import app.kinguard.phone.Maker
import app.kinguard.phone.OtherUser
import app.kinguard.phone.OtherUsers
import app.kinguard.phone.SwitchState
import app.kinguard.phone.Telephony
import app.kinguard.phone.UnusedApps
import app.kinguard.phone.holds
import app.kinguard.phone.warningSwitches
import app.kinguard.setup.Regions

/** The state of the phone under setup, at one moment. */
internal class PhoneState(
    /** The steps that apply to this phone. */
    val steps: List<SetupStep>,
    val makesCalls: Boolean,
    val simIsMissing: Boolean,
    val maker: Maker?,
    /** True in a work profile, where the app sees neither the calls nor the apps of the personal profile. */
    val isWorkProfile: Boolean,
    /**
     * True if the app was installed from a file. Android then restricts some settings, which from 15 on include ones
     * that this app needs.
     */
    val isRestricted: Boolean,
    /**
     * True during a call in which a stranger may be saying what to tap. From Android 16 on the system itself refuses
     * some grants then. Once the guard sees who is calling it knows better, and shuts the pages by itself.
     */
    val isInDoubtfulCall: Boolean,
    val otherUsers: List<OtherUser>,
    /** The states of the manufacturer's switches for the warning; null if no such switch is known here. */
    val switches: Map<LaunchPath, SwitchState?>,
    /** True if this phone offers the call screening role at all. */
    val offersScreening: Boolean,
    /** True if this app holds that role. */
    val screens: Boolean,
    /** The system's dialog that asks whether this app may screen calls. */
    val screeningQuestion: Intent,
) {
    /** The switches that are not known to be on, under the manufacturer's names. */
    val switchesToFind: List<Int>
        get() = maker?.warningSwitches?.switches.orEmpty()
            .filterKeys { switches[it] != SwitchState.On }.values.map { it.name }
}

/** Reads the state of the phone under setup. Calls may block. */
internal class PhoneStateReader(
    private val context: Context,
    private val regions: Regions,
    /** Returns whether nothing is set up yet. */
    private val isNew: () -> Boolean = { true },
) {
    fun look(): PhoneState {
        val screens = screens
        return PhoneState(
            steps = steps(),
            makesCalls = makesCalls,
            simIsMissing = makesCalls && Telephony(context).ask { it.simState } == TelephonyManager.SIM_STATE_ABSENT,
            maker = maker,
            isWorkProfile = Build.VERSION.SDK_INT >= Build.VERSION_CODES.R && isManaged(),
            isRestricted = isRestricted,
            isInDoubtfulCall = isInDoubtfulCall(screens),
            otherUsers = otherUsers,
            switches = LaunchPath.entries.associateWith(switches::state),
            offersScreening = roles()?.isRoleAvailable(RoleManager.ROLE_CALL_SCREENING) == true,
            screens = screens,
            screeningQuestion = roles()?.createRequestRoleIntent(RoleManager.ROLE_CALL_SCREENING)
                ?: SettingsIntents.details(context),
        )
    }

    private val makesCalls: Boolean get() = context.packageManager.hasSystemFeature(PackageManager.FEATURE_TELEPHONY)

    private val maker: Maker? = Maker.of(Build.MANUFACTURER, Build.BRAND)

    private val isRestricted: Boolean
        get() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM && cameFromFile()

    private fun isInDoubtfulCall(screens: Boolean): Boolean {
        val recognisesCallers = screens && context.holds(Manifest.permission.READ_CONTACTS)
        return !recognisesCallers && context.getSystemService(AudioManager::class.java)?.mode in CALLING
    }

    private fun steps(): List<SetupStep> = SetupStep.entries.filter { step ->
        when (step) {
            SetupStep.LANGUAGE -> false
            SetupStep.ROLE -> isNew()
            SetupStep.HOME -> asksForHome
            SetupStep.CALLS, SetupStep.SMS -> makesCalls
            SetupStep.RESTRICTED -> isRestricted
            SetupStep.SPACES -> otherUsers.isNotEmpty()
            SetupStep.APPS -> asksForApps
            SetupStep.AUTOSTART -> maker != null
            SetupStep.SWITCHES -> maker?.warningSwitches != null
            SetupStep.UNUSED -> takesWhileUnused
            else -> true
        }
    }

    /** Read once, when the page opens: a permission granted meanwhile may reveal another SIM card. */
    private val asksForHome by lazy { !makesCalls || regions.sims.size != 1 }

    /** Read once, when the page opens, because each look makes many calls to the system. */
    private val otherUsers: List<OtherUser> by lazy { OtherUsers(context).all() }

    val apps = InstalledApps(context)

    val switches = LaunchSwitches(context, maker)

    val unused = UnusedApps(context)

    /** Computed once: a step that was there stays, even once it is done. */
    private val takesWhileUnused by lazy { unused.takesFromUs }

    /** Stays true while this page is open once apps were visible: each look asks the system for all of them. */
    val showsApps: Boolean get() = shown || apps.areShown().also { shown = it }

    private var shown = false

    /** If the phone does not guard the list and hides nothing, there is nothing to grant. */
    private val asksForApps by lazy { apps.isGuarded || !showsApps }

    private val screens: Boolean get() = roles()?.isRoleHeld(RoleManager.ROLE_CALL_SCREENING) == true

    private fun roles(): RoleManager? = context.getSystemService(RoleManager::class.java)

    @TargetApi(Build.VERSION_CODES.R)
    private fun isManaged() = context.getSystemService(UserManager::class.java)?.isManagedProfile == true

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun cameFromFile(): Boolean = try {
        context.packageManager.getInstallSourceInfo(context.packageName).packageSource in FILES
    } catch (_: PackageManager.NameNotFoundException) {
        false
    }

    private companion object {
        val FILES =
            setOf(PackageInstaller.PACKAGE_SOURCE_LOCAL_FILE, PackageInstaller.PACKAGE_SOURCE_DOWNLOADED_FILE)
        val CALLING = setOf(AudioManager.MODE_IN_CALL, AudioManager.MODE_IN_COMMUNICATION)
    }
}
