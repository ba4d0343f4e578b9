package app.kinguard.phone

import android.os.Bundle
import android.view.KeyCharacterMap
import android.view.KeyEvent
import android.view.MotionEvent
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo

/** MotionEvent.FLAG_IS_ACCESSIBILITY_EVENT, which is hidden: absent in Android 10, set in 13 and 15. */
internal const val IS_OF_SERVICE = 0x800

/** Returns whether an accessibility service made this touch, and not a finger. */
fun MotionEvent.isOfService(): Boolean = flags and IS_OF_SERVICE != 0

/**
 * Returns whether this key presses the focused view and came from no keyboard. The keys that an accessibility service
 * may press from Android 13 on arrive like this.
 */
fun KeyEvent.isPressOfService(): Boolean = keyCode in PRESSES && deviceId == KeyCharacterMap.VIRTUAL_KEYBOARD

/** Keeps accessibility services from pressing this view, in any way, while [barred] returns true. */
fun View.keepServicesOut(barred: () -> Boolean) {
    setOnKeyListener { _, _, key -> key.isPressOfService() && barred() }
    accessibilityDelegate = Barrier(barred)
}

private class Barrier(private val barred: () -> Boolean) : View.AccessibilityDelegate() {
    override fun performAccessibilityAction(host: View, action: Int, arguments: Bundle?): Boolean =
        !(action in CLICKS && barred()) && super.performAccessibilityAction(host, action, arguments)
}

private val PRESSES =
    setOf(KeyEvent.KEYCODE_DPAD_CENTER, KeyEvent.KEYCODE_ENTER, KeyEvent.KEYCODE_NUMPAD_ENTER, KeyEvent.KEYCODE_SPACE)

private val CLICKS = setOf(AccessibilityNodeInfo.ACTION_CLICK, AccessibilityNodeInfo.ACTION_LONG_CLICK)
