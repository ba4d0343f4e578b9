package app.kinguard.history

import app.kinguard.AndroidRunner
import app.kinguard.core.CallerKind
import app.kinguard.core.Direction
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.Guard
import app.kinguard.core.InstallSource
import app.kinguard.core.classify
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config
import kotlin.random.Random

@RunWith(AndroidRunner::class)
@Config(sdk = [33]) // Tries thousands of numbers, so one release has to do.
class RedactionTest {
    private val places = mutableMapOf<String, Int>()
    private val redaction = Redaction { line -> places.getOrPut(line) { places.size + 1 } }

    @Test
    fun `the core reads the same in it, whatever the number and wherever the phone is at home`() {
        var hidden = 0
        for (home in HOMES) {
            for (number in numbers(home)) {
                val redacted = redaction.of(number, home)
                assertEquals("$home \"$number\" -> \"$redacted\"", classify(home, number), classify(home, redacted))
                if (redacted != number) hidden += 1
            }
        }
        assertTrue("$hidden", hidden > 2_000)
    }

    @Test
    fun `of a person's number nothing of the line stays`() {
        val same = Redaction { 7 }
        for (home in HOMES) {
            val random = Random(home.length)
            val plan = home.takeIf { it in PLANS } ?: "CN"
            repeat(10) {
                for (number in person(plan, random).filter { it.length < 14 }) {
                    val redacted = same.of(number, home).orEmpty()
                    if (classify(home, number).kind == CallerKind.UNKNOWN) continue
                    assertTrue("$home $number -> $redacted", redacted.endsWith("0000007"))
                    assertEquals("$home $number", number.length, redacted.length)
                }
            }
        }
    }

    @Test
    fun `never more than the beginning stays`() {
        val same = Redaction { 7 }
        for (home in HOMES) {
            for (number in numbers(home)) {
                val facts = classify(home, number)
                val digits = number.filter(Char::isDigit)
                if (facts.service || facts.kind == CallerKind.UNKNOWN || digits.length < LONG) continue
                val redacted = same.of(number, home).orEmpty()
                assertTrue("$home $number -> $redacted", redacted.endsWith("0007"))
            }
        }
    }

    @Test
    fun `two numbers that differ in their last four digits only look the same but for their count`() {
        val same = Redaction { 1 }
        for (home in HOMES) {
            for (number in numbers(home).filter { it.filter(Char::isDigit).length in 8..15 }) {
                val other = number.dropLast(4) + "8642"
                if (classify(home, number) != classify(home, other) || classify(home, number).service) continue
                if (number.takeLast(4).any { !it.isDigit() }) continue
                assertEquals("$home $number", same.of(number, home), same.of(other, home))
            }
        }
    }

    @Test
    fun `what stays of which`() {
        assertEquals("+85200000001", redaction.of("+852 5123 4567", "CN"))
        assertEquals("one line, however it is written", "0085200000001", redaction.of("0085251234567", "CN"))
        assertEquals("13900000002", redaction.of("139 1234 5678", "CN"))
        assertEquals("+8613900000002", redaction.of("+8613912345678", "CN"))
        assertEquals("another", "13800000003", redaction.of("13812349999", "CN"))
        assertEquals("110", redaction.of("110", "CN"))
        assertEquals("95588", redaction.of("95588", "CN"))
        assertEquals("+8695588", redaction.of("+86 95588", "CN"))
        assertNull(redaction.of(null, "CN"))
        assertEquals("0000", redaction.of("zhang.wei.1962", "CN"))
        assertEquals("no name of an address stays", "unknown", redaction.of("sip:zhang.wei@example.com", "CN"))
        assertEquals("unknown", redaction.of("Anonymous", "CN"))
        assertEquals("an invalid home region", "unknown", redaction.of("13912345678", "home"))
    }

    @Test
    fun `a stranger who is rung back is known again, and nobody else is taken for one`() {
        val random = Random(7)
        for (home in PLANS) {
            val people = List(5) { person(home, random) }
            for (one in people) {
                for (other in people) {
                    for (first in one) {
                        val second = other.random(random)
                        val raw = ringsBack(home, first, second)
                        val redacted = ringsBack(home, redaction.of(first, home), redaction.of(second, home))
                        assertEquals("$home: $first, then $second", raw, redacted)
                    }
                }
            }
        }
    }

    /**
     * Returns whether the core takes a call to [second], a contact, for one back to the stranger who called from
     * [first].
     */
    private fun ringsBack(home: String, first: String?, second: String?): Boolean {
        val guard = Guard(home, emptyList())
        val said = listOf(
            0L to Event.CallStarted(Direction.INCOMING, first, false, null),
            20_000L to Event.CallEnded,
            60_000L to Event.CallStarted(Direction.OUTGOING, second, true, null),
            70_000L to Event.CallAnswered,
            400_000L to Event.CallEnded,
            420_000L to Event.AppInstalled("com.yhtx.meet", "云会通", InstallSource.SIDELOAD, false),
        ).flatMap { (at, event) -> guard.observe(at, at, event).effects }
        guard.close()
        return said.any { it is Effect.Warn }
    }

    /** Returns one line in the spellings that a phone at home in [home] may show. */
    private fun person(home: String, random: Random): List<String> = when (home) {
        "CN" -> if (random.nextBoolean()) {
            val line = "1${random.nextInt(3, 10)}" + digits(9, random)
            listOf(line, "+86$line", "0086$line", "86$line", "0$line", "17951$line")
        } else {
            val line = "755${random.nextInt(2, 9)}" + digits(7, random)
            listOf("0$line", "+86$line", "+860$line", "0086$line")
        }
        "HK" -> "${random.nextInt(5, 10)}${digits(7, random)}".let { listOf(it, "+852$it", "00852$it", "133$it") }
        "MO" -> "6${digits(7, random)}".let { listOf(it, "+853$it", "00853$it") }
        "TW" -> "9${digits(8, random)}".let { listOf("0$it", "+886$it", "+8860$it", "00886$it") }
        "SG" -> "9${digits(7, random)}".let { listOf(it, "+65$it") }
        else -> "1${random.nextInt(2, 9)}${digits(7, random)}".let { listOf("0$it", "+60$it", "0060$it") }
    }

    private fun numbers(home: String): List<String> {
        val random = Random(home.hashCode())
        val codes =
            listOf("1", "7", "20", "44", "60", "65", "81", "852", "853", "855", "86", "886", "95", "800", "881", "999")
        val abroad = codes.flatMap { code ->
            List(6) { "${listOf("+", "00").random(random)}$code${digits(random.nextInt(5, 12), random)}" }
        }
        val bare = listOf("852", "853", "886", "86", "65", "60").map { it + digits(8, random) }
        val forged = List(20) {
            listOf("+86", "+860086", "+00", "00860086", "0852", "0886").random(random) +
                digits(random.nextInt(6, 11), random)
        }
        val people = List(20) { person(home, random) }.flatten() + List(10) { person("CN", random) }.flatten()
        val short = List(50) { digits(random.nextInt(1, 9), random) }
        val long = List(40) { digits(random.nextInt(9, 24), random) }
        val written = people.take(20).map { "tel:$it;ext=12" } + people.take(20).map { "sip:$it@example.org" } +
            people.take(10).map { it.toCharArray().joinToString("-") } + people.take(10).map { "*31#$it" } +
            people.take(10).map { "$it,123#" } + people.take(10).map { it.map(::wide).joinToString("") }
        return abroad + bare + forged + people + short + long + written + SERVICES + GARBAGE
    }

    private fun wide(sign: Char) = if (sign.isDigit()) '０' + (sign - '0') else sign

    private fun digits(count: Int, random: Random) = List(count) { random.nextInt(10) }.joinToString("")

    private companion object {
        /** A shorter number may be all carrier, country and cut-off line. */
        const val LONG = 12
        val PLANS = setOf("CN", "HK", "TW", "SG", "MO", "MY")
        val HOMES = listOf("CN", "HK", "MO", "TW", "SG", "MY", "US", "GB", "JP", "RU")
        val SERVICES = listOf(
            "110", "119", "120", "95588", "95533", "96110", "12345", "4008001234", "10086", "999", "18222", "1799",
            "+8695588", "001", "112", "02195588", "106575012345", "80012345678",
        )
        val GARBAGE = listOf(
            "", " ", "anonymous", "Private number", "未知号码", "-1", "-2", "+", "++", "0000000", "sip:bob@example.com",
            "tel:", "*#06#", "1234;5678", "+86+85251234567", "私人号码", "😀", "abc123456789", "%2B85251234567",
            "tel:5551234;phone-context=+852", "8613912345678x", "00", "+8", "+86110", "٠٠٨٥٢٥١٢٣٤٥٦٧",
        )
    }
}
