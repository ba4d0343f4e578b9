package app.kinguard.health

import android.content.ContentValues
import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteException
import app.kinguard.failure.unlessRefused
import app.kinguard.health.CheckResult.News
import app.kinguard.store.Database
import app.kinguard.store.all

/** The results of the self-tests. Thread-safe. */
class SelfTestResults(private val database: Database) {
    /** The results that the database did not accept: better kept for the life of the process than lost. */
    @Volatile
    private var unstored = emptyMap<CheckId, CheckResult>()

    fun all(): Map<CheckId, CheckResult> = unlessRefused { database.read(::read) }.orEmpty() + unstored

    /**
     * Stores the findings. [tell] receives the news for the family within the same transaction, so the family is told
     * once even if the process dies. Returns whether there was any news.
     */
    fun keep(found: Map<CheckId, Finding>, nowMs: Long, tell: (News, Set<CheckId>) -> Unit): Boolean {
        val before = all()
        val after = found.mapValues { (id, finding) -> (before[id] ?: CheckResult.first(id)).after(finding, nowMs) }
        val news = after.entries.groupBy({ it.value.second }, { it.key })
        return try {
            database.write { sql ->
                after.values.forEach { (result, _) -> write(sql, result) }
                News.entries.forEach { each -> news[each]?.let { tell(each, it.toSet()) } }
            }
            unstored = emptyMap()
            news.keys.any { it != null }
        } catch (_: SQLiteException) {
            // The message to the family could not be stored either, so the family was not told.
            unstored = after.mapValues { (id, next) -> next.first.copy(told = before[id]?.told ?: false) }
            false
        }
    }

    private fun write(sql: SQLiteDatabase, result: CheckResult) {
        val row = ContentValues()
        row.put("id", result.id.name)
        row.put("finding", words(result.finding))
        row.put("at", result.atMs)
        row.put("since", result.sinceMs)
        row.put("told", result.told)
        row.put("fine", result.fineMs)
        sql.insertWithOnConflict("self_test", null, row, SQLiteDatabase.CONFLICT_REPLACE)
    }

    private fun read(sql: SQLiteDatabase): Map<CheckId, CheckResult> = sql
        .rawQuery("SELECT id, finding, at, since, told, fine FROM self_test", null)
        .all {
            CheckId.entries.find { it.name == getString(0) }?.let { id ->
                CheckResult(
                    id = id,
                    finding = finding(getString(1)),
                    atMs = getLong(2),
                    sinceMs = if (isNull(3)) null else getLong(3),
                    told = getInt(4) != 0,
                    fineMs = if (isNull(5)) null else getLong(5),
                )
            }
        }.filterNotNull()
        .associateBy { it.id }

    private fun words(finding: Finding): String = when (finding) {
        Finding.Fine -> FINE
        Finding.NotApplicable -> NOT_APPLICABLE
        is Finding.Limited -> finding.limit.name
        is Finding.Fault -> finding.reason.name
    }

    private fun finding(words: String): Finding = when (words) {
        FINE -> Finding.Fine
        NOT_APPLICABLE -> Finding.NotApplicable
        else -> limited(words)
            ?: Finding.Fault(Finding.Reason.entries.find { it.name == words } ?: Finding.Reason.BROKEN)
    }

    private fun limited(words: String) = Finding.Limit.entries.find { it.name == words }?.let(Finding::Limited)

    private companion object {
        const val FINE = "FINE"
        const val NOT_APPLICABLE = "NOT_APPLICABLE"
    }
}
