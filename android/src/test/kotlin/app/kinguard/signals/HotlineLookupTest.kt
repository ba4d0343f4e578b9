package app.kinguard.signals

import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class HotlineLookupTest {
    private var homes = setOf("CN")
    private var isEmergency = { _: String -> false }
    private val book = HotlineLookup({ homes }, { isEmergency(it) }) { it == "13800000001" }

    @Test
    fun `the lines of the police, of ambulances and of banks are known at home`() {
        listOf("110", "96110", "120", "95588").forEach { assertTrue(it, book.isHotline(it)) }
        homes = setOf("HK")
        listOf("999", "18222", "22333000", "2233 3000", "+852 2233 3000", "0085222333000").forEach {
            assertTrue(it, book.isHotline(it))
        }
    }

    @Test
    fun `a bank abroad is known by its whole number, and one at home that only looks like it is another`() {
        assertTrue(book.isHotline("+85222333000"))
        assertFalse(book.isHotline("22333000"))
        assertFalse(book.isHotline("+8522233300"))
        assertFalse(book.isHotline("13512340001"))
    }

    @Test
    fun `what the phone calls an emergency number is one, and a phone that does not answer forbids nothing`() {
        isEmergency = { it == "112" }
        assertTrue(book.isHotline("112"))
        isEmergency = { error("no service") }
        assertFalse(book.isHotline("112"))
        assertTrue(book.isHotline("110"))
        assertFalse(book.isHotline(null))
        assertFalse(book.isHotline(""))
    }

    @Test
    fun `the contacts are asked as ever`() {
        assertEquals(true, book.holds("13800000001"))
        assertEquals(false, book.holds("13800000002"))
    }
}
