package app.kinguard.signals

import android.os.Build
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

@RunWith(AndroidRunner::class)
class FamilyLookupTest {
    private var family = emptyList<String>()
    private var homes = setOf("CN")
    private var asked = 0
    private val book =
        FamilyLookup({ family }, { homes }) {
            asked += 1
            null
        }

    @Test
    fun `a mainland number is known in every spelling`() {
        val spellings =
            listOf(
                "+8613800138000",
                "13800138000",
                "138 0013 8000",
                "0086 138-0013-8000",
                "+86 138 0013 8000",
                "8613800138000",
            )
        everySpellingIsOneNumber(spellings)
        everySpellingIsOneNumber(spellings.map { it.replaceFirst("138", "192") })
        everySpellingIsOneNumber(listOf("+861065001234", "010 6500 1234", "01065001234", "+86 10 6500 1234"))
        assertEquals("the contacts were not needed", 0, asked)
    }

    @Test
    fun `a hong kong number is known in every spelling`() {
        homes = setOf("HK")
        everySpellingIsOneNumber(listOf("+85251234567", "51234567", "5123 4567", "+852 5123 4567", "852 5123 4567"))
        homes = setOf("CN")
        everySpellingIsOneNumber(listOf("+85251234567", "0085251234567", "+852 5123-4567"))
        homes = setOf("CN", "HK")
        everySpellingIsOneNumber(listOf("+85251234567", "51234567", "0085251234567"))
    }

    @Test
    fun `neighbours numbers are known too`() {
        homes = setOf("MO")
        everySpellingIsOneNumber(listOf("+85366123456", "66123456", "0085366123456", "853 6612 3456"))
        homes = setOf("TW")
        everySpellingIsOneNumber(listOf("+886912345678", "0912345678", "00886912345678", "886912345678"))
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.UPSIDE_DOWN_CAKE) // The test framework cannot read the older tables.
    fun elsewhereTheSystemReadsTheNumber() {
        homes = setOf("SG")
        everySpellingIsOneNumber(listOf("+6591234567", "91234567", "9123 4567", "0065 9123 4567"))
    }

    @Test
    fun `a home that nobody can read leaves the number as it is`() {
        homes = setOf("ZZ", "")
        everySpellingIsOneNumber(listOf("13800138000", "138 0013 8000"))
        assertNull(book.holds("+8613800138000"))
    }

    @Test
    fun `a common ending is not the same number`() {
        family = listOf("+8613800138000", "+85251234567", "10086", "", "-")
        val strangers =
            listOf(
                "+85213800138000",
                "0113800138000",
                "8613800138001",
                "8651234567",
                "+8613900138000",
                "3800138000",
                "00138000",
                "8000",
                "+4451234567",
                "01051234567",
                "+8651234567",
                "51234567",
                "0010086",
                "+10086",
                "1008",
                "",
                "-",
                null,
            )
        strangers.forEach { assertNull("$it", book.holds(it)) }
        assertEquals(strangers.size, asked)
    }

    @Test
    fun `a service number that the family named is known as it is`() {
        family = listOf("10086")
        assertEquals(true, book.holds("10086"))
    }

    @Test
    fun `who is not family is looked up in the contacts`() {
        family = listOf("+8613800138000")
        val known = FamilyLookup({ family }, { homes }) { it == "+85251234567" }
        assertEquals(listOf(true, true, false), listOf("13800138000", "+85251234567", "+85251234568").map(known::holds))
    }

    @Test
    fun `without a sim the number as it is still counts`() {
        homes = emptySet()
        everySpellingIsOneNumber(listOf("+85251234567", "+852 5123 4567"))
        everySpellingIsOneNumber(listOf("51234567", "5123 4567"))
    }

    @Test
    fun `a store that breaks leaves the contacts`() {
        val broken = FamilyLookup({ error("unreadable") }, { homes }) { true }
        assertEquals(true, broken.holds("13800138000"))
    }

    private fun everySpellingIsOneNumber(spellings: List<String>) {
        for (stored in spellings) {
            family = listOf("+8613912345678", stored)
            spellings.forEach { assertEquals("$stored, shown as $it", true, book.holds(it)) }
        }
    }
}
