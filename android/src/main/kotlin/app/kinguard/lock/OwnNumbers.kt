package app.kinguard.lock

import android.Manifest
import android.annotation.TargetApi
import android.content.Context
import android.os.Build
import app.kinguard.phone.Telephony
import app.kinguard.phone.holds

/**
 * The numbers of this phone's own SIM cards, as far as the cards know them and the app may read them: many cards do
 * not.
 */
class OwnNumbers(private val context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    private val telephony = Telephony(context)

    fun all(): List<String> {
        val leave = if (release >= Build.VERSION_CODES.R) READ_PHONE_NUMBERS else READ_PHONE_STATE
        if (!context.holds(leave)) return emptyList()
        return numbers().filter(String::isNotBlank)
    }

    /** Listing the cards takes more permissions than reading their numbers. */
    private fun numbers(): List<String> {
        val ids = telephony.sims().orEmpty().map { it.subscriptionId }
        return ids.mapNotNull { if (release >= Build.VERSION_CODES.TIRAMISU) since33(it) else before33(it) }
    }

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun since33(card: Int): String? = telephony.askSims { it.getPhoneNumber(card) }

    @Suppress("DEPRECATION") // Its successor came with Android 13.
    private fun before33(card: Int): String? = telephony.ask(card) { it.line1Number }

    private companion object {
        const val READ_PHONE_NUMBERS = Manifest.permission.READ_PHONE_NUMBERS
        const val READ_PHONE_STATE = Manifest.permission.READ_PHONE_STATE
    }
}
