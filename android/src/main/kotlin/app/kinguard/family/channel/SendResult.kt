package app.kinguard.family.channel

import android.app.Activity
import android.telephony.SmsManager
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason

/**
 * Returns the outcome if the phone could not send a part; null if it could.
 *
 * The codes are those of [SmsManager]. Before Android 11 only the first eight existed; later versions have names for
 * what used to be a generic failure. Codes from 100 on come from the radio. Failures that may be temporary are retried,
 * and so are unknown codes: a lost message costs more than another attempt.
 */
internal fun sendFailure(code: Int, cause: Int?): Outcome? = when (code) {
    Activity.RESULT_OK -> null
    SmsManager.RESULT_ERROR_GENERIC_FAILURE,
    SmsManager.RESULT_NETWORK_REJECT,
    SmsManager.RESULT_RIL_NETWORK_REJECT,
    SmsManager.RESULT_RIL_GENERIC_ERROR,
    -> networkFailure(code, cause)
    SmsManager.RESULT_ERROR_RADIO_OFF -> Outcome.Later(Reason.RADIO_OFF)
    SmsManager.RESULT_ERROR_LIMIT_EXCEEDED,
    SmsManager.RESULT_RIL_REQUEST_RATE_LIMITED,
    -> Outcome.Later(Reason.TOO_MANY)
    in BARRED -> Outcome.Refused(Reason.NO_CREDIT_OR_BARRED)
    in NUMBER -> Outcome.Refused(Reason.NUMBER_REFUSED)
    in FORBIDDEN -> Outcome.Refused(Reason.NO_PERMISSION)
    in MALFORMED -> Outcome.Refused(Reason.MALFORMED)
    else -> Outcome.Later(Reason.NO_SERVICE)
}

/**
 * Returns the outcome by the network's own reason, if the phone passes it on: the RP cause of 3GPP TS 24.011, table
 * 8.4. Without it, a rejection is final, and a generic failure may mean anything.
 */
private fun networkFailure(code: Int, cause: Int?): Outcome = when (cause) {
    in BARRED_CAUSES -> Outcome.Refused(Reason.NO_CREDIT_OR_BARRED)
    UNASSIGNED_NUMBER -> Outcome.Refused(Reason.NUMBER_REFUSED)
    in PASSING_CAUSES -> Outcome.Later(Reason.NO_SERVICE)
    else -> if (code in REJECTED) Outcome.Refused(Reason.NO_CREDIT_OR_BARRED) else Outcome.Later(Reason.NO_SERVICE)
}

/**
 * Returns whether the network may have refused the requested report instead of the message. In that case it gives no
 * cause, or says that a requested facility is not available or not understood.
 */
internal fun mayBeForTheReport(code: Int, cause: Int?): Boolean =
    code in FROM_THE_NETWORK && (cause == null || cause in ABOUT_WHAT_WAS_ASKED)

private val FROM_THE_NETWORK =
    setOf(
        SmsManager.RESULT_ERROR_GENERIC_FAILURE,
        SmsManager.RESULT_NETWORK_REJECT,
        SmsManager.RESULT_RIL_NETWORK_REJECT,
        SmsManager.RESULT_RIL_GENERIC_ERROR,
    )

/** Not subscribed, not implemented; wrong in form or meaning; unspecified. */
private val ABOUT_WHAT_WAS_ASKED = setOf(50, 69, 95, 96, 97, 98, 99, 111, 127)

private val REJECTED = setOf(SmsManager.RESULT_NETWORK_REJECT, SmsManager.RESULT_RIL_NETWORK_REJECT)

/** The SIM has no message centre. */
private val BARRED = setOf(SmsManager.RESULT_INVALID_SMSC_ADDRESS, SmsManager.RESULT_RIL_INVALID_SMSC_ADDRESS)

/** Not among the numbers that the SIM allows, or considered a premium number and declined. */
private val NUMBER =
    setOf(
        SmsManager.RESULT_ERROR_FDN_CHECK_FAILURE,
        SmsManager.RESULT_ERROR_SHORT_CODE_NOT_ALLOWED,
        SmsManager.RESULT_ERROR_SHORT_CODE_NEVER_ALLOWED,
    )

private val FORBIDDEN =
    setOf(
        SmsManager.RESULT_OPERATION_NOT_ALLOWED,
        SmsManager.RESULT_RIL_OPERATION_NOT_ALLOWED,
        SmsManager.RESULT_USER_NOT_ALLOWED,
        SmsManager.RESULT_NO_DEFAULT_SMS_APP,
    )

private val MALFORMED =
    setOf(
        SmsManager.RESULT_ERROR_NULL_PDU,
        SmsManager.RESULT_INVALID_ARGUMENTS,
        SmsManager.RESULT_INVALID_SMS_FORMAT,
        SmsManager.RESULT_ENCODING_ERROR,
        SmsManager.RESULT_REQUEST_NOT_SUPPORTED,
        SmsManager.RESULT_RIL_INVALID_ARGUMENTS,
        SmsManager.RESULT_RIL_INVALID_SMS_FORMAT,
        SmsManager.RESULT_RIL_ENCODING_ERR,
        SmsManager.RESULT_RIL_REQUEST_NOT_SUPPORTED,
    )

/** Nobody has this number. */
private const val UNASSIGNED_NUMBER = 1

/**
 * Barred by the operator, barred, rejected (mostly for lack of credit), unknown at home or here, not subscribed, not
 * offered.
 */
private val BARRED_CAUSES = setOf(8, 10, 21, 28, 29, 30, 50, 69)

/** Destination or network out of order, temporary failure, congestion, no resources. */
private val PASSING_CAUSES = setOf(27, 38, 41, 42, 47)
