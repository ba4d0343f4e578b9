package app.kinguard.setup

import android.media.AudioManager
import app.kinguard.AndroidRunner
import app.kinguard.ShownScreen
import app.kinguard.lock.ServicesActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric

/**
 * Tests a new phone on which other apps' accessibility services are on already, such as a blind user's screen reader.
 */
@RunWith(AndroidRunner::class)
class ServicesInSetupTest : SetupTest() {
    @Test
    fun `a phone without any is asked nothing`() {
        open()
        shown.says("开始设置")
        assertNull(opened())
    }

    @Test
    fun `a reader from the store is asked about first, and set-up goes on`() {
        phone.hasFromStore(READER, "点明安卓")
        phone.act(READER)
        open()
        shown.says("这些辅助软件能看到屏幕", "点明安卓")
        assertEquals(ServicesActivity::class.java.name, opened()?.component?.className)
        val page = ShownScreen.open<ServicesActivity>()
        page.says("点明安卓", READER)
        page.tap("认识“点明安卓”，继续")
        assertTrue(page.activity.isFinishing)
        comesBack()
        shown.says("这是谁的手机？")
        assertNull(opened())
    }

    @Test
    fun `during a call nothing can be said, and the page goes on by itself`() {
        phone.hasFromStore(READER, "点明安卓")
        phone.act(READER)
        val audio = checkNotNull(app.getSystemService(AudioManager::class.java))
        audio.mode = AudioManager.MODE_IN_CALL
        open()
        shown.says("先挂断电话，再来放行。")
        assertNull(opened())
        audio.mode = AudioManager.MODE_NORMAL
        shown.second()
        phone.idle()
        assertEquals(ServicesActivity::class.java.name, opened()?.component?.className)
    }

    @Test
    fun `whoever does not know it comes back to what is to be done, and is not sent round`() {
        phone.hasFromStore(READER, "点明安卓")
        phone.act(READER)
        open()
        assertEquals(ServicesActivity::class.java.name, opened()?.component?.className)
        comesBack()
        shown.says("有不认识的？")
        assertNull(opened())
        phone.act()
        comesBack()
        shown.says("这是谁的手机？")
    }

    @Test
    fun `one that shows the screen to others has to go`() {
        phone.hasFromStore(REMOTE, "ToDesk")
        phone.act(REMOTE)
        open()
        shown.says("ToDesk", REMOTE, "不能放行")
        assertNull(opened())
        val page = ShownScreen(Robolectric.buildActivity(ServicesActivity::class.java).setup())
        page.says("不能放行")
        assertNull(page.button("认识"))
        phone.act()
        comesBack()
        shown.says("这是谁的手机？")
    }

    @Test
    fun `going through it once more later is no way to let a new one in`() {
        store.finished = true
        phone.hasFromStore(READER, "点明安卓")
        phone.act(READER)
        open()
        shown.says("点明安卓", "一整天没有警告之后才能放行")
        assertNull(opened())
    }

    private companion object {
        const val READER = "com.dianming.phoneapp"
        const val REMOTE = "youqu.android.todesk"
    }
}
