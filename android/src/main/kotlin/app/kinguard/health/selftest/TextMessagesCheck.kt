package app.kinguard.health.selftest

import android.Manifest
import android.content.Context
import android.content.pm.PackageManager
import android.provider.Settings
import android.telephony.ServiceState
import android.telephony.TelephonyManager
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Delivery
import app.kinguard.family.Outcome
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.phone.Telephony
import app.kinguard.phone.holds

/**
 * Checks that a text message could be sent now. The check sends none: a message costs money, and a test message would
 * reach the family.
 */
class TextMessagesCheck(
    private val context: Context,
    private val contacts: () -> List<Contact>,
    private val deliveries: () -> List<Delivery>,
) : Check {
    override val id = CheckId.TEXT_MESSAGES

    private val telephony = Telephony(context)

    override fun run(): Finding {
        if (contacts().flatMap { it.addresses }.none { it.address == Address.TextMessage }) return Finding.NotApplicable
        return (ofThisApp() ?: ofThePhone() ?: ofTheNetwork())?.let(Finding::Fault) ?: Finding.Fine
    }

    private fun ofThisApp(): Reason? = when {
        !context.packageManager.hasSystemFeature(PackageManager.FEATURE_TELEPHONY) -> Reason.NOT_ON_THIS_PHONE
        !context.holds(Manifest.permission.SEND_SMS) -> Reason.NOT_GRANTED
        else -> null
    }

    private fun ofThePhone(): Reason? {
        if (!telephony.isThere) return Reason.NOT_ON_THIS_PHONE
        val off = Settings.Global.getInt(context.contentResolver, Settings.Global.AIRPLANE_MODE_ON, 0) != 0
        return when {
            off -> Reason.RADIO_OFF
            telephony.ask { it.simState } in NO_SIM -> Reason.NO_SIM
            else -> service()
        }
    }

    /** Releases differ in which apps they tell; if this app is not told, the last message has to do. */
    private fun service(): Reason? {
        if (!context.holds(Manifest.permission.READ_PHONE_STATE)) return null
        return when (telephony.ask { it.serviceState?.state }) {
            ServiceState.STATE_POWER_OFF -> Reason.RADIO_OFF
            ServiceState.STATE_OUT_OF_SERVICE, ServiceState.STATE_EMERGENCY_ONLY -> Reason.NO_SERVICE
            else -> null
        }
    }

    /** The fate of the last message shows whether there is credit. */
    private fun ofTheNetwork(): Reason? {
        val last = deliveries().lastOrNull { it.address.address == Address.TextMessage && it.state in SETTLED }
        return Reason.BARRED.takeIf { last?.state == Delivery.State.FAILED && last.reason in BARRED }
    }

    private companion object {
        /** A SIM that waits for its PIN can send no more than a missing one. */
        val NO_SIM =
            setOf(
                TelephonyManager.SIM_STATE_ABSENT,
                TelephonyManager.SIM_STATE_PIN_REQUIRED,
                TelephonyManager.SIM_STATE_PUK_REQUIRED,
                TelephonyManager.SIM_STATE_NETWORK_LOCKED,
                TelephonyManager.SIM_STATE_PERM_DISABLED,
                TelephonyManager.SIM_STATE_CARD_IO_ERROR,
                TelephonyManager.SIM_STATE_CARD_RESTRICTED,
            )
        val SETTLED = setOf(Delivery.State.SENT, Delivery.State.DELIVERED, Delivery.State.FAILED)
        val BARRED = setOf(Outcome.Reason.NO_CREDIT_OR_BARRED, Outcome.Reason.NO_PERMISSION)
    }
}
