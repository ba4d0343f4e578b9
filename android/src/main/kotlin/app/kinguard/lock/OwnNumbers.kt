package app.kinguard.lock

import android.Manifest
import android.annotation.TargetApi
import android.content.Context
import android.os.Build
import android.telephony.SubscriptionManager
import android.telephony.TelephonyManager
import app.kinguard.phone.holds

/** The numbers of this phone's own SIM cards, as far as they know them and we may ask: many do not. */
class OwnNumbers(private val context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    fun all(): List<String> {
        val leave = if (release >= Build.VERSION_CODES.R) READ_PHONE_NUMBERS else READ_PHONE_STATE
        if (!context.holds(leave)) return emptyList()
        return try {
            numbers().filter(String::isNotBlank)
        } catch (_: SecurityException) {
            // Listing the cards asks for more than their numbers do.
            emptyList()
        }
    }

    private fun numbers(): List<String> {
        val cards = context.getSystemService(SubscriptionManager::class.java) ?: return emptyList()
        val ids = cards.activeSubscriptionInfoList.orEmpty().map { it.subscriptionId }
        return if (release >= Build.VERSION_CODES.TIRAMISU) since33(cards, ids) else before33(ids)
    }

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun since33(cards: SubscriptionManager, ids: List<Int>) = ids.map(cards::getPhoneNumber)

    @Suppress("DEPRECATION") // Its successor came with Android 13.
    private fun before33(ids: List<Int>): List<String> {
        val telephony = context.getSystemService(TelephonyManager::class.java) ?: return emptyList()
        return ids.mapNotNull { telephony.createForSubscriptionId(it).line1Number }
    }

    private companion object {
        const val READ_PHONE_NUMBERS = Manifest.permission.READ_PHONE_NUMBERS
        const val READ_PHONE_STATE = Manifest.permission.READ_PHONE_STATE
    }
}
