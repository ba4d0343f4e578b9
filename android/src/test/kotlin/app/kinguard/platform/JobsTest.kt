package app.kinguard.platform

import android.app.Application
import android.app.job.JobInfo
import android.app.job.JobScheduler
import android.app.usage.UsageStatsManagerInternal
import android.content.ComponentName
import android.content.pm.PackageManagerInternal
import android.os.Build
import android.util.Xml
import app.kinguard.AndroidRunner
import app.kinguard.health.selftest.SelfTestService
import com.android.server.IoThread
import com.android.server.job.JobSchedulerInternal
import com.android.server.job.JobStore
import com.android.server.job.controllers.JobStatus
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter
import java.io.File
import java.time.Duration

/**
 * Tests the fate of the self-test's job, with Android's own `JobStore`, which keeps jobs over a restart, and with
 * values read from its `QuotaController`. Mocked: app standby and the scheduler around the store. These decide when a
 * job runs, so that is not answered here.
 */
@RunWith(AndroidRunner::class)
class JobsTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val folder = File(app.filesDir, "jobs")

    @Before
    fun around() {
        standIn(JobSchedulerInternal::class.java)
        standIn(UsageStatsManagerInternal::class.java)
        standIn(PackageManagerInternal::class.java)
        keptAsText(true)
    }

    @After
    fun asBefore() = keptAsText(false)

    /**
     * Chooses the text format. The code that writes the binary form is native, and Robolectric's writes nothing. On
     * Android 10 there is none.
     */
    private fun keptAsText(text: Boolean) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) return
        ReflectionHelpers.setStaticField(Xml::class.java, "ENABLE_BINARY_DEFAULT", !text)
    }

    @Test
    fun `the self-test's job is there again after the phone was restarted, once a day as before`() {
        SelfTestService.keepGoing(app)
        val job = checkNotNull(app.getSystemService(JobScheduler::class.java)).allPendingJobs.single()
        keep(job)
        val after = restarted().single()
        assertEquals(SelfTestService.ID, after.id)
        assertEquals(job.service, after.service)
        assertTrue(after.isPeriodic)
        assertEquals(Duration.ofDays(1).toMillis(), after.intervalMillis)
    }

    @Test
    fun `a job that is not to be kept is gone`() {
        keep(job().setPeriodic(Duration.ofDays(1).toMillis()).build())
        assertEquals(emptyList<JobInfo>(), restarted())
    }

    @Test
    fun `none comes round more often than every quarter of an hour`() {
        assertEquals(QUARTER_MS, JobInfo.getMinPeriodMillis())
        keep(job().setPeriodic(1).setPersisted(true).build())
        assertEquals(QUARTER_MS, restarted().single().intervalMillis)
    }

    @Test
    fun `an app that is hardly used gets its jobs within a day, one that is restricted ten of them and ten minutes`() {
        assertEquals(DAY_MS, quota<Long>("DEFAULT_WINDOW_SIZE_RARE_MS"))
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) {
            val names = CONSTANTS.declaredFields.map { it.name }
            assertTrue("there is no such bucket yet", names.none { "RESTRICTED" in it })
            return
        }
        assertEquals(DAY_MS, quota<Long>("DEFAULT_WINDOW_SIZE_RESTRICTED_MS"))
        assertEquals(10, quota<Int>("DEFAULT_MAX_JOB_COUNT_RESTRICTED"))
        assertEquals(10 * 60_000L, quota<Long>("DEFAULT_ALLOWED_TIME_PER_PERIOD_RESTRICTED_MS"))
    }

    private fun job() = JobInfo.Builder(2, ComponentName(app, SelfTestService::class.java))

    private fun keep(job: JobInfo) {
        val store = JobStore.initAndGetForTesting(app, folder)
        ReflectionHelpers.callInstanceMethod<Any?>(
            store,
            "add",
            ClassParameter.from(JobStatus::class.java, status(job)),
        )
        // It writes a little later, on a thread of its own.
        shadowOf(IoThread.get().looper).idleFor(Duration.ofSeconds(SECONDS_TO_WRITE))
        assertTrue(store.waitForWriteToCompleteForTesting(PATIENCE_MS))
    }

    /** Returns what the next start of the system reads. */
    private fun restarted(): List<JobInfo> {
        val set = Class.forName("com.android.server.job.JobStore\$JobSet")
        val found = ReflectionHelpers.callConstructor(set)
        // A store made for tests first forgets what it read.
        ReflectionHelpers.callInstanceMethod<Unit>(
            JobStore.initAndGetForTesting(app, folder),
            "readJobMapFromDisk",
            ClassParameter.from(set, found),
            ClassParameter.from(Boolean::class.javaPrimitiveType, true),
        )
        return ReflectionHelpers.callInstanceMethod<List<JobStatus>>(found, "getAllJobs").map { it.job }
    }

    /** Returns the status that the scheduler makes of an app's own request. */
    private fun status(job: JobInfo): JobStatus {
        val make = JobStatus::class.java.methods.first { it.name == "createFromJobInfo" }
        val values = listOf(job, KINGUARD, null, NOBODY_ELSE, null, null).take(make.parameterCount)
        return make.invoke(null, *values.toTypedArray<Any?>()) as JobStatus
    }

    private fun <T> quota(name: String): T = ReflectionHelpers.getStaticField(CONSTANTS, name)

    private companion object {
        const val QUARTER_MS = 15 * 60_000L
        const val DAY_MS = 24 * 3_600_000L
        const val SECONDS_TO_WRITE = 10L
        const val PATIENCE_MS = 5_000L
        const val NOBODY_ELSE = -1
        val CONSTANTS: Class<*> = Class.forName("com.android.server.job.controllers.QuotaController\$QcConstants")
    }
}
