package app.kinguard.relative.screen

import app.kinguard.AndroidRunner
import app.kinguard.ShownScreen
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
internal class SentenceActivityTest : RelativePageTest() {
    private fun page(): ShownScreen<SentenceActivity> = open(RelativePage.about<SentenceActivity>(host, 1))

    @Test
    fun `a sentence goes to the danger's question, and the page is done`() {
        parents.become(mother(inDanger()))
        val page = page()
        page.says("在妈妈的警告上显示一句话")
        type(page, " 先挂电话 ")
        page.turn()
        page.tap("显示")
        assertEquals(listOf("answer 1 41 SAY 先挂电话"), parents.asked)
        assertTrue(page.activity.isFinishing)
    }

    @Test
    fun `what no sentence may hold is said in words, and nothing leaves`() {
        val words = mapOf(
            " " to "请写一句话。",
            "好".repeat(61) to "太长了，最多 60 个字。",
            "打 110" to "不能有数字。",
            "看 example.com" to "不能有链接。",
            "把验证码给我" to "不能提账号、密码、验证码。",
        )
        parents.become(mother(inDanger()))
        val page = page()
        for ((typed, said) in words) {
            type(page, typed)
            page.tap("显示")
            page.says(said)
        }
        assertEquals(emptyList<String>(), parents.asked)
        type(page, "好".repeat(60))
        page.tap("显示")
        assertEquals(1, parents.asked.size)
    }

    @Test
    fun `one that came too late stays there, and the page says to call`() {
        parents.become(mother(inDanger()))
        parents.stores = false
        val page = page()
        type(page, "先挂电话")
        page.tap("显示")
        page.says("没发出去，打电话", "先挂电话")
        assertFalse(page.activity.isFinishing)
        parents.become(mother())
        parents.asked.clear()
        page.tap("显示")
        page.says("没发出去，打电话")
        assertEquals("the danger is over", emptyList<String>(), parents.asked)
    }
}
