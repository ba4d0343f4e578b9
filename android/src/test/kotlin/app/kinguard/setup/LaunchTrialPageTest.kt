package app.kinguard.setup

import android.app.AppOpsManager
import android.app.KeyguardManager
import android.os.PowerManager
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.core.Event
import app.kinguard.health.LaunchPathState
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.xiaomiTurns
import app.kinguard.setup.step.SetupStep
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

/** Tests the warning on a whole phone: from the page that asks for it to what the home screen may promise. */
@RunWith(AndroidRunner::class)
class LaunchTrialPageTest : SetupTest() {
    private val states get() = app.health.verdict().launchPaths

    @Before
    fun isSetUpOnAPhoneWhoseSwitchesNobodyCanRead() {
        isMadeBy("vivo")
        end()
        phone.isSetUp()
    }

    @Test
    fun `both are tried, and only then home may say guarded`() {
        assertFalse(app.health.verdict().guarded)
        openAt(SetupStep.ENTRANCE)
        shown.says("会不会自己弹出来", "首页就不说“正在守护”", "先不试")
        shown.saysNot("2. 锁着屏时")
        shown.tap("开始")
        shown.says("现在回到手机桌面")
        leaves()
        phone.passTo(phone.nowMs + 4_500)
        assertFalse(phone.warningIsSeen)
        phone.passTo(phone.nowMs + 500)
        assertTrue(phone.warningIsSeen)
        assertEquals("这是练习，不是真的", phone.read(R.id.warning_practice))
        assertTrue("${states[BEHIND]}", states[BEHIND] is LaunchPathState.Proved)
        assertFalse("one is not both", app.health.verdict().guarded)

        phone.started.clear()
        phone.tap(R.id.warning_call)
        phone.tap(R.id.warning_main)
        assertNull(phone.screen)
        assertEquals(SetupActivity::class.java.name, phone.started.single().component?.className)
        isOpenedAgain()
        shown.says("自己弹出来了", "2. 锁着屏时")
        shown.tap("开始")
        shown.says("现在按电源键锁屏")
        locks()
        phone.passTo(phone.nowMs + 5_000)
        assertTrue(phone.warningIsSeen)
        assertTrue("${states[LOCKED]}", states[LOCKED] is LaunchPathState.Proved)
        assertTrue(app.health.verdict().guarded)
        assertNobodyHeard()

        phone.processDies()
        phone.processStarts()
        assertTrue("remembered", app.health.verdict().guarded)
    }

    @Test
    fun `dropped without a word, it says so and which switch to look at, and can be tried again`() {
        phone.swallowsStarts = true
        openAt(SetupStep.ENTRANCE)
        shown.tap("开始")
        leaves()
        phone.passTo(phone.nowMs + 7_500)
        assertEquals("while the trial waits", LaunchPathState.Unproved, states[BEHIND])
        phone.passTo(phone.nowMs + 500)
        assertTrue("${states[BEHIND]}", states[BEHIND] is LaunchPathState.Failed)
        assertNull("no window in place of a drill", phone.overlay)
        assertFalse(phone.warningStandsInNotification)
        assertNull(app.warningController.standing)
        assertNull("no warning was missed", app.health.verdict().unseenMs)
        assertNobodyHeard()

        isOpenedAgain()
        shown.says("没有自己弹出来", "找到“后台弹出界面”", "再试一次")
        shown.tap("打开那个开关")
        assertEquals("android.settings.APPLICATION_DETAILS_SETTINGS", opened()?.action)
        phone.swallowsStarts = false
        comesBack()
        shown.tap("再试一次")
        leaves()
        phone.passTo(phone.nowMs + 5_000)
        assertTrue("${states[BEHIND]}", states[BEHIND] is LaunchPathState.Proved)
    }

    @Test
    fun `opened by its banner it did not come up by itself`() {
        phone.swallowsStarts = true
        openAt(SetupStep.ENTRANCE)
        shown.tap("开始")
        leaves()
        phone.passTo(phone.nowMs + 6_000)
        phone.tapsNotification()
        phone.passTo(phone.nowMs + 10_000)
        assertTrue("${states[BEHIND]}", states[BEHIND] is LaunchPathState.Failed)
    }

    @Test
    fun `a process that the phone ends in between has not shown it`() {
        openAt(SetupStep.ENTRANCE)
        shown.tap("开始")
        leaves()
        phone.processDies()
        phone.processStarts()
        phone.passTo(phone.nowMs + 10_000)
        assertFalse(phone.warningIsSeen)
        assertTrue("${states[BEHIND]}", states[BEHIND] is LaunchPathState.Failed)
    }

    @Test
    fun `a danger in between is the danger's, and nothing was learnt`() {
        openAt(SetupStep.ENTRANCE)
        shown.tap("开始")
        leaves()
        phone.passTo(phone.nowMs + 2_000)
        app.home.guard.helpAsked()
        phone.passTo(phone.nowMs + 20_000)
        assertEquals(false, app.warningController.standing?.warning?.practice)
        assertEquals(LaunchPathState.Unproved, states[BEHIND])
    }

    @Test
    fun `it is not offered while a danger stands`() {
        app.home.guard.helpAsked()
        phone.settle()
        openAt(SetupStep.ENTRANCE)
        shown.says("现在打不开")
        shown.saysNot("开始")
        open(SetupActivity.trial(app))
        shown.says("现在打不开")
    }

    @Test
    fun `whoever goes elsewhere from the page waits for nothing`() {
        openAt(SetupStep.ENTRANCE)
        shown.tap("开始")
        shown.tap("不等了")
        shown.says("首页就不说“正在守护”")
        shown.tap("开始")
        controller.get().finish()
        controller.pause().stop().destroy()
        phone.passTo(phone.nowMs + 20_000)
        assertFalse(phone.warningIsSeen)
        assertEquals(LaunchPathState.Unproved, states[BEHIND])
        controller = Robolectric.buildActivity(SetupActivity::class.java, SetupActivity.intent(app)).setup()
    }

    @Test
    fun `without leave to cover others it asks for that first`() {
        allowsOverlay(false)
        openAt(SetupStep.ENTRANCE)
        shown.says("先让亲守能盖住别的软件")
        shown.saysNot("开始")
        shown.tap("去打开")
        assertEquals("android.settings.action.MANAGE_OVERLAY_PERMISSION", opened()?.action)
        allowsOverlay()
        comesBack()
        shown.second()
        shown.tap("开始")
    }

    @Test
    fun `where nothing is known to be in the way it is offered, and home does not wait for it`() {
        end()
        isMadeBy("Google")
        phone.processStarts()
        assertTrue(app.health.verdict().guarded)
        openAt(SetupStep.ENTRANCE)
        shown.says("开始")
        shown.saysNot("首页就不说")
        shown.tap("先不试")
        assertEquals(SetupStep.PIN, store.step)
        shown.tap("不设密码")
        shown.tap("不设，继续")
        assertEquals(SetupStep.FINISH, store.step)
        shown.saysNot("会不会自己弹出来")
    }

    @Test
    fun `a switch that goes off afterwards is found, told, and led to in one touch`() {
        end()
        isMadeBy("Xiaomi")
        phone.processStarts()
        assertTrue("as read", app.health.verdict().guarded)
        assertFalse(Capability.BACKGROUND_START in app.health.verdict().lacking)
        app.xiaomiTurns(BEHIND, AppOpsManager.MODE_IGNORED)
        app.guard.lookAgain()
        phone.settle()
        val verdict = app.health.verdict()
        assertTrue(Capability.BACKGROUND_START in verdict.lacking)
        assertEquals(LaunchPathState.Off, verdict.launchPaths[BEHIND])
        assertFalse(verdict.guarded)
        assertTrue("${phone.texts}", phone.texts.any { "在后台弹出警告" in it })
        open(PermissionFix.intent(app, Capability.BACKGROUND_START))
        assertEquals("android.settings.APPLICATION_DETAILS_SETTINGS", opened()?.action)
        app.xiaomiTurns(BEHIND, AppOpsManager.MODE_ALLOWED)
        comesBack()
        assertTrue("gone when it is on", controller.get().isFinishing)
    }

    private fun locks() {
        dark(true)
        leaves()
    }

    @Suppress("DEPRECATION") // The only way to turn the test phone's screen off.
    private fun dark(on: Boolean) {
        shadowOf(app.getSystemService(PowerManager::class.java)).setIsInteractive(!on)
        shadowOf(app.getSystemService(KeyguardManager::class.java)).setKeyguardLocked(on)
    }

    private fun assertNobodyHeard() {
        assertEquals(emptyList<String>(), phone.texts)
        assertEquals(emptyList<Any>(), phone.told)
        assertTrue(phone.heard.none { it is Event.WarningAnswered })
    }

    private companion object {
        val BEHIND = LaunchPath.FROM_BEHIND
        val LOCKED = LaunchPath.WHILE_LOCKED
    }
}
