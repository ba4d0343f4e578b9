package app.kinguard.relative

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import java.util.concurrent.TimeUnit

/**
 * Reads the servers every quarter of an hour where no connection lives: where the service may not run, or a maker's
 * phone has ended it. While a connection lives it asks nobody.
 */
class PollService : JobService() {
    override fun onStartJob(job: JobParameters): Boolean {
        val phone = (application as? FamilyPhoneHost)?.familyPhone ?: return false
        if (!phone.isOn) return false
        phone.look { jobFinished(job, false) }
        return true
    }

    /** The next one comes soon enough. */
    override fun onStopJob(job: JobParameters): Boolean = false

    companion object {
        /** Unique among this app's jobs. */
        const val ID = 2

        /** As often as Android allows. */
        private val EVERY_MS = TimeUnit.MINUTES.toMillis(15)

        fun keepGoing(context: Context) {
            val jobs = context.getSystemService(JobScheduler::class.java) ?: return
            if (jobs.getPendingJob(ID) != null) return
            val job = JobInfo.Builder(ID, ComponentName(context, PollService::class.java))
                .setPeriodic(EVERY_MS)
                .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
                .setPersisted(true)
                .build()
            jobs.schedule(job)
        }

        fun end(context: Context) {
            context.getSystemService(JobScheduler::class.java)?.cancel(ID)
        }
    }
}
