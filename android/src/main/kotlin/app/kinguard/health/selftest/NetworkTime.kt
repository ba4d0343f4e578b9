package app.kinguard.health.selftest

import android.annotation.TargetApi
import android.os.Build
import android.os.SystemClock
import java.time.DateTimeException

/** Returns the phone's network time, which nobody can set, or null if the phone does not tell it. */
fun networkTimeMs(): Long? = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) networkTimeSince33() else null

@TargetApi(Build.VERSION_CODES.TIRAMISU)
private fun networkTimeSince33(): Long? = try {
    SystemClock.currentNetworkTimeClock().millis()
} catch (_: DateTimeException) {
    null
}
