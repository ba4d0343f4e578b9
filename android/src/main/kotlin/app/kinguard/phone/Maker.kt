package app.kinguard.phone

import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager

/**
 * The makers whose phones stop apps that may not start by themselves, and the screens with that switch, the newest
 * first. No maker documents them, so each screen names its source, and none is certain to exist. Some versions are
 * known to refuse them to other apps: Huawei's (judemanutd/AutoStarter issues 76, 84), OPPO's from ColorOS 5.2 and
 * OnePlus's (thelittlefireman/AppKillerManager issues 12, 24; seena98/auto_start_flutter issue 30). There the switch is
 * in the app's details, which are tried next.
 */
enum class Maker(private val names: List<String>, val screens: List<Screen>) {
    XIAOMI(
        listOf("xiaomi", "redmi", "poco"),
        listOf(
            // judemanutd/AutoStarter AutoStartPermissionHelper.kt
            Screen("com.miui.securitycenter", "com.miui.permcenter.autostart.AutoStartManagementActivity"),
            // thelittlefireman/AppKillerManager devices/Xiaomi.java
            Screen("com.miui.securitycenter", action = "miui.intent.action.OP_AUTO_START"),
        ),
    ),
    HONOR(
        listOf("honor", "hihonor"),
        listOf(
            // Honor's own since its separation from Huawei. Public text 59563477781, 70839270162; an Honor 50 SE in
            // 48806151461
            Screen("com.hihonor.systemmanager", "com.hihonor.systemmanager.startupmgr.ui.StartupNormalAppListActivity"),
            Screen(
                "com.hihonor.systemmanager",
                "com.hihonor.systemmanager.appcontrol.activity.StartupAppControlActivity",
            ),
            Screen("com.hihonor.systemmanager", "com.huawei.systemmanager.startupmgr.ui.StartupNormalAppListActivity"),
            // judemanutd/AutoStarter issue 70, an Honor View 20
            Screen(
                "com.huawei.systemmanager",
                "com.huawei.systemmanager.appcontrol.activity.StartupAppControlActivity",
            ),
            Screen("com.huawei.systemmanager", "com.huawei.systemmanager.startupmgr.ui.StartupNormalAppListActivity"),
            Screen("com.huawei.systemmanager", "com.huawei.systemmanager.optimize.process.ProtectActivity"),
        ),
    ),
    HUAWEI(
        listOf("huawei"),
        listOf(
            // judemanutd/AutoStarter issue 25, EMUI 9.1
            Screen("com.huawei.systemmanager", "com.huawei.systemmanager.startupmgr.ui.StartupNormalAppListActivity"),
            // fengjian2015/WhiteList AutoStartAppUtil.java
            Screen(
                "com.huawei.systemmanager",
                "com.huawei.systemmanager.appcontrol.activity.StartupAppControlActivity",
            ),
            // judemanutd/AutoStarter AutoStartPermissionHelper.kt, up to EMUI 5
            Screen("com.huawei.systemmanager", "com.huawei.systemmanager.optimize.process.ProtectActivity"),
        ),
    ),
    OPPO(
        listOf("oppo", "realme", "oneplus", "oplus"),
        listOf(
            // judemanutd/AutoStarter AutoStartPermissionHelper.kt
            Screen("com.coloros.safecenter", "com.coloros.safecenter.permission.startup.StartupAppListActivity"),
            Screen("com.coloros.safecenter", "com.coloros.safecenter.startupapp.StartupAppListActivity"),
            Screen("com.oppo.safe", "com.oppo.safe.permission.startup.StartupAppListActivity"),
            // Public text 69035162491
            Screen("com.oplus.safecenter", "com.oplus.safecenter.startupapp.StartupAppListActivity"),
            // judemanutd/AutoStarter issue 87
            Screen("com.oplus.battery", "com.oplus.startupapp.view.StartupAppListActivity"),
            // judemanutd/AutoStarter AutoStartPermissionHelper.kt, before OxygenOS became ColorOS
            Screen("com.oneplus.security", "com.oneplus.security.chainlaunch.view.ChainLaunchAppListActivity"),
        ),
    ),
    VIVO(
        listOf("vivo", "iqoo"),
        listOf(
            // judemanutd/AutoStarter AutoStartPermissionHelper.kt
            Screen("com.vivo.permissionmanager", "com.vivo.permissionmanager.activity.BgStartUpManagerActivity"),
            Screen("com.iqoo.secure", "com.iqoo.secure.ui.phoneoptimize.BgStartUpManager"),
            Screen("com.iqoo.secure", "com.iqoo.secure.ui.phoneoptimize.AddWhiteListActivity"),
        ),
    ),
    SAMSUNG(
        listOf("samsung"),
        listOf(
            // judemanutd/AutoStarter AutoStartPermissionHelper.kt
            Screen("com.samsung.android.lool", "com.samsung.android.sm.battery.ui.BatteryActivity"),
            Screen("com.samsung.android.lool", "com.samsung.android.sm.ui.battery.BatteryActivity"),
            // thelittlefireman/AppKillerManager devices/Samsung.java
            Screen("com.samsung.android.lool", action = "com.samsung.android.sm.ACTION_BATTERY"),
            // fengjian2015/WhiteList AutoStartAppUtil.java, sold in mainland China
            Screen("com.samsung.android.sm_cn", "com.samsung.android.sm.ui.cstyleboard.SmartManagerDashBoardActivity"),
        ),
    ),
    MEIZU(
        listOf("meizu"),
        listOf(
            // fengjian2015/WhiteList AutoStartAppUtil.java
            Screen("com.meizu.safe", "com.meizu.safe.permission.SmartBGActivity"),
            // thelittlefireman/AppKillerManager devices/Meizu.java
            Screen("com.meizu.safe", action = "com.meizu.safe.security.SHOW_APPSEC", extra = "packageName"),
        ),
    ),
    ;

    /**
     * One screen, by its class or by an action. [extra]: the name of the extra that tells it for which app it opens.
     */
    data class Screen(
        /** The package of the screen. */
        val app: String,
        val name: String? = null,
        val action: String? = null,
        val extra: String? = null,
    ) {
        internal fun intent(context: Context): Intent {
            val intent = Intent(action)
            if (name == null) {
                intent.setPackage(app).addCategory(Intent.CATEGORY_DEFAULT)
            } else {
                intent.setComponent(ComponentName(app, name))
            }
            return if (extra == null) intent else intent.putExtra(extra, context.packageName)
        }
    }

    companion object {
        /**
         * Returns the maker of a phone. Other makers produce some brands, such as Xiaomi does Redmi, so both names are
         * searched. Null if no switch is known to be needed.
         */
        fun of(manufacturer: String, brand: String): Maker? = listOf(brand, manufacturer)
            .map(String::lowercase)
            .firstNotNullOfOrNull { said -> entries.find { maker -> maker.names.any(said::contains) } }

        /**
         * Returns intents for those of [screens] that came with this phone: an app installed later may use a maker's
         * package name.
         */
        fun intents(context: Context, screens: List<Screen>): List<Intent> =
            screens.filter { context.came(it.app) }.map { it.intent(context) }

        private fun Context.came(app: String): Boolean = try {
            packageManager.getApplicationInfo(app, 0).isPreinstalled()
        } catch (_: PackageManager.NameNotFoundException) {
            false
        }
    }
}
