package app.kinguard.relative

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent

/** Receives boots, updates of this app, and the alarm for a parent's phone that falls silent. */
class RelativeReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val phone = (context.applicationContext as? FamilyPhoneHost)?.familyPhone ?: return
        val pending: PendingResult? = goAsync()
        phone.wake { pending?.finish() }
    }
}
