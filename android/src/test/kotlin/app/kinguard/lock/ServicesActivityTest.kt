package app.kinguard.lock

import android.provider.Settings
import android.view.View
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.MessageKind
import app.kinguard.page.PageAccess
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** Apps that can see and control the screen are named if they block a page, and can be trusted behind the PIN. */
@RunWith(AndroidRunner::class)
class ServicesActivityTest : LockTest() {
    @Before
    fun family() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        host.isInstalled(READER, "点明安卓")
    }

    @Test
    fun `a page that is shut by one names it, by its id too, and says what to do`() {
        host.services.isOn(READER)
        open(PinSettingsActivity.intent(host))
        assertSays("这些辅助软件能看到屏幕", "点明安卓", READER, "有不认识的？")
        assertSilent("还没有密码", "先挂断")
        tap("打开无障碍设置")
        assertEquals(Settings.ACTION_ACCESSIBILITY_SETTINGS, opened()?.action)
        tap("我认识它")
        assertOpens(ServicesActivity::class.java)
    }

    @Test
    fun `the page that is shut follows what is switched on and off`() {
        val reader = host.services.isOn(READER)
        open(PinSettingsActivity.intent(host))
        host.services.isOn("youqu.android.todesk", sharesScreen = true)
        second()
        assertSays("youqu.android.todesk", "不能放行")
        assertNull("trusting another service is of no use while this one is on", touchable("我认识它"))
        host.services.none()
        host.pass(2_000)
        second()
        assertSays("还没有密码")
        assertEquals(false, host.lock.services.anyStrangeLately())
    }

    @Test
    fun `a danger shuts it without a name, and nothing can be said`() {
        host.services.isOn(READER)
        host.inDanger = true
        open(ServicesActivity.intent(host))
        assertSays("现在打不开", "先挂断")
        assertSilent("点明安卓")
        assertNull(touchable("认识"))
        assertNull(host.gate.askAboutServices(host))
    }

    @Test
    fun `a danger that begins while it is open keeps the tap from being heard`() {
        host.services.isOn(READER)
        open(ServicesActivity.intent(host))
        host.inDanger = true
        tap("认识“点明安卓”")
        assertEquals(true, host.lock.services.anyStrangeLately())
        assertSays("现在打不开")
    }

    @Test
    fun `it is said once, the family is told, and the pages open`() {
        host.services.isOn(READER)
        open(ServicesActivity.intent(host))
        assertSays("点明安卓", READER, "是电话里的人叫装的吗？")
        tap("认识“点明安卓”")
        assertTrue("nothing is left to say", activity.isFinishing)
        assertEquals(PageAccess.OPEN, host.gate.passage())
        val text = "【亲守】12:00，妈妈手机上，一个能看到、代点屏幕的软件被标为认识，亲守不再防着它。如果不是家人改的，请马上打给妈妈。"
        assertEquals(listOf(text), host.told(MessageKind.SERVICE_KNOWN).map { it.post.text })
    }

    @Test
    fun `one tap takes it back`() {
        host.lock.services.acknowledge(host.services.isOn(READER))
        open(ServicesActivity.intent(host))
        assertSays("✓ 认识")
        tap("不再认“点明安卓”")
        assertEquals(PageAccess.SHUT, host.gate.passage())
        assertSays("认识“点明安卓”")
    }

    @Test
    fun `where there is a PIN it comes first, and opens no other page`() {
        setPin()
        host.services.isOn(READER)
        open(ServicesActivity.intent(host))
        assertSays("请先输入家人密码")
        assertSilent("点明安卓")
        tap("输入密码")
        assertOpens(PinActivity::class.java)
        open(PinActivity.intent(host))
        key(PIN)
        second()
        assertTrue(activity.isFinishing)
        assertEquals("an unknown service still shuts all other pages", PageAccess.SHUT, host.gate.passage())
        open(ServicesActivity.intent(host))
        tap("认识“点明安卓”")
        assertEquals(PageAccess.OPEN, host.gate.passage())
    }

    @Test
    fun `the PIN is not asked for while one looks on that may not be known`() {
        setPin()
        host.services.isOn(READER)
        host.services.isOn("youqu.android.todesk", sharesScreen = true)
        for (page in listOf(ServicesActivity.intent(host), PinActivity.intent(host))) {
            open(page)
            assertSays("这些辅助软件能看到屏幕", "youqu.android.todesk")
            assertNull(touchable("1"))
            assertNull(touchable("认识“"))
        }
    }

    @Test
    @Config(sdk = [35])
    fun `a known reader may read the pages, a strange one only hears that they are shut`() {
        open(PinSettingsActivity.intent(host))
        assertTrue("no screen reader needs it", isKept())
        host.services.reads = true
        val reader = host.services.isOn(READER)
        host.pass(2_000)
        second()
        assertSays("这些辅助软件能看到屏幕")
        assertTrue(isKept())
        host.lock.services.acknowledge(reader)
        second()
        assertSays("还没有密码")
        assertEquals(false, isKept())
        host.services.isOn("com.example.clicker")
        host.pass(2_000)
        second()
        assertTrue(isKept())
    }

    /** Returns whether the page is hidden from services that do not declare themselves accessibility tools. */
    private fun isKept() = activity.requireViewById<View>(R.id.page).isAccessibilityDataSensitive

    @Test
    fun `a name that fills the page is cut`() {
        host.isInstalled("com.example.long", "安全 ".repeat(100) + "\n\n亲守")
        host.services.isOn("com.example.long")
        open(PinSettingsActivity.intent(host))
        assertSays("com.example.long")
        assertSilent("亲守")
    }

    private companion object {
        const val READER = "com.dianming.phoneapp"
    }
}
