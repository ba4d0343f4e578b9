package app.kinguard.failure

import android.util.Log

/**
 * Runs [act] and returns its result, or null if Android, a phone maker's service or the database refuses it.
 *
 * Phone makers' services throw exceptions that no documentation mentions, and on a full phone the database cannot be
 * written. Neither may crash the guard, so this is the one place that catches every exception. It does not catch an
 * [Error].
 */
inline fun <T> unlessRefused(act: () -> T): T? = unlessRefused(::noteRefusal, act)

/** Does the same, but passes the exception to [refused], for the family's list of troubles or a tidier log. */
inline fun <T> unlessRefused(refused: (Exception) -> Unit, act: () -> T): T? = try {
    act()
} catch (failed: Exception) {
    refused(failed)
    null
}

/** Runs [act] and returns whether it succeeded. */
inline fun isAllowed(act: () -> Unit): Boolean = unlessRefused {
    act()
    true
} ?: false

@PublishedApi
internal fun noteRefusal(failed: Exception) {
    Log.w("refused", failed.javaClass.simpleName)
}
