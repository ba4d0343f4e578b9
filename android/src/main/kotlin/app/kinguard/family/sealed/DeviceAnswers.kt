package app.kinguard.family.sealed

import android.content.ContentValues
import android.database.sqlite.SQLiteDatabase
import app.kinguard.core.AskOutcome
import app.kinguard.core.AskResult
import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyBody
import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.textOrNull

/** An answer of a device that was opened, and is not carried out yet. */
internal data class DeviceAnswer(
    val id: Long,
    /** The address of the device. */
    val address: Long,
    val counter: ULong,
    val ask: FamilyAsk,
    val sentence: String?,
    /** The question, by the id of its envelope; null if it is not to be answered any more. */
    val envelope: Long?,
    /** True if it was passed on before, by a process that may have died over it. */
    val begun: Boolean,
)

/**
 * The answers of devices on their way to being carried out. Each is stored with the state after it, and deleted with
 * what the device is told of its outcome, so that the death of the process loses none.
 */
internal class DeviceAnswers(private val database: Database, private val sealing: Sealing) {
    fun add(sql: SQLiteDatabase, address: Long, counter: ULong, ask: FamilyAsk, sentence: String?, envelope: Long?) {
        val row = ContentValues()
        row.put("address", address)
        row.put("counter", counter.toLong())
        row.put("ask", ask.name)
        row.put("sentence", sentence)
        row.put("envelope", envelope)
        sql.insertOrThrow("device_answer", null, row)
    }

    fun all(): List<DeviceAnswer> = database.read { sql ->
        sql.rawQuery(
            "SELECT id, address, counter, ask, sentence, envelope, begun FROM device_answer ORDER BY id",
            null,
        ).all {
            DeviceAnswer(
                getLong(0),
                getLong(1),
                getLong(2).toULong(),
                FamilyAsk.entries.find { it.name == getString(3) } ?: FamilyAsk.UNKNOWN,
                textOrNull(4),
                if (isNull(5)) null else getLong(5),
                getInt(6) != 0,
            )
        }
    }

    /** Records that [answer] is being passed on, and must not be again. */
    fun begin(answer: DeviceAnswer): Unit = database.write { sql ->
        sql.execSQL("UPDATE device_answer SET begun = 1 WHERE id = ?", arrayOf<Any>(answer.id))
    }

    /** Tells the device what became of [answer], which is then done with. */
    fun end(answer: DeviceAnswer, result: AskResult, text: String?, nowMs: Long) {
        val body = FamilyBody.Outcome(AskOutcome(answer.counter, answer.ask, result, text))
        val told = sealing.put(answer.address, body, Envelopes.Draft(Envelope.Kind.OUTCOME), nowMs) { sql ->
            delete(sql, answer)
        }
        if (!told) database.write { delete(it, answer) }
    }

    private fun delete(sql: SQLiteDatabase, answer: DeviceAnswer) =
        sql.delete("device_answer", "id = ?", arrayOf("${answer.id}"))
}
