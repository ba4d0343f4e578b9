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
import app.kinguard.phone.EntranceSwitches
import app.kinguard.phone.InstalledApps
import app.kinguard.phone.Maker
import app.kinguard.phone.OtherUser
import app.kinguard.phone.OtherUsers
import app.kinguard.phone.SwitchState
import app.kinguard.phone.Telephony
import app.kinguard.phone.UnusedApps
import app.kinguard.phone.holds
import app.kinguard.phone.warningSwitches

/** The phone that is set up: which steps it needs, and whether now is the time. */
internal class PhoneHere(private val context: Context) {
    val makesCalls: Boolean get() = context.packageManager.hasSystemFeature(PackageManager.FEATURE_TELEPHONY)

    val simIsMissing: Boolean
        get() = makesCalls && Telephony(context).ask { it.simState } == TelephonyManager.SIM_STATE_ABSENT

    val maker: Maker? = Maker.of(Build.MANUFACTURER, Build.BRAND)

    /** Here the app sees neither the calls nor the apps of the personal profile. */
    val isWorkProfile: Boolean get() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.R && isManaged()

    /** Installed from a file, so that Android locks some switches: those that concern us from 15 on. */
    val isRestricted: Boolean
        get() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM && cameFromFile()

    /**
     * A call goes on, and it may be a stranger who says what to tap: from Android 16 on the system itself refuses some
     * grants then. Once the guard sees who rings it knows better, and shuts the pages by itself.
     */
    val isInDoubtfulCall: Boolean
        get() = !recognisesCallers() && context.getSystemService(AudioManager::class.java)?.mode in CALLING

    /** What is left of the steps on this phone. */
    fun steps(): List<Step> = Step.entries.filter { step ->
        when (step) {
            Step.CALLS, Step.SMS -> makesCalls
            Step.RESTRICTED -> isRestricted
            Step.SPACES -> otherUsers.isNotEmpty()
            Step.APPS -> asksForApps
            Step.AUTOSTART -> maker != null
            Step.SWITCHES -> maker?.warningSwitches != null
            Step.UNUSED -> takesWhileUnused
            else -> true
        }
    }

    /** As this page was opened: each look asks the system many times. */
    val otherUsers: List<OtherUser> by lazy { OtherUsers(context).all() }

    val apps = InstalledApps(context)

    val switches = EntranceSwitches(context, maker)

    /** The maker's switches that are not known to be on, as the maker names them. */
    fun switchesToFind(): List<Int> = maker?.warningSwitches?.switches.orEmpty()
        .filterKeys { switches.state(it) != SwitchState.On }.values.map { it.name }

    val unused = UnusedApps(context)

    /** A step that was there stays, also when it is done. */
    private val takesWhileUnused by lazy { unused.takesFromUs }

    /** Once they were shown it is believed for as long as this page is open: each look asks the system for all of them. */
    val showsApps: Boolean get() = shown || apps.areShown().also { shown = it }

    private var shown = false

    /** Where neither the phone asks for it nor anything is hidden, there is nothing to grant. */
    private val asksForApps by lazy { apps.isGuarded || !showsApps }

    /** Whether the role can be had on this phone at all. */
    val offersScreening: Boolean get() = roles()?.isRoleAvailable(RoleManager.ROLE_CALL_SCREENING) == true

    val screens: Boolean get() = roles()?.isRoleHeld(RoleManager.ROLE_CALL_SCREENING) == true

    /** The system's own question whether this app may screen calls. */
    fun screeningQuestion(): Intent =
        roles()?.createRequestRoleIntent(RoleManager.ROLE_CALL_SCREENING) ?: Openings.details(context)

    private fun recognisesCallers() = screens && context.holds(Manifest.permission.READ_CONTACTS)

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
