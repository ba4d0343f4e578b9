package app.kinguard.health.selftest

import android.app.Application
import android.app.job.JobParameters
import android.app.job.JobScheduler
import app.kinguard.AndroidRunner
import app.kinguard.health.CheckId
import app.kinguard.health.CheckResult
import app.kinguard.health.CheckResult.News
import app.kinguard.health.DAY_MS
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.health.ManualClock
import app.kinguard.health.SelfTestResults
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow
import java.util.concurrent.Executor

/** The application as the daily job finds it. */
internal class TestedApp :
    Application(),
    SelfTestHost {
    override lateinit var selfTest: SelfTest
}

@RunWith(AndroidRunner::class)
@Config(application = TestedApp::class)
class SelfTestTest {
    private val app = RuntimeEnvironment.getApplication() as TestedApp
    private val clock = ManualClock()
    private val results = SelfTestResults(Database(app))
    private val kept = mutableListOf<News>()
    private var delivered = 0
    private val held = mutableListOf<Runnable>()
    private var finds: () -> Finding? = { Finding.Fine }
    private val check =
        object : Check {
            override val id = CheckId.ENGINE

            override fun run() = finds()
        }
    private val messages =
        object : SelfTest.Messages {
            override fun keep(news: News, checks: Set<CheckId>, atMs: Long) {
                kept += news
            }

            override fun deliver() {
                delivered += 1
            }
        }

    @Test
    fun `what it finds is kept, and what fails for a day is told and sent`() {
        val test = test()
        finds = { Finding.Fault(Reason.NO_WARNING) }
        test.run()
        assertEquals(clock.nowMs, results.all()[CheckId.ENGINE]?.sinceMs)
        assertEquals(0, delivered)
        clock.pass(DAY_MS)
        test.run()
        assertEquals(listOf(News.BROKEN), kept)
        assertEquals(1, delivered)
    }

    @Test
    fun `a test that falls over is a fault, and the others are run`() {
        finds = { error("fell over") }
        var over = 0
        test().run { over += 1 }
        assertEquals(Finding.Fault(Reason.BROKEN), results.all()[CheckId.ENGINE]?.finding)
        assertEquals(1, over)
    }

    @Test
    fun `what cannot be tried now stands as it was found`() {
        val test = test()
        finds = { Finding.Fault(Reason.NO_WARNING) }
        test.run()
        val found = results.all()
        clock.pass(1_000)
        finds = { null }
        var over = 0
        test.run { over += 1 }
        assertEquals(found, results.all())
        assertEquals(1, over)
    }

    @Test
    fun `one at a time, and how far it is can be seen`() {
        val test = test { held += it }
        test.run()
        test.run()
        assertEquals(1, held.size)
        assertEquals(0 to 1, test.progress)
        held.single().run()
        assertNull(test.progress)
        test.run()
        assertEquals(2, held.size)
    }

    @Test
    fun `what fails is tried again after three hours, the rest when the daily job did not come`() {
        val test = test()
        test.runIfDue()
        assertTrue("a test that never ran is left to the job", results.all().isEmpty())
        test.run()
        passes(SelfTest.OVERDUE_MS - 1)
        test.runIfDue()
        assertEquals(clock.nowMs - SelfTest.OVERDUE_MS + 1, ran())
        passes(1)
        finds = { Finding.Fault(Reason.NO_WARNING) }
        test.runIfDue()
        assertEquals(clock.nowMs, ran())
        passes(SelfTest.FAILING_MS - 1)
        test.runIfDue()
        assertEquals(clock.nowMs - SelfTest.FAILING_MS + 1, ran())
        passes(1)
        test.runIfDue()
        assertEquals(clock.nowMs, ran())
    }

    @Test
    fun `the job runs it and says when it is done`() {
        app.selfTest = test { held += it }
        val service = Robolectric.buildService(SelfTestService::class.java).create().get()
        assertTrue("it goes on in the background", service.onStartJob(Shadow.newInstanceOf(JobParameters::class.java)))
        assertFalse(shadowOf(service).isJobFinished)
        held.single().run()
        assertTrue(shadowOf(service).isJobFinished)
        assertFalse(shadowOf(service).isRescheduleNeeded)
        assertEquals(Finding.Fine, results.all()[CheckId.ENGINE]?.finding)
    }

    @Test
    fun `it is arranged once for every day, and lasts over a boot`() {
        val jobs = checkNotNull(app.getSystemService(JobScheduler::class.java))
        SelfTestService.keepGoing(app)
        val job = jobs.allPendingJobs.single()
        SelfTestService.keepGoing(app)
        assertTrue("left alone: otherwise each start would restart the day", job === jobs.allPendingJobs.single())
        assertEquals(DAY_MS, job.intervalMillis)
        assertTrue(job.isPersisted)
        val service = app.packageManager.getServiceInfo(job.service, 0)
        assertEquals("android.permission.BIND_JOB_SERVICE", service.permission)
        assertFalse(service.exported)
    }

    private fun test(executor: Executor = Executor(Runnable::run)) =
        SelfTest(listOf(check), results, clock.moments, executor, messages)

    private fun passes(ms: Long) = clock.pass(ms)

    private fun ran() = results.all()[CheckId.ENGINE].let { checkNotNull<CheckResult>(it).atMs }
}
