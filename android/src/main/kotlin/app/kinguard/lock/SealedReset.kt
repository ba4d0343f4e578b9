package app.kinguard.lock

import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.Message
import app.kinguard.family.MessageKind
import app.kinguard.family.SealedConsent
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.time.DAY_MS
import app.kinguard.time.MINUTE_MS
import org.json.JSONArray
import org.json.JSONException

/**
 * Clears a forgotten PIN when a relative agrees on a paired device and nobody objects.
 *
 * Somebody at this phone asks, which everybody hears. Within ten minutes a device may agree, which everybody
 * hears, too. Ten minutes later the PIN is cleared, unless anybody who counts has objected, which ends it for a day.
 * Only the clock since boot counts, and a reboot voids the request: whoever holds the phone can move the wall clock. No
 * PIN is cleared while a danger goes on. Any thread may call.
 */
class SealedReset(
    private val pin: Pin,
    private val contacts: Contacts,
    private val family: Family,
    private val keeping: SpokenCode.Keeping,
    private val surroundings: Surroundings,
) : SealedConsent {
    /** What the reset must know and have of the rest of the app. */
    interface Surroundings {
        /** Returns whether [contact] has a paired device. */
        fun hasDevice(contact: Contact): Boolean

        /** Returns whether it is known that no danger goes on. */
        fun isCalm(): Boolean

        /** Has [settle] called after [delayMs], even if the phone sleeps. */
        fun settleIn(delayMs: Long)
    }

    /** How far a reset has come. */
    sealed interface State {
        /** No relative has a paired device. */
        data object Impossible : State

        /** The family may be asked. */
        data object Open : State

        /** The limit of requests per day is reached. */
        data object TooOften : State

        /** The family was asked. */
        data object Asked : State

        /** A relative has agreed. The PIN is cleared at [untilMs] by the wall clock. */
        data class Agreed(val untilMs: Long) : State

        /** A relative has objected. The family may be asked again after a day. */
        data object Refused : State
    }

    private val database get() = keeping.database
    private val ticks get() = keeping.ticks

    val state: State
        get() = when (val kept = kept()) {
            is Kept.Asked -> State.Asked
            is Kept.Agreed -> State.Agreed(kept.untilMs)
            is Kept.Refused -> State.Refused
            null -> when {
                contacts.confirmed().none(surroundings::hasDevice) -> State.Impossible
                isTooOften() -> State.TooOften
                else -> State.Open
            }
        }

    /** Asks the family's devices, and tells everybody. Returns whether that was possible. */
    fun ask(): Boolean {
        if (contacts.confirmed().none(surroundings::hasDevice)) return false
        val isAsked = database.write { sql ->
            val sent = sentAt()
            if (kept() != null || !pin.isSet || isTooOften()) return@write false
            sql.putSetting(KEY, Kept.Asked(ticks.boot(), ticks.elapsedMs()).write())
            sql.putSetting(SENT, JSONArray(sent + keeping.nowMs()).toString())
            family.tellAll(MessageKind.RESET_ASKED)
            true
        }
        if (isAsked) family.deliver()
        return isAsked
    }

    override fun reset(contact: Int) {
        val who = contacts.confirmed().getOrNull(contact) ?: return
        val isAgreed = database.write { sql ->
            if (kept() !is Kept.Asked || !pin.isSet) return@write false
            val untilMs = ticks.wallClockMs() + WAITS_MS
            sql.putSetting(KEY, Kept.Agreed(ticks.boot(), ticks.elapsedMs(), untilMs).write())
            family.tellAll(MessageKind.RESET_AGREED, Message.Facts(who = who.name, untilMs = untilMs))
            true
        }
        if (!isAgreed) return
        family.deliver()
        surroundings.settleIn(WAITS_MS)
    }

    override fun `object`(contact: Int) {
        val who = contacts.confirmed().getOrNull(contact) ?: return
        val isRefused = database.write { sql ->
            if (kept().let { it == null || it is Kept.Refused }) return@write false
            sql.putSetting(KEY, Kept.Refused(ticks.boot(), ticks.elapsedMs(), DAY_MS).write())
            family.tellAll(MessageKind.RESET_REFUSED, Message.Facts(who = who.name))
            true
        }
        if (isRefused) family.deliver()
    }

    /** Clears the PIN if that is due, and stores how long an objection still holds. Needless calls change nothing. */
    fun settle() {
        // Asked before the database is held.
        val isCalm = surroundings.isCalm()
        val nextMs = database.write { sql ->
            val kept = kept()
            when {
                kept is Kept.Refused -> null.also { sql.putSetting(KEY, kept.settled(leftMs(kept)).write()) }
                kept !is Kept.Agreed -> null.also { if (kept == null) sql.putSetting(KEY, null) }
                !pin.isSet -> null.also { sql.putSetting(KEY, null) }
                leftMs(kept) > 0 -> leftMs(kept)
                !isCalm -> AGAIN_MS
                else -> null.also {
                    sql.putSetting(KEY, null)
                    pin.clear()
                }
            }
        }
        if (nextMs != null) surroundings.settleIn(nextMs)
    }

    private fun kept(): Kept? = database.setting(KEY)?.let { Kept.read(it, ticks.boot(), ticks.elapsedMs()) }
        ?.takeIf { it !is Kept.Refused || leftMs(it) > 0 }

    private fun leftMs(kept: Kept.Agreed) = WAITS_MS - (ticks.elapsedMs() - kept.elapsedMs)

    /** Only time with the phone on counts. After a boot the rest that was last stored starts again. */
    private fun leftMs(kept: Kept.Refused): Long {
        val sameBoot = kept.boot == ticks.boot() && kept.elapsedMs <= ticks.elapsedMs()
        return if (sameBoot) kept.leftMs - (ticks.elapsedMs() - kept.elapsedMs) else kept.leftMs
    }

    private fun Kept.Refused.settled(leftMs: Long) = Kept.Refused(ticks.boot(), ticks.elapsedMs(), leftMs)

    private fun isTooOften() = sentAt().size >= SpokenCode.MOST_A_DAY

    private fun sentAt(): List<Long> = try {
        val nowMs = keeping.nowMs()
        JSONArray(database.setting(SENT) ?: "[]").let { all -> List(all.length(), all::getLong) }
            .filter { nowMs - it in 0 until DAY_MS }
    } catch (_: JSONException) {
        emptyList()
    }

    /** The stored state. */
    private sealed interface Kept {
        fun write(): String

        data class Asked(val boot: Int?, val elapsedMs: Long) : Kept {
            override fun write() = "$ASKED ${boot ?: NONE} $elapsedMs 0"
        }

        data class Agreed(val boot: Int?, val elapsedMs: Long, val untilMs: Long) : Kept {
            override fun write() = "$AGREED ${boot ?: NONE} $elapsedMs $untilMs"
        }

        data class Refused(val boot: Int?, val elapsedMs: Long, val leftMs: Long) : Kept {
            override fun write() = "$REFUSED ${boot ?: NONE} $elapsedMs $leftMs"
        }

        companion object {
            /**
             * Reads a state. Null if it is void: of another boot, or too old. Text that cannot be read may have been
             * tampered with, so it counts as an objection.
             */
            fun read(text: String, nowBoot: Int?, nowMs: Long): Kept? {
                val parts = text.split(' ')
                val boot = parts.getOrNull(1)?.toIntOrNull()
                val elapsedMs = parts.getOrNull(2)?.toLongOrNull() ?: return Refused(null, nowMs, DAY_MS)
                val last = parts.getOrNull(3)?.toLongOrNull() ?: return Refused(null, nowMs, DAY_MS)
                // A phone that does not number its boots cannot tell them apart.
                val isOfThisBoot = boot != null && boot == nowBoot && elapsedMs <= nowMs
                return when (parts.first()) {
                    ASKED -> Asked(boot, elapsedMs).takeIf { isOfThisBoot && nowMs - elapsedMs < ASKED_LASTS_MS }
                    AGREED -> Agreed(boot, elapsedMs, last).takeIf { isOfThisBoot }
                    else -> Refused(boot, elapsedMs, last.coerceIn(0, DAY_MS))
                }
            }

            private const val ASKED = "asked"
            private const val AGREED = "agreed"
            private const val REFUSED = "refused"
            private const val NONE = "-"
        }
    }

    companion object {
        /** A device may agree for this long, which is how long its answers count. */
        const val ASKED_LASTS_MS = 10 * MINUTE_MS

        /** Anybody who counts may object for this long. */
        const val WAITS_MS = 10 * MINUTE_MS

        /** A PIN that is not cleared because of a danger is looked at again after this long. */
        private const val AGAIN_MS = MINUTE_MS
        private const val KEY = "lock-reset"
        private const val SENT = "lock-resets-sent"
    }
}
