package app.kinguard.failure

import android.util.Log

/**
 * Runs [act] and returns its result, or null if Android, a maker's service or the database refuses it.
 *
 * Makers' services throw exceptions that no documentation names, and a full phone lets the database take nothing. Neither
 * may end the guard, so this is the one place that catches whatever comes. It hides no [Error].
 */
inline fun <T> unlessRefused(act: () -> T): T? = unlessRefused(::noteRefusal, act)

/** The same, with [refused] told of the exception: for the family's list of troubles, or for a tidier log. */
inline fun <T> unlessRefused(refused: (Exception) -> Unit, act: () -> T): T? = try {
    act()
} catch (failed: Exception) {
    refused(failed)
    null
}

/** Runs [act] and returns whether it was let. */
inline fun isAllowed(act: () -> Unit): Boolean = unlessRefused {
    act()
    true
} ?: false

@PublishedApi
internal fun noteRefusal(failed: Exception) {
    Log.w("refused", failed.javaClass.simpleName)
}
