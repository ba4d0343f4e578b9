package app.kinguard.family.screen

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class ShortNumberTest {
    @Test
    fun `at least four digits are never shown`() {
        assertEquals("139…0001", shortNumber("+8613900000001"))
        assertEquals("…1234", shortNumber("+85290001234"))
        assertEquals("9…5678", shortNumber("+886912345678"))
        assertEquals("614…0003", shortNumber("+61400000003"))
        for (length in 7..15) {
            val number = "+" + "123456789012345".take(length)
            assertTrue(number, length - shortNumber(number).count(Char::isDigit) >= minOf(4, length - length / 2))
        }
    }
}
