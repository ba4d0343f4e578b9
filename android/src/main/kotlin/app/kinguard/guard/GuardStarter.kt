package app.kinguard.guard

import android.annotation.TargetApi
import android.app.ForegroundServiceStartNotAllowedException
import android.content.Context
import android.content.Intent
import android.os.Build
import android.util.Log

/**
 * Starts the service on every occasion that Android offers: boot, update, an alarm, a call to be screened, the app
 * coming to the front. Not every one is allowed on every phone; a refusal is told, and what is owed is made up for at the
 * next moment at which Android's own check lets it (docs/platform.md, "Starts from behind").
 */
class GuardStarter(private val context: Context, private val refused: () -> Unit) {
    @Volatile
    private var owes = false

    /** What Android refused is tried again. To be called where it may have become allowed; costs nothing otherwise. */
    fun makeUp() {
        if (owes) start()
    }

    /** Returns whether Android let it. Needless calls are harmless. */
    fun start(): Boolean = allowed {
        context.startForegroundService(Intent(context, GuardService::class.java))
    }

    /** Runs what Android may refuse to an app in the background. */
    internal fun allowed(act: () -> Unit): Boolean = isAllowed(act).also { owes = !it }

    private fun isAllowed(act: () -> Unit): Boolean = try {
        act()
        true
    } catch (no: IllegalStateException) {
        Log.w(TAG, if (fromBackground(no)) "refused from the background" else "refused")
        refused()
        false
    } catch (_: SecurityException) {
        Log.w(TAG, "refused for want of a permission")
        refused()
        false
    }

    private fun fromBackground(no: IllegalStateException): Boolean =
        Build.VERSION.SDK_INT >= Build.VERSION_CODES.S && isRefusal(no)

    @TargetApi(Build.VERSION_CODES.S)
    private fun isRefusal(no: IllegalStateException): Boolean = no is ForegroundServiceStartNotAllowedException

    private companion object {
        const val TAG = "guard"
    }
}
