package app.kinguard.family.channel

import android.content.Intent
import android.telephony.SmsMessage
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason

/**
 * The network's report about a part of a message that it accepted. The phone passes on every such report as a success;
 * only the report itself tells more (TP-Status, 3GPP TS 23.040, 9.2.3.15).
 */
internal sealed interface DeliveryReport {
    data object Arrived : DeliveryReport

    data class Failed(val outcome: Outcome) : DeliveryReport

    /** Still trying, or unreadable. */
    data object Nothing : DeliveryReport

    companion object {
        private const val PDU = "pdu"
        private const val FORMAT = "format"
        private const val GSM = SmsMessage.FORMAT_3GPP

        private val ARRIVED = 0x00..0x1F
        private val PERMANENT = 0x40..0x5F

        /** A temporary failure lasted for as long as the network keeps a message. */
        private val GIVEN_UP = 0x60..0x7F

        fun of(intent: Intent): DeliveryReport {
            val pdu = intent.getByteArrayExtra(PDU) ?: return Nothing
            if ((intent.getStringExtra(FORMAT) ?: GSM) != GSM) return Nothing
            return when (status(pdu) ?: return Nothing) {
                in ARRIVED -> Arrived
                in PERMANENT -> Failed(Outcome.Refused(Reason.NUMBER_REFUSED))
                in GIVEN_UP -> Failed(Outcome.Later(Reason.NO_SERVICE))
                else -> Nothing
            }
        }

        /** Reports from the network may contain anything, and the parser throws whatever it stumbles over. */
        private fun status(pdu: ByteArray): Int? =
            unlessRefused { SmsMessage.createFromPdu(pdu, GSM)?.takeIf { it.isStatusReportMessage }?.status }
    }
}
