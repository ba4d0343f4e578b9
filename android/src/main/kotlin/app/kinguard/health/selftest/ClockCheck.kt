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
 * Checks that the wall clock can be trusted: messages carry its time, and no server's certificate is valid at the wrong
 * time. The clock is compared with the network's time if the phone has it, and otherwise with the stamps, which nobody
 * can set.
 */
class ClockCheck(
    private val database: Database,
    private val moments: Moments,
    /** No phone that runs this app shows an earlier time. */
    private val builtMs: Long,
    /** The network's time, or null if the phone does not tell it. */
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
        // A phone that was switched off for months looks the same. A difference that lasts a week is accepted as the
        // true time.
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
        /** A different time zone does not change the time, but a date set by hand may be hours out. */
        const val BORNE_MS = 24 * 3_600_000L

        /** A difference that lasts this long is accepted as the true time. */
        const val BELIEVED_MS = 7 * BORNE_MS

        /** No phone lasts for twenty years. */
        const val LIFE_MS = 20 * 365 * 24 * 3_600_000L

        private const val LEAD = "health-clock"
        private const val JUMPED = "health-clock-jumped"
    }
}
