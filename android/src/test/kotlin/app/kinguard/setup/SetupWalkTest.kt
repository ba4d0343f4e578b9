package app.kinguard.setup

import android.app.Activity
import android.app.AppOpsManager
import android.app.KeyguardManager
import android.content.Intent
import android.os.PowerManager
import android.provider.Settings
import android.widget.EditText
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.ShownScreen
import app.kinguard.family.screen.ContactActivity
import app.kinguard.family.screen.ContactTestActivity
import app.kinguard.lock.PinSettingsActivity
import app.kinguard.phone.InstalledApps
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.xiaomiTurns
import app.kinguard.setup.step.SetupStep
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import java.io.File

/**
 * Goes all the way through setup on a new phone, where everything is granted at once. The test counts the taps, and
 * docs/install.md states their number.
 */
@RunWith(AndroidRunner::class)
class SetupWalkTest : SetupTest() {
    private var taps = 0
    private var pages = 0
    private var systems = 0

    @Test
    @Config(sdk = [35])
    fun `on Android 15, from a file, on a phone whose maker stops apps`() {
        isMadeBy("Xiaomi")
        cameFromFile()
        phone.keepsItsAppsBack()
        LaunchPath.entries.forEach { app.xiaomiTurns(it, AppOpsManager.MODE_IGNORED) }
        walk(restricted = true)
        assertCounted("Android 15, Xiaomi, from a file")
    }

    @Test
    @Config(sdk = [35])
    fun `on Android 15, from a store, on a phone whose maker stops nobody`() {
        isMadeBy("Google")
        walk(restricted = false)
        assertCounted("Android 15, Pixel, from a store")
    }

    @Test
    @Config(sdk = [29])
    fun `on Android 10, on a phone whose maker stops apps`() {
        isMadeBy("HUAWEI")
        walk(restricted = false)
        assertCounted("Android 10, Huawei")
    }

    private fun walk(restricted: Boolean) {
        assertFalse(screens.finished)
        openFirst()
        page("这是谁的手机")
        tap("这是爸妈的手机")
        page("走到这一步，亲守拦住")
        shown.says("约十五分钟", "中国内地")
        tap("开始设置")
        page("出事时通知谁")
        family()
        tap("下一步")
        page("境外有亲友常打来吗")
        tap("下一步")
        permissions(restricted)
        page("请把手机交给妈妈")
        tap("已交给本人")
        page("通知家人什么")
        tap("我同意")
        page("试一试")
        tap("发测试")
        test()
        tap("下一步")
        page("会不会自己弹出来")
        comesUp { leaves() }
        shown.says("自己弹出来了")
        comesUp {
            dark(true)
            leaves()
        }
        dark(false)
        tap("下一步")
        page("家人密码")
        pin()
        tap("下一步")
        page("设好了")
        shown.says("该开的都开了")
        tap("完成")
        assertTrue(controller.get().isFinishing)
        assertTrue(screens.finished)
    }

    private fun family() {
        tap("妈妈")
        tap("添加家人")
        val contact = opens<ContactActivity>()
        pages++
        type(contact, "称呼", "小芳")
        type(contact, "手机号", "13900000001")
        tap(contact, "存好")
        assertTrue(contact.words, contact.activity.isFinishing)
        contact.end()
        assertEquals(null, opened())
        comesBack()
        shown.says("小芳")
        assertEquals("妈妈", app.container.familySettings.parent)
    }

    /** Digits are typed, as names are, and not counted. */
    private fun pin() {
        tap("设家人密码")
        val pin = opens<PinSettingsActivity>()
        repeat(2) {
            pages++
            "270914".forEach { digit -> pin.tap("$digit") }
        }
        assertTrue(pin.words, pin.activity.isFinishing)
        pin.end()
        comesBack()
        shown.says("已设密码")
    }

    private fun permissions(restricted: Boolean) {
        page("认出陌生来电")
        tap("去打开")
        systems++
        givesRole(true)
        page("电话和通讯录")
        tap("去打开")
        dialog(*PHONE)
        if (restricted) unlock()
        page("发短信给家人")
        tap("去打开")
        dialog(SMS)
        if (!before33()) {
            page("弹出警告")
            tap("去打开")
            allowsNotices()
            dialog(NOTICES)
            // Android 15 takes full-screen notifications away from all but calling apps.
            assertFullScreenIsAskedFor()
        }
        page("警告要能盖住别的软件")
        granting(Settings.ACTION_MANAGE_OVERLAY_PERMISSION) { allowsOverlay() }
        page("知道打开了哪个软件")
        granting(Settings.ACTION_USAGE_ACCESS_SETTINGS) { allowsUsage() }
        if (screens.store.step == SetupStep.APPS) {
            page("知道装了什么软件")
            tap("去打开")
            dialog(InstalledApps.PERMISSION)
        }
        page("一直守着")
        granting(Settings.ACTION_REQUEST_IGNORE_BATTERY_OPTIMIZATIONS) { leavesRunning() }
        if (screens.store.step == SetupStep.AUTOSTART) {
            page("自动启动")
            granting(Settings.ACTION_APPLICATION_DETAILS_SETTINGS) {}
            tap("我开好了")
        }
        if (screens.store.step == SetupStep.SWITCHES) {
            page("自己弹出来")
            granting(Settings.ACTION_APPLICATION_DETAILS_SETTINGS) { turnsSwitches() }
            // This page appears where the phone lets no app read the switches.
            if (screens.store.step == SetupStep.SWITCHES) tap("我开好了")
        }
        if (screens.store.step == SetupStep.UNUSED) {
            page("不用也别关")
            granting(Settings.ACTION_APPLICATION_DETAILS_SETTINGS) { keepsPermissions() }
        }
    }

    private fun turnsSwitches() = LaunchPath.entries.forEach { app.xiaomiTurns(it, AppOpsManager.MODE_ALLOWED) }

    /** The same page leads to the second switch. */
    private fun assertFullScreenIsAskedFor() {
        shown.says("弹出警告")
        granting(Settings.ACTION_MANAGE_APP_USE_FULL_SCREEN_INTENT) { allowsFullScreen() }
    }

    private fun unlock() {
        page("先解开“受限制”")
        tap("1. 先让它拒绝一次")
        systems++
        assertEquals(setOf(SMS), asked())
        refuses(SMS, again = false)
        tap("2. 打开应用信息")
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened()?.action)
        systems++
        comesBack()
        tap("允许了")
    }

    private fun test() {
        val test = opens<ContactTestActivity>()
        pages++
        tap(test, "发测试")
        phone.settle()
        assertEquals(test.words, listOf(true), phone.texts.map { "测试" in it })
        val digits = Regex("\\d{4}").find(phone.texts.single().substringAfter("数字"))?.value
        test.second()
        type(test, "念的四位数", checkNotNull(digits))
        tap(test, "确认")
        test.says("已确认收到")
        tap(test, "完成")
        test.end()
        comesBack()
    }

    /** Starts the trial. The warning comes up, and two touches dismiss it. */
    private fun comesUp(leave: () -> Unit) {
        tap("开始")
        leave()
        phone.passTo(phone.nowMs + 5_000)
        assertTrue(phone.warningIsSeen)
        pages++
        for (button in listOf(R.id.warning_call, R.id.warning_main)) {
            phone.tap(button)
            taps++
        }
        isOpenedAgain()
    }

    @Suppress("DEPRECATION") // The only way to turn the test phone's screen on and off.
    private fun dark(on: Boolean) {
        shadowOf(app.getSystemService(PowerManager::class.java)).setIsInteractive(!on)
        shadowOf(app.getSystemService(KeyguardManager::class.java)).setKeyguardLocked(on)
    }

    private fun dialog(vararg permissions: String) {
        assertEquals(permissions.toSet(), asked())
        systems++
        allows(*permissions)
    }

    private fun granting(action: String, grant: () -> Unit) {
        tap("去打开")
        assertEquals(action, opened()?.action)
        systems++
        grant()
        comesBack()
    }

    private fun page(title: String) {
        shown.says(title)
        pages++
    }

    private fun tap(words: String) = tap(shown, words)

    private fun tap(on: ShownScreen<*>, words: String) {
        on.tap(words)
        taps++
    }

    private fun type(on: ShownScreen<*>, label: String, text: String) {
        val words = on.views().filterIsInstance<android.widget.TextView>()
            .first { it.labelFor != android.view.View.NO_ID && label in it.text }
        on.activity.requireViewById<EditText>(words.labelFor).setText(text)
    }

    private inline fun <reified A : Activity> opens(): ShownScreen<A> {
        val intent: Intent = checkNotNull(opened())
        assertEquals(A::class.java.name, intent.component?.className)
        val other: ActivityController<A> = Robolectric.buildActivity(A::class.java, intent).setup()
        return ShownScreen(other)
    }

    private fun assertCounted(phone: String) {
        val page = File(System.getProperty("kinguard.sources"), "../../../../docs/install.md").readText()
        val row = "| $phone | $taps | $pages | $systems |"
        assertTrue("docs/install.md lacks: $row", row in page)
    }
}
