package app.kinguard.family.channel

import android.app.Activity
import android.telephony.SmsManager
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import java.lang.reflect.Modifier

class SendResultTest {
    @Test
    fun `sent is no failure`() = assertNull(sendFailure(Activity.RESULT_OK, null))

    @Test
    fun `every code that the phone has is decided, and no other means success`() {
        val codes = SmsManager::class.java.fields
            .filter { Modifier.isStatic(it.modifiers) && it.name.startsWith("RESULT_") && it.type == Int::class.java }
            .filterNot { it.name.startsWith("RESULT_STATUS") || it.name.startsWith("RESULT_RECEIVE") }
            .associate { it.name to it.getInt(null) }
        assertEquals(true, codes.size > 70)
        val decided = codes.mapValues { (_, code) -> sendFailure(code, null) }
        val refused = decided.filterValues { it is Outcome.Refused }.mapValues { (it.value as Outcome.Refused).reason }
        assertEquals(REFUSED, refused)
        val later = decided.filterValues { it is Outcome.Later }.mapValues { (it.value as Outcome.Later).reason }
        assertEquals(codes.keys, refused.keys + later.keys)
        assertEquals(setOf("RESULT_ERROR_RADIO_OFF"), later.filterValues { it == Reason.RADIO_OFF }.keys)
        val tooMany = setOf("RESULT_ERROR_LIMIT_EXCEEDED", "RESULT_RIL_REQUEST_RATE_LIMITED")
        assertEquals(tooMany, later.filterValues { it == Reason.TOO_MANY }.keys)
        assertEquals(setOf(Reason.NO_SERVICE), later.values.toSet() - setOf(Reason.RADIO_OFF, Reason.TOO_MANY))
    }

    @Test
    fun `a code that nobody knows is tried again`() =
        listOf(-2, 34, 99, 138, 9_999).forEach { assertEquals(LATER, sendFailure(it, null)) }

    @Test
    fun `the network's own word decides where there is one`() {
        val generic = SmsManager.RESULT_ERROR_GENERIC_FAILURE
        val rejected = SmsManager.RESULT_NETWORK_REJECT
        val barred = Outcome.Refused(Reason.NO_CREDIT_OR_BARRED)
        listOf(8, 10, 21, 28, 29, 30, 50, 69).forEach { assertEquals("$it", barred, sendFailure(generic, it)) }
        listOf(27, 38, 41, 42, 47).forEach { assertEquals("$it", LATER, sendFailure(rejected, it)) }
        assertEquals(Outcome.Refused(Reason.NUMBER_REFUSED), sendFailure(generic, 1))
        listOf(null, 2, 96, 111, 127, 500).forEach {
            assertEquals("$it", LATER, sendFailure(generic, it))
            assertEquals("$it", barred, sendFailure(rejected, it))
        }
        assertEquals(Outcome.Later(Reason.RADIO_OFF), sendFailure(SmsManager.RESULT_ERROR_RADIO_OFF, 8))
    }

    private companion object {
        val LATER = Outcome.Later(Reason.NO_SERVICE)

        val REFUSED =
            mapOf(
                "RESULT_NETWORK_REJECT" to Reason.NO_CREDIT_OR_BARRED,
                "RESULT_RIL_NETWORK_REJECT" to Reason.NO_CREDIT_OR_BARRED,
                "RESULT_INVALID_SMSC_ADDRESS" to Reason.NO_CREDIT_OR_BARRED,
                "RESULT_RIL_INVALID_SMSC_ADDRESS" to Reason.NO_CREDIT_OR_BARRED,
                "RESULT_ERROR_FDN_CHECK_FAILURE" to Reason.NUMBER_REFUSED,
                "RESULT_ERROR_SHORT_CODE_NOT_ALLOWED" to Reason.NUMBER_REFUSED,
                "RESULT_ERROR_SHORT_CODE_NEVER_ALLOWED" to Reason.NUMBER_REFUSED,
                "RESULT_OPERATION_NOT_ALLOWED" to Reason.NO_PERMISSION,
                "RESULT_RIL_OPERATION_NOT_ALLOWED" to Reason.NO_PERMISSION,
                "RESULT_USER_NOT_ALLOWED" to Reason.NO_PERMISSION,
                "RESULT_NO_DEFAULT_SMS_APP" to Reason.NO_PERMISSION,
                "RESULT_ERROR_NULL_PDU" to Reason.MALFORMED,
                "RESULT_INVALID_ARGUMENTS" to Reason.MALFORMED,
                "RESULT_INVALID_SMS_FORMAT" to Reason.MALFORMED,
                "RESULT_ENCODING_ERROR" to Reason.MALFORMED,
                "RESULT_REQUEST_NOT_SUPPORTED" to Reason.MALFORMED,
                "RESULT_RIL_INVALID_ARGUMENTS" to Reason.MALFORMED,
                "RESULT_RIL_INVALID_SMS_FORMAT" to Reason.MALFORMED,
                "RESULT_RIL_ENCODING_ERR" to Reason.MALFORMED,
                "RESULT_RIL_REQUEST_NOT_SUPPORTED" to Reason.MALFORMED,
            )
    }
}
