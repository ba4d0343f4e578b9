package app.kinguard.phone

import android.content.Intent
import android.net.Uri

/** Returns the intent that opens the phone's dialler, with [number] typed in. Whether it is called, the user decides. */
fun dialler(number: String? = null): Intent = Intent(Intent.ACTION_DIAL, number?.let { Uri.fromParts("tel", it, null) })
