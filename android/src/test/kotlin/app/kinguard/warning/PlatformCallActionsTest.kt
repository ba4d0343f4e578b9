package app.kinguard.warning

import android.Manifest.permission.ANSWER_PHONE_CALLS
import android.Manifest.permission.CALL_PHONE
import android.app.Application
import android.content.ActivityNotFoundException
import android.content.ContextWrapper
import android.content.Intent
import android.telecom.TelecomManager
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowTelecomManager

@RunWith(AndroidRunner::class)
@Config(application = Application::class)
class PlatformCallActionsTest {
    private val phone: Application = RuntimeEnvironment.getApplication()
    private val telecom = shadowOf(phone.getSystemService(TelecomManager::class.java))
    private val callActions = PlatformCallActions(phone)

    @Test
    @Config(shadows = [Ending::class])
    fun `it hangs up`() {
        shadowOf(phone).grantPermissions(ANSWER_PHONE_CALLS)
        telecom.setIsInCall(true)
        assertTrue(callActions.hangUp())
        assertEquals("the call is over", false, phone.getSystemService(TelecomManager::class.java)?.isInCall)
        assertFalse("there is no call to end", callActions.hangUp())
    }

    @Test
    fun `without leave it does not hang up`() {
        shadowOf(phone).denyPermissions(ANSWER_PHONE_CALLS)
        telecom.setIsInCall(true)
        assertFalse(callActions.hangUp())
        assertEquals("the call goes on", true, phone.getSystemService(TelecomManager::class.java)?.isInCall)
    }

    @Test
    @Config(shadows = [Refusing::class])
    fun `refused in spite of leave it says so`() {
        shadowOf(phone).grantPermissions(ANSWER_PHONE_CALLS)
        assertFalse(callActions.hangUp())
    }

    @Test
    @Config(shadows = [Unsupported::class])
    fun `a tablet that has no telephony says so`() {
        shadowOf(phone).grantPermissions(ANSWER_PHONE_CALLS)
        assertFalse(callActions.hangUp())
    }

    @Test
    fun `it rings at once where it may`() {
        shadowOf(phone).grantPermissions(CALL_PHONE)
        assertTrue(callActions.call("13900000001"))
        val call = shadowOf(phone).nextStartedActivity
        assertEquals(Intent.ACTION_CALL, call.action)
        assertEquals("tel:13900000001", call.dataString)
        assertTrue(call.flags and Intent.FLAG_ACTIVITY_NEW_TASK != 0)
    }

    @Test
    fun `elsewhere the number is laid ready`() {
        shadowOf(phone).denyPermissions(CALL_PHONE)
        assertTrue(callActions.call("13900000001"))
        assertEquals(Intent.ACTION_DIAL, shadowOf(phone).nextStartedActivity.action)
    }

    @Test
    fun `an emergency number that may not be rung goes to the dialler`() {
        shadowOf(phone).grantPermissions(CALL_PHONE)
        val tried = mutableListOf<Intent>()
        val refusing = refusing(tried) { if (it.action == Intent.ACTION_CALL) throw SecurityException("emergency") }
        assertTrue(PlatformCallActions(refusing).call("110"))
        assertEquals(listOf(Intent.ACTION_CALL, Intent.ACTION_DIAL), tried.map { it.action })
        assertEquals(setOf("tel:110"), tried.map { it.dataString }.toSet())
    }

    @Test
    fun `where nothing can ring that is said`() {
        shadowOf(phone).grantPermissions(CALL_PHONE)
        val none = refusing(mutableListOf()) { throw ActivityNotFoundException() }
        assertFalse(PlatformCallActions(none).call("13900000001"))
    }

    private fun refusing(tried: MutableList<Intent>, refuse: (Intent) -> Unit) = object : ContextWrapper(phone) {
        override fun startActivity(intent: Intent) {
            tried += intent
            refuse(intent)
        }
    }

    /** Ends a call as the system does: true if there was one. */
    @Implements(TelecomManager::class)
    class Ending : ShadowTelecomManager() {
        @Implementation
        override fun endCall(): Boolean = isInCall().also { setIsInCall(false) }
    }

    @Implements(TelecomManager::class)
    class Refusing : ShadowTelecomManager() {
        @Implementation
        override fun endCall(): Boolean = throw SecurityException("no")
    }

    @Implements(TelecomManager::class)
    class Unsupported : ShadowTelecomManager() {
        @Implementation
        override fun endCall(): Boolean = throw UnsupportedOperationException("no telephony")
    }
}
