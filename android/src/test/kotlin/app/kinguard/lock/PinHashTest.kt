package app.kinguard.lock

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.util.Base64

class PinHashTest {
    private val hash = PinHash(iterations = 1_000)

    @Test
    fun `it knows its own digits and no others`() {
        val kept = hash.make("270914")
        assertTrue(hash.matches("270914", kept))
        listOf("270915", "27091", "2709140", "", "270914 ").forEach { assertFalse(it, hash.matches(it, kept)) }
    }

    @Test
    fun `the same digits are never kept the same`() = assertNotEquals(hash.make("270914"), hash.make("270914"))

    @Test
    fun `how slow it was made lies with it, and the digits do not`() {
        val kept = PinHash(iterations = 1_234).make("270914")
        assertTrue(kept, kept.startsWith("pbkdf2-sha256:1234:"))
        assertFalse(kept, "270914" in kept)
        assertTrue("a later version may be slower", PinHash(iterations = 9_000).matches("270914", kept))
        assertFalse(hash.matches("270914", kept.replace("1234", "1235")))
    }

    @Test
    fun `what is no hash matches nothing`() = listOf("", "a:b", "pbkdf2-sha256:0:AA==:AA==", "md5:1000:AA==:AA==")
        .forEach { assertFalse(it, hash.matches("270914", it)) }

    @Test
    fun `it is the platform's own`() {
        // RFC 7914, section 11, gives this for PBKDF2-HMAC-SHA256 of "passwd" and "salt", one round.
        val salt = Base64.getEncoder().encodeToString("salt".toByteArray())
        val hash32 = Base64.getEncoder().encodeToString(
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                .chunked(2).map { it.toInt(16).toByte() }.toByteArray(),
        )
        assertTrue(hash.matches("passwd", "pbkdf2-sha256:1:$salt:$hash32"))
    }

    @Test
    fun `it is slow on purpose`() {
        assertTrue(PinHash.ITERATIONS >= 200_000)
        val slow = PinHash()
        val began = System.nanoTime()
        val kept = slow.make("270914")
        val ms = (System.nanoTime() - began) / 1_000_000
        println("measured: ${PinHash.ITERATIONS} rounds of PBKDF2WithHmacSHA256 take $ms ms here")
        assertEquals("${PinHash.ITERATIONS}", kept.split(':')[1])
    }
}
