package app.kinguard.endtoend

import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.core.Direction
import app.kinguard.family.Address
import app.kinguard.family.Language
import app.kinguard.family.channel.JdkSecurity
import app.kinguard.family.channel.NtfyServer
import app.kinguard.family.channel.TestCertificate
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/**
 * Tests the removal of this app at a stranger's request: what happens to the message on a contact's server, and what is
 * kept of it here.
 */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class RemovalInTheAppTest {
    @get:Rule
    internal val security = JdkSecurity()

    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val moved get() = app.container.familySettings.read("lifeline-${push.id}-moved")
    private val push get() = app.container.contacts.all().last().addresses.single()

    @After
    fun end() = phone.processDies()

    @Test
    fun `in a stranger's call and soon after, this app's page brings the message close`() {
        isPaired()
        phone.callStarts(Direction.INCOMING, "+85251234567", known = false)
        phone.callIsAnswered()
        phone.opensSettings(APP_INFO)
        assertEquals("close", moved?.substringAfter(' '))
        app.container.familySettings.write("lifeline-${push.id}-moved", null)
        phone.callEnds()
        phone.opens("com.huawei.android.launcher")
        phone.passTo(phone.nowMs + 20 * MINUTE_MS)
        phone.opensSettings(APP_INFO)
        assertEquals("close", moved?.substringAfter(' '))
    }

    @Test
    fun `the server holds the message twenty minutes ahead, and far away again when this app has lived on`() {
        NtfyServer(certificate = TestCertificate.home).use { server ->
            isPaired(server.url, TestCertificate.home.fingerprint)
            app.container.regularly()
            awaits { server.heldForS("alerts").singleOrNull() in FAR_S && isKept("${FAR_S.last / HOUR_S}") }
            phone.callStarts(Direction.INCOMING, "+85251234567", known = false)
            phone.callIsAnswered()
            val seenMs = phone.nowMs
            phone.opensSettings(APP_INFO)
            awaits { server.heldForS("alerts").singleOrNull() in CLOSE_S && isKept("close") }
            phone.passTo(seenMs + 10 * MINUTE_MS - 1)
            assertEquals("not brought forward yet", 1, server.heldForS("alerts").count { it in 1..CLOSE_S.last })
            phone.passTo(phone.nowMs + LOOKED_MS)
            awaits { server.heldForS("alerts").singleOrNull() in FAR_S && isKept("${FAR_S.last / HOUR_S}") }
        }
    }

    @Test
    fun `on a quiet day, and where nothing is known to arrive, a look at this app's page does nothing`() {
        isPaired()
        phone.opensSettings(APP_INFO)
        assertNull(moved)
        app.container.familySettings.lifeline = false
        phone.callStarts(Direction.INCOMING, "+85251234567", known = false)
        phone.callIsAnswered()
        phone.opensSettings(APP_INFO)
        assertNull(moved)
    }

    /** Returns whether the server's answer has arrived here. */
    private fun isKept(how: String) = moved?.substringAfter(' ') == how && app.container.lifeline.state(push).isHeld

    /** Waits for answers, which come on threads of their own. */
    private fun awaits(done: () -> Boolean) {
        val untilNs = System.nanoTime() + PATIENCE_NS
        while (!done()) {
            check(System.nanoTime() < untilNs) { "nothing came: ${app.container.lifeline.trouble(push)}" }
            Thread.sleep(1)
        }
    }

    private fun isPaired(server: String = "https://127.0.0.1:1", fingerprint: String? = null) {
        phone.isSetUp()
        val address = Address.Ntfy(server, "alerts", "replies", null, fingerprint)
        app.container.contacts.add("儿子", "+8613900000002", Language.MAINLAND, listOf(address))
        app.container.contacts.prove(push.id, 1)
    }

    private companion object {
        const val APP_INFO = "applications.InstalledAppDetails"
        const val MINUTE_MS = 60_000L

        /** By then the usage record is read. */
        const val LOOKED_MS = 5_000L
        const val HOUR_S = 3_600L
        val FAR_S = 35 * HOUR_S..36 * HOUR_S
        val CLOSE_S = 19 * 60L..20 * 60L
        const val PATIENCE_NS = 20_000_000_000L
    }
}
