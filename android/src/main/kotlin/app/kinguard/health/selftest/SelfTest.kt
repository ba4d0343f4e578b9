package app.kinguard.health.selftest

import android.util.Log
import app.kinguard.health.CheckId
import app.kinguard.health.CheckResult
import app.kinguard.health.Finding
import app.kinguard.health.SelfTestResults
import app.kinguard.phone.Moments
import java.util.concurrent.Executor
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.atomic.AtomicReference

/** One thing that can be tried out. May take its time, and may throw: it is never run where the guard works. */
interface Check {
    val id: CheckId

    /** Null: not now. What it found last stands. */
    fun run(): Finding?
}

/** Tries out what can be tried out, keeps what it found, and tells the family of what has been failing for a day. */
class SelfTest(
    private val checks: List<Check>,
    private val results: SelfTestResults,
    private val moments: Moments,
    private val executor: Executor,
    private val messages: Messages,
) {
    /** Who tells the family. */
    interface Messages {
        /** Takes charge of the news as part of the transaction under way. */
        fun keep(news: CheckResult.News, checks: Set<CheckId>, atMs: Long)

        /** Sends what is kept. */
        fun deliver()
    }

    private val running = AtomicReference<Pair<Int, Int>?>()

    /** How many checks of how many are through; null: it does not run. */
    val progress: Pair<Int, Int>? get() = running.get()

    /** Runs unless it does already. [done] is called in any case, on any thread. */
    fun run(done: () -> Unit = {}) {
        if (!running.compareAndSet(null, 0 to checks.size)) return done()
        try {
            executor.execute { runAll(done) }
        } catch (_: RejectedExecutionException) {
            over(done)
        }
    }

    /** To be called now and then, beside the daily job: not every maker lets that run, and what fails is tried again. */
    fun runIfDue() {
        val all = results.all().values
        val last = all.maxOfOrNull { it.atMs } ?: return
        val every = if (all.any { it.sinceMs != null }) FAILING_MS else OVERDUE_MS
        if (moments.nowMs() - last >= every) run()
    }

    /** What shows by itself waits for no test. */
    fun found(id: CheckId, finding: Finding) = keep(mapOf(id to finding))

    private fun keep(found: Map<CheckId, Finding>) {
        val nowMs = moments.nowMs()
        val told = results.keep(found, nowMs) { news, ids -> messages.keep(news, ids, nowMs) }
        if (told) messages.deliver()
    }

    private fun runAll(done: () -> Unit) {
        try {
            keep(checks.mapNotNull { check -> tried(check).also { step() }?.let { check.id to it } }.toMap())
        } catch (failed: Exception) {
            // It watches over the guard; it must not take it along.
            Log.w(TAG, "not finished: ${failed.javaClass.simpleName}")
        } finally {
            over(done)
        }
    }

    private fun step() {
        running.updateAndGet { it?.let { (through, all) -> through + 1 to all } }
    }

    private fun over(done: () -> Unit) {
        running.set(null)
        done()
    }

    private fun tried(check: Check): Finding? = try {
        check.run()
    } catch (failed: Exception) {
        Log.w(TAG, "${check.id}: ${failed.javaClass.simpleName}")
        Finding.Fault(Finding.Reason.BROKEN)
    }

    companion object {
        private const val TAG = "health"

        /** A fault that is gone should not stand for a day. */
        const val FAILING_MS = 3 * 3_600_000L

        /** The daily job has been kept from running. */
        const val OVERDUE_MS = 36 * 3_600_000L
    }
}
