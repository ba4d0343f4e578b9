package app.kinguard.relative.screen

import app.kinguard.AndroidRunner
import app.kinguard.ShownScreen
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
internal class NameActivityTest : RelativePageTest() {
    private fun first(): ShownScreen<NameActivity> {
        parents.become(mother(name = "").copy(number = ""))
        return open(NameActivity.first(host, 1))
    }

    @Test
    fun `one of the usual names and a number are enough, and the permissions follow`() {
        val page = first()
        page.says("连上了")
        page.tap("妈妈")
        type(page, "13900000001")
        page.tap("存好")
        assertEquals(listOf("change 1 妈妈 +8613900000001"), parents.asked)
        assertEquals(NeedsActivity::class.java.name, startedClass(page))
        assertTrue(page.activity.isFinishing)
    }

    @Test
    fun `another name is typed, and cut where it would fill a sentence`() {
        val page = first()
        page.tap("自己填")
        type(page, "外公" + "公".repeat(40))
        type(page, "13900000001", at = 1)
        page.tap("存好")
        assertEquals(listOf("change 1 外公${"公".repeat(18)} +8613900000001"), parents.asked)
    }

    @Test
    fun `what is missing is said, and nothing is stored`() {
        val page = first()
        type(page, "1390000000")
        page.tap("存好")
        page.says("请先选一个称呼。", "号码太短")
        page.tap("妈妈")
        page.tap("存好")
        page.says("号码太短")
        page.saysNot("请先选一个称呼。")
        assertEquals(emptyList<String>(), parents.asked)
    }

    @Test
    fun `later it shows what is known, and leads back`() {
        parents.become(mother(name = "外公"))
        val page = open<NameActivity>(RelativePage.about<NameActivity>(host, 1))
        page.says("外公", "+8613900000001")
        page.saysNot("连上了")
        page.tap("爸爸")
        page.turn()
        page.tap("存好")
        assertEquals(listOf("change 1 爸爸 +8613900000001"), parents.asked)
        assertNull(started(page))
        assertTrue(page.activity.isFinishing)
    }
}
