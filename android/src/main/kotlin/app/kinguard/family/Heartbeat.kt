package app.kinguard.family

import app.kinguard.core.Capability
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId

/**
 * Notices afterwards that this app did not run though the phone did: makers end what runs in the background. The family is
 * told once, and again when it has run for a day without a gap.
 */
class Heartbeat(private val settings: FamilySettings, private val keep: (Notice) -> Unit) {
    /** To be called every few hours, on the family's thread. [rebooted]: the phone itself was off since the last time. Returns whether there is news. */
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
        /** It beats every three hours, later while the phone sleeps deeply. */
        const val GAP_MS = 12 * 3_600_000L

        /** A day without a gap. */
        const val WHOLE_MS = 24 * 3_600_000L
    }
}
