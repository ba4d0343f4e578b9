package app.kinguard.phone

import android.content.Context
import android.os.Build
import android.os.UserManager
import app.kinguard.failure.unlessRefused

/** The restrictions that keep sideloaded apps off this phone, and with them this app's own updates by file. */
class FileInstalls(private val context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    /**
     * True if Android 16's Advanced Protection is on. Null if the phone has none, or does not say.
     *
     * Called by name, because it is missing from the framework that this is compiled against:
     * `AdvancedProtectionManager` of API 36, which requires QUERY_ADVANCED_PROTECTION_MODE, a permission that is
     * granted at install (`protectionLevel` 0 in the manifest of 16's framework).
     */
    val advancedProtection: Boolean?
        get() = if (release >= ADVANCED_PROTECTION) asked() else null

    /** True if the phone's administrator or that mode forbids every unknown source. */
    val areBarred: Boolean
        get() = BARS.any { bar ->
            unlessRefused {
                context.getSystemService(UserManager::class.java)?.hasUserRestriction(bar)
            } == true
        }

    private fun asked(): Boolean? = unlessRefused {
        context.getSystemService(SERVICE)?.let {
            it.javaClass.getMethod("isAdvancedProtectionEnabled").invoke(it) as? Boolean
        }
    }

    private companion object {
        const val ADVANCED_PROTECTION = 36
        const val SERVICE = "advanced_protection"
        val BARS =
            listOf(
                UserManager.DISALLOW_INSTALL_UNKNOWN_SOURCES,
                UserManager.DISALLOW_INSTALL_UNKNOWN_SOURCES_GLOBALLY,
            )
    }
}
