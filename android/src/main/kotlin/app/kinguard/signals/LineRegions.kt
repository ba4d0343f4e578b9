package app.kinguard.signals

import android.annotation.TargetApi
import android.content.Context
import android.os.Build
import android.telecom.PhoneAccountHandle
import android.telephony.SubscriptionInfo
import android.telephony.TelephonyManager
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.Telephony

/** The regions of the phone's SIMs, against which callers' numbers are read: ISO 3166, upper case. Null: not known. */
class LineRegions(context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    private val telephony = Telephony(context)

    /** Of a line as [PhoneLines] numbers them. */
    fun of(line: Int): String? =
        if (line == PhoneLines.DEFAULT) only() else subscriptions().find { it.subscriptionId == line }?.let(::region)

    /** Of the account that a call came in by. Android keeps it from most apps. */
    fun of(account: PhoneAccountHandle?): String? = account?.let { unlessRefused { subscription(it) } }?.let(::of)

    /** Of whichever SIM it is, where all of them are at home in one region. */
    fun only(): String? = subscriptions().map(::region).distinct().singleOrNull()

    /** Of every SIM; without the permission of the first. */
    fun all(): Set<String> {
        val known = subscriptions().mapNotNull(::region)
        return known.ifEmpty { listOfNotNull(telephony.ask { region(it.simCountryIso) }) }.toSet()
    }

    /**
     * The regions of the networks that its SIMs use abroad, in the order of the SIMs; empty at home; null while none of
     * them says where it is. Without the permission only the phone's own is asked.
     */
    fun abroad(): List<String>? = unlessRefused { networks() }

    private fun networks(): List<String>? {
        val lines =
            subscriptions()
                .mapNotNull { sim -> line(sim)?.let { it to region(sim) } }
                .ifEmpty { listOfNotNull(telephony.ask { it to region(it.simCountryIso) }) }
        val there = lines.filter { (line, _) -> line.isNetworkRoaming }.mapNotNull { (line, _) -> network(line) }
        // Out of service a phone does not roam, wherever it is.
        val here = lines.any { (line, home) -> !line.isNetworkRoaming && home != null && network(line) == home }
        return there.takeIf { it.isNotEmpty() || here }
    }

    private fun network(line: TelephonyManager): String? = region(line.networkCountryIso)

    private fun line(sim: SubscriptionInfo): TelephonyManager? = telephony.ask(sim.subscriptionId) { it }

    /** Some makers leave the country out of the list. */
    private fun region(sim: SubscriptionInfo): String? = region(sim.countryIso)
        ?: telephony.ask(sim.subscriptionId) { region(it.simCountryIso) }

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
        telephony.ask { it.getSubscriptionId(account) }?.takeIf { it >= 0 }

    private fun subscriptions(): List<SubscriptionInfo> = telephony.sims().orEmpty()
}
