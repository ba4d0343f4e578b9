package app.kinguard.guard

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent

/**
 * The phone was started, or this app updated. The start before the first unlocking is not waited for: what the guard
 * knows is encrypted until then, and so is every bank.
 */
class StartReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action in OCCASIONS) host(context)?.starter?.start()
    }

    private companion object {
        val OCCASIONS = setOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)
    }
}

/** The alarm that the core asked for. The work is done here, whether or not the service may start. */
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
