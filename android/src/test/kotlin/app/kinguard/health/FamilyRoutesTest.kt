package app.kinguard.health

import android.Manifest
import android.app.Application
import android.content.pm.PackageManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.FamilyTestDevice
import app.kinguard.family.Language
import app.kinguard.family.Outcome
import app.kinguard.phone.Moments
import app.kinguard.signals.EngineClock
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** Tests the state of each route to the family, judged by what became of its messages. */
@RunWith(AndroidRunner::class)
class FamilyRoutesTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val device = FamilyTestDevice(app).also { it.ticks.to(HOUR_MS) }
    private val process = device.process()
    private val clock =
        object : EngineClock {
            override fun nowMs() = device.now

            override fun ofWallClockMs(wallClockMs: Long) = wallClockMs - AHEAD_MS
        }
    private val moments = Moments(clock::nowMs) { device.now + AHEAD_MS }
    private val ways = FamilyRoutes(app, process.contacts::all, process.family::deliveries, moments)
    private val mary: Contact

    init {
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_TELEPHONY, true)
        shadowOf(app).grantPermissions(Manifest.permission.SEND_SMS)
        mary = process.contacts.add("小芳", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage))
    }

    @After
    fun tearDown() = process.end()

    @Test
    fun `it works until something is known, and was seen working once a message left`() {
        assertEquals(PartState.Works, state())
        send(Outcome.Sent)
        assertEquals(PartState.SeenWorking(device.now + AHEAD_MS), state())
    }

    @Test
    fun `a message that did not arrive says why, until the contact says that one came`() {
        send(Outcome.Sent)
        process.pass(1_000)
        send(Outcome.Refused(Outcome.Reason.NO_CREDIT_OR_BARRED))
        assertEquals(PartState.Failing(Outcome.Reason.NO_CREDIT_OR_BARRED), state())
        process.pass(1_000)
        process.contacts.prove(mary.addresses.single().id, device.now)
        assertEquals(PartState.SeenWorking(device.now + AHEAD_MS), state())
    }

    @Test
    fun `one that waits is given a quarter of an hour, to the millisecond`() {
        send(Outcome.Later(Outcome.Reason.RADIO_OFF))
        val begun = device.now
        device.ticks.to(begun + QUARTER_MS - 1)
        assertEquals(PartState.Works, state())
        device.ticks.to(begun + QUARTER_MS)
        assertEquals(PartState.Failing(Outcome.Reason.RADIO_OFF), state())
    }

    @Test
    fun `without leave or a telephone there is no text message`() {
        send(Outcome.Sent)
        shadowOf(app).denyPermissions(Manifest.permission.SEND_SMS)
        assertEquals(PartState.Missing(Capability.SMS), state())
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_TELEPHONY, false)
        assertEquals(PartState.NotOnThisPhone, state())
    }

    private fun state() = ways.all().single().state

    private fun send(outcome: Outcome) {
        device.network.does = { _, answer -> answer(outcome) }
        process.family.test(mary)
    }

    private companion object {
        const val AHEAD_MS = 1_700_000_000_000L
        const val QUARTER_MS = 15 * MINUTE_MS
    }
}
