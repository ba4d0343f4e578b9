package app.kinguard.family.channel

import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** Holds the encryption for Bark against another implementation, with the format that Bark's app reads. */
class BarkCipherTest {
    @Test
    fun `another implementation seals the same`() {
        val sent = JSONObject(BarkCipher(KEY).encrypt(BODY, "danger-7", NONCE))
        assertEquals(SEALED, sent.getString("ciphertext"))
        assertEquals(NONCE, sent.getString("iv"))
        assertEquals("danger-7", sent.getString("id"))
        assertEquals(3, sent.length())
    }

    @Test
    fun `no two messages have the same nonce, and keys are of the length that the app asks for`() {
        val sent = List(100) { JSONObject(BarkCipher(KEY).encrypt(BODY, "x")).getString("iv") }
        assertEquals(100, sent.toSet().size)
        assertTrue(sent.all { Regex("[A-Za-z0-9]{12}").matches(it) })
        val keys = List(100) { BarkCipher.newKey() }
        assertEquals(100, keys.toSet().size)
        assertTrue(keys.all { WebhookPresets.of("bark")?.secret?.read(it) == it })
        assertNotEquals(KEY, keys.first())
    }

    private companion object {
        const val KEY = "0123456789abcdefghijklmnopqrstuv"
        const val NONCE = "KinGuardTest"
        const val BODY = """{"title":"【亲守】测试","body":"有危险"}"""

        /** By the AES-GCM of Python's cryptography package. */
        const val SEALED = "KaUuVBko3Os6zb1JqUPArSRGVxf0kz+uIQ2AUgIP5Two058xXovbm9dv5U0EYLWfTZL78U8Ss4AUczrlS0LIeTo="
    }
}
