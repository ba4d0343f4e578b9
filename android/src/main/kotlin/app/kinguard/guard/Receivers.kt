package app.kinguard.guard

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent

/**
 * Receives boots and updates of this app. It does not wait for boots before the first unlock: the guard's data is
 * encrypted until then, and so is every bank's.
 */
class StartReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action in OCCASIONS) host(context)?.starter?.start()
    }

    private companion object {
        val OCCASIONS = setOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)
    }
}

/** Receives the alarm that the core asked for. The work is done here, whether or not the service may start. */
class WakeReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val host = host(context) ?: return
        host.starter.start()
        host.regularly()
        val pending: PendingResult? = goAsync()
        host.guard.wake { pending?.finish() }
    }
}

private fun host(context: Context): GuardHost? = context.applicationContext as? GuardHost
