package app.kinguard.warning

import android.Manifest.permission.ANSWER_PHONE_CALLS
import android.Manifest.permission.CALL_PHONE
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import app.kinguard.phone.Telephony
import app.kinguard.phone.holds

/** What the warning can do with the phone. */
interface CallActions {
    /** Ends the call. False when the phone does not let us. */
    fun hangUp(): Boolean

    /** Rings [number], or lays it ready to be rung. False when this phone can do neither. */
    fun call(number: String): Boolean
}

/** The phone's own. */
class PlatformCallActions(private val context: Context) : CallActions {
    @Suppress("DEPRECATION") // There is no other way for an app that is not the dialler.
    override fun hangUp(): Boolean =
        context.holds(ANSWER_PHONE_CALLS) && Telephony(context).askTelecom { it.endCall() } == true

    override fun call(number: String): Boolean {
        val uri = Uri.fromParts("tel", number, null)
        return (context.holds(CALL_PHONE) && start(Intent(Intent.ACTION_CALL, uri))) ||
            start(Intent(Intent.ACTION_DIAL, uri))
    }

    /** An emergency number is refused with ACTION_CALL on some phones, which then get the dialler. */
    private fun start(intent: Intent): Boolean = try {
        context.startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        true
    } catch (_: ActivityNotFoundException) {
        false
    } catch (_: SecurityException) {
        false
    }
}
