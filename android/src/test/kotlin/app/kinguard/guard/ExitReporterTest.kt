package app.kinguard.guard

import android.app.ActivityManager
import android.app.ApplicationExitInfo
import android.content.pm.PackageManager
import android.os.Build
import android.os.SystemClock
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.family.MessageKind
import app.kinguard.history.Trouble
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowActivityManager.ApplicationExitInfoBuilder

/**
 * Tests how the next process reports the death of the last one: from Android's record to the daughter's text message.
 */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, minSdk = Build.VERSION_CODES.R)
class ExitReporterTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val told get() = app.container.family.deliveries().filter { it.message.kind == MessageKind.STOPPED }
    private val failed get() = phone.failed.map { it.trouble }.filter { it in EXITS }

    @Before
    fun begin() = phone.isSetUp()

    @After
    fun end() = phone.processDies()

    @Test
    fun `stopped by hand, everybody of the family hears it at the next start, once`() {
        dies(ApplicationExitInfo.REASON_USER_REQUESTED, "stop app.kinguard due to from pid 4711")
        assertEquals(listOf(Trouble.STOPPED), failed)
        assertEquals(1, told.size)
        assertTrue("${phone.texts}", phone.texts.single().contains("被人手动停止，现已恢复守护"))
        assertNotNull(app.health.verdict().stoppedMs)
        repeat(2) {
            phone.processDies()
            phone.processStarts()
        }
        app.container.regularly()
        phone.settle()
        assertEquals(1, told.size)
        assertEquals(listOf(Trouble.STOPPED), failed)
        dies(ApplicationExitInfo.REASON_USER_REQUESTED, "fully stop app.kinguard/0 by user request")
        assertEquals("another time, another report", 2, told.size)
    }

    @Test
    fun `what ends it otherwise is for the history alone`() {
        val causes = listOf(
            ApplicationExitInfo.REASON_CRASH to Trouble.CRASHED,
            ApplicationExitInfo.REASON_ANR to Trouble.NOT_ANSWERING,
            ApplicationExitInfo.REASON_LOW_MEMORY to Trouble.MEMORY_SHORT,
            ApplicationExitInfo.REASON_SIGNALED to Trouble.ENDED_BY_PHONE,
            ApplicationExitInfo.REASON_OTHER to Trouble.ENDED_BY_PHONE,
        )
        for ((reason, _) in causes) dies(reason, null)
        dies(ApplicationExitInfo.REASON_USER_REQUESTED, "remove task")
        assertEquals((causes.map { it.second } + Trouble.SWEPT_AWAY).toSet(), failed.toSet())
        assertEquals(0, told.size)
        assertNull(app.health.verdict().stoppedMs)
    }

    @Test
    fun `an update, a permission taken away and an end of its own are nobody's news`() {
        val info = app.packageManager.getPackageInfo(app.packageName, PackageManager.GET_ACTIVITIES)
        info.lastUpdateTime = wallMs()
        shadowOf(app.packageManager).installPackage(info)
        phone.processDies()
        remembers(
            ApplicationExitInfo.REASON_USER_REQUESTED,
            "stop app.kinguard due to installPackageLI",
            info.lastUpdateTime,
        )
        phone.processStarts()
        dies(ApplicationExitInfo.REASON_PERMISSION_CHANGE, null)
        dies(ApplicationExitInfo.REASON_EXIT_SELF, null)
        dies(ApplicationExitInfo.REASON_USER_REQUESTED, "isolated not needed", process = "app.kinguard:bystander")
        assertEquals(emptyList<Trouble>(), failed)
        assertEquals(0, told.size)
    }

    @Test
    fun `nothing is told of what was before the first day, nor without consent`() {
        app.container.family.withdraw(WALL_MS)
        phone.settle()
        phone.texts.clear()
        dies(ApplicationExitInfo.REASON_USER_REQUESTED, null)
        assertEquals(listOf(Trouble.STOPPED), failed)
        assertEquals(0, told.size)
        assertEquals(emptyList<String>(), phone.texts)
        phone.processDies()
        app.deleteDatabase("kinguard.db")
        phone.failed.clear()
        phone.processStarts()
        assertEquals(emptyList<Trouble>(), failed)
    }

    private fun dies(reason: Int, description: String?, process: String = app.packageName) {
        phone.processDies()
        phone.timePassesTo(phone.nowMs + 2 * HOUR_MS)
        remembers(reason, description, wallMs(), process)
        phone.timePassesTo(phone.nowMs + HOUR_MS)
        phone.processStarts()
        phone.settle()
    }

    private fun remembers(reason: Int, description: String?, atMs: Long, process: String = app.packageName) {
        val exit = ApplicationExitInfoBuilder.newBuilder()
            .setProcessName(process)
            .setReason(reason)
            .setDescription(description)
            .setTimestamp(atMs)
            .build()
        shadowOf(app.getSystemService(ActivityManager::class.java)).addApplicationExitInfo(exit)
    }

    private fun wallMs() = WALL_MS + SystemClock.elapsedRealtime()

    private companion object {
        const val HOUR_MS = 3_600_000L

        /** The start of the phone's time. */
        const val WALL_MS = 1_700_000_000_000L
        val EXITS = setOf(
            Trouble.STOPPED,
            Trouble.SWEPT_AWAY,
            Trouble.CRASHED,
            Trouble.NOT_ANSWERING,
            Trouble.MEMORY_SHORT,
            Trouble.ENDED_BY_PHONE,
        )
    }
}
