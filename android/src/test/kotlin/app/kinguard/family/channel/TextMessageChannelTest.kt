package app.kinguard.family.channel

import android.Manifest
import android.app.Activity
import android.content.ComponentName
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.telephony.SmsManager
import app.kinguard.AndroidRunner
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowSmsManager.TextMultipartParams
import java.util.concurrent.TimeUnit

@RunWith(AndroidRunner::class)
@Config(application = TextingApp::class)
class TextMessageChannelTest {
    private val app get() = RuntimeEnvironment.getApplication() as TextingApp
    private val long = "妈妈的屏幕正被共享，".repeat(10)
    private lateinit var phone: TextingPhone

    @Before
    fun setUp() {
        phone = TextingPhone(app)
    }

    @Test
    fun `a message goes in parts to the contact's number, and nothing is said yet`() {
        assertEquals(emptyList<Outcome>(), phone.send(post(text = long)))
        val message = handed()
        assertEquals("+8613800100500", message.destinationAddress)
        assertNull(message.scAddress)
        assertEquals(2, message.parts.size)
        assertEquals(long, message.parts.joinToString(""))
        assertEquals(2, message.sentIntents.size)
        assertEquals(2, message.deliveryIntents.size)
        assertTrue(phone.told.isEmpty())
    }

    @Test
    fun `it is sent when every part is`() {
        phone.send(post(text = long))
        phone.sent(handed(), 1, Activity.RESULT_OK)
        phone.sent(handed(), 1, Activity.RESULT_OK)
        assertTrue(phone.told.isEmpty())
        phone.sent(handed(), 0, Activity.RESULT_OK)
        assertEquals(listOf("danger-7" to Outcome.Sent), phone.told)
        phone.sent(handed(), 0, Activity.RESULT_OK)
        assertEquals(1, phone.told.size)
    }

    @Test
    fun `it is delivered when every part arrived`() {
        phone.send(post(text = long))
        allSent()
        phone.reported(handed(), 0, TextingPhone.report(ARRIVED))
        assertEquals(listOf<Outcome>(Outcome.Sent), outcomes())
        phone.reported(handed(), 1, TextingPhone.report(ARRIVED))
        assertEquals(listOf(Outcome.Sent, Outcome.Delivered), outcomes())
        phone.reported(handed(), 1, TextingPhone.report(ARRIVED))
        assertEquals(2, phone.told.size)
    }

    @Test
    fun `a report that says it did not arrive is no arrival, though the phone passes it on as a success`() {
        mapOf(
            0x00 to Outcome.Delivered, 0x02 to Outcome.Delivered, 0x1F to Outcome.Delivered,
            0x20 to null, 0x30 to null, 0x3F to null,
            0x40 to Outcome.Refused(Reason.NUMBER_REFUSED), 0x5F to Outcome.Refused(Reason.NUMBER_REFUSED),
            0x60 to Outcome.Later(Reason.NO_SERVICE), 0x7F to Outcome.Later(Reason.NO_SERVICE),
        ).forEach { (status, outcome) ->
            phone.told.clear()
            phone.send(post(id = "$status"))
            phone.sent(handed(), 0, Activity.RESULT_OK)
            phone.reported(handed(), 0, TextingPhone.report(status))
            assertEquals("$status", listOfNotNull(Outcome.Sent, outcome), outcomes())
        }
    }

    @Test
    fun `a report that cannot be read claims nothing`() {
        phone.send(post())
        phone.sent(handed(), 0, Activity.RESULT_OK)
        phone.reported(handed(), 0, null)
        phone.reported(handed(), 0, byteArrayOf())
        phone.reported(handed(), 0, byteArrayOf(1, 2, 3))
        phone.reported(handed(), 0, TextingPhone.report(ARRIVED).copyOf(9))
        phone.reported(handed(), 0, TextingPhone.report(ARRIVED), "3gpp2")
        assertEquals(listOf<Outcome>(Outcome.Sent), outcomes())
        phone.reported(handed(), 0, TextingPhone.report(ARRIVED), null)
        assertEquals(listOf(Outcome.Sent, Outcome.Delivered), outcomes())
    }

    @Test
    fun `one part that fails is a message that failed, once`() {
        phone.send(post(text = long))
        phone.sent(handed(), 0, Activity.RESULT_OK)
        phone.sent(handed(), 1, SmsManager.RESULT_ERROR_NO_SERVICE)
        phone.sent(handed(), 0, SmsManager.RESULT_ERROR_NO_SERVICE)
        phone.reported(handed(), 0, TextingPhone.report(ARRIVED))
        assertEquals(listOf<Outcome>(Outcome.Later(Reason.NO_SERVICE)), outcomes())
    }

    @Test
    fun `each failure is told for what it is`() {
        listOf(
            Triple(SmsManager.RESULT_ERROR_NO_SERVICE, null, Outcome.Later(Reason.NO_SERVICE)),
            Triple(SmsManager.RESULT_ERROR_RADIO_OFF, null, Outcome.Later(Reason.RADIO_OFF)),
            Triple(SmsManager.RESULT_ERROR_LIMIT_EXCEEDED, null, Outcome.Later(Reason.TOO_MANY)),
            Triple(SmsManager.RESULT_ERROR_FDN_CHECK_FAILURE, null, Outcome.Refused(Reason.NUMBER_REFUSED)),
            Triple(SmsManager.RESULT_ERROR_GENERIC_FAILURE, 21, Outcome.Refused(Reason.NO_CREDIT_OR_BARRED)),
            Triple(SmsManager.RESULT_ERROR_NULL_PDU, null, Outcome.Refused(Reason.MALFORMED)),
        ).forEach { (code, cause, outcome) ->
            phone.told.clear()
            phone.send(post())
            phone.sent(handed(), 0, code, cause)
            assertEquals("$code $cause", listOf(outcome), outcomes())
        }
    }

    @Test
    fun `answers to an attempt given up say nothing about the next`() {
        phone.send(post())
        val first = handed()
        phone.sent(first, 0, SmsManager.RESULT_ERROR_NO_SERVICE)
        phone.send(post())
        assertNotEquals(first.sentIntents, handed().sentIntents)
        phone.sent(first, 0, Activity.RESULT_OK)
        assertEquals(listOf<Outcome>(Outcome.Later(Reason.NO_SERVICE)), outcomes())
        phone.sent(handed(), 0, Activity.RESULT_OK)
        assertEquals(listOf(Outcome.Later(Reason.NO_SERVICE), Outcome.Sent), outcomes())
    }

    @Test
    fun `two messages do not know each other`() {
        phone.send(post(id = "one"))
        val one = handed()
        phone.send(post(id = "two"))
        val two = handed()
        phone.sent(two, 0, SmsManager.RESULT_ERROR_NO_SERVICE)
        phone.sent(one, 0, Activity.RESULT_OK)
        assertEquals(listOf("two" to Outcome.Later(Reason.NO_SERVICE), "one" to Outcome.Sent), phone.told)
    }

    @Test
    fun `answers come to a process that sent nothing`() {
        phone.send(post(text = long))
        val message = handed()
        phone.sent(message, 0, Activity.RESULT_OK)
        phone.start()
        phone.sent(message, 1, Activity.RESULT_OK)
        assertEquals(listOf("danger-7" to Outcome.Sent), phone.told)
        phone.reported(message, 1, TextingPhone.report(ARRIVED))
        phone.start()
        phone.reported(message, 0, TextingPhone.report(ARRIVED))
        assertEquals(listOf(Outcome.Sent, Outcome.Delivered), outcomes())
    }

    @Test
    fun `an answer is waited for as long as networks keep a message, and no longer`() {
        val week = TimeUnit.DAYS.toMillis(7)
        phone.send(post(id = "old"))
        val old = handed()
        phone.nowMs += week
        phone.send(post(id = "new"))
        phone.sent(old, 0, Activity.RESULT_OK)
        assertEquals(listOf("old" to Outcome.Sent), phone.told)
        phone.nowMs += 1
        phone.send(post(id = "newest"))
        phone.reported(old, 0, TextingPhone.report(ARRIVED))
        assertEquals(listOf("old" to Outcome.Sent), phone.told)
    }

    @Test
    fun `only the phone may answer, and it may add why`() {
        phone.send(post())
        val receiver = ComponentName(app, TextMessageReceiver::class.java)
        assertFalse(app.packageManager.getReceiverInfo(receiver, 0).exported)
        (handed().sentIntents + handed().deliveryIntents).forEach {
            assertEquals(receiver, shadowOf(it).savedIntent.component)
            assertFalse(shadowOf(it).isImmutable)
        }
    }

    @Test
    fun `what is not an answer is not one`() {
        phone.send(post())
        val real = requireNotNull(shadowOf(handed().sentIntents[0]).savedIntent.data).toString().dropLast(1)
        val others =
            listOf("kinguard-text://SENT/x/0", "kinguard-text://SENT/x", "kinguard-text://SENT", "SENT", "a://x/y/0")
        (listOf("7", "-1", "x").map { real + it } + others + null).forEach {
            phone.broadcast(
                Intent(app, TextMessageReceiver::class.java).setData(it?.let(Uri::parse)),
                Activity.RESULT_OK,
            )
        }
        assertTrue(phone.told.isEmpty())
        phone.broadcast(Intent(app, TextMessageReceiver::class.java).setData(Uri.parse(real + "0")), Activity.RESULT_OK)
        assertEquals(listOf<Outcome>(Outcome.Sent), outcomes())
    }

    @Test
    fun `without the permission nothing is handed over`() {
        phone.deny(Manifest.permission.SEND_SMS)
        assertEquals(listOf(Outcome.Refused(Reason.NO_PERMISSION)), phone.send(post()))
        assertNull(phone.handed())
    }

    @Test
    fun `a tablet sends none`() {
        shadowOf(phone.manager).setSystemFeature(PackageManager.FEATURE_TELEPHONY, false)
        assertEquals(listOf(Outcome.Refused(Reason.NOT_ON_THIS_PHONE)), phone.send(post()))
        assertNull(phone.handed())
    }

    @Test
    @Config(shadows = [ThrowingSmsManager::class])
    fun `whatever the phone throws is an outcome`() {
        mapOf(
            SecurityException("no") to Outcome.Refused(Reason.NO_PERMISSION),
            IllegalArgumentException("no") to Outcome.Refused(Reason.MALFORMED),
            UnsupportedOperationException("starting") to Outcome.Later(Reason.NO_SERVICE),
            NullPointerException("a maker's own") to Outcome.Later(Reason.NO_SERVICE),
        ).forEach { (failure, outcome) ->
            ThrowingSmsManager.failures += failure
            assertEquals(listOf(outcome), phone.send(post()))
        }
        assertTrue(phone.told.isEmpty())
        assertEquals(emptyList<Outcome>(), phone.send(post()))
        assertNotNull(phone.handed())
    }

    @Test
    fun `the SIM card that was chosen for messages sends them`() {
        phone.sims(1, 2, chosen = 2)
        phone.send(post())
        assertNull(phone.handed(1))
        assertNotNull(phone.handed(2))
    }

    @Test
    fun `without a SIM card nothing is thrown`() {
        phone.sims()
        val said = phone.send(post())
        assertTrue("$said", said.all { it == Outcome.Later(Reason.NO_SERVICE) })
    }

    @Test
    fun `where none was chosen it is the first`() {
        phone.sims(5, 6)
        phone.send(post())
        assertNotNull(phone.handed(5))
        assertNull(phone.handed(6))
    }

    @Test
    fun `the other SIM card takes over, and only then is anything said`() {
        phone.sims(1, 2, chosen = 2)
        phone.send(post(text = long))
        phone.sent(handed(2), 0, Activity.RESULT_OK)
        phone.sent(handed(2), 1, SmsManager.RESULT_ERROR_NO_SERVICE)
        assertTrue(phone.told.isEmpty())
        assertEquals(long, handed(1).parts.joinToString(""))
        assertEquals("+8613800100500", handed(1).destinationAddress)
        phone.sent(handed(2), 1, SmsManager.RESULT_ERROR_NO_SERVICE)
        phone.sent(handed(1), 0, Activity.RESULT_OK)
        assertTrue(phone.told.isEmpty())
        phone.sent(handed(1), 1, Activity.RESULT_OK)
        assertEquals(listOf("danger-7" to Outcome.Sent), phone.told)
    }

    @Test
    fun `the other SIM card takes over in a new process too, and when the first is barred`() {
        phone.sims(1, 2, chosen = 1)
        phone.send(post())
        phone.start()
        phone.sent(handed(1), 0, SmsManager.RESULT_NETWORK_REJECT, NO_CREDIT)
        assertTrue(phone.told.isEmpty())
        phone.sent(handed(2), 0, Activity.RESULT_OK)
        assertEquals(listOf("danger-7" to Outcome.Sent), phone.told)
    }

    @Test
    fun `when all fail it is tried again if that may help one of them`() {
        val none = SmsManager.RESULT_ERROR_NO_SERVICE
        val off = SmsManager.RESULT_ERROR_RADIO_OFF
        val barred = SmsManager.RESULT_NETWORK_REJECT
        val refused = Outcome.Refused(Reason.NO_CREDIT_OR_BARRED)
        phone.sims(1, 2, chosen = 1)
        listOf(
            Triple(none, none, Outcome.Later(Reason.NO_SERVICE)),
            Triple(none, off, Outcome.Later(Reason.RADIO_OFF)),
            Triple(none, barred, Outcome.Later(Reason.NO_SERVICE)),
            Triple(barred, none, Outcome.Later(Reason.NO_SERVICE)),
            Triple(barred, barred, refused),
        ).forEach { (first, second, outcome) ->
            phone.told.clear()
            phone.send(post())
            phone.sent(handed(1), 0, first, NO_CREDIT)
            phone.sent(handed(2), 0, second, NO_CREDIT)
            assertEquals("$first $second", listOf(outcome), outcomes())
        }
    }

    @Test
    @Config(shadows = [ThrowingSmsManager::class])
    fun `the other SIM card takes over at once where the first cannot even begin`() {
        phone.sims(1, 2, chosen = 1)
        ThrowingSmsManager.failures += IllegalStateException("no such card")
        assertEquals(emptyList<Outcome>(), phone.send(post()))
        phone.sent(handed(2), 0, Activity.RESULT_OK)
        assertEquals(listOf<Outcome>(Outcome.Sent), outcomes())
        ThrowingSmsManager.failures += listOf(IllegalStateException("no card"), SecurityException("no"))
        assertEquals(listOf(Outcome.Later(Reason.NO_SERVICE)), phone.send(post(id = "next")))
    }

    @Test
    fun `what may have been refused for its report is sent at once without one, by the same SIM card`() {
        phone.sims(1, 2, chosen = 1)
        val causes = listOf(
            SmsManager.RESULT_ERROR_GENERIC_FAILURE to null,
            SmsManager.RESULT_ERROR_GENERIC_FAILURE to NOT_IMPLEMENTED,
            SmsManager.RESULT_NETWORK_REJECT to null,
        )
        causes.forEach { (code, cause) ->
            phone.told.clear()
            phone.send(post(text = long))
            val asking = handed(1)
            assertEquals(2, asking.deliveryIntents.size)
            phone.sent(asking, 0, Activity.RESULT_OK)
            phone.start()
            phone.sent(asking, 1, code, cause)
            assertTrue("$code $cause", phone.told.isEmpty())
            val plain = handed(1)
            assertNotEquals(asking.sentIntents, plain.sentIntents)
            assertEquals(long, plain.parts.joinToString(""))
            assertNull(plain.deliveryIntents)
            assertNull("the other card is not needed", phone.handed(2))
            plain.parts.indices.forEach { phone.sent(plain, it, Activity.RESULT_OK) }
            assertEquals(listOf("danger-7" to Outcome.Sent), phone.told)
        }
    }

    @Test
    fun `without a report it is tried once, then comes the other SIM card`() {
        phone.sims(1, 2, chosen = 1)
        phone.send(post())
        phone.sent(handed(1), 0, SmsManager.RESULT_ERROR_GENERIC_FAILURE)
        val plain = handed(1)
        assertNull(plain.deliveryIntents)
        phone.sent(plain, 0, SmsManager.RESULT_ERROR_GENERIC_FAILURE)
        assertEquals(plain, handed(1))
        assertTrue(phone.told.isEmpty())
        assertEquals("a report is requested again", 1, handed(2).deliveryIntents.size)
        phone.sent(handed(2), 0, SmsManager.RESULT_ERROR_GENERIC_FAILURE)
        assertNull(handed(2).deliveryIntents)
        phone.sent(handed(2), 0, SmsManager.RESULT_ERROR_GENERIC_FAILURE)
        assertEquals(listOf<Outcome>(Outcome.Later(Reason.NO_SERVICE)), outcomes())
    }

    @Test
    fun `what was refused for itself is not sent again`() {
        listOf(
            SmsManager.RESULT_ERROR_NO_SERVICE to null,
            SmsManager.RESULT_ERROR_RADIO_OFF to null,
            SmsManager.RESULT_NETWORK_REJECT to NO_CREDIT,
            SmsManager.RESULT_ERROR_GENERIC_FAILURE to 1,
        ).forEach { (code, cause) ->
            phone.send(post())
            val only = handed()
            phone.sent(only, 0, code, cause)
            assertEquals("$code $cause", only, handed())
        }
    }

    @Test
    fun `without the permission to see the others only the chosen one is tried`() {
        phone.sims(1, 2, chosen = 2)
        phone.deny(Manifest.permission.READ_PHONE_STATE)
        phone.send(post())
        phone.sent(handed(2), 0, SmsManager.RESULT_ERROR_NO_SERVICE)
        assertNull(phone.handed(1))
        assertEquals(listOf<Outcome>(Outcome.Later(Reason.NO_SERVICE)), outcomes())
    }

    @Test
    fun `nothing of a message is kept once it is sent`() {
        phone.send(post())
        val kept = { app.getSharedPreferences("text_messages", 0).all.values.joinToString() }
        assertTrue("13800100500" in kept())
        phone.sent(handed(), 0, Activity.RESULT_OK)
        assertFalse("13800100500" in kept() || "妈妈" in kept())
        phone.reported(handed(), 0, TextingPhone.report(ARRIVED))
        assertEquals("", kept())
    }

    private fun handed(sim: Int = 1): TextMultipartParams = requireNotNull(phone.handed(sim))

    private fun outcomes(): List<Outcome> = phone.told.map { it.second }

    private fun allSent() = handed().parts.indices.forEach { phone.sent(handed(), it, Activity.RESULT_OK) }

    private companion object {
        const val ARRIVED = 0x00

        /** An RP cause: transfer rejected. */
        const val NO_CREDIT = 21

        /** An RP cause: requested facility not implemented. */
        const val NOT_IMPLEMENTED = 69
    }
}
