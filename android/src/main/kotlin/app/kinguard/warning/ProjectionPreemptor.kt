package app.kinguard.warning

import android.annotation.TargetApi
import android.content.Context
import android.content.Intent
import android.media.projection.MediaProjectionConfig
import android.media.projection.MediaProjectionManager
import android.os.Build
import app.kinguard.failure.unlessRefused

/**
 * This app's own capture of the screen, begun only to be ended: the system runs one at a time, so it ends anybody
 * else's. Nothing is ever drawn or recorded.
 */
interface ProjectionPreemptor {
    /** Returns the system's question to the user, to be started for a result. Null if the phone cannot ask. */
    fun question(): Intent?

    /**
     * Begins and ends the capture with the system's permission [leave]. The result goes to
     * [WarningController.captured].
     */
    fun beginAndEnd(leave: Intent): Boolean
}

/** The capture of this phone. Android gives a capture only to a foreground service, hence [CaptureService]. */
class PlatformProjectionPreemptor(private val context: Context) : ProjectionPreemptor {
    override fun question(): Intent? {
        val manager = context.getSystemService(MediaProjectionManager::class.java) ?: return null
        // Phones without that dialog fail in different ways.
        return unlessRefused {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
                ofTheWholeScreen(manager)
            } else {
                manager.createScreenCaptureIntent()
            }
        }
    }

    /** Starts the service without a promise of the foreground: if that was refused, it would crash the app. */
    override fun beginAndEnd(leave: Intent): Boolean =
        unlessRefused { context.startService(CaptureService.with(context, leave)) } != null

    /**
     * Asks for the whole screen. The capture of one app's window would leave the other sharing on, or ask for one more
     * choice.
     */
    @TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    private fun ofTheWholeScreen(manager: MediaProjectionManager) =
        manager.createScreenCaptureIntent(MediaProjectionConfig.createConfigForDefaultDisplay())
}
