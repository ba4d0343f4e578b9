package app.kinguard.family.words

import android.telephony.SmsMessage
import app.kinguard.AndroidRunner
import app.kinguard.family.words.Segments.Alphabet
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import kotlin.random.Random

@RunWith(AndroidRunner::class)
class SegmentsTest {
    @Test
    fun `Latin text fills 160, then 153 each`() {
        mapOf(0 to 1, 1 to 1, 159 to 1, 160 to 1, 161 to 2, 305 to 2, 306 to 2, 307 to 3, 459 to 3, 460 to 4)
            .forEach { (length, count) -> assertCounted(count, length, Alphabet.GSM_7, "a".repeat(length)) }
    }

    @Test
    fun `Chinese text fills 70, then 67 each`() {
        mapOf(1 to 1, 69 to 1, 70 to 1, 71 to 2, 133 to 2, 134 to 2, 135 to 3, 201 to 3, 202 to 4)
            .forEach { (length, count) -> assertCounted(count, length, Alphabet.UCS_2, "亲".repeat(length)) }
    }

    @Test
    fun `one Chinese sign makes a Chinese text`() {
        assertCounted(1, 70, Alphabet.UCS_2, "a".repeat(69) + "亲")
        assertCounted(2, 71, Alphabet.UCS_2, "a".repeat(70) + "亲")
        assertCounted(1, 1, Alphabet.UCS_2, "…")
        assertCounted(1, 1, Alphabet.UCS_2, "ç")
    }

    @Test
    fun `signs of the extension table take two, and are not torn apart`() {
        "^{}\\[~]|€\u000c".forEach { sign ->
            assertCounted(1, 160, Alphabet.GSM_7, "a".repeat(158) + sign)
            assertCounted(2, 161, Alphabet.GSM_7, "a".repeat(159) + sign)
        }
        val torn = "a".repeat(152) + "€" + "a".repeat(152)
        assertEquals("the sign moves to the second, whose last letter moves to a third", 3, Segments.of(torn).count)
        assertEquals(3, divided(torn))
        assertEquals(2, Segments.of(torn.dropLast(1)).count)
        assertEquals(2, divided(torn.dropLast(1)))
    }

    @Test
    fun `a sign of two units is not torn apart`() {
        assertCounted(1, 70, Alphabet.UCS_2, "亲".repeat(68) + "😀")
        assertCounted(2, 134, Alphabet.UCS_2, "亲".repeat(65) + "😀" + "亲".repeat(67))
        assertCounted(3, 134, Alphabet.UCS_2, "亲".repeat(66) + "😀" + "亲".repeat(66))
    }

    @Test
    fun `every sign of the alphabet is known, and no other`() {
        (Char(0)..Char(0x2fff)).filterNot { it.isSurrogate() || it == ESCAPE }.forEach { sign ->
            val android = SmsMessage.calculateLength("$sign", false)
            val seven = android[3] == SmsMessage.ENCODING_7BIT
            assertEquals("U+%04x".format(sign.code), seven, Segments.of("$sign").alphabet == Alphabet.GSM_7)
            assertEquals("U+%04x".format(sign.code), android[1], Segments.of("$sign").units)
        }
    }

    @Test
    fun `any text counts as the phone counts it`() {
        val random = Random(5)
        repeat(2_000) {
            val signs = if (random.nextBoolean()) LATIN else LATIN + CHINESE
            val text = List(random.nextInt(320)) { signs.random(random) }.joinToString("")
            val segments = Segments.of(text)
            assertEquals(text, SmsMessage.calculateLength(text, false)[1], segments.units)
            assertEquals(text, divided(text), segments.count)
        }
    }

    private fun assertCounted(count: Int, units: Int, alphabet: Alphabet, text: String) {
        val segments = Segments.of(text)
        assertEquals(text, listOf(count, units, alphabet), listOf(segments.count, segments.units, segments.alphabet))
        val android = SmsMessage.calculateLength(text, false)
        assertEquals(text, listOf(count, units), listOf(android[0], android[1]))
    }

    /** Returns the number of messages into which the phone itself splits a text. The method is not public. */
    private fun divided(text: String) = maxOf(1, SmsMessage.fragmentText(text).size)

    private companion object {
        const val ESCAPE = '\u001b'
        val LATIN = listOf("a", "Z", "0", " ", "\n", "é", "€", "[", "|")
        val CHINESE = listOf("亲", "守", "，", "😀", "👵", "…")
    }
}
