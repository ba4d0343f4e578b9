package app.kinguard

import android.app.AlarmManager
import android.app.PendingIntent
import android.app.job.JobScheduler
import android.app.usage.UsageEvents
import android.app.usage.UsageStatsManager
import android.content.Intent
import android.database.sqlite.SQLiteDebug
import android.os.PowerManager
import app.kinguard.core.Direction
import app.kinguard.core.InstallSource
import app.kinguard.guard.WakeReceiver
import app.kinguard.history.Entry
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowAlarmManager
import org.robolectric.shadows.ShadowUsageStatsManager
import java.io.File

/**
 * The cost of an ordinary day: the whole app, driven by Android's own callbacks through 24 hours of the test's clock.
 * It prints the figures and asserts counts, never times.
 */
@RunWith(AndroidRunner::class)
@Config(
    application = RestartableApp::class,
    // A whole day of a whole phone, so one release must do. The newest counts the database's statements.
    sdk = [35],
    shadows = [CountedAlarms::class, CountedUsage::class],
)
class CostTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val alarms: CountedAlarms = Shadow.extract(app.getSystemService(AlarmManager::class.java))
    private val usage: CountedUsage = Shadow.extract(app.getSystemService(UsageStatsManager::class.java))

    @After
    fun end() = phone.processDies()

    @Test
    fun `an ordinary day wakes the phone a few times, reads the record while the screen is on, and warns of nothing`() {
        ShadowAlarmManager.setAutoSchedule(true)
        phone.isSetUp()
        turn(on = false)
        phone.passTo(HOUR_MS)
        val before = counted()
        day()
        val day = counted() - before
        println("an ordinary day: $day")
        assertEquals(emptyList<Entry.Warned>(), phone.warned)
        val jobs = checkNotNull(app.getSystemService(JobScheduler::class.java)).allPendingJobs
        assertEquals("the self-test, once a day", listOf(DAY_MS), jobs.map { it.intervalMillis })
        assertTrue("$day", day.alarmsRung in 1..MOST_ALARMS)
        assertTrue("$day", day.alarmsSet in day.alarmsRung..MOST_ALARMS_SET)
        assertTrue("$day", day.readings in SCREEN_MS / LOOK_MS..MOST_READINGS)
        assertTrue("$day", day.commits in 1..MOST_COMMITS)
        assertTrue("$day", day.events > 0 && day.statements <= MOST_STATEMENTS_FOR_EVENT * day.events)
        assertTrue("$day", day.bytes in 1..MOST_BYTES)
    }

    @Test
    fun `a night costs a few alarms, and one look at the record for each`() {
        ShadowAlarmManager.setAutoSchedule(true)
        phone.isSetUp()
        turn(on = false)
        phone.passTo(HOUR_MS)
        val before = counted()
        phone.passTo(HOUR_MS + NIGHT_MS)
        val night = counted() - before
        println("a night: $night")
        assertTrue("$night", night.alarmsRung in 1..NIGHT_ALARMS)
        assertTrue("$night", night.readings <= night.alarmsRung)
    }

    /** Four hours of use in sixty sittings, six calls, one update, and the night. */
    private fun day() {
        val beganMs = phone.nowMs
        repeat(SITTINGS) { sitting ->
            phone.passTo(beganMs + sitting * EVERY_MS)
            turn(on = true)
            phone.opens(if (sitting % 10 == 3) BANK else CHAT)
            when (sitting) {
                5, 15, 25, 35 -> call("+8613900000001", known = true)
                20, 40 -> call("+8613912345678", known = false)
                30 -> phone.installs(VIDEO, "视频", InstallSource.STORE)
                else -> Unit
            }
            phone.passTo(beganMs + sitting * EVERY_MS + SITTING_MS / 2)
            phone.opens(VIDEO)
            phone.passTo(beganMs + sitting * EVERY_MS + SITTING_MS)
            turn(on = false)
        }
        phone.passTo(beganMs + DAY_MS)
    }

    private fun call(number: String, known: Boolean) {
        phone.callStarts(Direction.INCOMING, number, known)
        phone.callIsAnswered()
        phone.passTo(phone.nowMs + CALL_MS)
        phone.callEnds()
    }

    @Suppress("DEPRECATION") // The only way to turn the test phone's screen on.
    private fun turn(on: Boolean) {
        shadowOf(app.getSystemService(PowerManager::class.java)).setIsInteractive(on)
        app.sendBroadcast(Intent(if (on) Intent.ACTION_SCREEN_ON else Intent.ACTION_SCREEN_OFF))
        phone.settle()
    }

    private fun counted() = Cost(alarms.set, rung(), usage.readings, phone.heard.size, commits(), statements(), bytes())

    private fun rung(): Int =
        shadowOf(app).broadcastIntents.count { it.component?.className == WakeReceiver::class.java.name }

    /** Returns SQLite's own count, in the header of its file. */
    private fun commits(): Int = app.container.database.read {
        app.getDatabasePath("kinguard.db").inputStream().use { file ->
            file.skip(CHANGES_AT)
            (1..Int.SIZE_BYTES).fold(0) { sum, _ -> sum shl Byte.SIZE_BITS or file.read() }
        }
    }

    /** Returns Android's own count: each statement is looked up in the cache of prepared statements. */
    private fun statements(): Int = app.container.database.read {
        SQLiteDebug.getDatabaseInfo().dbStats.sumOf { it.cacheHits + it.cacheMisses }
    }

    /** Returns the bytes that this process wrote to disk, including journals, as counted by Linux. */
    private fun bytes(): Long = File("/proc/self/io").useLines { lines ->
        lines.first { it.startsWith("wchar: ") }.substringAfter(' ').toLong()
    }

    private data class Cost(
        val alarmsSet: Int,
        val alarmsRung: Int,
        val readings: Int,
        val events: Int,
        val commits: Int,
        val statements: Int,
        val bytes: Long,
    ) {
        operator fun minus(before: Cost) = Cost(
            alarmsSet - before.alarmsSet,
            alarmsRung - before.alarmsRung,
            readings - before.readings,
            events - before.events,
            commits - before.commits,
            statements - before.statements,
            bytes - before.bytes,
        )

        override fun toString() =
            "$alarmsSet alarms set, $alarmsRung rung, $readings readings of the record, $events events, " +
                "$commits commits, $statements statements, $bytes bytes written"
    }

    private companion object {
        const val HOUR_MS = 3_600_000L
        const val DAY_MS = 24 * HOUR_MS
        const val NIGHT_MS = 8 * HOUR_MS
        const val SITTINGS = 60
        const val EVERY_MS = 15 * 60_000L
        const val SITTING_MS = 4 * 60_000L
        const val SCREEN_MS = (SITTINGS * SITTING_MS).toInt()
        const val CALL_MS = 90_000L
        const val LOOK_MS = 3_000
        const val MOST_ALARMS = 12
        const val MOST_ALARMS_SET = 24
        const val MOST_READINGS = 6_000
        const val MOST_COMMITS = 1_000
        const val MOST_STATEMENTS_FOR_EVENT = 75
        const val MOST_BYTES = 16_000_000L
        const val NIGHT_ALARMS = 4
        const val BANK = "com.icbc"
        const val CHAT = "com.tencent.mm"
        const val VIDEO = "com.ss.android.ugc.aweme"
        const val CHANGES_AT = 24L
    }
}

@Implements(AlarmManager::class)
internal class CountedAlarms : ShadowAlarmManager() {
    var set = 0
        private set

    @Implementation
    public override fun setAndAllowWhileIdle(type: Int, atMs: Long, rings: PendingIntent) {
        set += 1
        super.setAndAllowWhileIdle(type, atMs, rings)
    }
}

@Implements(UsageStatsManager::class)
internal class CountedUsage : ShadowUsageStatsManager() {
    var readings = 0
        private set

    @Implementation
    public override fun queryEvents(fromMs: Long, toMs: Long): UsageEvents {
        readings += 1
        return super.queryEvents(fromMs, toMs)
    }
}
