package app.kinguard.phone

import android.content.Context
import android.content.pm.PackageManager

/** Whether this app may do what [permission] names, now: the person can take it back at any time. */
fun Context.holds(permission: String): Boolean = checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED
