package app.kinguard.text

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import kotlin.random.Random

class LabelTest {
    @Test
    fun `an ordinary name stays as it is`() {
        val names = listOf(
            "腾讯会议",
            "Tencent Meeting",
            "Ærøskøbing",
            "क्षत्रिय",
            "می‌خواهم",
            "👨‍👩‍👧 Family",
            "🇭🇰",
            "A+ 1.0 (beta)",
        )
        names.forEach { assertEquals(it, label(it)) }
    }

    @Test
    fun `what cannot be seen or turns the text around is left out, and lines become one`() {
        assertEquals("腾讯会议", label("腾\u200B讯\u2060会\uFEFF议\u00AD"))
        assertEquals("gpj.exe", label("\u202Egpj.exe\u202C"))
        assertEquals("abc", label("\u2066a\u2067b\u2069c\u200E\u200F\u061C"))
        assertEquals("one two three", label("  one\r\n\r\ntwo\t\u2028three\u0000\u001B  "))
        assertEquals("a b", label("a\u3164\u2800\u115Fb"))
        assertEquals("ab", label("a\uD83Db\uDE00"))
        listOf("", " \n ", "\u200B\u202E", "\u3164", "\u200D").forEach { assertNull(label(it)) }
    }

    @Test
    fun `it ends at two hundred signs, to the sign`() {
        assertEquals("x".repeat(199), label("x".repeat(199)))
        assertEquals("x".repeat(200), label("x".repeat(200)))
        assertEquals("x".repeat(200), label("x".repeat(201)))
        assertEquals("😀".repeat(200), label("😀".repeat(201)))
        assertEquals("abc", label("abcdef", most = 3))
    }

    @Test
    fun `it never ends within what is seen as one sign`() {
        val family = "👨‍👩‍👧"
        assertEquals("x".repeat(198), label("x".repeat(198) + family))
        assertEquals("x".repeat(195) + family, label("x".repeat(195) + family + "y"))
        assertEquals("x".repeat(199), label("x".repeat(199) + "👍🏽"))
        assertEquals("x".repeat(199), label("x".repeat(199) + "🇭🇰"))
        assertEquals("x".repeat(198) + "🇭🇰", label("x".repeat(198) + "🇭🇰🇨🇳"))
        assertEquals("x".repeat(199), label("x".repeat(199) + "e\u0301"))
        assertEquals("x".repeat(199), label("x".repeat(199) + "❤\uFE0F"))
        assertEquals("one sign without an end is cut all the same", 200, label("e" + "\u0301".repeat(900))?.length)
    }

    @Test
    fun `megabytes are not read to their end, and nothing is hidden behind invisible ones`() {
        assertEquals("会议", label("\u200B".repeat(50_000) + "会议"))
        assertEquals("x".repeat(200), label("x".repeat(3_000_000)))
        assertNull(label("\u200B".repeat(3_000_000) + "x"))
    }

    @Test
    fun `whatever it is, what is left is short, whole, and stays the same`() {
        val random = Random(20_261_129)
        val plain = listOf("x", "会", "😀", "👨‍👩‍👧", "🇭🇰", "e\u0301", "क्ष")
        val signs = plain + listOf("\u200D", "\u202E", "\u0000", "\n", "\uD83D", "\uDE00", "\uFE0F", "🏽")
        repeat(5_000) {
            val foreign = List(random.nextInt(400)) { signs.random(random) }.joinToString("")
            val label = label(foreign).orEmpty()
            assertTrue(label.codePointCount(0, label.length) <= 200)
            assertFalse(label, label.any { it in "\u202E\u0000\n" })
            val torn = label.indices.filter { at ->
                (label[at].isHighSurrogate() && label.getOrNull(at + 1)?.isLowSurrogate() != true) ||
                    (label[at].isLowSurrogate() && label.getOrNull(at - 1)?.isHighSurrogate() != true)
            }
            assertEquals(label, emptyList<Int>(), torn)
            assertEquals(label, label(label).orEmpty())
        }
    }
}
