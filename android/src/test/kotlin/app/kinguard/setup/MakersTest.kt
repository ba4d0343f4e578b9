package app.kinguard.setup

import android.app.AppOpsManager
import android.content.ActivityNotFoundException
import android.content.Intent
import android.content.pm.ActivityInfo
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.provider.Settings
import app.kinguard.AndroidRunner
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.Maker
import app.kinguard.phone.VivoProvider
import app.kinguard.phone.warningSwitches
import app.kinguard.phone.xiaomiTurns
import app.kinguard.setup.step.SettingsIntents
import app.kinguard.setup.step.SetupStep
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf

/** Tests the manufacturers' screens on phones that have none of them, some, or some that break. */
@RunWith(AndroidRunner::class)
class MakersTest : SetupTest() {
    @Test
    fun `each brand is known, whoever it says made it`() {
        val brands = mapOf(
            Maker.XIAOMI to listOf("Xiaomi" to "Redmi", "Xiaomi" to "POCO", "XIAOMI" to "xiaomi"),
            Maker.HUAWEI to listOf("HUAWEI" to "HUAWEI"),
            Maker.HONOR to listOf("HONOR" to "HONOR", "HUAWEI" to "HONOR"),
            Maker.OPPO to listOf("OPPO" to "OPPO", "realme" to "realme", "OnePlus" to "OnePlus"),
            Maker.VIVO to listOf("vivo" to "vivo", "vivo" to "iQOO"),
            Maker.SAMSUNG to listOf("samsung" to "samsung"),
            Maker.MEIZU to listOf("Meizu" to "meizu"),
        )
        assertEquals(Maker.entries.toSet(), brands.keys)
        brands.forEach { (maker, all) -> all.forEach { (by, brand) -> assertEquals(maker, Maker.of(by, brand)) } }
        assertNull(Maker.of("Google", "google"))
    }

    @Test
    fun `a phone that has none of the screens opens the app's details, and the person says that it is on`() {
        for (maker in Maker.entries) {
            isMadeBy(maker.name.lowercase())
            store.autostartSaid = false
            openAt(SetupStep.AUTOSTART)
            shown.saysNot("我开好了")
            shown.tap("去打开")
            assertEquals("$maker", Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened()?.action)
            comesBack()
            assertEquals("not by itself", SetupStep.AUTOSTART, store.step)
            shown.tap("我开好了")
            assertTrue(store.step != SetupStep.AUTOSTART)
            openAt(SetupStep.AUTOSTART)
            shown.says("您说已打开")
        }
    }

    @Test
    fun `each screen that came with the phone opens when those before are not there`() {
        for (maker in Maker.entries) {
            isMadeBy(maker.name.lowercase())
            store.autostartSaid = false
            opensEach(maker, SetupStep.AUTOSTART, maker.screens)
        }
    }

    @Test
    fun `so does each screen of the switches that keep the warning down`() {
        for (maker in Maker.entries) {
            val screens = maker.warningSwitches?.screens ?: continue
            isMadeBy(maker.name.lowercase())
            LaunchPath.entries.forEach { app.xiaomiTurns(it, AppOpsManager.MODE_IGNORED) }
            opensEach(maker, SetupStep.SWITCHES, screens)
        }
    }

    @Test
    fun `where the switches cannot be read the person says that they are on`() {
        for (maker in listOf("vivo", "oppo", "huawei", "honor")) {
            isMadeBy(maker)
            store.switchesSaid = false
            openAt(SetupStep.SWITCHES)
            shown.says("锁屏显示", "不开：打开银行或锁屏时，警告可能弹不出来。")
            shown.saysNot("我开好了")
            shown.tap("去打开")
            assertEquals(maker, Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened()?.action)
            comesBack()
            assertEquals("not by itself", SetupStep.SWITCHES, store.step)
            shown.tap("我开好了")
            assertTrue(maker, store.step != SetupStep.SWITCHES)
            openAt(SetupStep.SWITCHES)
            shown.says("您说已打开")
        }
    }

    @Test
    fun `where they can be read it leads on by itself once all are on, and no word is asked for`() {
        isMadeBy("Xiaomi")
        LaunchPath.entries.forEach { app.xiaomiTurns(it, AppOpsManager.MODE_IGNORED) }
        openAt(SetupStep.SWITCHES)
        shown.says("• 后台弹出界面\n• 锁屏显示")
        shown.tap("去打开")
        app.xiaomiTurns(LaunchPath.FROM_BEHIND, AppOpsManager.MODE_ALLOWED)
        comesBack()
        assertEquals(SetupStep.SWITCHES, store.step)
        shown.says("锁屏显示")
        shown.saysNot("后台弹出界面", "我开好了")
        shown.tap("去打开")
        app.xiaomiTurns(LaunchPath.WHILE_LOCKED, AppOpsManager.MODE_ALLOWED)
        comesBack()
        assertTrue(store.step != SetupStep.SWITCHES)
        shown.says("已打开：自己弹出来")
    }

    @Test
    fun `vivo's are read where its permission manager tells, and one alone may be left to the person's word`() {
        isMadeBy("vivo")
        val provider = VivoProvider.on(app)
        provider.states[VivoProvider.BEHIND] = 1
        openAt(SetupStep.SWITCHES)
        shown.tap("去打开")
        comesBack()
        shown.saysNot("我开好了")
        provider.states[VivoProvider.BEHIND] = 0
        comesBack()
        shown.says("锁屏显示", "我开好了")
        shown.saysNot("后台弹出界面")
    }

    @Test
    fun `a phone whose maker has no such switch is not asked`() {
        for (maker in listOf("Google", "samsung", "Meizu")) {
            isMadeBy(maker)
            open()
            assertFalse(maker, SetupStep.SWITCHES in controller.get().phone.steps)
        }
    }

    @Test
    fun `an app that only calls itself like the maker's is not opened`() {
        isMadeBy("vivo")
        install("com.iqoo.secure", system = false)
        openAt(SetupStep.AUTOSTART)
        shown.tap("去打开")
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened()?.action)
    }

    @Test
    fun `screens that are missing, kept from others or broken are passed over`() {
        val refusals = listOf(
            { throw ActivityNotFoundException() },
            { throw SecurityException("requires a permission of the maker's") },
            { throw NullPointerException("inside the maker's") },
        )
        val candidates = refusals.indices.map { Intent("screen.$it") }
        val tried = mutableListOf<String?>()
        val opened = SettingsIntents.open(app, candidates) { intent ->
            tried += intent.action
            candidates.indexOf(intent).takeIf { it >= 0 }?.let { refusals[it]() }
        }
        assertTrue(opened)
        val details = Settings.ACTION_APPLICATION_DETAILS_SETTINGS
        assertEquals(candidates.map(Intent::getAction) + details, tried)
        assertFalse(SettingsIntents.open(app, candidates) { throw SecurityException() })
    }

    @Test
    fun `a phone that opens nothing at all says where to look`() {
        isMadeBy("Xiaomi")
        shadowOf(app).checkActivities(true)
        LaunchPath.entries.forEach { app.xiaomiTurns(it, AppOpsManager.MODE_IGNORED) }
        val steps =
            listOf(SetupStep.OVERLAY, SetupStep.USAGE, SetupStep.BATTERY, SetupStep.AUTOSTART, SetupStep.SWITCHES)
        for (step in steps) {
            openAt(step)
            shown.tap("去打开")
            shown.says("这部手机打不开那一页")
        }
        openAt(SetupStep.CALLS)
        shown.tap("去打开")
        shown.says("用通话记录代替")
    }

    private fun opensEach(maker: Maker, step: SetupStep, screens: List<Maker.Screen>) {
        for (screen in screens.reversed()) {
            install(screen.app, system = true)
            openAt(step)
            shown.tap("去打开")
            val intent = checkNotNull(opened())
            val first = screens.first { it.app == screen.app || isInstalled(it.app) }
            assertEquals("$maker", first.intent(app).filterHashCode(), intent.filterHashCode())
            assertEquals("$maker", first.extra?.let { app.packageName }, first.extra?.let(intent::getStringExtra))
            assertTrue(intent.component?.packageName == first.app || intent.`package` == first.app)
        }
    }

    private fun isInstalled(app: String) = try {
        this.app.packageManager.getApplicationInfo(app, 0)
        true
    } catch (_: android.content.pm.PackageManager.NameNotFoundException) {
        false
    }

    private fun install(name: String, system: Boolean) {
        val info = PackageInfo()
        info.packageName = name
        info.applicationInfo = ApplicationInfo().apply {
            packageName = name
            flags = if (system) ApplicationInfo.FLAG_SYSTEM else 0
        }
        info.activities = emptyArray<ActivityInfo>()
        shadowOf(app.packageManager).installPackage(info)
    }
}
