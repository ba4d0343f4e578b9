package app.kinguard.family.screen

import android.view.WindowManager
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.Language
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class FamilyActivityTest : ScreenTest() {
    @Test
    fun `nobody yet, and why it matters`() {
        openFamily()
        assertSays("还没有添加家人", "没人会知道")
        tap("添加家人")
        assertOpens(ContactActivity::class.java)
    }

    @Test
    fun `the list says who is first and what is proved, and no number whole`() {
        val mary = host.add("女儿小芳", "+8613900000001", Address.TextMessage, PUSH)
        host.add("儿子小明", "+85290001234", Address.TextMessage)
        host.process.contacts.prove(mary.addresses[1].id, HOUR_MS)
        openFamily()
        assertSays("女儿小芳", "第一个通知", "139…0001", "短信：还没确认", "推送（ntfy）：已确认", "…1234", "可以用了", "还没确认收到")
        assertSays("女儿小芳\n可以用了\n第一个通知", "儿子小明\n还没确认收到\n")
        assertEquals(1, "还没确认收到".toRegex().findAll(words()).count())
        assertEquals(1, "短信：还没确认".toRegex().findAll(words()).count())
        assertSilent("13900000001", "90001234")
        assertEquals(1, "第一个通知".toRegex().findAll(words()).count())
        host.process.contacts.remove(family.last())
        controller.pause().resume()
        assertSilent("还没确认收到")
    }

    @Test
    fun `five at most`() {
        (1..4).forEach { host.add("第$it", "+861390000000$it", Address.TextMessage) }
        openFamily()
        assertNotNull(touchable("添加家人"))
        host.add("第五", "+8613900000005", Address.TextMessage)
        controller.pause().resume()
        assertNull(touchable("添加家人"))
        assertSays("最多 5 位")
    }

    @Test
    fun `who was removed can be put back where they were, with all that was proved`() {
        val mary = host.add("女儿小芳", "+8613900000001", Address.TextMessage)
        host.add("儿子小明", "+8613900000002", Address.TextMessage)
        host.process.contacts.prove(mary.addresses[0].id, HOUR_MS)
        val before = family
        open(ContactActivity.of(host, mary.id))
        tap("移除")
        assertSays("移除女儿小芳？")
        tap("不移除")
        assertEquals(before, family)
        tap("移除")
        turn()
        assertSays("移除女儿小芳？")
        tap("移除")
        assertFinished()
        assertEquals(listOf("儿子小明"), family.map { it.name })
        openFamily()
        assertSays("已移除女儿小芳")
        turn()
        tap("撤销")
        assertEquals(before, family)
        assertNull(touchable("撤销"))
    }

    @Test
    fun `a place that was taken meanwhile is no place to be put back to`() {
        val contacts = (1..5).map { host.add("第$it", "+861390000000$it", Address.TextMessage) }
        host.familyScreens.remove(contacts[0])
        host.add("第六", "+8613900000006", Address.TextMessage)
        openFamily()
        tap("撤销")
        assertEquals(listOf("第2", "第3", "第4", "第5", "第六"), family.map { it.name })
    }

    @Test
    fun `nothing is seen or changed while somebody may look on`() {
        host.add("女儿小芳", "+8613900000001", Address.TextMessage)
        host.locked = true
        openFamily()
        assertSays("现在打不开", "先挂断")
        assertSilent("女儿小芳", "0001")
        assertNull(touchable("添加家人"))
        host.locked = false
        second()
        assertSays("女儿小芳")
        host.locked = true
        second()
        assertSilent("女儿小芳")
        tap("关闭")
        assertFinished()
    }

    @Test
    fun `a touch that comes just as the danger begins does nothing`() {
        openFamily()
        host.locked = true
        tap("添加家人")
        assertNull(opened())
        assertSays("现在打不开")
    }

    @Test
    fun `what was typed is there again when the danger is over`() {
        openNew()
        type("称呼", "女儿小芳")
        host.locked = true
        second()
        assertSays("现在打不开")
        host.locked = false
        second()
        assertEquals("女儿小芳", field("称呼").text.toString())
    }

    @Test
    fun `no picture of the screen shows it, and no touch through another window counts`() {
        host.add("女儿小芳", "+8613900000001", Address.TextMessage, PUSH, BARK)
        val screens =
            listOf(
                FamilyActivity.intent(host),
                ContactActivity.of(host, family[0].id),
                ContactTestActivity.of(host, family[0].id),
                SilenceActivity.of(host, family[0].id),
                WayActivity.of(host, "bark", BARK.values, Language.MAINLAND),
                InstructionCardActivity.of(host, family[0].id),
                PairingActivity.of(host, "女儿小芳", PUSH),
                android.content.Intent(host, FamilySettingsActivity::class.java),
            )
        for (screen in screens) {
            open(screen)
            val flags = activity.window.attributes.flags
            assertNotEquals("$screen", 0, flags and WindowManager.LayoutParams.FLAG_SECURE)
            val root = activity.requireViewById<android.view.View>(app.kinguard.R.id.page)
            assertEquals("$screen", true, root.filterTouchesWhenObscured)
        }
    }
}
