package app.kinguard.relative.screen

import android.content.Context
import android.content.Intent
import android.net.Uri
import app.kinguard.phone.AppIdentity

/** An app on this phone in which the family also calls. No app says how to begin a call there, so it is only opened. */
internal data class CallApp(val app: String, val label: String) {
    /** Returns what opens it, with the chat of [number] where the app offers that. Null if it is gone. Blocks. */
    fun opens(context: Context, number: String): Intent? = if (app == WHATSAPP && number.isNotEmpty()) {
        Intent(Intent.ACTION_VIEW, Uri.parse(CHAT + number.removePrefix("+"))).setPackage(app)
    } else {
        context.packageManager.getLaunchIntentForPackage(app)
    }

    companion object {
        private const val WECHAT = "com.tencent.mm"
        private const val WHATSAPP = "com.whatsapp"

        /** https://faq.whatsapp.com/5913398998672934 */
        private const val CHAT = "https://wa.me/"

        /** Returns those that are installed. Blocks. */
        fun installed(context: Context): List<CallApp> = listOf(WECHAT, WHATSAPP)
            .map { AppIdentity.of(context, it) }
            .filter { it.icon != null }
            .map { CallApp(it.app, it.label) }
    }
}
