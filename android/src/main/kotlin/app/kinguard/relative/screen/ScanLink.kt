package app.kinguard.relative.screen

import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import app.kinguard.failure.isAllowed

/**
 * The one page that another app may open: the phone's camera, with the code that it has scanned. Any page of the web could
 * do the same, so it is shut unless somebody is about to pair, and what it brings is only put into the field.
 */
internal class ScanLink(private val context: Context) {
    /** Blocks. */
    fun open() = set(PackageManager.COMPONENT_ENABLED_STATE_ENABLED)

    /** Blocks. */
    fun close() = set(PackageManager.COMPONENT_ENABLED_STATE_DISABLED)

    private fun set(state: Int) {
        val alias = ComponentName(context.packageName, ALIAS)
        val packages = context.packageManager
        if (packages.getComponentEnabledSetting(alias) == state) return
        isAllowed { packages.setComponentEnabledSetting(alias, state, PackageManager.DONT_KILL_APP) }
    }

    companion object {
        const val ALIAS = "app.kinguard.relative.screen.ScannedCode"
        const val SCHEME = "kinguard1"

        /** Returns the code that [intent] brings, or null. No code is as long as a foreign text may be. */
        fun code(intent: Intent): String? =
            intent.data?.takeIf { it.scheme == SCHEME }?.toString()?.takeIf { it.length <= LONGEST }

        private const val LONGEST = 1_000
    }
}
