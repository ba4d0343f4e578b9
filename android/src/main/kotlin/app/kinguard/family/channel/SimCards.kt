package app.kinguard.family.channel

import android.annotation.TargetApi
import android.content.Context
import android.os.Build
import android.telephony.SmsManager
import android.telephony.SubscriptionInfo
import android.telephony.SubscriptionManager
import app.kinguard.phone.Telephony

/** The SIM cards that can send a message, by subscription id. Null is the one that the phone would choose. */
internal class SimCards(private val context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    /**
     * Returns the card that the user chose for messages, then the others. Those are known only with READ_PHONE_STATE.
     */
    fun inOrder(): List<Int?> {
        val chosen = SubscriptionManager.getDefaultSmsSubscriptionId()
        val active = active()
        val usable = if (active.isEmpty()) listOf(chosen) else active.sortedBy { it != chosen }
        return usable.filter { it != SubscriptionManager.INVALID_SUBSCRIPTION_ID }.ifEmpty { listOf(null) }
    }

    fun manager(sim: Int?): SmsManager =
        if (release >= Build.VERSION_CODES.S) managerSince31(sim) else managerBefore31(sim)

    @TargetApi(Build.VERSION_CODES.S)
    private fun managerSince31(sim: Int?): SmsManager {
        val manager =
            context.getSystemService(SmsManager::class.java) ?: throw UnsupportedOperationException("no messages here")
        return if (sim == null) manager else manager.createForSubscriptionId(sim)
    }

    @Suppress("DEPRECATION")
    private fun managerBefore31(sim: Int?): SmsManager =
        if (sim == null) SmsManager.getDefault() else SmsManager.getSmsManagerForSubscriptionId(sim)

    private fun active(): List<Int> = Telephony(context).sims().orEmpty().map(SubscriptionInfo::getSubscriptionId)
}
