package app.kinguard.family.words

import android.os.Build
import app.kinguard.AndroidRunner
import app.kinguard.family.words.PhoneNumbers.Fault
import app.kinguard.family.words.PhoneNumbers.Reading
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config
import kotlin.random.Random

@RunWith(AndroidRunner::class)
class PhoneNumbersTest {
    private val random = Random(7)

    @Test
    fun `a mainland mobile in every spelling`() {
        val spellings =
            listOf(
                "13800138000",
                "138 0013 8000",
                "138-0013-8000",
                "１３８００１３８０００",
                "\u202a+86 138 0013 8000\u202c",
                "＋８６１３８００１３８０００",
                "+8613800138000",
                "0086 138 0013 8000",
                "(+86) 138 0013 8000",
                "+86 (0)138 0013 8000",
                "8613800138000",
                "\t13800138000\n",
            )
        spellings.forEach { assertNumber("+8613800138000", "CN", it) }
        assertNumber("+8613800138000", "HK", "+86 138 0013 8000")
        assertNumber("+8613800138000", "HK", "0086 138 0013 8000")
    }

    @Test
    fun `a Hong Kong mobile in every spelling`() {
        listOf("51234567", "5123 4567", "+852 5123 4567", "00852 5123-4567", "852 51234567", "+(852) ５１２３４５６７")
            .forEach { assertNumber("+85251234567", "HK", it) }
        listOf("+852 5123 4567", "0085251234567").forEach { assertNumber("+85251234567", "CN", it) }
    }

    @Test
    fun `neighbours and the rest of the world`() {
        assertNumber("+85366123456", "MO", "6612 3456")
        assertNumber("+886912345678", "TW", "0912-345-678")
        assertNumber("+886912345678", "CN", "+886 0912 345 678")
        assertNumber("+6591234567", "CN", "+65 9123 4567")
        assertNumber("+447700900123", "HK", "0044 7700 900123")
        assertNumber("+16045550123", "CN", "+1 (604) 555-0123")
        assertNumber("+79161234567", "CN", "+7 916 123-45-67")
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.UPSIDE_DOWN_CAKE) // The test framework cannot read the older tables.
    fun `at another home the system reads the number`() {
        assertNumber("+6591234567", "SG", "9123 4567")
        assertFault(Fault.COUNTRY_MISSING, "SG", "13800138000")
    }

    @Test
    fun `what is wrong is named`() {
        assertFault(Fault.EMPTY, "CN", "", " ", "-", "+", "()")
        assertFault(
            Fault.LETTERS,
            "CN",
            "abc",
            "1380013800O",
            "妈妈",
            "138+0013",
            "++8613800138000",
            "*21#",
            "13800138000,1",
        )
        assertFault(
            Fault.TOO_SHORT,
            "CN",
            "1380013800",
            "+86 1380013800",
            "008613800",
            "+861",
            "+86",
            "+852 5123 456",
            "+65912",
        )
        assertFault(
            Fault.TOO_LONG,
            "CN",
            "138001380001",
            "+86 138001380001",
            "+852 5123 45678",
            "+1234567890123456",
        )
        assertFault(Fault.NO_SUCH_NUMBER, "CN", "23800138000", "12345678901", "+852 1123 4567")
        assertFault(
            Fault.NOT_A_MOBILE,
            "CN",
            "010 6500 1234",
            "+86 10 6500 1234",
            "0755-2345 6789",
            "+852 2123 4567",
            "+853 2812 3456",
        )
        assertFault(Fault.NOT_A_MOBILE, "HK", "2123 4567", "3123 4567", "+86 10 6500 1234")
        assertFault(Fault.NOT_A_MOBILE, "TW", "02 2345 6789")
        assertFault(Fault.COUNTRY_MISSING, "CN", "51234567", "852 5123 4567")
        assertFault(Fault.COUNTRY_MISSING, "HK", "13800138000")
        assertFault(
            Fault.COUNTRY_UNKNOWN,
            "CN",
            "+210 1234567",
            "+999 1234567",
            "00 0123 4567",
            "+800 1234 5678",
            "+8840000000",
        )
    }

    @Test
    fun `what Hong Kong dials for abroad is not taken for North America`() {
        assertFault(Fault.TOO_LONG, "HK", "001 86 138 0013 8000", "+1 604 555 01234")
        assertFault(Fault.TOO_SHORT, "HK", "+1 604 555 012", "+7 916 123 45 6")
    }

    @Test
    fun `nobody's family is a service`() {
        assertFault(
            Fault.SERVICE,
            "CN",
            "110",
            "120",
            "96110",
            "95588",
            "10086",
            "12345",
            "400 123 4567",
            "+86 95588",
            "008610086",
        )
        assertFault(Fault.SERVICE, "HK", "999", "18222", "1823", "+86 110", "+852 999")
        assertFault(Fault.SERVICE, "TW", "165", "110")
        assertFault(Fault.SERVICE, "MO", "999")
        HOMES.forEach { home ->
            listOf("110", "96110", "95588", "10086", "999", "112").forEach {
                assertTrue("$home $it", read(home, it) is Reading.Wrong)
            }
        }
    }

    @Test
    fun `whatever is between the digits, the number is the same`() {
        repeat(2_000) {
            val number = mobiles.random(random)()
            val home = HOMES.random(random)
            val form = listOf("+$number", "00$number").random(random)
            assertNumber("+$number", home, form.map { wide(it) + filler() }.joinToString(""))
        }
    }

    @Test
    fun `what was read is read the same again, wherever`() {
        repeat(2_000) {
            val home = HOMES.random(random)
            val typed = List(random.nextInt(16)) { "0123456789+".random(random) }.joinToString("")
            val read = read(home, typed)
            if (read is Reading.Number) {
                assertTrue("$typed: $read", Regex("\\+[1-9]\\d{6,14}").matches(read.e164))
                HOMES.forEach { assertEquals(read, read(it, read.e164)) }
            }
        }
    }

    @Test
    fun `a digit too few or too many is no number`() {
        repeat(500) {
            val number = mobiles.random(random)()
            assertFault(Fault.TOO_LONG, "CN", "+${number}0")
            (1 until number.length).forEach { length ->
                assertTrue("${number.take(length)}", read("CN", "+${number.take(length)}") is Reading.Wrong)
            }
        }
    }

    @Test
    fun `no text breaks it`() {
        repeat(2_000) {
            val text = List(random.nextInt(40)) { Char(random.nextInt(0x10000)) }.joinToString("")
            (HOMES + listOf("", "ZZ", "cn", "?")).forEach { read(it, text) }
        }
    }

    private val mobiles =
        listOf(
            { "861" + ('3'..'9').random(random) + digits(9) },
            { "852" + ('4'..'9').random(random) + digits(7) },
            { "8536" + digits(7) },
            { "8869" + digits(8) },
        )

    private fun digits(count: Int) = List(count) { ('0'..'9').random(random) }.joinToString("")

    private fun wide(sign: Char) = if (random.nextBoolean()) sign else sign + ('０' - '0')

    private fun filler() = listOf("", "", " ", "-", "－", "\u00a0", "\u200b", " (", ")").random(random)

    private fun read(home: String, typed: String) = PhoneNumbers(home).read(typed)

    private fun assertNumber(expected: String, home: String, typed: String) =
        assertEquals("$home: $typed", Reading.Number(expected), read(home, typed))

    private fun assertFault(fault: Fault, home: String, vararg typed: String) =
        typed.forEach { assertEquals("$home: $it", Reading.Wrong(fault), read(home, it)) }

    private companion object {
        val HOMES = listOf("CN", "HK", "MO", "TW")
    }
}
