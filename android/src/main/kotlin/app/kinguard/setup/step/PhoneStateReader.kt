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

/** The phone that is set up, as it was at one moment. */
internal class PhoneState(
    /** What is left of the steps on this phone. */
    val steps: List<SetupStep>,
    val makesCalls: Boolean,
    val simIsMissing: Boolean,
    val maker: Maker?,
    /** Here the app sees neither the calls nor the apps of the personal profile. */
    val isWorkProfile: Boolean,
    /** Installed from a file, so that Android locks some switches: those that concern us from 15 on. */
    val isRestricted: Boolean,
    /**
     * A call goes on, and it may be a stranger who says what to tap: from Android 16 on the system itself refuses some
     * grants then. Once the guard sees who rings it knows better, and shuts the pages by itself.
     */
    val isInDoubtfulCall: Boolean,
    val otherUsers: List<OtherUser>,
    /** How the maker's switches for the warning stand; null: nothing is known of such a switch here. */
    val switches: Map<LaunchPath, SwitchState?>,
    /** Whether the role of screening calls can be had on this phone at all. */
    val offersScreening: Boolean,
    /** That role is held. */
    val screens: Boolean,
    /** The system's own question whether this app may screen calls. */
    val screeningQuestion: Intent,
) {
    /** The maker's switches that are not known to be on, as the maker names them. */
    val switchesToFind: List<Int>
        get() = maker?.warningSwitches?.switches.orEmpty()
            .filterKeys { switches[it] != SwitchState.On }.values.map { it.name }
}

/** Asks the phone that is set up, which may wait for its answers. */
internal class PhoneStateReader(private val context: Context) {
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

    /** As this page was opened: each look asks the system many times. */
    private val otherUsers: List<OtherUser> by lazy { OtherUsers(context).all() }

    val apps = InstalledApps(context)

    val switches = LaunchSwitches(context, maker)

    val unused = UnusedApps(context)

    /** A step that was there stays, also when it is done. */
    private val takesWhileUnused by lazy { unused.takesFromUs }

    /** Once they were shown it is believed for as long as this page is open: each look asks the system for all of them. */
    val showsApps: Boolean get() = shown || apps.areShown().also { shown = it }

    private var shown = false

    /** Where neither the phone asks for it nor anything is hidden, there is nothing to grant. */
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
