package app.kinguard.lock

import android.Manifest
import android.app.Application
import android.os.Build
import android.telephony.SubscriptionManager
import app.kinguard.AndroidRunner
import app.kinguard.signals.Sims
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Tests the numbers that the phone's own SIM cards report. */
@RunWith(AndroidRunner::class)
@Config(minSdk = Build.VERSION_CODES.Q)
class OwnNumbersTest {
    private val app = RuntimeEnvironment.getApplication() as Application
    private val numbers = OwnNumbers(app)

    @Test
    fun `each card is asked for its number`() {
        mayBeRead()
        cards("+8613900000001", "+85290001234")
        assertEquals(listOf("+8613900000001", "+85290001234"), numbers.all())
    }

    @Test
    fun `a card that does not know its number is left out`() {
        mayBeRead()
        cards("", "+85290001234")
        assertEquals(listOf("+85290001234"), numbers.all())
    }

    @Test
    fun `without leave nothing is asked`() {
        mayBeRead()
        cards("+8613900000001")
        shadowOf(app).denyPermissions(LEAVE)
        assertEquals(emptyList<String>(), numbers.all())
    }

    @Test
    fun `a phone without a card has none`() {
        mayBeRead()
        assertEquals(emptyList<String>(), numbers.all())
    }

    private fun mayBeRead() = shadowOf(app).grantPermissions(Manifest.permission.READ_PHONE_STATE, LEAVE)

    private fun cards(vararg numbers: String) {
        val lines = numbers.indices.map { it + 1 }
        val sims = Sims(app, *lines.map { it to "cn" }.toTypedArray())
        lines.zip(numbers).forEach { (line, number) ->
            shadowOf(sims.of(line)).setLine1Number(number)
            shadowOf(app.getSystemService(SubscriptionManager::class.java)).setPhoneNumber(line, number)
        }
    }

    private companion object {
        /** From Android 11 on, numbers need a permission of their own. */
        val LEAVE = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            Manifest.permission.READ_PHONE_NUMBERS
        } else {
            Manifest.permission.READ_PHONE_STATE
        }
    }
}
