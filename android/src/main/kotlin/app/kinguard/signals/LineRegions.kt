package app.kinguard.signals

import android.Manifest
import android.annotation.TargetApi
import android.content.Context
import android.os.Build
import android.telecom.PhoneAccountHandle
import android.telephony.SubscriptionInfo
import android.telephony.SubscriptionManager
import android.telephony.TelephonyManager
import app.kinguard.phone.holds

/** The regions of the phone's SIMs, against which callers' numbers are read: ISO 3166, upper case. Null: not known. */
class LineRegions(private val context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    /** Of a line as [PhoneLines] numbers them. */
    fun of(line: Int): String? =
        if (line == PhoneLines.DEFAULT) only() else subscriptions().find { it.subscriptionId == line }?.let(::region)

    /** Of the account that a call came in by. Android keeps it from most apps. */
    fun of(account: PhoneAccountHandle?): String? = account?.let { orNull { subscription(it) } }?.let(::of)

    /** Of whichever SIM it is, where all of them are at home in one region. */
    fun only(): String? = subscriptions().map(::region).distinct().singleOrNull()

    /** Of every SIM; without the permission of the first. */
    fun all(): Set<String> {
        val known = subscriptions().mapNotNull(::region)
        return known.ifEmpty { listOfNotNull(orNull { region(manager()?.simCountryIso) }) }.toSet()
    }

    /** Some makers leave the country out of the list. */
    private fun region(sim: SubscriptionInfo): String? = region(sim.countryIso)
        ?: orNull { region(manager()?.createForSubscriptionId(sim.subscriptionId)?.simCountryIso) }

    private fun region(code: String?): String? =
        code?.uppercase()?.takeIf { it.length == 2 && it.all { letter -> letter in 'A'..'Z' } }

    private fun subscription(account: PhoneAccountHandle): Int? = if (release >= Build.VERSION_CODES.R) {
        subscriptionSince30(account)
    } else {
        // The account is named by the SIM's serial number or by the subscription, as the maker likes.
        @Suppress("DEPRECATION")
        subscriptions()
            .filter { account.id == it.subscriptionId.toString() || account.id == it.iccId }
            .map(SubscriptionInfo::getSubscriptionId)
            .singleOrNull()
    }

    @TargetApi(Build.VERSION_CODES.R)
    private fun subscriptionSince30(account: PhoneAccountHandle): Int? =
        manager()?.getSubscriptionId(account)?.takeIf { it >= 0 }

    private fun subscriptions(): List<SubscriptionInfo> = orNull {
        context
            .getSystemService(SubscriptionManager::class.java)
            ?.takeIf { isGranted() }
            ?.activeSubscriptionInfoList
    }.orEmpty()

    private fun isGranted() = context.holds(Manifest.permission.READ_PHONE_STATE)

    private fun manager(): TelephonyManager? = context.getSystemService(TelephonyManager::class.java)
}
