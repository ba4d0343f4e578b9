package app.kinguard.relative

import app.kinguard.store.SecretStore
import app.kinguard.store.SecretStore.Opened
import java.util.Base64

/**
 * Wraps what holds keys with a key of this phone. As with the addresses of the family, a phone that has no key to offer
 * stores them open: only this app reads its database, and an alarm that is not heard protects nobody.
 */
internal class LinkBox(private val secrets: SecretStore) {
    fun write(plain: ByteArray): String {
        val text = Base64.getEncoder().encodeToString(plain)
        return secrets.seal(text)?.let { SEALED + it } ?: (OPEN + text)
    }

    /** Returns null if it cannot be read now, and nothing in it if it never will be. */
    fun read(box: String): ByteArray? = when (val opened = opened(box)) {
        is Opened.Text -> unlessMalformed { Base64.getDecoder().decode(opened.plain) } ?: LOST
        Opened.Lost -> LOST
        Opened.NotNow -> null
    }

    private fun opened(box: String): Opened = when {
        box.startsWith(SEALED) -> secrets.open(box.removePrefix(SEALED))
        box.startsWith(OPEN) -> Opened.Text(box.removePrefix(OPEN))
        else -> Opened.Lost
    }

    private fun <T> unlessMalformed(act: () -> T): T? = try {
        act()
    } catch (_: IllegalArgumentException) {
        null
    }

    companion object {
        private const val SEALED = "s:"
        private const val OPEN = "o:"

        /** What is lost for good. */
        val LOST = ByteArray(0)
    }
}
