package app.kinguard.warning

import android.Manifest.permission.ANSWER_PHONE_CALLS
import android.Manifest.permission.CALL_PHONE
import android.content.Context
import android.content.Intent
import android.net.Uri
import app.kinguard.failure.isAllowed
import app.kinguard.phone.Telephony
import app.kinguard.phone.dialler
import app.kinguard.phone.holds

/** The calls that the warning can make and end. */
interface CallActions {
    /** Ends the call. Returns false if the phone does not allow it. */
    fun hangUp(): Boolean

    /** Calls [number], or prepares it in the dialler. Returns false if this phone can do neither. */
    fun call(number: String): Boolean
}

/** The calls of this phone. */
class PlatformCallActions(private val context: Context) : CallActions {
    @Suppress("DEPRECATION") // There is no other way for an app that is not the dialler.
    override fun hangUp(): Boolean =
        context.holds(ANSWER_PHONE_CALLS) && Telephony(context).askTelecom { it.endCall() } == true

    override fun call(number: String): Boolean {
        val uri = Uri.fromParts("tel", number, null)
        return (context.holds(CALL_PHONE) && start(Intent(Intent.ACTION_CALL, uri))) || start(dialler(number))
    }

    /** Starts [intent]. Some phones refuse emergency numbers with ACTION_CALL, and get the dialler instead. */
    private fun start(intent: Intent): Boolean =
        isAllowed { context.startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)) }
}
