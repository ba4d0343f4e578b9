package app.kinguard.phone

import android.app.AppOpsManager
import android.content.Context
import android.database.Cursor
import android.net.Uri
import android.os.Process
import android.os.SystemClock
import app.kinguard.failure.unlessRefused

/** The state of a maker's switch. */
sealed interface SwitchState {
    data object On : SwitchState

    /** Only if the phone itself says so. */
    data object Off : SwitchState

    data object Unknown : SwitchState
}

/**
 * Reads the maker's switches that decide whether a warning comes up. The values are kept for a day, or until [forget],
 * because some come from another app. Any thread may call.
 */
class LaunchSwitches(
    private val context: Context,
    maker: Maker?,
    private val elapsedMs: () -> Long = SystemClock::elapsedRealtime,
) {
    private val switches = maker?.warningSwitches?.switches.orEmpty()
    private val read = mutableMapOf<LaunchPath, Read>()

    /** Returns the state of the switch. Null if phones of this make are not known to have one. */
    @Synchronized
    fun state(launchPath: LaunchPath): SwitchState? {
        val switch = switches[launchPath] ?: return null
        val now = elapsedMs()
        val last = read[launchPath]?.takeIf { now - it.atMs < KEPT_MS }
        return (last ?: Read(state(switch.reading), now).also { read[launchPath] = it }).state
    }

    /** Forgets the values after somebody may have changed them. */
    @Synchronized
    fun forget() = read.clear()

    private fun state(reading: MakerSwitch.Reading): SwitchState = when (reading) {
        is MakerSwitch.Reading.Operation -> ofMode(mode(reading.number))
        is MakerSwitch.Reading.Row -> ofRow(reading)
        MakerSwitch.Reading.Nowhere -> SwitchState.Unknown
    }

    private fun ofMode(mode: Int?): SwitchState = when (mode) {
        AppOpsManager.MODE_ALLOWED -> SwitchState.On
        AppOpsManager.MODE_IGNORED, AppOpsManager.MODE_ERRORED -> SwitchState.Off
        // Such as the maker's "ask".
        else -> SwitchState.Unknown
    }

    /**
     * Reads the mode by its number, because the maker's operations have no name. The method is not part of the SDK, so
     * a release may lack it, and another maker's system throws at such a number.
     */
    private fun mode(operation: Int): Int? = unlessRefused {
        val number = Int::class.javaPrimitiveType
        val ask = AppOpsManager::class.java.getMethod("checkOpNoThrow", number, number, String::class.java)
        val manager = context.getSystemService(AppOpsManager::class.java)
        ask.invoke(manager, operation, Process.myUid(), context.packageName) as? Int
    }

    private fun ofRow(reading: MakerSwitch.Reading.Row): SwitchState {
        val provider = reading.providers.firstOrNull(::isMakers) ?: return SwitchState.Unknown
        val table = Uri.Builder().scheme("content").authority(provider).appendPath(reading.table).build()
        return when (row(table)) {
            ALLOWED -> SwitchState.On
            FORBIDDEN -> SwitchState.Off
            else -> SwitchState.Unknown
        }
    }

    /**
     * Returns whether the provider came with the phone: an app installed later may offer anything under the maker's
     * name.
     */
    private fun isMakers(provider: String): Boolean =
        unlessRefused { context.packageManager.resolveContentProvider(provider, 0) }
            ?.applicationInfo?.isPreinstalled() == true

    /** Reads this app's row. Makers' providers throw undocumented exceptions. */
    private fun row(table: Uri): Int? = unlessRefused {
        context.contentResolver.query(table, null, "$APP = ?", arrayOf(context.packageName), null)?.use(::stateIn)
    }

    private fun stateIn(row: Cursor): Int? {
        val column = row.getColumnIndex(STATE)
        return if (column >= 0 && row.moveToFirst()) row.getInt(column) else null
    }

    private class Read(val state: SwitchState, val atMs: Long)

    companion object {
        /** The longest delay until a switch that was turned off is noticed if nobody opens this app. */
        const val KEPT_MS = 24 * 3_600_000L

        private const val APP = "pkgname"
        private const val STATE = "currentstate"
        private const val ALLOWED = 0
        private const val FORBIDDEN = 1
    }
}
