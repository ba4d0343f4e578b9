package app.kinguard.phone

import android.Manifest
import android.content.Context
import android.telecom.TelecomManager
import android.telephony.SubscriptionInfo
import android.telephony.SubscriptionManager
import android.telephony.TelephonyManager
import app.kinguard.failure.unlessRefused

/**
 * All that the app asks of the telephony services goes through here. A tablet may have no such service, or one whose methods
 * throw [UnsupportedOperationException], as Android does from 15 on to apps that target it; makers' services throw what no
 * documentation names. Each of these is null: not known.
 */
class Telephony(private val context: Context) {
    /** Whether the phone has the service; it may still answer nothing. */
    val isThere: Boolean get() = ask { it } != null

    /** What the phone as a whole answers. */
    fun <T : Any> ask(question: (TelephonyManager) -> T?): T? =
        unlessRefused { context.getSystemService(TelephonyManager::class.java)?.let(question) }

    /** What the SIM of this subscription answers. */
    fun <T : Any> ask(subscription: Int, question: (TelephonyManager) -> T?): T? =
        ask { it.createForSubscriptionId(subscription)?.let(question) }

    /** The SIMs in use; null without the permission READ_PHONE_STATE too. */
    fun sims(): List<SubscriptionInfo>? = askSims {
        if (context.holds(Manifest.permission.READ_PHONE_STATE)) it.activeSubscriptionInfoList else null
    }

    /** What the keeper of the SIMs answers. */
    fun <T : Any> askSims(question: (SubscriptionManager) -> T?): T? =
        unlessRefused { context.getSystemService(SubscriptionManager::class.java)?.let(question) }

    /** What the keeper of the calls answers. */
    fun <T : Any> askTelecom(question: (TelecomManager) -> T?): T? =
        unlessRefused { context.getSystemService(TelecomManager::class.java)?.let(question) }
}
