package app.kinguard.health

import app.kinguard.time.DAY_MS

/** What one self-test found. */
sealed interface Finding {
    data object Fine : Finding

    /** There is nothing to be tried, as with push where nobody is reached by it. */
    data object NotApplicable : Finding

    /** What is ours works, and this phone shows less than others do: no fault, and nothing that anybody could mend. */
    data class Limited(val limit: Limit) : Finding

    data class Fault(val reason: Reason) : Finding

    /** The part that was tried works. */
    val works: Boolean get() = this == Fine || this is Limited

    /** What of other apps' private displays, into which a capture may be drawn, is not known to be seen. */
    enum class Limit {
        /** This phone tells nobody but their owner of them, as Android does from 17 on. */
        PRIVATE_NOT_TOLD,

        /** Nobody could be asked whether it does. */
        PRIVATE_NOT_TRIED,
    }

    /** What is wrong. */
    enum class Reason {
        /** The permission is gone. The guard notices that by itself and tells the family. */
        NOT_GRANTED,

        /** Android's record of apps is empty though the screen was on. */
        NO_EVENTS,

        /** The record is there, but the guard does not hear of it. */
        NOT_HEARD,

        /** The engine did not warn of the case it is there for. */
        NO_WARNING,

        /** The engine warned where all is well. */
        FALSE_WARNING,

        /** Nothing can be kept, as on a full phone. */
        NOT_STORED,

        /** Before this phone was made. */
        CLOCK_PAST,

        /** Beyond what anybody will live to see of this phone. */
        CLOCK_FUTURE,

        /** It ran on by another span than time itself. */
        CLOCK_JUMPED,
        UNREACHABLE,

        /** The server answers that it is ill. */
        SERVER_ILL,
        CERTIFICATE,
        NO_SIM,
        RADIO_OFF,
        NO_SERVICE,

        /** The network refused the last message: no credit, or barred. */
        BARRED,

        /** The contacts may be read, and there are none: the phone hands out an empty book, or there is nobody in it. */
        NO_CONTACTS,
        NOT_ON_THIS_PHONE,

        /** The volume of alarms is nothing, or they are muted. */
        ALARMS_MUTE,

        /** Nothing may disturb the person, not even an alarm. */
        NO_ALARMS,

        /** The phone's store of keys takes nothing, or gives nothing back. */
        NO_KEY,

        /** What a way to the family needs cannot be read any more. */
        UNPAIRED,

        /** The test itself fell over. */
        BROKEN,
    }
}

/** The latest finding of one self-test, and how long it has been so. Moments are stamps. */
data class CheckResult(
    val id: CheckId,
    val finding: Finding,
    val atMs: Long,
    /** Since when it has been failing; null: it is not. */
    val sinceMs: Long?,
    /** The family was told of it. */
    val told: Boolean = false,
    /** When it worked last. */
    val fineMs: Long? = null,
) {
    /** Whether it counts against the phone: where a network is involved, once is nothing. */
    val isFailing: Boolean get() = sinceMs != null && (id !in OF_THE_NETWORK || sinceMs < atMs)

    /** What is so after [next] was found, and what the family has to hear. */
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
        /** What fails for that long is told to the family. */
        const val TOLD_AFTER_MS = DAY_MS

        private val OF_THE_NETWORK = setOf(CheckId.PUSH, CheckId.TEXT_MESSAGES)

        fun first(id: CheckId) = CheckResult(id, Finding.NotApplicable, Long.MIN_VALUE, null)
    }
}
