package app.kinguard.setup

import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.home.HomeActivity
import app.kinguard.relative.screen.RelativeActivity
import app.kinguard.setup.step.SetupStep
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

/** Tests the first page of all: whose phone it is. */
@RunWith(AndroidRunner::class)
class RolePageTest : SetupTest() {
    @Test
    fun `it asks first whose phone it is, and a parent's goes on`() {
        openFirst()
        shown.says("这是谁的手机？", "我是家人", "语言")
        assertNull(store.step)
        shown.tap("这是爸妈的手机")
        assertStep(SetupStep.WELCOME, R.string.setup_welcome)
    }

    @Test
    fun `the family's leads to a home of its own`() {
        openFirst()
        shown.tap("我是家人")
        assertEquals(RelativeActivity::class.java.name, opened()?.component?.className)
        assertTrue(controller.get().isFinishing)
        assertTrue(app.relative.role.isFamily)
        val home = Robolectric.buildActivity(HomeActivity::class.java).setup()
        assertEquals("from now on", RelativeActivity::class.java.name, started(home.get()))
        assertTrue(home.get().isFinishing)
    }

    private fun started(home: HomeActivity) = shadowOf(home).nextStartedActivity?.component?.className

    @Test
    fun `what the family's phone lacks is found by the steps of setup`() {
        isMadeBy("Xiaomi")
        val before = app.relative.needs(app)
        assertEquals(R.string.relative_disturb, before[1].title)
        val battery = before.single { it.title == R.string.setup_battery }
        assertFalse(battery.isMet)
        assertEquals(SetupActivity::class.java.name, battery.opens(app).component?.className)
        leavesRunning()
        assertTrue(app.relative.needs(app).single { it.title == R.string.setup_battery }.isMet)
        assertTrue(before.any { it.title == R.string.setup_autostart })
    }

    @Test
    fun `the way back leads there until something is set up`() {
        openFirst()
        shown.tap("这是爸妈的手机")
        back()
        shown.says("这是谁的手机？")
        shown.tap("这是爸妈的手机")
        add()
        comesBack()
        back()
        assertTrue(controller.get().isFinishing)
    }

    @Test
    fun `it is asked no more once somebody is told, has agreed or setup is over`() {
        val made = listOf({ add() }, { screens.agree() }, { screens.finish() })
        for (make in made) {
            contacts.all().forEach(contacts::remove)
            screens.withdraw()
            store.step = null
            make()
            openFirst()
            assertNull(shown.button("我是家人"))
            assertFalse("这是谁的手机" in shown.words)
        }
    }

    @Test
    fun `the language is chosen there, and leads back`() {
        openFirst()
        shown.tap("语言")
        shown.says("English")
        back()
        assertNotNull(shown.button("我是家人"))
    }
}
