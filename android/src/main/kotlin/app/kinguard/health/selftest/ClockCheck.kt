package app.kinguard.health.selftest

import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.phone.Moments
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import kotlin.math.abs

/**
 * Whether the wall clock is to be believed: messages carry it, and no server's certificate is valid at the wrong time. It is
 * held against the network's time where the phone has it, and otherwise against the stamps, which nobody can set.
 */
class ClockCheck(
    private val database: Database,
    private val moments: Moments,
    /** No phone that this app runs on shows an earlier time. */
    private val builtMs: Long,
    /** The network's time; null where the phone does not tell it. */
    private val networkMs: () -> Long?,
) : Check {
    override val id = CheckId.CLOCK

    override fun run(): Finding {
        val wall = moments.wallClockMs()
        val network = networkMs()
        return when {
            wall < builtMs -> Finding.Fault(Reason.CLOCK_PAST)
            wall >= builtMs + LIFE_MS -> Finding.Fault(Reason.CLOCK_FUTURE)
            network != null -> against(network, wall)
            else -> againstStamps(wall)
        }
    }

    private fun against(network: Long, wall: Long): Finding {
        if (abs(wall - network) >= BORNE_MS) return Finding.Fault(Reason.CLOCK_JUMPED)
        believe(wall)
        return Finding.Fine
    }

    private fun againstStamps(wall: Long): Finding {
        val lead = wall - moments.nowMs()
        val known = database.setting(LEAD)?.toLongOrNull()
        if (known == null || abs(lead - known) < BORNE_MS) {
            believe(wall)
            return Finding.Fine
        }
        // A phone that lay in a drawer for a season looks the same. What stays so for a week is taken for the truth.
        val jumped = database.setting(JUMPED)?.split(' ')?.mapNotNull(String::toLongOrNull)
        val sinceMs = jumped?.takeIf { it.size == 2 && abs(it[1] - lead) < BORNE_MS }?.first()
        if (sinceMs != null && moments.nowMs() - sinceMs >= BELIEVED_MS) {
            believe(wall)
            return Finding.Fine
        }
        if (sinceMs == null) database.write { it.putSetting(JUMPED, "${moments.nowMs()} $lead") }
        return Finding.Fault(Reason.CLOCK_JUMPED)
    }

    private fun believe(wall: Long) = database.write {
        it.putSetting(LEAD, "${wall - moments.nowMs()}")
        it.putSetting(JUMPED, null)
    }

    companion object {
        /** Another time zone is no other time; a date set by hand may be out by hours. */
        const val BORNE_MS = 24 * 3_600_000L

        /** What stays so is taken for the truth. */
        const val BELIEVED_MS = 7 * BORNE_MS

        /** No phone lives for twenty years. */
        const val LIFE_MS = 20 * 365 * 24 * 3_600_000L

        private const val LEAD = "health-clock"
        private const val JUMPED = "health-clock-jumped"
    }
}
