package app.kinguard.guard

import android.annotation.TargetApi
import android.app.ForegroundServiceStartNotAllowedException
import android.content.Context
import android.content.Intent
import android.os.Build
import android.util.Log

/**
 * Starts the service on every occasion that Android offers: boot, update, an alarm, a call to be screened, the app
 * coming to the front. Some phones do not allow all of them. A refusal is reported, and the start is repeated the next
 * time that Android's own check allows it (docs/platform.md, "Starts from behind").
 */
class GuardStarter(
    private val context: Context,
    /** Returns whether this phone is guarded at all. Read from memory. */
    private val isGuarded: () -> Boolean = { true },
    private val refused: () -> Unit,
) {
    /** False if the service is to stop again. */
    internal val isWanted: Boolean get() = isGuarded()

    @Volatile
    private var owes = false

    /** Tries a refused start again. Call it wherever a start may have become allowed; otherwise it costs nothing. */
    fun makeUp() {
        if (owes) start()
    }

    /** Starts the service, and returns whether Android allowed it. Needless calls are harmless. */
    fun start(): Boolean = isGuarded() && allowed {
        context.startForegroundService(Intent(context, GuardService::class.java))
    }

    /** Runs [act], which Android may refuse to an app in the background. */
    internal fun allowed(act: () -> Unit): Boolean = isAllowed(act).also { owes = !it }

    private fun isAllowed(act: () -> Unit): Boolean = try {
        act()
        true
    } catch (no: IllegalStateException) {
        Log.w(TAG, if (fromBackground(no)) "refused from the background" else "refused")
        refused()
        false
    } catch (_: SecurityException) {
        Log.w(TAG, "refused: a permission is missing")
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
