package app.kinguard.family.sealed

import android.database.sqlite.SQLiteDatabase
import app.kinguard.core.BootTime
import app.kinguard.core.FamilyBody
import app.kinguard.core.FamilyException
import app.kinguard.core.sealMessage
import app.kinguard.core.sealVoid
import app.kinguard.family.Outcome
import app.kinguard.family.Uptime
import app.kinguard.family.sealed.DeviceStates.Reading
import app.kinguard.store.Database
import java.security.SecureRandom
import java.util.Base64

/** The clocks and the randomness that the core asks for. */
class SealingSources(
    private val uptime: Uptime,
    val wallClockMs: () -> Long,
    private val random: SecureRandom = SecureRandom(),
    /** Loads the core. Most processes need it for nothing here. */
    private val load: () -> Unit = {},
) {
    /** Stands for the boot where Android does not number it, so that no answer outlives this process. */
    private val unnumbered = random.nextInt(Int.MAX_VALUE).toULong() + Int.MAX_VALUE.toULong()

    /** Returns the moment of this boot. Every call of the core takes this or [random]. */
    fun now(): BootTime {
        load()
        return BootTime(uptime.boot()?.toULong() ?: unnumbered, uptime.elapsedMs().toULong())
    }

    fun random(): ByteArray {
        load()
        return ByteArray(BYTES).also(random::nextBytes)
    }

    private companion object {
        const val BYTES = 64
    }
}

/**
 * Seals messages for paired devices. Works on the family's thread: each message continues the state of the one before.
 */
internal class Sealing(
    private val database: Database,
    private val states: DeviceStates,
    private val envelopes: Envelopes,
    private val sources: SealingSources,
    /** Called when the keys of a device turn out to be lost. */
    private val keysLost: () -> Unit,
) {
    /** The result of sealing. */
    sealed interface Result {
        /** Store it with [write] in one transaction, before it is sent; then call [written]. */
        class Sealed(
            val text: String,
            val write: (SQLiteDatabase) -> Unit,
            val written: () -> Unit,
        ) : Result

        /** Nothing was sealed, and nothing has changed. */
        class Not(val outcome: Outcome) : Result
    }

    fun seal(address: Long, body: FamilyBody, draft: Envelopes.Draft, nowMs: Long): Result {
        val state = when (val reading = states.open(address)) {
            is Reading.Held -> reading.state
            Reading.NotNow -> return NOT_NOW
            Reading.Lost -> return lost(address)
        }
        val accepted = envelopes.accepted(address, nowMs)
        val sealed = try {
            sealMessage(
                state.bytes,
                state.generation.toULong(),
                sources.wallClockMs(),
                sources.now(),
                body,
                accepted,
                sources.random(),
            )
        } catch (_: FamilyException.StateLost) {
            return lost(address)
        } catch (_: FamilyException) {
            return NOT_NOW
        }
        val next = states.next(address, sealed.state, sealed.generation) ?: return NOT_NOW
        val challenge = sealed.challenge?.let { text(it) }
        return Result.Sealed(
            sealed.envelope,
            { sql ->
                next.write(sql)
                envelopes.add(sql, address, draft, SealedText(sealed.envelope, sealed.counter, challenge), nowMs)
            },
            next::written,
        )
    }

    /** Seals [body] to be sent on its own, and stores it with what [also] writes. Returns whether that was done. */
    fun put(
        address: Long,
        body: FamilyBody,
        draft: Envelopes.Draft,
        nowMs: Long,
        also: (SQLiteDatabase) -> Unit = {},
    ): Boolean {
        val sealed = seal(address, body, draft, nowMs) as? Result.Sealed ?: return false
        database.write {
            sealed.write(it)
            also(it)
        }
        sealed.written()
        return true
    }

    /** Sends a void in place of [envelope], which will not be sent any more. Its state stays as it is. */
    fun void(envelope: Envelope, nowMs: Long) {
        val state = when (val reading = states.open(envelope.address)) {
            is Reading.Held -> reading.state
            Reading.NotNow -> return
            Reading.Lost -> return envelopes.giveUp(envelope)
        }
        val void = try {
            sealVoid(state.bytes, state.generation.toULong(), envelope.counter, sources.random())
        } catch (_: FamilyException) {
            return envelopes.giveUp(envelope)
        }
        envelopes.void(envelope, void, nowMs)
    }

    /** Gives up the keys of the device at [address]. */
    fun lost(address: Long): Result.Not {
        states.lose(address)
        keysLost()
        return LOST
    }

    companion object {
        private val NOT_NOW = Result.Not(Outcome.Later(Outcome.Reason.UNPAIRED))
        private val LOST = Result.Not(Outcome.Refused(Outcome.Reason.UNPAIRED))

        /** A challenge as it is stored. */
        fun text(challenge: ByteArray): String = Base64.getEncoder().encodeToString(challenge)
    }
}
