package app.kinguard.family.screen

import android.content.Intent
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class FamilySettingsActivityTest : ScreenTest() {
    @Test
    fun `what is set is kept`() {
        open()
        assertFalse(isOn("每周报一次平安"))
        assertFalse(isOn("手机没动静时告诉家人"))
        assertTrue(isOn("3 分钟"))
        type("家人怎么称呼", " 妈妈 ")
        tap("10 分钟")
        tap("手机没动静时告诉家人")
        tap("每周报一次平安")
        assertEquals("妈妈", host.settings.parent)
        assertEquals(10, host.patience.minutes)
        assertEquals(true, host.settings.lifeline)
        assertTrue(isOn("40 小时"))
        tap("48 小时")
        assertEquals(48, host.settings.silentHours)
        assertTrue(host.settings.weekly)
        turn()
        assertTrue(isOn("10 分钟"))
        assertTrue(isOn("每周报一次平安"))
        assertEquals("妈妈", field("家人怎么称呼").text.toString())
        tap("每周报一次平安")
        assertFalse(host.settings.weekly)
    }

    @Test
    fun `nothing can be switched while somebody may look on`() {
        open()
        host.locked = true
        tap("每周报一次平安")
        assertFalse(host.settings.weekly)
        assertSays("现在打不开")
    }

    private fun open() = open(Intent(host, FamilySettingsActivity::class.java))
}
