package app.kinguard.health

import app.kinguard.failure.unlessRefused
import app.kinguard.phone.LaunchPath
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/** The result of testing whether the warning comes up by itself. Moments are stamps. */
sealed interface LaunchTrialResult {
    data class CameUp(val atMs: Long) : LaunchTrialResult

    data class StayedAway(val atMs: Long) : LaunchTrialResult
}

/**
 * Stores the results of these trials. A trial counts as failed from its start until it succeeds, so a trial during
 * which the phone killed this app shows up as a failure. A success holds for one Android release, as the proofs of the
 * links do. Thread-safe.
 */
class LaunchTrialStore(private val database: Database, private val release: Int, private val nowMs: () -> Long) {
    /** The trial under way in this process. */
    @Volatile
    private var running: LaunchPath? = null

    /** Returns the last result, or null if there was no trial on this release. */
    fun last(launchPath: LaunchPath): LaunchTrialResult? {
        val failedMs = read(FAILED, launchPath)?.toLongOrNull().takeIf { running != launchPath }
        return failedMs?.let(LaunchTrialResult::StayedAway) ?: proved(launchPath)
    }

    /** Records that a trial starts. */
    fun begun(launchPath: LaunchPath) {
        database.write { it.putSetting(FAILED + launchPath.name, "${nowMs()}") }
        running = launchPath
    }

    /** Records that the warning came to the front in time and by itself. */
    fun cameUp(launchPath: LaunchPath) {
        unlessRefused {
            database.write { sql ->
                sql.putSetting(CAME + launchPath.name, "$release ${nowMs()}")
                sql.putSetting(FAILED + launchPath.name, null)
            }
        }
        running = null
    }

    /** Records that the warning did not come up. */
    fun stayedAway() {
        running = null
    }

    /** Records that the trial was cancelled without a result: the previous result counts again. */
    fun calledOff(launchPath: LaunchPath) {
        unlessRefused { database.write { it.putSetting(FAILED + launchPath.name, null) } }
        running = null
    }

    private fun proved(launchPath: LaunchPath): LaunchTrialResult? {
        val (on, atMs) = read(CAME, launchPath)?.split(' ')?.takeIf { it.size == 2 } ?: return null
        return atMs.toLongOrNull()?.takeIf { on == "$release" }?.let(LaunchTrialResult::CameUp)
    }

    private fun read(key: String, launchPath: LaunchPath): String? = unlessRefused {
        database.setting(key + launchPath.name)
    }

    private companion object {
        const val CAME = "entrance-came-"
        const val FAILED = "entrance-failed-"
    }
}
