package app.kinguard.phone

import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.phone.Maker.Screen

/**
 * The ways in which the warning has to come up by itself. Some makers have a switch for each, and drop the start
 * silently.
 */
enum class LaunchPath(
    /** The capability that is missing while that switch is off. */
    val capability: Capability,
) {
    /** Over whatever app is open. */
    FROM_BEHIND(Capability.BACKGROUND_START),

    /** On a dark and locked screen. */
    WHILE_LOCKED(Capability.LOCK_SCREEN),
}

/** One switch of a maker's. [name]: as the maker writes it. */
data class MakerSwitch(val name: Int, val reading: Reading) {
    /** The place where its state can be read. */
    sealed interface Reading {
        /** A maker's own operation in Android's app-ops. */
        data class Operation(val number: Int) : Reading

        /** A row for each app in a maker's table, offered by the first of [providers] that exists. */
        data class Row(val providers: List<String>, val table: String) : Reading

        /** No known place. */
        data object Nowhere : Reading
    }
}

/** The switches of one maker, and the screens that hold them, the newest first. */
data class MakerSwitches(val screens: List<Screen>, val switches: Map<LaunchPath, MakerSwitch>)

/**
 * The switches of makers whose phones are known to have them. Null for the others. No list says whether a certain model
 * has them, so if one cannot be read, only a warning that came up is proof. This project has not seen them on any
 * phone.
 */
val Maker.warningSwitches: MakerSwitches?
    get() = when (this) {
        Maker.XIAOMI -> XIAOMI
        Maker.VIVO -> VIVO
        Maker.OPPO -> OPPO
        Maker.HUAWEI, Maker.HONOR -> HUAWEI
        Maker.SAMSUNG, Maker.MEIZU -> null
    }

/**
 * The switch that lets an app start by itself, as the maker writes it; null where it is more than one switch. The names
 * are those of docs/install.md; Meizu's is from memory.
 */
val Maker.autostartSwitch: Int?
    get() = when (this) {
        Maker.XIAOMI, Maker.VIVO -> R.string.maker_autostart
        Maker.OPPO -> R.string.maker_oppo_autostart
        Maker.MEIZU -> R.string.maker_meizu_autostart
        Maker.HUAWEI, Maker.HONOR, Maker.SAMSUNG -> null
    }

/**
 * Off by default since 2019: Xiaomi's own pages 1625 and 1623 on dev.mi.com, urbandroid-team/dont-kill-my-app issue
 * 161.
 */
private val XIAOMI = MakerSwitches(
    listOf(
        // The app's "other permissions": public text 56784247981
        Screen(
            "com.miui.securitycenter",
            "com.miui.permcenter.permissions.PermissionsEditorActivity",
            "miui.intent.action.APP_PERM_EDITOR",
            "extra_pkgname",
        ),
        // Before MIUI 8, public text 14246653426
        Screen(
            "com.miui.securitycenter",
            "com.miui.permcenter.permissions.AppPermissionsEditorActivity",
            "miui.intent.action.APP_PERM_EDITOR",
            "extra_pkgname",
        ),
        Screen(
            "com.miui.securitycenter",
            action = "miui.intent.action.APP_PERM_EDITOR",
            extra = "extra_pkgname",
        ),
    ),
    // The numbers: DrKLO/Telegram XiaomiUtilities.java, OP_BACKGROUND_START_ACTIVITY and OP_SHOW_WHEN_LOCKED
    mapOf(
        LaunchPath.FROM_BEHIND to
            MakerSwitch(R.string.maker_xiaomi_behind, MakerSwitch.Reading.Operation(10021)),
        LaunchPath.WHILE_LOCKED to
            MakerSwitch(R.string.maker_xiaomi_locked, MakerSwitch.Reading.Operation(10020)),
    ),
)

/**
 * vivo's window policy itself reads the second table, with 0 for what is allowed: VivoKeyguardOverlayController of its
 * system server, public text 24461312367, which also names the older provider. The first: public text 22702519995.
 */
private val VIVO = MakerSwitches(
    listOf(
        // Public text 15596748683
        Screen(
            "com.vivo.permissionmanager",
            "com.vivo.permissionmanager.activity.SoftPermissionDetailActivity",
            "secure.intent.action.softPermissionDetail",
            "packagename",
        ),
        // Public text 42342578962
        Screen(
            "com.iqoo.secure",
            "com.iqoo.secure.safeguard.SoftPermissionDetailActivity",
            extra = "packagename",
        ),
    ),
    mapOf(
        LaunchPath.FROM_BEHIND to MakerSwitch(R.string.maker_vivo_behind, vivoRow("start_bg_activity")),
        LaunchPath.WHILE_LOCKED to MakerSwitch(R.string.maker_vivo_locked, vivoRow("control_locked_screen_action")),
    ),
)

/** ColorOS 12 and later has them in the app's details, which are opened if none of these exists. */
private val OPPO = MakerSwitches(
    listOf(
        // Public text 22104165175, an R11t
        Screen(
            "com.coloros.securitypermission",
            "com.coloros.securitypermission.permission.PermissionAppAllPermissionActivity",
            extra = "packageName",
        ),
        // Public text 55080929904; paozhuanyinyu/XPermission OPPO.java says that it does not open on some phones
        Screen(
            "com.coloros.safecenter",
            "com.coloros.safecenter.permission.PermissionAppAllPermissionActivity",
            extra = "packageName",
        ),
    ),
    // Their names: public text 40832798506
    mapOf(
        LaunchPath.FROM_BEHIND to MakerSwitch(R.string.maker_oppo_behind, MakerSwitch.Reading.Nowhere),
        LaunchPath.WHILE_LOCKED to MakerSwitch(R.string.maker_oppo_locked, MakerSwitch.Reading.Nowhere),
    ),
)

/**
 * HarmonyOS has it off for all but well-known apps: getActivity/XXPermissions issue 199. Two public texts (22702519995,
 * 40832798506) read it by the same operation, but in ways that contradict each other, so it is not used.
 */
private val HUAWEI = MakerSwitches(
    // Public text 14246653426
    listOf(Screen("com.huawei.systemmanager", "com.huawei.permissionmanager.ui.MainActivity", extra = "packageName")),
    mapOf(
        LaunchPath.FROM_BEHIND to MakerSwitch(R.string.maker_huawei_behind, MakerSwitch.Reading.Nowhere),
        LaunchPath.WHILE_LOCKED to MakerSwitch(R.string.maker_huawei_locked, MakerSwitch.Reading.Nowhere),
    ),
)

private fun vivoRow(table: String) = MakerSwitch.Reading.Row(
    listOf("com.vivo.permissionmanager.provider.permission", "com.iqoo.secure.provider.secureprovider"),
    table,
)
