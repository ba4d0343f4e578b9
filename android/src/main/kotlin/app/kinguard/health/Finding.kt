package app.kinguard.health

import app.kinguard.time.DAY_MS

/** The result of one self-test. */
sealed interface Finding {
    data object Fine : Finding

    /** There is nothing to test, as with push if no contact is reached by push. */
    data object NotApplicable : Finding

    /** Our part works, but this phone shows less than others do. This is not a fault, and nobody can fix it. */
    data class Limited(val limit: Limit) : Finding

    data class Fault(val reason: Reason) : Finding

    /** True if the tested part works. */
    val works: Boolean get() = this == Fine || this is Limited

    /** The reason why other apps' private displays, which a capture can be drawn into, may go unseen. */
    enum class Limit {
        /** This phone reports them to their owner alone, as Android does from 17 on. */
        PRIVATE_NOT_TOLD,

        /** The test could not find out whether this phone reports them. */
        PRIVATE_NOT_TRIED,
    }

    /** The cause of a fault. */
    enum class Reason {
        /** The permission was revoked. The guard notices that by itself and tells the family. */
        NOT_GRANTED,

        /** Android's usage events are empty although the screen was on. */
        NO_EVENTS,

        /** Android has usage events, but they do not reach the guard. */
        NOT_HEARD,

        /** The engine did not warn of the case it exists for. */
        NO_WARNING,

        /** The engine warned although all is well. */
        FALSE_WARNING,

        /** Nothing can be stored, for example because the phone is full. */
        NOT_STORED,

        /** The clock shows a time before this phone was made. */
        CLOCK_PAST,

        /** The clock shows a time that this phone will not last to see. */
        CLOCK_FUTURE,

        /** The clock advanced by a different span than the time that passed. */
        CLOCK_JUMPED,
        UNREACHABLE,

        /** The server reports itself unhealthy. */
        SERVER_ILL,
        CERTIFICATE,
        NO_SIM,
        RADIO_OFF,
        NO_SERVICE,

        /** The network refused the last message: no credit, or the line is barred. */
        BARRED,

        /** The contacts can be read but there are none: the phone returns an empty list, or the user has none. */
        NO_CONTACTS,
        NOT_ON_THIS_PHONE,

        /** The alarm volume is zero, or alarms are muted. */
        ALARMS_MUTE,

        /** Do Not Disturb blocks everything, even alarms. */
        NO_ALARMS,

        /** The keystore accepts nothing, or returns nothing. */
        NO_KEY,

        /** The data that a route to the family needs can no longer be read. */
        UNPAIRED,

        /** The test itself failed. */
        BROKEN,
    }
}

/** The latest finding of one self-test, and how long it has stood. Moments are stamps. */
data class CheckResult(
    val id: CheckId,
    val finding: Finding,
    val atMs: Long,
    /** The time since which the test has been failing, or null if it is not. */
    val sinceMs: Long?,
    /** True if the family was told. */
    val told: Boolean = false,
    /** The time at which the test last passed. */
    val fineMs: Long? = null,
) {
    /** True if the fault counts against the phone. A test that depends on a network must fail twice. */
    val isFailing: Boolean get() = sinceMs != null && (id !in OF_THE_NETWORK || sinceMs < atMs)

    /** Returns the result once [next] was found, and the news for the family, if any. */
    fun after(next: Finding, nowMs: Long): Pair<CheckResult, News?> {
        val fault = (next as? Finding.Fault)?.reason
        val since = fault?.let { sinceMs ?: nowMs }
        val isDue = since != null && nowMs - since >= TOLD_AFTER_MS && fault != Finding.Reason.NOT_GRANTED && !told
        val news =
            when {
                isDue -> News.BROKEN
                told && next.works -> News.MENDED
                else -> null
            }
        val isTold = fault != null && (told || isDue)
        val fine = if (next.works) nowMs else fineMs
        return CheckResult(id, next, nowMs, since, isTold, fine) to news
    }

    enum class News { BROKEN, MENDED }

    companion object {
        /** The family is told of a fault that lasts this long. */
        const val TOLD_AFTER_MS = DAY_MS

        private val OF_THE_NETWORK = setOf(CheckId.PUSH, CheckId.TEXT_MESSAGES)

        fun first(id: CheckId) = CheckResult(id, Finding.NotApplicable, Long.MIN_VALUE, null)
    }
}
