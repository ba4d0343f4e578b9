package app.kinguard.view

import android.annotation.TargetApi
import android.os.Build
import android.view.View
import android.view.Window
import android.view.WindowInsets
import app.kinguard.failure.isAllowed

/** Keeps a view out of the system's bars, [side] pixels from the edges, and above the keyboard if it has a field. */
fun View.clearBars(insets: WindowInsets, side: Int = 0, keyboard: Boolean = false) {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
        clearBarsByType(insets, side, keyboard)
    } else {
        @Suppress("DEPRECATION") // Its successor came with Android 11.
        setPadding(
            side + insets.systemWindowInsetLeft,
            insets.systemWindowInsetTop,
            side + insets.systemWindowInsetRight,
            insets.systemWindowInsetBottom,
        )
    }
}

/** From Android 15 on the system no longer makes room for the keyboard. */
@TargetApi(Build.VERSION_CODES.R)
private fun View.clearBarsByType(insets: WindowInsets, side: Int, keyboard: Boolean) {
    val bars = WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout()
    val clear = insets.getInsets(if (keyboard) bars or WindowInsets.Type.ime() else bars)
    setPadding(side + clear.left, clear.top, side + clear.right, clear.bottom)
}

/**
 * Hides other apps' overlays while this window is in front: whoever may draw over it could draw a question over a button.
 * Where that is refused, touches through other windows still are.
 */
fun Window.hideOverlays() {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) askToHideOverlays()
}

@TargetApi(Build.VERSION_CODES.S)
private fun Window.askToHideOverlays() {
    isAllowed { setHideOverlayWindows(true) }
}
