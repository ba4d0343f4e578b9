package app.kinguard.setup

import android.content.Intent
import android.os.Build
import android.view.View
import android.widget.EditText
import android.widget.ImageView
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.family.screen.ContactTestActivity
import app.kinguard.setup.step.SetupStep
import app.kinguard.signals.Sims
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

/** Tests what the pages show beside the steps themselves: the welcome, how far it is, what to tap, and what is left. */
@RunWith(AndroidRunner::class)
class SetupPagesTest : SetupTest() {
    @Test
    fun `it begins with what it is for, how long it takes, and what was read from the phone`() {
        open()
        shown.says("骗子来电", "装软件", "看屏幕", "转钱", "走到这一步，亲守拦住，并马上通知您的家人。", "约十五分钟")
        shown.says("语言", "跟手机一样", "手机卡", "中国内地")
        assertNull("nothing is settled before it begins", screens.regions.home)
        shown.tap("开始设置")
        assertStep(SetupStep.FAMILY, R.string.family_screen_family)
        assertEquals("CN", screens.regions.home)
    }

    @Test
    fun `what was read from the phone can be changed there, and leads back`() {
        open()
        shown.tap("手机卡")
        shown.tap("中国香港")
        shown.turn()
        shown.tap("完成")
        shown.says("中国香港", "开始设置")
        shown.saysNot("中国内地")
        shown.tap("开始设置")
        assertEquals("HK", screens.regions.home)
    }

    @Test
    fun `back from such a change leads to the first page, not out`() {
        open()
        shown.tap("语言")
        shown.says("English")
        back()
        shown.says("开始设置")
        assertFalse(controller.get().isFinishing)
    }

    @Test
    fun `cards of two regions are asked about on a page of their own, and nothing is guessed`() {
        Sims(app, 1 to "cn", 2 to "hk")
        open()
        shown.saysNot("手机卡")
        shown.tap("开始设置")
        assertNull(screens.regions.home)
        openAt(SetupStep.HOME)
        shown.says("有两张卡")
    }

    @Test
    fun `how far it is stands there in four phases, read out as one`() {
        val phases = mapOf(
            SetupStep.FAMILY to "第1阶段，共4：家人",
            SetupStep.CALLS to "第2阶段，共4：权限",
            SetupStep.CONSENT to "第3阶段，共4：本人同意",
            SetupStep.TRIAL to "第4阶段，共4：试一试",
            SetupStep.PIN to "第4阶段，共4：试一试",
        )
        phases.forEach { (step, words) ->
            openAt(step)
            assertNotNull("$step: $words", described(words))
            shown.saysNot("步，共")
        }
        openAt(SetupStep.FINISH)
        assertNull(shown.views().find { "阶段" in "${it.contentDescription}" })
    }

    @Test
    fun `every page that grants something shows what to tap, and says the same`() {
        isMadeBy("vivo")
        phone.keepsItsAppsBack()
        open()
        // Until Android 13, notifications need nothing.
        val steps = controller.get().permissions.all.filter { it.next != null }.map { it.step }
        assertTrue("$steps", steps.size >= if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) 8 else 9)
        for (step in steps) {
            openAt(step)
            val said = shown.views().filterIsInstance<ImageView>().mapNotNull { it.contentDescription }
            assertEquals("$step", 1, said.size)
            shown.says("${said.single()}")
        }
    }

    @Test
    fun `the autostart switch is named as the maker names it`() {
        val names = mapOf(
            "Xiaomi" to "“自启动”",
            "vivo" to "“自启动”",
            "OPPO" to "“允许应用自启动”",
            "HUAWEI" to "关掉“自动管理”",
            "HONOR" to "关掉“自动管理”",
            "samsung" to "不休眠的名单",
        )
        names.forEach { (maker, words) ->
            isMadeBy(maker)
            openAt(SetupStep.AUTOSTART)
            shown.says(words)
        }
    }

    @Test
    fun `nobody goes on without what the family calls the parent`() {
        add()
        openAt(SetupStep.FAMILY)
        shown.saysNot("请先选一个称呼")
        shown.tap("下一步")
        assertEquals(SetupStep.FAMILY, store.step)
        shown.says("请先选一个称呼")
        shown.tap("奶奶")
        phone.settle()
        assertEquals("奶奶", app.container.familySettings.parent)
        shown.saysNot("请先选一个称呼")
        shown.tap("下一步")
        assertEquals(SetupStep.ABROAD, store.step)
    }

    @Test
    fun `one's own name for the parent can be typed, and outlives the process`() {
        add()
        openAt(SetupStep.FAMILY)
        assertEquals(emptyList<View>(), shown.views().filterIsInstance<EditText>())
        shown.tap("自己填")
        shown.tap("下一步")
        assertEquals("an empty name is none", SetupStep.FAMILY, store.step)
        shown.views().filterIsInstance<EditText>().single().setText("老妈")
        phone.settle()
        dies()
        assertEquals("老妈", "${shown.views().filterIsInstance<EditText>().single().text}")
        shown.tap("下一步")
        assertEquals("老妈", app.container.familySettings.parent)
        assertEquals(SetupStep.ABROAD, store.step)
    }

    @Test
    fun `the test is the main thing until the family has confirmed one`() {
        val contact = add()
        openAt(SetupStep.TRIAL)
        shown.says("还没测试")
        assertEquals("发测试", main())
        shown.tap("发测试")
        assertEquals(ContactTestActivity::class.java.name, opened()?.component?.className)
        contacts.prove(contact.addresses.single().id, phone.nowMs)
        comesBack()
        shown.second()
        assertEquals("下一步", main())
        shown.says("已确认收到")
        shown.saysNot("还没测试")
    }

    @Test
    fun `what is left is counted, each leads to its step, and it is set up only when nothing is`() {
        isMadeBy("Google")
        openAt(SetupStep.FINISH)
        shown.saysNot("设好了")
        val count = { Regex("还差 (\\d+) 项").find(shown.words)?.groupValues?.get(1)?.toInt() }
        val before = checkNotNull(count())
        add()
        comesBack()
        shown.second()
        assertEquals(before - 1, count())
        allowsOverlay()
        comesBack()
        assertEquals(before - 2, count())
        screens.agree()
        comesBack()
        shown.second()
        assertEquals(before - 3, count())
        shown.saysNot("设好了", "还没同意")
        shown.tap("知道打开了哪个软件")
        assertStep(SetupStep.USAGE, R.string.setup_usage)
    }

    @Test
    fun `the parent reads the consent once the phone was handed over`() {
        add()
        app.container.familySettings.parent = "妈妈"
        openAt(SetupStep.CONSENT)
        shown.says("请把手机交给妈妈，由本人决定。")
        shown.saysNot("我同意")
        shown.tap("已交给本人")
        shown.says("绝不会做", "先不同意")
        shown.turn()
        shown.tap("我同意")
        assertTrue(app.container.consent.isGiven)
        openAt(SetupStep.CONSENT)
        shown.says("已同意", "绝不会做")
    }

    @Test
    fun `without a name it is handed to the owner of the phone`() {
        openAt(SetupStep.CONSENT)
        shown.says("请把手机交给手机的主人，由本人决定。")
    }

    private fun main(): String = "${controller.get().requireViewById<android.widget.Button>(R.id.page_main).text}"

    private fun described(words: String): View? = shown.views().find { "${it.contentDescription}" == words }
}
