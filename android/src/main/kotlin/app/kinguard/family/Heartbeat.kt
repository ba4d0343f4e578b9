package app.kinguard.family

import app.kinguard.core.Capability
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId

/**
 * Detects afterwards that this app was not running although the phone was on: phone makers end background apps. The
 * family is told once, and told again after a day without a gap.
 */
class Heartbeat(private val settings: FamilySettings, private val keep: (Notice) -> Unit) {
    /**
     * Records a sign of life. Call it every few hours on the family's thread. [rebooted] says that the phone itself was
     * off since the last call. Returns whether there is a message to deliver.
     */
    fun beat(nowMs: Long, rebooted: Boolean): Boolean {
        val lastMs = settings.lastBeatMs
        settings.lastBeatMs = nowMs
        val gap = lastMs != null && !rebooted && nowMs - lastMs >= GAP_MS
        val brokenMs = settings.brokenMs
        val news =
            when {
                gap && brokenMs == null -> FamilyMessage.PROTECTION
                !gap && brokenMs != null && nowMs - brokenMs >= WHOLE_MS -> FamilyMessage.RESTORED
                else -> null
            }
        if (gap) settings.brokenMs = nowMs
        if (news == FamilyMessage.RESTORED) settings.brokenMs = null
        news?.let { keep(Notice(it, RuleId.PROTECTION_CHANGED, nowMs, null, setOf(Capability.BATTERY))) }
        return news != null
    }

    companion object {
        /** A beat is due every three hours, and comes later while the phone sleeps deeply. */
        const val GAP_MS = 12 * 3_600_000L

        /** A day without a gap. */
        const val WHOLE_MS = 24 * 3_600_000L
    }
}
