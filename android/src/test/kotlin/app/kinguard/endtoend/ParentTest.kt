package app.kinguard.endtoend

import android.Manifest
import android.app.Activity
import android.app.NotificationManager
import android.content.Context
import android.content.Intent
import android.os.Looper
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.ShownScreen
import app.kinguard.core.Capability
import app.kinguard.core.Choice
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.family.screen.FamilySettingsActivity
import app.kinguard.guard.GuardStore
import app.kinguard.guard.readOnly
import app.kinguard.guard.rows
import app.kinguard.home.FamilyMenuActivity
import app.kinguard.home.HomeActivity
import app.kinguard.practice.PracticeActivity
import app.kinguard.practice.PracticeReminder
import app.kinguard.practice.PracticeStore
import app.kinguard.setup.PermissionFix
import app.kinguard.warning.WarningActivity
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Tests what the parent sees and presses in the real application. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class ParentTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val notifications = app.getSystemService(Context.NOTIFICATION_SERVICE) as NotificationManager
    private val offer get() = shadowOf(notifications).getNotification(PracticeReminder.ID)

    @After
    fun end() = phone.processDies()

    @Test
    fun `the alarm button opens the red warning and tells the family`() {
        phone.isSetUp()
        askForHelp(home())
        assertAsksForHelp()
        assertEquals(listOf(FamilyMessage.DANGER), phone.told)
        assertTrue(phone.texts.single(), "妈妈按了求助" in phone.texts.single())
        phone.tap(R.id.warning_main)
        phone.tap(R.id.warning_main)
        assertEquals("+8613900000001", phone.dialled.last())
    }

    @Test
    fun `pressed by mistake, the page ends, and the family hears both`() {
        phone.isSetUp()
        askForHelp(home())
        repeat(2) { phone.tap(R.id.warning_go_on) }
        assertNull("it ends the page", phone.screen)
        assertTrue(phone.texts.single(), "妈妈按了求助" in phone.texts.single())
        phone.passTo(phone.nowMs + 4 * MINUTE_MS)
        assertEquals(listOf(FamilyMessage.DANGER, FamilyMessage.ENDED), phone.told)
    }

    @Test
    fun `called a mistake while a stranger is on the line, the family goes on being asked`() {
        phone.isSetUp()
        brief.steps.takeWhile { it.type != "app_installed" }.forEach(phone::happens)
        askForHelp(home())
        repeat(2) { phone.tap(R.id.warning_go_on) }
        phone.passTo(phone.nowMs + 4 * MINUTE_MS)
        assertTrue("${phone.told}", FamilyMessage.NEXT_CONTACT in phone.told)
        assertFalse("${phone.told}", FamilyMessage.ENDED in phone.told)
    }

    @Test
    fun `with no permission at all the warning stands all the same`() {
        phone.isSetUp(overlay = false)
        shadowOf(notifications).setNotificationsEnabled(false)
        shadowOf(app).denyPermissions(Manifest.permission.SEND_SMS, Manifest.permission.USE_FULL_SCREEN_INTENT)
        val home = home()
        phone.engineHangs()
        home.tap(HELP)
        assertEquals(WarningActivity::class.java.name, shadowOf(app).nextStartedActivity?.component?.className)
        phone.engineGoesOn()
    }

    @Test
    fun `it waits for nobody, neither for an engine that is starting`() {
        phone.isSetUp()
        phone.processDies()
        phone.processIsBorn()
        phone.engineHangs()
        val home = home()
        home.tap(HELP)
        assertEquals(Level.RED to RuleId.HELP_ASKED, standing())
        phone.engineGoesOn()
        assertAsksForHelp()
        assertEquals(1, phone.texts.size)
    }

    @Test
    fun `on a full phone it stands too, and the family hears of it as soon as that can be kept`() {
        phone.isSetUp()
        val home = home()
        app.container.database.readOnly(true)
        askForHelp(home)
        assertAsksForHelp()
        assertEquals(emptyList<String>(), phone.texts)
        app.container.database.readOnly(false)
        phone.passTo(phone.nowMs + MINUTE_MS)
        assertTrue(phone.texts.single(), "妈妈按了求助" in phone.texts.single())
    }

    @Test
    fun `pressed twice, the family hears once`() {
        phone.isSetUp()
        val button = checkNotNull(home().button(HELP))
        repeat(3) { button.performClick() }
        phone.settle()
        assertAsksForHelp()
        assertEquals(1, phone.texts.size)
        assertEquals(listOf(RuleId.HELP_ASKED), phone.warned.map { it.rule })
    }

    @Test
    fun `a slip is taken back in the warning, and home is there again`() {
        phone.isSetUp()
        val home = home()
        askForHelp(home)
        home.isLeft()
        phone.happens(Event.WarningAnswered(Choice.CONTINUE))
        assertNull(phone.screen)
        home.comesBack()
        home.says("打给女儿小芳", HELP)
        askForHelp(home)
        assertTrue(phone.warningIsSeen)
        assertEquals("not passed over as known", 2, app.container.warningController.standing?.warning?.showing)
    }

    @Test
    fun `while a red warning stands home leads to it, for the next process too`() {
        phone.isSetUp()
        brief.steps.filter { it.at <= BANK_MS }.forEach(phone::happens)
        phone.passTo(BANK_MS + 2_000)
        assertTrue(phone.warningIsSeen)
        phone.leaveWarning()
        val home = home()
        home.saysNot("打给女儿小芳", "家人设置")
        phone.settle()
        assertTrue(phone.warningIsSeen)
        phone.processDies()
        phone.processIsBorn()
        phone.engineHangs()
        val next = home()
        next.saysNot("打给女儿小芳", "家人设置")
        assertNull("nothing is shown before there is something", shadowOf(app).nextStartedActivity)
        phone.engineGoesOn()
        next.second()
        phone.settle()
        assertTrue(phone.warningIsSeen)
        assertEquals(Level.RED to RuleId.BANK_DURING_SHARE, standing())
    }

    @Test
    fun `what is taken away is said, and mended by one touch`() {
        phone.isSetUp()
        val home = home()
        home.says("在这部手机上还没试过：\n谁打来电话、新装的软件、屏幕共享、打开银行")
        shadowOf(app).denyPermissions(Manifest.permission.READ_PHONE_STATE)
        home.isLeft()
        home.comesBack()
        home.says("现在守护不全", "现在看不到：\n谁打来电话")
        home.tap("请家人点这里打开\n电话")
        assertEquals("${PermissionFix.intent(app, Capability.PHONE_STATE)}", "${opened()}")
    }

    @Test
    fun `one tap rings the first of the family`() {
        phone.isSetUp()
        home().tap("打给女儿小芳")
        phone.settle()
        assertEquals(listOf("+8613900000001"), phone.dialled)
    }

    @Test
    fun `a drill ends in the real warning and leaves nothing behind but its date`() {
        phone.isSetUp()
        val before = remembered()
        val drill = drill()
        assertTrue(phone.warningIsSeen)
        assertEquals("这是练习，不是真的", phone.read(R.id.warning_practice))
        assertFalse("no alarm for a drill", phone.warningStandsInNotification)
        phone.isTurned()
        assertEquals("这是练习，不是真的", phone.read(R.id.warning_practice))
        drill.isLeft()
        phone.tap(R.id.warning_main)
        phone.tap(R.id.warning_main)
        phone.tap(R.id.warning_main)
        phone.tap(R.id.warning_money_sent)
        phone.tap(R.id.warning_main)
        assertNull(phone.screen)
        drill.comesBack()
        drill.says("练完了", "您停下了，挂断了")
        phone.passTo(phone.nowMs + 30 * MINUTE_MS)
        assertEquals(before, remembered())
        assertEquals(emptyList<Any>(), phone.warned + phone.told + phone.texts + phone.dialled)
        assertNull("money was never sent", app.container.lastRed())
        assertNotNull(app.practice.store.lastMs)
        home().isLeft()
        val menu = open<FamilyMenuActivity>()
        menu.says("上次练习：2023年11月")
        menu.tap("防骗练习")
        assertEquals(PracticeActivity::class.java.name, opened()?.component?.className)
        menu.tap("家人名单")
        assertEquals(FamilyActivity::class.java.name, opened()?.component?.className)
        menu.tap("通知设置")
        assertEquals(FamilySettingsActivity::class.java.name, opened()?.component?.className)
    }

    @Test
    fun `a real danger takes the place of a drill`() {
        phone.isSetUp()
        drill()
        askForHelp()
        assertAsksForHelp()
        assertFalse(app.practice.warns)
        assertEquals(1, phone.texts.size)
        phone.tap(R.id.warning_main)
        phone.tap(R.id.warning_main)
        assertEquals("a real call", listOf("+8613900000001"), phone.dialled)
        assertEquals(emptyList<Choice>(), app.practice.choices)
    }

    @Test
    fun `nobody practises while a stranger is on the line, nor looks into the family's menu`() {
        phone.isSetUp()
        brief.steps.takeWhile { it.type != "app_installed" }.forEach(phone::happens)
        open<PracticeActivity>().says("现在打不开")
        open<FamilyMenuActivity>().says("现在打不开")
        home().says("打给女儿小芳", HELP)
    }

    @Test
    fun `the process dies under a drill, and nothing of it stands`() {
        phone.isSetUp()
        drill()
        phone.processDies()
        phone.processStarts()
        assertNull(phone.screen)
        assertNull(app.container.warningController.standing)
        assertEquals(emptyList<Any>(), phone.warned + phone.told + phone.texts)
        home().says("打给女儿小芳")
    }

    @Test
    fun `after three months it is offered, once, and at home too`() {
        phone.isSetUp()
        app.container.regularly()
        phone.settle()
        phone.processDies()
        phone.timePassesTo(phone.nowMs + PracticeStore.EVERY_MS - DAY_MS)
        phone.processStarts()
        assertNull(offer)
        home().saysNot("做一次防骗练习")
        val offers = (0..72).count {
            phone.timePassesTo(phone.nowMs + HOUR_MS)
            app.container.regularly()
            phone.settle()
            (offer != null).also { notifications.cancel(PracticeReminder.ID) }
        }
        assertEquals(1, offers)
        val home = home()
        home.tap("做一次防骗练习")
        assertEquals(PracticeActivity::class.java.name, opened()?.component?.className)
        home.tap("以后再说")
        home.saysNot("做一次防骗练习")
    }

    /** Opens the page after its lock was checked. */
    private inline fun <reified A : Activity> open() = ShownScreen.open<A>().also { phone.settle() }

    private fun home() = ShownScreen.open<HomeActivity>().also { shadowOf(Looper.getMainLooper()).idle() }

    private fun askForHelp(home: ShownScreen<HomeActivity>) {
        home.tap(HELP)
        phone.settle()
    }

    /** Asks for help through the guard alone, as a danger arrives. */
    private fun askForHelp() {
        app.guard.happened(Event.HelpAsked)
        phone.settle()
    }

    private fun drill(): ShownScreen<PracticeActivity> {
        val drill = open<PracticeActivity>()
        drill.tap("开始")
        repeat(3) { drill.tap("下一步") }
        drill.tap("看看红色警告")
        phone.settle()
        return drill
    }

    private fun assertAsksForHelp() {
        assertTrue(phone.warningIsSeen)
        val said = phone.read(R.id.warning_body).replace("\n", "")
        assertTrue(said, said.startsWith("您按了：“$HELP”。家人马上会收到通知。"))
        assertEquals(Level.RED to RuleId.HELP_ASKED, standing())
    }

    private fun standing() = app.container.warningController.standing?.warning?.let { it.level to it.rule }

    private fun remembered() =
        GuardStore(app.container.database).let { listOf(it.snapshot(), it.standing(), it.lastRed(0)) } +
            app.container.database.rows()

    private fun opened(): Intent? = generateSequence { shadowOf(app).nextStartedActivity }.lastOrNull()

    private companion object {
        const val HELP = "有人要我共享屏幕"
        const val MINUTE_MS = 60_000L
        const val HOUR_MS = 60 * MINUTE_MS
        const val DAY_MS = 24 * HOUR_MS
        const val BANK_MS = 25 * MINUTE_MS + 10_000
    }
}
