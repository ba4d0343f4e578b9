package app.kinguard.setup

import android.Manifest
import android.app.role.RoleManager
import android.media.AudioManager
import android.os.Build
import android.os.UserManager
import android.provider.Settings
import android.telephony.TelephonyManager
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.phone.InstalledApps
import app.kinguard.setup.step.SetupStep
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Tests each step: granted, refused, skipped, revisited. */
@RunWith(AndroidRunner::class)
class SetupStepsTest : SetupTest() {
    @Test
    fun `every capability is granted on one step, and every step that grants has words of its own`() {
        isMadeBy("vivo")
        phone.keepsItsAppsBack()
        open()
        val steps = controller.get().permissions.all
        val all = steps.flatMap { it.capabilities }
        // Nothing is known of the exemption on Android 10.
        val none = if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) setOf(Capability.UNUSED_EXEMPTION) else emptySet()
        assertEquals(Capability.entries.toSet() - none, all.toSet())
        assertEquals(all.size, all.toSet().size)
        steps.forEach { step -> step.capabilities.forEach { assertEquals(step.step, SetupStep.of(it)) } }
        assertEquals(steps.size * 3, steps.flatMap { listOf(it.title, it.why, it.lost) }.toSet().size)
    }

    @Test
    fun `what is granted leads on by itself, and the next page says so`() {
        openAt(SetupStep.OVERLAY)
        shown.says("不开：警告只是一个小横条")
        shown.tap("去打开")
        assertEquals(Settings.ACTION_MANAGE_OVERLAY_PERMISSION, opened()?.action)
        allowsOverlay()
        comesBack()
        assertStep(SetupStep.USAGE, R.string.setup_usage)
        shown.says("已打开：警告要能盖住别的软件")
    }

    @Test
    fun `what is not granted stays, and can be left off`() {
        openAt(SetupStep.USAGE)
        shown.tap("去打开")
        comesBack()
        assertStep(SetupStep.USAGE, R.string.setup_usage)
        shown.says("不开：打开银行时没有警告")
        shown.tap("先不开")
        assertStep(SetupStep.BATTERY, R.string.setup_battery)
        shown.saysNot("已打开")
    }

    @Test
    fun `the system's questions are asked twice, then the settings are opened`() {
        openAt(SetupStep.PHONE)
        shown.tap("去打开")
        assertEquals(PHONE.toSet(), asked())
        refuses(*PHONE, again = true)
        assertStep(SetupStep.PHONE, R.string.setup_phone)
        shown.saysNot("不再弹窗")
        shown.tap("去打开")
        assertNull(opened())
        refuses(*PHONE, again = false)
        shown.says("不再弹窗")
        shown.tap("去设置里打开")
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened()?.action)
        shadowOf(app).grantPermissions(*PHONE)
        comesBack()
        shown.says("已打开：电话和通讯录")
    }

    @Test
    fun `a phone that keeps its list of apps back is asked for it`() {
        phone.keepsItsAppsBack()
        openAt(SetupStep.APPS)
        shown.says("始终允许", "不开：看不到新装的软件")
        shown.saysNot("看不到别的软件")
        shown.tap("去打开")
        assertEquals(setOf(InstalledApps.PERMISSION), asked())
        refuses(InstalledApps.PERMISSION, again = true)
        assertStep(SetupStep.APPS, R.string.setup_apps)
        shown.tap("去打开")
        allows(InstalledApps.PERMISSION)
        assertStep(SetupStep.BATTERY, R.string.setup_battery)
    }

    @Test
    fun `a list that stays hidden leads to the settings, and says what to look for`() {
        phone.keepsItsAppsBack()
        phone.hidesItsApps()
        shadowOf(app).grantPermissions(InstalledApps.PERMISSION)
        openAt(SetupStep.APPS)
        shown.says("亲守在这里看不到别的软件")
        shown.tap("去打开")
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened()?.action)
        phone.holds("com.example.notes")
        comesBack()
        assertStep(SetupStep.BATTERY, R.string.setup_battery)
    }

    @Test
    fun `a phone that shows its apps is not asked, and one that hides them without a word is`() {
        open()
        assertFalse(SetupStep.APPS in controller.get().phone.steps)
        phone.hidesItsApps()
        open()
        assertTrue(SetupStep.APPS in controller.get().phone.steps)
        open(PermissionFix.intent(app, Capability.INSTALLED_APPS))
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened()?.action)
        phone.holds("com.example.notes")
        comesBack()
        assertTrue(controller.get().isFinishing)
    }

    @Test
    @Config(minSdk = 30)
    fun `a phone that takes permissions from what nobody opens is asked for the exemption`() {
        openAt(SetupStep.UNUSED)
        shown.says("不弄：过几个月，可能就没人守了。", "未使用")
        shown.tap("去打开")
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened()?.action)
        comesBack()
        assertStep(SetupStep.UNUSED, R.string.setup_unused)
        shown.tap("去打开")
        keepsPermissions()
        comesBack()
        assertEquals(SetupStep.CONSENT, store.step)
        shown.says("已打开：不用也别关")
    }

    @Test
    fun `a phone that takes nothing has no such step`() {
        keepsPermissions()
        open()
        assertFalse(SetupStep.UNUSED in controller.get().phone.steps)
    }

    @Test
    @Config(sdk = [29])
    fun `nor has Android 10`() {
        open()
        assertFalse(SetupStep.UNUSED in controller.get().phone.steps)
    }

    @Test
    fun `where another app has the role, the call log stands in`() {
        openAt(SetupStep.CALLS)
        shown.saysNot("通话记录")
        shown.tap("去打开")
        givesRole(false)
        shown.says("可以用“通话记录”代替")
        shown.tap("用通话记录代替")
        assertEquals(setOf(Manifest.permission.READ_CALL_LOG, Manifest.permission.READ_PHONE_STATE), asked())
        allows(Manifest.permission.READ_CALL_LOG, Manifest.permission.READ_PHONE_STATE)
        assertStep(SetupStep.PHONE, R.string.setup_phone)
    }

    @Test
    fun `where the role does not exist, the call log is offered at once`() {
        val roles = checkNotNull(app.getSystemService(RoleManager::class.java))
        assertTrue(roles.isRoleAvailable(RoleManager.ROLE_CALL_SCREENING))
        org.robolectric.shadows.ShadowRoleManager.reset()
        openAt(SetupStep.CALLS)
        shown.says("用通话记录代替")
    }

    @Test
    fun `back leads one step back, and out at the first`() {
        add()
        open()
        shown.tap("开始设置")
        shown.tap("妈妈")
        shown.tap("下一步")
        assertStep(SetupStep.ABROAD, R.string.setup_abroad)
        back()
        assertStep(SetupStep.FAMILY, R.string.family_screen_family)
        back()
        shown.says("开始设置")
        back()
        assertTrue(controller.get().isFinishing)
    }

    @Test
    fun `it goes on where it was left, at every step, turned or dead`() {
        isMadeBy("samsung")
        val steps = run {
            open()
            controller.get().phone.steps
        }
        for (step in steps) {
            openAt(step)
            val words = shown.words
            shown.turn()
            assertEquals("$step turned", words, shown.words)
            dies()
            assertEquals("$step dead", words, shown.words)
            assertEquals(step, store.step)
        }
    }

    @Test
    fun `it may die while the system asks`() {
        openAt(SetupStep.USAGE)
        shown.tap("去打开")
        allowsUsage()
        dies()
        assertStep(SetupStep.BATTERY, R.string.setup_battery)
        shown.says("已打开：知道打开了哪个软件")
    }

    @Test
    fun `what is taken back while the page is open shows`() {
        allowsOverlay()
        openAt(SetupStep.OVERLAY)
        shown.says("已经打开")
        allowsOverlay(false)
        shown.second()
        shown.saysNot("已经打开")
        shown.says("去打开")
        assertEquals(SetupStep.OVERLAY, store.step)
    }

    @Test
    fun `a phone without a line leaves out what needs one, and says so`() {
        shadowOf(app.packageManager).setSystemFeature("android.hardware.telephony", false)
        openAt(SetupStep.HOME)
        shown.says("这部设备不能打电话")
        val steps = controller.get().phone.steps
        assertFalse(SetupStep.CALLS in steps || SetupStep.SMS in steps)
        openAt(SetupStep.PHONE)
        shown.tap("去打开")
        assertEquals(setOf(Manifest.permission.READ_CONTACTS), asked())
    }

    @Test
    fun `a phone without a SIM card says so, and asks all the same`() {
        val telephony = shadowOf(app.getSystemService(TelephonyManager::class.java))
        telephony.setSimState(TelephonyManager.SIM_STATE_ABSENT)
        telephony.setSimCountryIso("")
        openAt(SetupStep.HOME)
        shown.says("没读到手机卡", "不选的话")
        shown.tap("中国香港")
        shown.tap("下一步")
        assertEquals("HK", screens.regions.home)
        openAt(SetupStep.SMS)
        shown.says("现在没有手机卡", "去打开")
    }

    @Test
    fun `it refuses to go on during a call, and goes on when that is over`() {
        val audio = checkNotNull(app.getSystemService(AudioManager::class.java))
        for (mode in listOf(AudioManager.MODE_IN_CALL, AudioManager.MODE_IN_COMMUNICATION)) {
            audio.mode = mode
            phone.idle()
            openAt(SetupStep.OVERLAY)
            // The words of this page or of the guard, which saw the call too.
            shown.says("先挂断")
            shown.saysNot("去打开")
            audio.mode = AudioManager.MODE_NORMAL
            // The guard keeps watching for a little while after a call.
            phone.passTo(phone.nowMs + 10_000)
            shown.second()
            shown.says("去打开")
            audio.mode = mode
            phone.idle()
            shown.second()
            shown.says("先挂断")
            shown.tap("关闭")
            assertTrue(controller.get().isFinishing)
        }
    }

    @Test
    fun `once the guard sees who rings, a friend's call is no reason, and a stranger's shuts everything`() {
        end()
        phone.isSetUp(overlay = false)
        phone.callStarts(Direction.INCOMING, "+8613900000001", known = true)
        phone.callIsAnswered()
        openAt(SetupStep.OVERLAY)
        shown.says("去打开")
        phone.callEnds()
        phone.callStarts(Direction.INCOMING, "+85221234567", known = false)
        phone.callIsAnswered()
        shown.second()
        shown.says("现在打不开")
        back()
        shown.says("现在打不开")
        assertTrue("nothing lies behind it", controller.get().isFinishing)
        assertEquals(SetupStep.OVERLAY, store.step)
    }

    @Test
    @Config(minSdk = 30)
    fun `in a work profile it says where it belongs`() {
        shadowOf(app.getSystemService(UserManager::class.java)).setManagedProfile(true)
        open()
        shown.says("别装在工作资料里")
        shown.saysNot("下一步")
    }

    @Test
    fun `one tap mends what is lacking, and it is gone when that is granted`() {
        store.step = SetupStep.FINISH
        open(PermissionFix.intent(app, Capability.USAGE_ACCESS))
        assertEquals(Settings.ACTION_USAGE_ACCESS_SETTINGS, opened()?.action)
        shown.saysNot("第")
        shown.turn()
        assertNull("asked once", opened())
        allowsUsage()
        comesBack()
        assertTrue(controller.get().isFinishing)
        assertEquals(SetupStep.FINISH, store.step)
    }

    @Test
    fun `it is not finished before the person has agreed`() {
        openAt(SetupStep.FINISH)
        shown.says("还差", "手机的主人还没同意通知家人。")
        assertFalse(screens.finished)
        shown.tap("请本人阅读并同意")
        shown.tap("已交给本人")
        assertStep(SetupStep.CONSENT, R.string.setup_consent)
        shown.tap("先不同意")
        assertStep(SetupStep.TRIAL, R.string.setup_trial)
        shown.tap("下一步")
        assertStep(SetupStep.ENTRANCE, R.string.setup_entrance)
        shown.tap("先不试")
        assertStep(SetupStep.PIN, R.string.lock_settings)
        shown.tap("不设密码")
        shown.says("骗子在电话里")
        shown.turn()
        shown.says("骗子在电话里")
        assertEquals("not before the second touch", SetupStep.PIN, store.step)
        shown.tap("不设，继续")
        shown.says("还差", "家人密码")
        shown.tap("警告要能盖住别的软件")
        assertStep(SetupStep.OVERLAY, R.string.setup_overlay)
    }
}
