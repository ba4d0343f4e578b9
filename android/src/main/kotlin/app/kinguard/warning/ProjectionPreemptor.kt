package app.kinguard.warning

import android.annotation.TargetApi
import android.content.Context
import android.content.Intent
import android.media.projection.MediaProjectionConfig
import android.media.projection.MediaProjectionManager
import android.os.Build

/**
 * Our own capture of the screen, begun only to be ended: the system runs one at a time, so that it ends whoever else
 * looks. Nothing is ever drawn or recorded.
 */
interface ProjectionPreemptor {
    /** What the system asks the person, to be started for a result. Null where the phone cannot ask. */
    fun question(): Intent?

    /** Begins and ends it with the system's [leave]. What came of it is told to [WarningController.captured]. */
    fun beginAndEnd(leave: Intent): Boolean
}

/** The phone's own. Android hands a capture only to a service in the foreground, hence [CaptureService]. */
class PlatformProjectionPreemptor(private val context: Context) : ProjectionPreemptor {
    override fun question(): Intent? {
        val manager = context.getSystemService(MediaProjectionManager::class.java) ?: return null
        return try {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
                ofTheWholeScreen(manager)
            } else {
                manager.createScreenCaptureIntent()
            }
        } catch (_: RuntimeException) {
            // A phone without that dialog fails in its own way.
            null
        }
    }

    /** Started plainly: a service promised to the foreground that is then refused would take the app down with it. */
    override fun beginAndEnd(leave: Intent): Boolean = try {
        context.startService(CaptureService.with(context, leave)) != null
    } catch (_: IllegalStateException) {
        false
    } catch (_: SecurityException) {
        false
    }

    /** One app's window alone would leave the other sharing be, or ask for one more choice. */
    @TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    private fun ofTheWholeScreen(manager: MediaProjectionManager) =
        manager.createScreenCaptureIntent(MediaProjectionConfig.createConfigForDefaultDisplay())
}
