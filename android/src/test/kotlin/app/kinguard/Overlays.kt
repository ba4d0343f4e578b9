package app.kinguard

import android.app.Application
import android.view.View
import android.view.WindowManager
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowWindowManagerImpl

/** Returns the windows that this app shows over all others. */
internal fun Application.overlays(): List<View> = (shadowOf(windows()) as ShadowWindowManagerImpl).views.filter {
    (it.layoutParams as? WindowManager.LayoutParams)?.type == WindowManager.LayoutParams.TYPE_APPLICATION_OVERLAY
}

/** Removes them, as Android does when the process ends. */
internal fun Application.removeOverlays() = overlays().forEach(windows()::removeViewImmediate)

private fun Application.windows() = checkNotNull(getSystemService(WindowManager::class.java))
