package app.kinguard.home

import android.content.Intent
import android.view.MotionEvent
import android.view.View
import android.view.WindowManager
import android.widget.ImageView
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.ShownScreen
import app.kinguard.core.Capability
import app.kinguard.health.CheckId
import app.kinguard.health.LaunchPathState
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.health.Verdict
import app.kinguard.page.PageAccess
import app.kinguard.phone.LaunchPath
import app.kinguard.warning.WarningActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(AndroidRunner::class)
@Config(application = HomeTestApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class HomeActivityTest {
    private val host = RuntimeEnvironment.getApplication() as HomeTestApp
    private val screen by lazy { ShownScreen.open<HomeActivity>() }

    @Test
    fun `guarded is one glance`() {
        screen.says("正在守护您", "女儿小芳、儿子小明", "打给女儿小芳", "有人要我共享屏幕")
        screen.saysNot("139", "0001", "1234", "去打开", "还没试过", "练一练")
        assertEquals("完整的盾牌，打着勾", mark())
    }

    @Test
    fun `what is granted but unproved is said, and still guarded`() {
        see(verdict(mapOf(Link.SHARING to LinkState.Unproved, Link.MONEY_APP to LinkState.Unproved)))
        screen.says("正在守护您", "在这部手机上还没试过：\n屏幕共享、打开银行")
    }

    @Test
    fun `whatever is missing is said in words, the most important is mended with one tap`() {
        see(
            verdict(
                mapOf(Link.MONEY_APP to LinkState.Missing(Capability.USAGE_ACCESS)),
                listOf(Capability.USAGE_ACCESS, Capability.OVERLAY, Capability.BATTERY),
            ),
        )
        screen.says("现在守护不全", "现在看不到：\n打开银行", "去打开：使用情况访问", "还有 2 项没打开")
        assertEquals("缺了一块的盾牌", mark())
        screen.tap("去打开：使用情况访问")
        assertEquals("mend.USAGE_ACCESS", opened()?.action)
    }

    @Test
    fun `every link that is not seen has its words`() {
        val words = mapOf(
            Link.CALL to "谁打来电话",
            Link.INSTALL to "新装的软件",
            Link.SHARING to "屏幕共享",
            Link.MONEY_APP to "打开银行",
        )
        for ((link, word) in words) {
            see(verdict(mapOf(link to LinkState.NotOnThisPhone)))
            screen.says("现在守护不全", "这部手机看不到：\n$word")
            see(verdict(mapOf(link to LinkState.Missing(Capability.PHONE_STATE)), listOf(Capability.PHONE_STATE)))
            screen.says("现在守护不全", "现在看不到：\n$word")
            see(verdict(mapOf(link to LinkState.Unproved)))
            screen.says("正在守护您", "在这部手机上还没试过：\n$word")
        }
        see(verdict().copy(links = verdict().links - Link.SHARING))
        screen.says("现在守护不全", "这部手机看不到：\n屏幕共享")
    }

    @Test
    fun `every capability has its words and leads somewhere, and costs nothing else`() {
        for (capability in Capability.entries) {
            see(verdict(lacking = listOf(capability)))
            screen.says(if (capability in KEEPS_THE_WARNING_DOWN) "现在守护不全" else "正在守护您")
            val lost = screen.words.lines()[1]
            assertTrue("$capability: $lost", lost.endsWith("。"))
            screen.tap("去打开：")
            assertEquals("mend.$capability", opened()?.action)
            screen.saysNot("还有")
        }
    }

    @Test
    fun `a failing check is no guard`() {
        for (check in CheckId.entries) {
            see(verdict().copy(failing = listOf(check)))
            screen.says("现在守护不全", "检查没通过：")
        }
    }

    @Test
    fun `a warning that did not come up is no guard`() {
        see(verdict().copy(unseenMs = 1))
        screen.says("现在守护不全", "上次的警告没能弹出来。\n请家人来看看，再做一次防骗演练。")
        screen.saysNot("正在守护您")
    }

    @Test
    fun `where only a trial can tell whether the warning comes up, it says so and leads there`() {
        val untried = mapOf(
            LaunchPath.FROM_BEHIND to LaunchPathState.Proved(1),
            LaunchPath.WHILE_LOCKED to LaunchPathState.Unproved,
        )
        see(verdict().copy(launchPaths = untried))
        screen.says("现在守护不全", "还没试过，警告会不会自己弹出来。")
        screen.saysNot("正在守护您")
        screen.tap("现在试一试")
        assertEquals("try.warning", opened()?.action)
        see(verdict().copy(launchPaths = mapOf(LaunchPath.FROM_BEHIND to LaunchPathState.Failed(1))))
        screen.says("现在守护不全", "试过了，警告没有自己弹出来。", "现在试一试")
    }

    @Test
    fun `where nothing is known to be in the way nobody is bothered with it`() {
        see(verdict().copy(launchPaths = LaunchPath.entries.associateWith { LaunchPathState.Free }))
        screen.says("正在守护您")
        screen.saysNot("现在试一试")
    }

    @Test
    fun `a switch that is off is mended, not tried`() {
        val off = mapOf(LaunchPath.FROM_BEHIND to LaunchPathState.Off)
        see(verdict(lacking = listOf(Capability.BACKGROUND_START)).copy(launchPaths = off))
        screen.says("现在守护不全", "开着银行时，警告弹不出来。", "去打开：后台弹出界面")
        screen.saysNot("现在试一试")
    }

    @Test
    fun `paused says until when, and leads to the family's side`() {
        see(verdict().copy(pausedUntilMs = System.currentTimeMillis() + 1))
        screen.says("守护暂停了", "自动恢复", "打给女儿小芳", "有人要我共享屏幕")
        screen.saysNot("正在守护您")
        assertEquals("暂停的盾牌", mark())
        screen.tap("请家人点这里")
        assertEquals(FamilyMenuActivity::class.java.name, opened()?.component?.className)
    }

    @Test
    fun `the end of a pause is said in the language of the page`() {
        see(verdict().copy(pausedUntilMs = System.currentTimeMillis() + 2 * 24 * 3_600_000L))
        val until = Regex("到 \\d+月\\d+日 周. (上午|下午)?\\d+:\\d+ 自动恢复")
        assertTrue(screen.words, until.containsMatchIn(screen.words))
    }

    @Test
    fun `not set up is the first thing to do`() {
        host.sight = HomeState(verdict(), emptyList(), isSetUp = false, practiceIsDue = true)
        screen.says("还没设置好", "有人要我共享屏幕")
        screen.saysNot("正在守护您", "加上家人", "练一练")
        screen.tap("开始设置")
        assertEquals("set.up", opened()?.action)
    }

    @Test
    fun `nothing is promised before the first look, nor when none comes back`() {
        host.answers = false
        screen.says("正在查看", "有人要我共享屏幕")
        screen.saysNot("正在守护您", "打给")
        host.answer()
        screen.says("正在守护您", "打给女儿小芳")
        host.nowMs += HomeStateLoader.EVERY_MS
        screen.second()
        host.nowMs += HomeStateLoader.LOST_MS - 1
        screen.second()
        screen.says("正在守护您")
        host.nowMs += 1
        screen.second()
        screen.says("正在查看")
    }

    @Test
    fun `what cannot be read is not promised`() {
        host.sight = null
        screen.says("正在查看", "有人要我共享屏幕")
        host.sight = HomeState(null, null, isSetUp = true, practiceIsDue = false)
        later()
        screen.says("正在查看")
        screen.saysNot("加上家人", "打给")
    }

    @Test
    fun `it is looked at every few seconds, and at once on coming back`() {
        screen.second()
        screen.second()
        assertEquals(1, host.looks)
        host.nowMs += HomeStateLoader.EVERY_MS
        screen.second()
        assertEquals(2, host.looks)
        screen.isLeft()
        screen.second()
        host.sight = host.sight?.copy(verdict = verdict(lacking = listOf(Capability.SMS)))
        screen.comesBack()
        assertEquals("a permission may have been revoked meanwhile", 3, host.looks)
        screen.says("去打开：短信")
    }

    @Test
    fun `one tap rings the child`() {
        screen.tap("打给女儿小芳")
        assertEquals(listOf("+8613900000001"), host.callActions.called)
        screen.saysNot("没能打开")
        host.callActions.rings = false
        screen.tap("打给女儿小芳")
        screen.says("这部手机上没能打开")
    }

    @Test
    fun `nobody to ring leads to adding somebody`() {
        host.sight = host.sight?.copy(family = emptyList())
        screen.says("还没有家人会收到消息")
        screen.tap("加上家人")
        assertEquals("add.family", opened()?.action)
    }

    @Test
    fun `the alarm button opens the warning at once, and pressed twice asks once`() {
        val button = checkNotNull(screen.button("有人要我共享屏幕"))
        button.performClick()
        button.performClick()
        assertEquals(1, host.guard.asked)
        assertEquals(WarningActivity::class.java.name, opened()?.component?.className)
        screen.saysNot("有人要我共享屏幕", "打给", "女儿")
    }

    @Test
    fun `while a red warning stands nothing else is seen or touched`() {
        screen
        host.guard.danger = Danger.STANDS
        val call = checkNotNull(screen.button("打给女儿小芳"))
        call.performClick()
        assertTrue(host.callActions.called.isEmpty())
        assertEquals(WarningActivity::class.java.name, opened()?.component?.className)
        screen.saysNot("正在守护您", "女儿", "家人设置")
        screen.tap("打开警告")
        assertEquals(WarningActivity::class.java.name, opened()?.component?.className)
        host.guard.danger = Danger.NONE
        screen.second()
        screen.says("正在守护您")
    }

    @Test
    fun `a warning that is yet to be put up again is waited for`() {
        host.guard.danger = Danger.COMING
        screen.saysNot("正在守护您", "有人要我共享屏幕")
        assertNull(opened())
        screen.second()
        assertNull(opened())
        host.guard.danger = Danger.STANDS
        screen.second()
        assertEquals(WarningActivity::class.java.name, opened()?.component?.className)
    }

    @Test
    fun `it is offered to practise, and taken back by a word`() {
        host.sight = host.sight?.copy(practiceIsDue = true)
        screen.tap("做一次防骗练习")
        assertEquals("practise", opened()?.action)
        screen.tap("以后再说")
        screen.saysNot("做一次防骗练习")
    }

    @Test
    fun `turned and torn down, it says the same`() {
        see(verdict(lacking = listOf(Capability.SMS)))
        val before = screen.words
        screen.turn()
        assertEquals(before, screen.words)
        assertTrue("starting twice does no harm", host.guard.begun >= 1)
    }

    @Test
    fun `a window over it keeps nobody from calling for help, and from all else`() {
        val covered = MotionEvent.FLAG_WINDOW_IS_OBSCURED
        val finger = arrayOf(MotionEvent.PointerProperties())
        val place = arrayOf(MotionEvent.PointerCoords())
        val shot = MotionEvent.obtain(0, 0, MotionEvent.ACTION_DOWN, 1, finger, place, 0, 0, 1f, 1f, 0, 0, 0, covered)
        val flags = screen.activity.window.attributes.flags
        assertNotEquals("hidden from screenshots", 0, flags and WindowManager.LayoutParams.FLAG_SECURE)
        assertTrue(view(R.id.page).onFilterTouchEventForSecurity(shot))
        assertTrue(view(R.id.home_help).onFilterTouchEventForSecurity(shot))
        assertTrue(view(R.id.page_main).onFilterTouchEventForSecurity(shot))
        assertFalse(view(R.id.page_scroll).onFilterTouchEventForSecurity(shot))
    }

    @Test
    fun `a screen reader hears how it stands, who is told, then the buttons`() {
        val heard = screen.views().filter { it.isImportantForAccessibility }.map { it.id to it.contentDescription }
        val order = listOf(R.id.page_status_mark, R.id.page_status_words, R.id.page_main, R.id.home_help)
        assertEquals(order, heard.map { it.first }.filter { it in order })
        val status = view(R.id.page_status_words).parent as View
        assertTrue("one stop, not two", status.isScreenReaderFocusable && status.isAccessibilityHeading)
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_POLITE, view(R.id.page_status_words).accessibilityLiveRegion)
    }

    @Test
    fun `the family's menu is closed while the family's PIN is asked for, home is not`() {
        host.passage = PageAccess.PIN
        screen.says("正在守护您")
        screen.tap("家人设置")
        assertEquals(FamilyMenuActivity::class.java.name, opened()?.component?.className)
        val menu = ShownScreen.open<FamilyMenuActivity>()
        menu.saysNot("告诉谁")
        menu.tap("输入密码")
        assertEquals("ask.pin", opened()?.action)
        host.passage = PageAccess.OPEN
        menu.second()
        menu.tap("告诉谁")
        assertEquals("menu.contacts", opened()?.action)
        menu.tap("关于")
        assertEquals(AboutActivity::class.java.name, opened()?.component?.className)
        val about = ShownScreen.open<AboutActivity>()
        about.says("版本 0.1.0", "还没在真手机上跑过", "Apache 2.0")
        assertNotNull(about.button("关闭"))
    }

    @Test
    fun `home is what the phone's list of apps opens, and nothing else is`() {
        val open = host.packageManager.getLaunchIntentForPackage(host.packageName)
        assertEquals(HomeActivity::class.java.name, open?.component?.className)
        val all = Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER).setPackage(host.packageName)
        assertEquals(1, host.packageManager.queryIntentActivities(all, 0).size)
    }

    private fun see(verdict: Verdict) {
        host.sight = host.sight?.copy(verdict = verdict)
        later()
    }

    private fun later() {
        screen
        host.nowMs += HomeStateLoader.EVERY_MS
        screen.second()
    }

    private fun mark() = (view(R.id.page_status_mark) as ImageView).contentDescription.toString()

    private fun view(id: Int): View = screen.activity.requireViewById(id)

    private fun opened(): Intent? = shadowOf(host).nextStartedActivity

    private companion object {
        val KEEPS_THE_WARNING_DOWN = setOf(Capability.OVERLAY, Capability.BACKGROUND_START, Capability.LOCK_SCREEN)
    }
}
