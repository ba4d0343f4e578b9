package app.kinguard.family.screen

import android.content.ClipboardManager
import android.content.Context
import app.kinguard.failure.unlessRefused

/** Returns the text on the clipboard, or "". Waits for the system, which tells the user from Android 12 on. */
internal fun clipboardText(context: Context): String = unlessRefused {
    val clip = context.getSystemService(ClipboardManager::class.java)?.primaryClip
    // A clip may also be a link to another app's content; that is not opened.
    clip?.takeIf { it.itemCount > 0 }?.getItemAt(0)?.text?.take(LONGEST)?.toString()
}.orEmpty()

private const val LONGEST = 10_000
