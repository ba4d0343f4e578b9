package app.kinguard.home

import android.content.Intent
import android.graphics.drawable.ColorDrawable
import android.view.MotionEvent
import android.view.View
import android.view.WindowManager
import android.widget.ImageView
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.ShownScreen
import app.kinguard.core.Capability
import app.kinguard.family.Address
import app.kinguard.health.CheckId
import app.kinguard.health.LaunchPathState
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.health.Verdict
import app.kinguard.page.PageAccess
import app.kinguard.phone.LaunchPath
import app.kinguard.time.DAY_MS
import app.kinguard.warning.WarningActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
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
        screen.saysNot("139", "0001", "1234", "请家人点这里打开", "还没试过", "练一练")
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
        screen.says("现在守护不全", "现在看不到：\n打开银行", "使用情况访问权限", "还有 2 项没打开")
        assertEquals("缺了一块的盾牌", mark())
        screen.tap("请家人点这里打开\n使用情况访问权限")
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
            screen.saysNot("看看怎么修")
            screen.tap("请家人点这里打开")
            assertEquals("mend.$capability", opened()?.action)
            screen.saysNot("还有")
        }
    }

    @Test
    fun `a failing check is no guard`() {
        for (check in CheckId.entries) {
            see(verdict().copy(failing = listOf(check)))
            screen.says("现在守护不全", "有一项检查没通过：")
            screen.tap("看看怎么修")
            assertEquals("fix", opened()?.action)
        }
    }

    @Test
    fun `a warning that did not come up is no guard`() {
        see(verdict().copy(unseenMs = 1))
        screen.says("现在守护不全", "上次的警告没能弹出来。\n请家人来看看，再做一次防骗练习。")
        screen.saysNot("正在守护您")
        screen.tap("做一次防骗练习")
        assertEquals("practise", opened()?.action)
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
        screen.says("现在守护不全", "开着银行时，警告弹不出来。", "请家人点这里打开\n后台弹出界面")
        screen.saysNot("现在试一试")
    }

    @Test
    fun `paused says until when, and ends with one tap`() {
        see(verdict().copy(pausedUntilMs = WALL_MS + 1))
        screen.says("守护暂停了", "自动恢复。", "打给女儿小芳", "有人要我共享屏幕")
        screen.saysNot("正在守护您")
        assertEquals("暂停的盾牌", mark())
        screen.tap("恢复守护")
        assertEquals("resume", opened()?.action)
    }

    @Test
    fun `the end of a pause is said in the language of the page`() {
        see(verdict().copy(pausedUntilMs = WALL_MS + 2 * DAY_MS))
        val until = Regex("\\d+月\\d+日 周. (凌晨|早上|上午|中午|下午|晚上)?\\d+:\\d+自动恢复")
        assertTrue(screen.words, until.containsMatchIn(screen.words))
    }

    @Test
    fun `a phone of the family has a home of its own, and nothing is guarded`() {
        host.elsewhere = Intent("family.home")
        assertTrue(screen.activity.isFinishing)
        assertEquals("family.home", opened()?.action)
        assertEquals(0, host.guard.begun)
    }

    @Test
    fun `not set up is the first thing to do`() {
        host.sight = HomeState(verdict(), emptyList(), isSetUp = false, practiceIsDue = true)
        screen.says("欢迎使用亲守", "请家人来设置，约十五分钟。", "打电话给家人", "有人要我共享屏幕")
        screen.saysNot("正在守护您", "加上家人", "练一练", "按下后马上通知")
        assertEquals("带心的盾牌", mark())
        screen.tap("开始设置")
        assertEquals("set.up", opened()?.action)
    }

    @Test
    fun `nothing is promised before the first look, nor when none comes back`() {
        host.answers = false
        screen.says("正在查看", "打电话给家人", "有人要我共享屏幕")
        screen.saysNot("正在守护您", "打给")
        screen.tap("打电话给家人")
        assertEquals(Intent.ACTION_DIAL, opened()?.action)
        host.answer()
        screen.says("正在守护您", "打给女儿小芳")
        host.nowMs += HomeStateLoader.EVERY_MS
        screen.second()
        host.nowMs += HomeStateLoader.LOST_MS - 1
        screen.second()
        screen.says("正在守护您")
        host.nowMs += 1
        screen.second()
        screen.says("正在查看", "打给女儿小芳")
        screen.saysNot("有危险，马上通知", "按下后马上通知")
        screen.tap("打给女儿小芳")
        assertEquals("a call to her is never wrong", listOf("+8613900000001"), host.callActions.called)
    }

    @Test
    fun `what cannot be read is not promised`() {
        host.sight = null
        screen.says("正在查看", "有人要我共享屏幕")
        host.sight = HomeState(null, null, isSetUp = true, practiceIsDue = false)
        later()
        screen.says("正在查看")
        screen.saysNot("加上家人", "打给")
        host.sight = HomeState(verdict(), null, isSetUp = true, practiceIsDue = false)
        later()
        screen.says("正在查看")
        screen.saysNot("正在守护您", "加上家人")
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
        screen.says("请家人点这里打开\n短信")
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
    fun `whoever has nobody to tell is not told that all is well, and adds somebody with one tap`() {
        host.sight = host.sight?.copy(family = emptyList())
        screen.says("还没人可通知", "有人要我共享屏幕")
        screen.saysNot("正在守护您", "按下后马上通知")
        assertEquals("缺了一块的盾牌", mark())
        screen.tap("加上家人")
        assertEquals("add.family", opened()?.action)
    }

    @Test
    fun `whoever has not agreed is not told that all is well, and reads what it is about with one tap`() {
        host.sight = host.sight?.copy(familyIsTold = false)
        screen.says("还没同意通知家人", "打给女儿小芳")
        screen.saysNot("正在守护您", "按下后马上通知", "有危险，马上通知")
        assertEquals("缺了一块的盾牌", mark())
        screen.tap("看一看，再决定")
        assertEquals("told", opened()?.action)
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
        screen.says("警告还在。\n先看这一页。")
        assertEquals(host.getColor(R.color.warning_red_ground), (view(R.id.page).background as ColorDrawable).color)
        screen.tap("看警告")
        assertEquals(WarningActivity::class.java.name, opened()?.component?.className)
        host.guard.danger = Danger.NONE
        screen.second()
        screen.says("正在守护您")
        assertEquals(host.getColor(R.color.page_ground), (view(R.id.page).background as ColorDrawable).color)
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
        menu.saysNot("家人名单")
        menu.tap("输入密码")
        assertEquals("ask.pin", opened()?.action)
        host.passage = PageAccess.OPEN
        menu.second()
        menu.says("家人\n", "手机\n", "管理\n")
        assertEquals(12, host.home.menu.sumOf { it.entries.size })
        for (entry in host.home.menu.flatMap { it.entries }) {
            menu.tap(host.getString(entry.title))
            assertEquals(entry.open(host).component, opened()?.component)
        }
    }

    @Test
    fun `the alarm button says who hears first, and promises nothing where nobody does`() {
        screen.says("有人要我共享屏幕\n按下后马上通知：女儿小芳")
        host.sight = host.sight?.copy(family = listOf(SON, DAUGHTER))
        later()
        screen.says("按下后马上通知：儿子小明")
        val lost = Address.Lost(Address.Lost.NTFY, forGood = true, "")
        host.sight = host.sight?.copy(family = listOf(SON.copy(addresses = ways(lost)), DAUGHTER))
        see(verdict().copy(closed = setOf(lost)))
        screen.says("按下后马上通知：女儿小芳", "有危险，马上通知\n女儿小芳")
        host.sight = host.sight?.copy(family = listOf(SON.copy(addresses = ways(lost))))
        later()
        screen.says("还没人可通知", "打给儿子小明")
        screen.saysNot("正在守护您", "按下后马上通知", "有危险，马上通知")
    }

    @Test
    fun `where only text messages reach the family and none can be sent, all is not well`() {
        host.sight = host.sight?.copy(family = listOf(DAUGHTER.copy(addresses = ways(Address.TextMessage))))
        see(verdict(lacking = listOf(Capability.SMS)).copy(closed = setOf(Address.TextMessage)))
        screen.says("现在守护不全", "发不了短信给家人。", "请家人点这里打开\n短信")
        screen.saysNot("正在守护您", "按下后马上通知")
    }

    @Test
    fun `what is not known to work leads to what can be done about it`() {
        see(verdict(mapOf(Link.SHARING to LinkState.Unproved)))
        screen.tap("在这部手机上还没试过")
        assertEquals("fix", opened()?.action)
        see(verdict(mapOf(Link.CALL to LinkState.NotOnThisPhone)))
        screen.tap("这部手机看不到")
        assertEquals("fix", opened()?.action)
    }

    @Test
    fun `who hears of a danger leads to what they are told`() {
        screen.tap("有危险，马上通知")
        assertEquals("told", opened()?.action)
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
