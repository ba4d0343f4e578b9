package app.kinguard.phone

import android.content.Context
import android.content.pm.PackageManager

/** Returns whether this app holds [permission] now: the user can take it back at any time. */
fun Context.holds(permission: String): Boolean = checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED
