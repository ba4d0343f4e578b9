package app.kinguard.setup

import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.relative.screen.RelativeActivity
import app.kinguard.setup.step.SetupStep
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

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
