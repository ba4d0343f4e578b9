package app.kinguard.health.selftest

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import java.util.concurrent.TimeUnit

/** Gives the daily job access to the self-test. The application implements it. */
interface SelfTestHost {
    val selfTest: SelfTest
}

/** Runs the self-test once a day, whether or not the guard's own service is alive. */
class SelfTestService : JobService() {
    override fun onStartJob(job: JobParameters): Boolean {
        val host = application as? SelfTestHost ?: return false
        host.selfTest.run { jobFinished(job, false) }
        return true
    }

    /** Only an unfinished test must run again. */
    override fun onStopJob(job: JobParameters): Boolean = true

    companion object {
        /** Unique among this app's jobs. */
        const val ID = 1

        /** Schedules the daily run, also across reboots. A job that is already scheduled is left alone. */
        fun keepGoing(context: Context) {
            val jobs = context.getSystemService(JobScheduler::class.java) ?: return
            if (jobs.getPendingJob(ID) != null) return
            val job =
                JobInfo
                    .Builder(ID, ComponentName(context, SelfTestService::class.java))
                    .setPeriodic(TimeUnit.DAYS.toMillis(1))
                    .setPersisted(true)
                    .build()
            jobs.schedule(job)
        }
    }
}
