package app.kinguard.endtoend

import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.MortalApp
import app.kinguard.core.Direction
import app.kinguard.family.Address
import app.kinguard.family.Language
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/**
 * Before this app is taken away on a stranger's word: what is kept of the message that a contact's server holds. The server
 * itself is out of reach here.
 */
@RunWith(AndroidRunner::class)
@Config(application = MortalApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class RemovalInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as MortalApp
    private val phone = AndroidPhone(app)
    private val moved get() = app.rooms.familySettings.read("lifeline-${push.id}-moved")
    private val push get() = app.rooms.contacts.all().last().addresses.single()

    @After
    fun end() = phone.processDies()

    @Test
    fun `in a stranger's call and soon after, this app's page brings the message close`() {
        isPaired()
        phone.callStarts(Direction.INCOMING, "+85251234567", known = false)
        phone.callIsAnswered()
        phone.opensSettings(APP_INFO)
        assertEquals("close", moved?.substringAfter(' '))
        app.rooms.familySettings.write("lifeline-${push.id}-moved", null)
        phone.callEnds()
        phone.opens("com.huawei.android.launcher")
        phone.passTo(phone.nowMs + 20 * MINUTE_MS)
        phone.opensSettings(APP_INFO)
        assertEquals("close", moved?.substringAfter(' '))
    }

    @Test
    fun `on a quiet day, and where nothing is known to arrive, a look at this app's page does nothing`() {
        isPaired()
        phone.opensSettings(APP_INFO)
        assertNull(moved)
        app.rooms.familySettings.lifeline = false
        phone.callStarts(Direction.INCOMING, "+85251234567", known = false)
        phone.callIsAnswered()
        phone.opensSettings(APP_INFO)
        assertNull(moved)
    }

    private fun isPaired() {
        phone.isSetUp()
        val address = Address.Ntfy("https://127.0.0.1:1", "alerts", "replies", null, null)
        app.rooms.contacts.add("儿子", "+8613900000002", Language.MAINLAND, listOf(address))
        app.rooms.contacts.prove(push.id, 1)
    }

    private companion object {
        const val APP_INFO = "applications.InstalledAppDetails"
        const val MINUTE_MS = 60_000L
    }
}
