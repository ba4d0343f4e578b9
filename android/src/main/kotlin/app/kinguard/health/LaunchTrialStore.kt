package app.kinguard.health

import app.kinguard.phone.LaunchPath
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.store.unlessRefused

/** What came of trying whether the warning comes up by itself. Moments are stamps. */
sealed interface LaunchTrialResult {
    data class CameUp(val atMs: Long) : LaunchTrialResult

    data class StayedAway(val atMs: Long) : LaunchTrialResult
}

/**
 * Remembers what came of those trials. A trial counts as failed from its beginning until it is known to have come off, so
 * that one in whose midst the phone ended this app is no secret. A proof stands for one release of Android, as those of the
 * links do. Any thread may call.
 */
class LaunchTrialStore(private val database: Database, private val release: Int, private val nowMs: () -> Long) {
    /** Under way in this process. */
    @Volatile
    private var running: LaunchPath? = null

    /** Null: it was not tried on this release. */
    fun last(entrance: LaunchPath): LaunchTrialResult? {
        val failedMs = read(FAILED, entrance)?.toLongOrNull().takeIf { running != entrance }
        return failedMs?.let(LaunchTrialResult::StayedAway) ?: proved(entrance)
    }

    /** It begins. */
    fun begun(entrance: LaunchPath) {
        database.write { it.putSetting(FAILED + entrance.name, "${nowMs()}") }
        running = entrance
    }

    /** The warning was in front in time, and by itself. */
    fun cameUp(entrance: LaunchPath) {
        unlessRefused {
            database.write { sql ->
                sql.putSetting(CAME + entrance.name, "$release ${nowMs()}")
                sql.putSetting(FAILED + entrance.name, null)
            }
        }
        running = null
    }

    /** It was not. */
    fun stayedAway() {
        running = null
    }

    /** It was broken off, and nothing was learnt: what was known before counts again. */
    fun calledOff(entrance: LaunchPath) {
        unlessRefused { database.write { it.putSetting(FAILED + entrance.name, null) } }
        running = null
    }

    private fun proved(entrance: LaunchPath): LaunchTrialResult? {
        val (on, atMs) = read(CAME, entrance)?.split(' ')?.takeIf { it.size == 2 } ?: return null
        return atMs.toLongOrNull()?.takeIf { on == "$release" }?.let(LaunchTrialResult::CameUp)
    }

    private fun read(key: String, entrance: LaunchPath): String? = unlessRefused {
        database.setting(key + entrance.name)
    }

    private companion object {
        const val CAME = "entrance-came-"
        const val FAILED = "entrance-failed-"
    }
}
