package app.kinguard.family.sealed

import android.content.ContentValues
import android.database.sqlite.SQLiteDatabase
import app.kinguard.family.DeviceKeys
import app.kinguard.family.DeviceKeys.Condition
import app.kinguard.store.Database
import app.kinguard.store.SecretStore
import app.kinguard.store.SecretStore.Opened
import app.kinguard.store.all
import java.util.Base64

/**
 * The keys and counters shared with each paired device, encrypted with the phone's key. They are kept apart from the
 * addresses, and in no backup: a state that comes back is an old one. Only the family's thread changes a state; any
 * thread may read. The keystore is never asked within a transaction.
 */
class DeviceStates(
    private val database: Database,
    private val secrets: SecretStore,
    private val generations: GenerationFile,
) : DeviceKeys {
    /** A state that can be used. */
    class State(val bytes: ByteArray, val generation: Long)

    /** The result of reading a state. */
    sealed interface Reading {
        data class Held(val state: State) : Reading

        /** The phone's keystore does not answer now. */
        data object NotNow : Reading

        data object Lost : Reading
    }

    override fun judge(): DeviceKeys.Judge {
        val least = generations.all()
        return DeviceKeys.Judge { address, state, generation ->
            when (read(state, generation, least[address] ?: 0)) {
                is Reading.Held -> Condition.HELD
                Reading.NotNow -> Condition.NOT_NOW
                Reading.Lost -> Condition.LOST
            }
        }
    }

    fun open(address: Long): Reading {
        val least = generations.all()[address] ?: 0
        val row = database.read { sql ->
            sql.rawQuery("SELECT state, generation FROM device WHERE address = ?", arrayOf("$address"))
                .all { getString(0) to getLong(1) }
        }.firstOrNull()
        return if (row == null) Reading.Lost else read(row.first, row.second, least)
    }

    private fun read(state: String?, generation: Long, least: Long): Reading {
        if (state.isNullOrEmpty() || generation < least) return Reading.Lost
        return when (val opened = secrets.open(state)) {
            is Opened.Text -> bytes(opened.plain)?.let { Reading.Held(State(it, generation)) } ?: Reading.Lost
            Opened.NotNow -> Reading.NotNow
            Opened.Lost -> Reading.Lost
        }
    }

    private fun bytes(text: String): ByteArray? = try {
        Base64.getDecoder().decode(text)
    } catch (_: IllegalArgumentException) {
        null
    }

    /**
     * Returns the next state of [address], encrypted and not stored yet; null if the phone's keystore does not answer.
     */
    fun next(address: Long, bytes: ByteArray, generation: ULong): Next? =
        encrypted(bytes)?.let { Next(address, it, generation.toLong()) }

    /** Returns the first state of a device, as [next] does. */
    fun encrypted(bytes: ByteArray): String? = secrets.seal(Base64.getEncoder().encodeToString(bytes))

    /** Stores the first state of the device at [address], as part of the transaction that adds the address. */
    fun begin(sql: SQLiteDatabase, address: Long, encrypted: String, generation: ULong) {
        generations.forget(address)
        val row = ContentValues()
        row.put("address", address)
        row.put("state", encrypted)
        row.put("generation", generation.toLong())
        sql.insertWithOnConflict("device", null, row, SQLiteDatabase.CONFLICT_REPLACE)
    }

    /** Records that the first state is stored. */
    fun begun(address: Long, generation: ULong) = generations.keep(address, generation.toLong())

    /** A state that follows from a message. */
    inner class Next internal constructor(
        private val address: Long,
        private val encrypted: String,
        private val generation: Long,
    ) {
        /** Stores it, as part of the transaction that stores the message or what follows from it. */
        fun write(sql: SQLiteDatabase) = sql.execSQL(
            "UPDATE device SET state = ?, generation = ? WHERE address = ?",
            arrayOf<Any>(encrypted, generation, address),
        )

        /** Call it after that transaction. */
        fun written() = generations.keep(address, generation)
    }

    /** Gives up a state that the core cannot read. */
    fun lose(address: Long): Unit = database.write { sql ->
        sql.execSQL("UPDATE device SET state = '' WHERE address = ?", arrayOf<Any>(address))
    }

    /** Forgets the device at [address], as part of the current transaction. */
    fun forget(sql: SQLiteDatabase, address: Long) {
        sql.delete("device", "address = ?", arrayOf("$address"))
        sql.delete("device_answer", "address = ?", arrayOf("$address"))
    }

    /** Returns the devices whose address was removed, and to which nothing is on its way any more. */
    fun removed(): List<Long> = database.read { sql ->
        sql.rawQuery(
            """SELECT address FROM device WHERE address NOT IN (SELECT id FROM address)
            AND address NOT IN (SELECT address FROM delivery WHERE state IN ('WAITING', 'SENDING'))""",
            null,
        ).all { getLong(0) }
    }

    /** What is known of a device besides its keys. */
    data class Known(
        /** The stamp at which it was last heard. */
        val heardMs: Long?,
        /** The last line that was read from its topic. */
        val lastLine: String?,
        val aliveMs: Long?,
        /** What was said of the guard then. */
        val alive: String?,
        val storyMs: Long?,
        /** How the danger was described then. */
        val story: String?,
    )

    /** Returns what is known of each device, by address. */
    fun known(): Map<Long, Known> = database.read { sql ->
        sql.rawQuery("SELECT address, heard_at, last_line, alive_at, alive, story_at, story FROM device", null).all {
            fun stamp(column: Int) = if (isNull(column)) null else getLong(column)
            getLong(0) to Known(stamp(1), getString(2), stamp(3), getString(4), stamp(5), getString(6))
        }.toMap()
    }

    /** Records that something of the device arrived in [line], as part of the current transaction. */
    fun heard(sql: SQLiteDatabase, address: Long, line: String, nowMs: Long) = sql.execSQL(
        "UPDATE device SET heard_at = ?, last_line = ? WHERE address = ?",
        arrayOf<Any>(nowMs, line, address),
    )

    /** Records what the device was told of the guard, as part of the current transaction. */
    fun alive(sql: SQLiteDatabase, address: Long, alive: String, nowMs: Long) = sql.execSQL(
        "UPDATE device SET alive_at = ?, alive = ? WHERE address = ?",
        arrayOf<Any>(nowMs, alive, address),
    )

    /** Records what the device was told of a danger, as part of the current transaction. */
    fun story(sql: SQLiteDatabase, address: Long, story: String, nowMs: Long) = sql.execSQL(
        "UPDATE device SET story_at = ?, story = ? WHERE address = ?",
        arrayOf<Any>(nowMs, story, address),
    )
}
