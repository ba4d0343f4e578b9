package app.kinguard.signals

import android.net.Uri
import android.telecom.Call
import android.telecom.PhoneAccountHandle
import org.robolectric.util.ReflectionHelpers

/** Returns a call as Telecom shows it to the screening app. Its constructor differs on every release. */
internal fun callDetails(
    address: Uri?,
    direction: Int,
    account: PhoneAccountHandle? = null,
    verification: Int? = null,
): Call.Details {
    val unsafe = Class.forName("sun.misc.Unsafe")
    val maker = unsafe.getDeclaredField("theUnsafe").apply { isAccessible = true }.get(null)
    val made = unsafe.getMethod("allocateInstance", Class::class.java).invoke(maker, Call.Details::class.java)
    return (made as Call.Details).apply {
        ReflectionHelpers.setField(this, "mHandle", address)
        ReflectionHelpers.setField(this, "mCallDirection", direction)
        ReflectionHelpers.setField(this, "mAccountHandle", account)
        verification?.let { ReflectionHelpers.setField(this, "mCallerNumberVerificationStatus", it) }
    }
}
