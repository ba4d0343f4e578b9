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

/** One thing that can be tested. A check may take its time and may throw, so it never runs where the guard works. */
interface Check {
    val id: CheckId

    /** Runs the check. Returns null if it cannot run now; the last finding then stands. */
    fun run(): Finding?
}

/** Runs the checks, stores their findings, and tells the family of a fault that has lasted a day. */
class SelfTest(
    private val checks: List<Check>,
    private val results: SelfTestResults,
    private val moments: Moments,
    private val executor: Executor,
    private val messages: Messages,
) {
    /** Tells the family. */
    interface Messages {
        /** Stores the news as part of the current transaction. */
        fun keep(news: CheckResult.News, checks: Set<CheckId>, atMs: Long)

        /** Sends what is stored. */
        fun deliver()
    }

    private val running = AtomicReference<Pair<Int, Int>?>()

    /** The number of finished checks and of all checks, or null if the test is not running. */
    val progress: Pair<Int, Int>? get() = running.get()

    /** Runs the checks unless they are running already. [done] is always called, on any thread. */
    fun run(done: () -> Unit = {}) {
        if (!running.compareAndSet(null, 0 to checks.size)) return done()
        try {
            executor.execute { runAll(done) }
        } catch (_: RejectedExecutionException) {
            over(done)
        }
    }

    /**
     * Runs the checks if they are due. Called now and then besides the daily job, because not every manufacturer lets
     * that run and because a failed check is tried again.
     */
    fun runIfDue() {
        val all = results.all().values
        val last = all.maxOfOrNull { it.atMs } ?: return
        val every = if (all.any { it.sinceMs != null }) FAILING_MS else OVERDUE_MS
        if (moments.nowMs() - last >= every) run()
    }

    /** Stores a finding that came to light without a test. */
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
            // The self-test watches over the guard and must not crash it.
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

        /** After this long, something has kept the daily job from running. */
        const val OVERDUE_MS = 36 * 3_600_000L
    }
}
