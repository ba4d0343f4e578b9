package app.kinguard.phone

import android.app.AppOpsManager
import android.content.Context
import android.database.Cursor
import android.net.Uri
import android.os.Process
import android.os.SystemClock

/** How a switch of the maker's stands. */
sealed interface SwitchState {
    data object On : SwitchState

    /** Only where the phone itself says so. */
    data object Off : SwitchState

    data object Unknown : SwitchState
}

/**
 * Reads the maker's switches that decide whether a warning comes up. What was read is kept for a day, or until [forget]:
 * some of it is asked of another app. Any thread may call.
 */
class LaunchSwitches(
    private val context: Context,
    maker: Maker?,
    private val elapsedMs: () -> Long = SystemClock::elapsedRealtime,
) {
    private val switches = maker?.warningSwitches?.switches.orEmpty()
    private val read = mutableMapOf<LaunchPath, Read>()

    /** Null: nothing is known of such a switch on phones of this make. */
    @Synchronized
    fun state(entrance: LaunchPath): SwitchState? {
        val switch = switches[entrance] ?: return null
        val now = elapsedMs()
        val last = read[entrance]?.takeIf { now - it.atMs < KEPT_MS }
        return (last ?: Read(state(switch.reading), now).also { read[entrance] = it }).state
    }

    /** Somebody may just have changed them. */
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
     * By the number and not by a name, which the maker's operations lack. The method is no part of the SDK, so a release may
     * do without it; a system that is not the maker's own throws at such a number.
     */
    private fun mode(operation: Int): Int? = try {
        val number = Int::class.javaPrimitiveType
        val ask = AppOpsManager::class.java.getMethod("checkOpNoThrow", number, number, String::class.java)
        val manager = context.getSystemService(AppOpsManager::class.java)
        ask.invoke(manager, operation, Process.myUid(), context.packageName) as? Int
    } catch (_: ReflectiveOperationException) {
        null
    } catch (_: RuntimeException) {
        null
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

    /** Whoever comes later may offer what he likes under the maker's name. */
    private fun isMakers(provider: String): Boolean = try {
        context.packageManager.resolveContentProvider(provider, 0)?.applicationInfo?.isPreinstalled() == true
    } catch (_: RuntimeException) {
        false
    }

    /** Makers' providers throw what no documentation names. */
    private fun row(table: Uri): Int? = try {
        context.contentResolver.query(table, null, "$APP = ?", arrayOf(context.packageName), null)?.use(::stateIn)
    } catch (_: RuntimeException) {
        null
    }

    private fun stateIn(row: Cursor): Int? {
        val column = row.getColumnIndex(STATE)
        return if (column >= 0 && row.moveToFirst()) row.getInt(column) else null
    }

    private class Read(val state: SwitchState, val atMs: Long)

    companion object {
        /** A switch that goes off while nobody opens this app is heard of no later. */
        const val KEPT_MS = 24 * 3_600_000L

        private const val APP = "pkgname"
        private const val STATE = "currentstate"
        private const val ALLOWED = 0
        private const val FORBIDDEN = 1
    }
}
