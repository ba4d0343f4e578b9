package app.kinguard.health.selftest

import android.Manifest
import android.app.Application
import android.content.pm.PackageManager
import android.provider.Settings
import android.telephony.ServiceState
import android.telephony.TelephonyManager
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.FamilyProcess
import app.kinguard.family.FamilyTestDevice
import app.kinguard.family.Language
import app.kinguard.family.Outcome
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class TextMessagesCheckTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val telephony = shadowOf(app.getSystemService(TelephonyManager::class.java))
    private val device = FamilyTestDevice(app)
    private val process: FamilyProcess = device.process()
    private val check = TextMessagesCheck(app, process.contacts::all, process.outbox::deliveries)

    @Before
    fun canText() {
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_TELEPHONY, true)
        shadowOf(app).grantPermissions(Manifest.permission.SEND_SMS, Manifest.permission.READ_PHONE_STATE)
        telephony.setSimState(TelephonyManager.SIM_STATE_READY)
        service(ServiceState.STATE_IN_SERVICE)
    }

    @After
    fun tearDown() = process.end()

    @Test
    fun `nobody is texted, nothing to try`() = assertEquals(Finding.NotApplicable, check.run())

    @Test
    fun `with a SIM, service and leave it is fine`() {
        add()
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `leave that was taken away`() {
        add()
        shadowOf(app).denyPermissions(Manifest.permission.SEND_SMS)
        assertFault(Reason.NOT_GRANTED)
    }

    @Test
    fun `a tablet`() {
        add()
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_TELEPHONY, false)
        assertFault(Reason.NOT_ON_THIS_PHONE)
    }

    @Test
    fun `no SIM, or a locked one`() {
        add()
        for (state in listOf(TelephonyManager.SIM_STATE_ABSENT, TelephonyManager.SIM_STATE_PIN_REQUIRED)) {
            telephony.setSimState(state)
            assertFault(Reason.NO_SIM)
        }
    }

    @Test
    fun `aeroplane mode`() {
        add()
        airplane(1)
        assertFault(Reason.RADIO_OFF)
        airplane(0)
        assertEquals(Finding.Fine, check.run())
        service(ServiceState.STATE_POWER_OFF)
        assertFault(Reason.RADIO_OFF)
    }

    @Test
    fun `no service`() {
        add()
        service(ServiceState.STATE_OUT_OF_SERVICE)
        assertFault(Reason.NO_SERVICE)
        shadowOf(app).denyPermissions(Manifest.permission.READ_PHONE_STATE)
        assertEquals("nobody says", Finding.Fine, check.run())
    }

    @Test
    fun `the last message says whether there is credit`() {
        val mary = add()
        device.network.does = { _, outcome -> outcome(Outcome.Refused(Outcome.Reason.NO_CREDIT_OR_BARRED)) }
        process.family.test(mary)
        assertFault(Reason.BARRED)
        device.network.does = { _, outcome -> outcome(Outcome.Sent) }
        process.family.test(mary)
        assertEquals(Finding.Fine, check.run())
        device.network.does = { _, outcome -> outcome(Outcome.Refused(Outcome.Reason.NUMBER_REFUSED)) }
        process.family.test(mary)
        assertEquals("the failure concerns one number", Finding.Fine, check.run())
    }

    private fun add() = process.contacts.add("小芳", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage))

    private fun airplane(on: Int) = Settings.Global.putInt(app.contentResolver, Settings.Global.AIRPLANE_MODE_ON, on)

    private fun service(state: Int) = telephony.setServiceState(ServiceState().also { it.state = state })

    private fun assertFault(reason: Reason) = assertEquals(Finding.Fault(reason), check.run())
}
