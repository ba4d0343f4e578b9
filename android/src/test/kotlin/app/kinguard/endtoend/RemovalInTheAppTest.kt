package app.kinguard.endtoend

import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.MortalApp
import app.kinguard.core.Direction
import app.kinguard.core.FamilyMessage
import app.kinguard.family.Address
import app.kinguard.family.Language
import app.kinguard.family.channel.JdkSecurity
import app.kinguard.family.channel.NtfyServer
import app.kinguard.family.channel.TestCertificate
import app.kinguard.family.lifeline.Lifeline
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Before this app is taken away on a stranger's word: what a contact's own server is left with. */
@RunWith(AndroidRunner::class)
@Config(application = MortalApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class RemovalInTheAppTest {
    @get:Rule
    internal val security = JdkSecurity()

    private val app = RuntimeEnvironment.getApplication() as MortalApp
    private val phone = AndroidPhone(app)
    private val server = NtfyServer(certificate = TestCertificate.home)

    @After
    fun end() {
        phone.processDies()
        server.close()
    }

    @Test
    fun `in a stranger's call it is to cry out soon, and not before long again where this app lives on`() {
        isPaired()
        assertEquals(wallMs + SILENT_MS, awaitHeld(1), SEEN_MS)
        phone.callStarts(Direction.INCOMING, "+85251234567", known = false)
        phone.callIsAnswered()
        phone.passTo(phone.nowMs + MINUTE_MS)
        phone.opensSettings(APP_INFO)
        val closeMs = wallMs
        assertEquals(closeMs + Lifeline.CLOSE_MS, awaitHeld(2), SEEN_MS)
        assertTrue("${phone.told}", FamilyMessage.PROTECTION in phone.told)
        phone.callEnds()
        phone.passTo(phone.nowMs + Lifeline.LIVES_ON_MS - 2 * SEEN_MS)
        assertEquals("not before", 2, holds().size)
        phone.passTo(phone.nowMs + 4 * SEEN_MS)
        assertEquals(wallMs + SILENT_MS, awaitHeld(3), 4 * SEEN_MS)
    }

    @Test
    fun `on a quiet day nobody is alarmed by a look at this app's page`() {
        isPaired()
        awaitHeld(1)
        phone.opensSettings(APP_INFO)
        phone.passTo(phone.nowMs + MINUTE_MS)
        assertEquals(1, holds().size)
    }

    @Test
    fun `the process that is gone ten minutes later leaves the message where it is`() {
        isPaired()
        awaitHeld(1)
        phone.callStarts(Direction.INCOMING, "+85251234567", known = false)
        phone.callIsAnswered()
        phone.callEnds()
        phone.passTo(phone.nowMs + HALF_AN_HOUR_MS - 2 * MINUTE_MS)
        phone.opensSettings(APP_INFO)
        val closeMs = wallMs
        assertEquals(closeMs + Lifeline.CLOSE_MS, awaitHeld(2), SEEN_MS)
        phone.processDies()
        phone.timePassesTo(phone.nowMs + Lifeline.CLOSE_MS)
        assertEquals(2, holds().size)
        phone.processStarts()
        app.regularly()
        assertEquals(wallMs + SILENT_MS, awaitHeld(3), SEEN_MS)
    }

    private val wallMs get() = app.rooms.lock.nowMs()

    private fun isPaired() {
        phone.isSetUp()
        val push = Address.Ntfy(server.url, "alerts", "replies", null, TestCertificate.home.fingerprint)
        app.rooms.contacts.add("儿子", "+8613900000002", Language.MAINLAND, listOf(push))
        app.regularly()
        phone.settle()
        assertEquals("nobody knows yet whether anything arrives there", 0, server.asked.size)
        val address = app.rooms.contacts.all().last().addresses.single()
        app.rooms.contacts.prove(address.id, 1)
        app.regularly()
    }

    private fun holds() = server.asked.filter { it.method == "POST" && it.path == "/" }
        .map { JSONObject(it.text) }.filter { it.has("delay") }

    /** Until when the latest message is held, once there are [count]. */
    private fun awaitHeld(count: Int): Long {
        repeat(LOOKS) {
            if (holds().size >= count) return@repeat
            Thread.sleep(1)
            phone.settle()
        }
        assertEquals("${server.asked} ${app.rooms.contacts.all()}", count, holds().size)
        // What the server answers is kept on another thread.
        repeat(SETTLING) {
            Thread.sleep(1)
            phone.settle()
        }
        return holds().last().getString("delay").toLong() * SECOND_MS
    }

    private fun assertEquals(expectedMs: Long, foundMs: Long, withinMs: Long) =
        assertTrue("$foundMs, not $expectedMs", foundMs in expectedMs - withinMs..expectedMs)

    private companion object {
        const val APP_INFO = "applications.InstalledAppDetails"
        const val SECOND_MS = 1_000L
        const val MINUTE_MS = 60_000L
        const val HALF_AN_HOUR_MS = 30 * MINUTE_MS
        const val SILENT_MS = 40 * 60 * MINUTE_MS

        /** The record of use is read every few seconds at most. */
        const val SEEN_MS = 6_000L
        const val LOOKS = 5_000
        const val SETTLING = 100
    }
}
