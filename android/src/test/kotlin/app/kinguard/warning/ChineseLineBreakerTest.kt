package app.kinguard.warning

import org.junit.Assert.assertEquals
import org.junit.Test

class ChineseLineBreakerTest {
    @Test
    fun `each sentence has its own line`() {
        assertEquals("马上挂断。\n挂了不会有任何事。", breakChineseLines("马上挂断。挂了不会有任何事。") { true })
    }

    @Test
    fun `what fits is not broken, what does not is broken after a comma`() {
        val text = "一二三，四五六，七八九。"
        assertEquals(text, breakChineseLines(text) { it.length <= 12 })
        assertEquals("一二三，四五六，\n七八九。", breakChineseLines(text) { it.length <= 11 })
        assertEquals("一二三，四五六，\n七八九。", breakChineseLines(text) { it.length <= 8 })
        assertEquals("一二三，\n四五六，\n七八九。", breakChineseLines(text) { it.length <= 7 })
        assertEquals("too narrow for any phrase", "一二三，\n四五六，\n七八九。", breakChineseLines(text) { false })
    }

    @Test
    fun `no line begins with the end of what was quoted`() {
        assertEquals("“我被骗了。”", breakChineseLines("“我被骗了。”") { false })
        assertEquals("点“停止”。\n「好。」", breakChineseLines("点“停止”。\n「好。」") { true })
    }

    @Test
    fun `lines that were there stay, and other scripts are left alone`() {
        assertEquals("一。\n二。", breakChineseLines("一。\n二。") { true })
        val english = "Hang up now. Nothing bad, really, will happen."
        assertEquals(english, breakChineseLines(english) { false })
    }
}
