package app.kinguard.phone

import android.Manifest
import android.content.Context
import android.telecom.TelecomManager
import android.telephony.SubscriptionInfo
import android.telephony.SubscriptionManager
import android.telephony.TelephonyManager
import app.kinguard.failure.unlessRefused

/**
 * All of the app's requests to the telephony services. A tablet may have no such service, or one whose methods throw
 * [UnsupportedOperationException], as Android does from 15 on to apps that target it; makers' services throw
 * undocumented exceptions. In each of these cases the answer is null.
 */
class Telephony(private val context: Context) {
    /** True if the phone has the service; it may still not answer. */
    val isThere: Boolean get() = ask { it } != null

    /** Returns the answer of the phone as a whole. */
    fun <T : Any> ask(question: (TelephonyManager) -> T?): T? =
        unlessRefused { context.getSystemService(TelephonyManager::class.java)?.let(question) }

    /** Returns the answer of this subscription's SIM. */
    fun <T : Any> ask(subscription: Int, question: (TelephonyManager) -> T?): T? =
        ask { it.createForSubscriptionId(subscription)?.let(question) }

    /** Returns the SIMs in use. Null without the permission READ_PHONE_STATE, too. */
    fun sims(): List<SubscriptionInfo>? = askSims {
        if (context.holds(Manifest.permission.READ_PHONE_STATE)) it.activeSubscriptionInfoList else null
    }

    /** Returns the answer of the subscription service. */
    fun <T : Any> askSims(question: (SubscriptionManager) -> T?): T? =
        unlessRefused { context.getSystemService(SubscriptionManager::class.java)?.let(question) }

    /** Returns the answer of the telecom service. */
    fun <T : Any> askTelecom(question: (TelecomManager) -> T?): T? =
        unlessRefused { context.getSystemService(TelecomManager::class.java)?.let(question) }
}
