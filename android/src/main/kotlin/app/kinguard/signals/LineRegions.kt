package app.kinguard.signals

import android.annotation.TargetApi
import android.content.Context
import android.os.Build
import android.telecom.PhoneAccountHandle
import android.telephony.SubscriptionInfo
import android.telephony.TelephonyManager
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.Telephony

/** The regions of the phone's SIMs, against which callers' numbers are read: ISO 3166, upper case. Null if unknown. */
class LineRegions(context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    private val telephony = Telephony(context)

    /** Returns the region of a line, as [PhoneLines] numbers them. */
    fun of(line: Int): String? =
        if (line == PhoneLines.DEFAULT) only() else subscriptions().find { it.subscriptionId == line }?.let(::region)

    /** Returns the region of the account that received a call. Android hides it from most apps. */
    fun of(account: PhoneAccountHandle?): String? = account?.let { unlessRefused { subscription(it) } }?.let(::of)

    /** Returns the region of every SIM if they all share one. */
    fun only(): String? = subscriptions().map(::region).distinct().singleOrNull()

    /** Returns the regions of all SIMs. Without the permission, only the first one's. */
    fun all(): Set<String> {
        val known = subscriptions().mapNotNull(::region)
        return known.ifEmpty { listOfNotNull(telephony.ask { region(it.simCountryIso) }) }.toSet()
    }

    /**
     * Returns the regions of the networks that the SIMs use abroad, in the order of the SIMs. Empty at home. Null while
     * no SIM says where it is. Without the permission only the phone's default SIM is asked.
     */
    fun abroad(): List<String>? = unlessRefused { networks() }

    private fun networks(): List<String>? {
        val lines =
            subscriptions()
                .mapNotNull { sim -> line(sim)?.let { it to region(sim) } }
                .ifEmpty { listOfNotNull(telephony.ask { it to region(it.simCountryIso) }) }
        val there = lines.filter { (line, _) -> line.isNetworkRoaming }.mapNotNull { (line, _) -> network(line) }
        // A phone out of service does not roam, wherever it is.
        val here = lines.any { (line, home) -> !line.isNetworkRoaming && home != null && network(line) == home }
        return there.takeIf { it.isNotEmpty() || here }
    }

    private fun network(line: TelephonyManager): String? = region(line.networkCountryIso)

    private fun line(sim: SubscriptionInfo): TelephonyManager? = telephony.ask(sim.subscriptionId) { it }

    /** Returns the region of [sim]. Some makers leave the country out of the list. */
    private fun region(sim: SubscriptionInfo): String? = region(sim.countryIso)
        ?: telephony.ask(sim.subscriptionId) { region(it.simCountryIso) }

    private fun region(code: String?): String? =
        code?.uppercase()?.takeIf { it.length == 2 && it.all { letter -> letter in 'A'..'Z' } }

    private fun subscription(account: PhoneAccountHandle): Int? = if (release >= Build.VERSION_CODES.R) {
        subscriptionSince30(account)
    } else {
        // Depending on the maker, the account is named by the SIM's serial number or by the subscription.
        @Suppress("DEPRECATION")
        subscriptions()
            .filter { account.id == it.subscriptionId.toString() || account.id == it.iccId }
            .map(SubscriptionInfo::getSubscriptionId)
            .singleOrNull()
    }

    @TargetApi(Build.VERSION_CODES.R)
    private fun subscriptionSince30(account: PhoneAccountHandle): Int? =
        telephony.ask { it.getSubscriptionId(account) }?.takeIf { it >= 0 }

    private fun subscriptions(): List<SubscriptionInfo> = telephony.sims().orEmpty()
}
