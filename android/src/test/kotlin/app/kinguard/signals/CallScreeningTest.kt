package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.app.role.RoleManager
import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.Build
import android.provider.ContactsContract
import android.telecom.Call
import android.telecom.Connection
import android.telecom.PhoneAccountHandle
import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowCallScreeningService
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executor

/** The application as Android's own services find it. */
class HostApplication :
    Application(),
    SignalHost {
    val clock = FakeClock()
    override val screenedCalls = ScreenedCalls(clock, { clock.nowMs })
    var starts = 0

    override fun start() {
        starts += 1
    }
}

/** The phone's contacts: one number is known, one crashes the provider. */
class OneContact : ContentProvider() {
    /** True if there are no contacts, as on a maker's phone that claims the permission is granted. */
    var isEmpty = false
    var isSilent = false

    override fun onCreate() = true

    override fun query(
        uri: Uri,
        projection: Array<String>?,
        selection: String?,
        selectionArgs: Array<String>?,
        sortOrder: String?,
    ): Cursor? {
        if (uri.lastPathSegment == BROKEN) throw SecurityException("refused")
        val found = uri == ContactsContract.Contacts.CONTENT_URI || uri.lastPathSegment == KNOWN
        val rows = MatrixCursor(arrayOf("_id")).apply { if (found && !isEmpty) addRow(arrayOf(1)) }
        return rows.takeUnless { isSilent }
    }

    override fun getType(uri: Uri): String? = null

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, selection: String?, selectionArgs: Array<String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, selection: String?, selectionArgs: Array<String>?) = 0

    companion object {
        const val KNOWN = "+8613800138000"
        const val BROKEN = "+861"
    }
}

@RunWith(AndroidRunner::class)
@Config(application = HostApplication::class)
class CallScreeningTest {
    private val host = RuntimeEnvironment.getApplication() as HostApplication
    private val roles = shadowOf(host.getSystemService(RoleManager::class.java))
    private val ledger = CallLedger()
    private val memory = MapMemory()
    private val unscreened = UnscreenedCalls(host, memory)
    private val heard = Recorder()
    private val service = Robolectric.buildService(ScreeningService::class.java).create().get()
    private val regions = LineRegions(host)
    private val signal = signal(PhoneContacts(host))

    @Test
    fun `every call is let through and told`() {
        signal.start(heard)
        contacts()
        screen("tel:+85251234567")
        screen("tel:+8613800138000", Call.Details.DIRECTION_OUTGOING)
        screen(null)
        screen("sip:someone@example.org")
        screen("voicemail:")
        val expected =
            listOf(
                Event.CallStarted(Direction.INCOMING, "+85251234567", false, null),
                Event.CallStarted(Direction.OUTGOING, OneContact.KNOWN, true, null),
                Event.CallStarted(Direction.INCOMING, null, false, null),
                Event.CallStarted(Direction.INCOMING, null, false, null),
                Event.CallStarted(Direction.INCOMING, null, false, null),
            )
        assertEquals(expected, heard.events)
        assertEquals(host.clock.nowMs, heard.observations.first().atMs)
    }

    @Test
    fun `what is dialled without a telephone number is not known`() {
        signal.start(heard)
        for (granted in listOf(false, true)) {
            if (granted) contacts()
            screen("voicemail:", Call.Details.DIRECTION_OUTGOING)
            screen(null, Call.Details.DIRECTION_OUTGOING)
            screen("sip:someone@example.org", Call.Details.DIRECTION_OUTGOING)
            screen("tel:", Call.Details.DIRECTION_OUTGOING)
            assertEquals(List(4) { Event.CallStarted(Direction.OUTGOING, null, null, null) }, heard.take())
        }
        screen("tel:13900139000", Call.Details.DIRECTION_OUTGOING)
        assertEquals(false, (heard.events.single() as Event.CallStarted).contact)
    }

    @Test
    @Config(sdk = [33, 35])
    fun `what the network says of the number is handed on`() {
        signal.start(heard)
        contacts()
        val said = listOf(
            Connection.VERIFICATION_STATUS_NOT_VERIFIED,
            Connection.VERIFICATION_STATUS_PASSED,
            Connection.VERIFICATION_STATUS_FAILED,
            7,
        )
        said.forEach { screen("tel:+8613800138000", verification = it) }
        screen("tel:+8613800138000", Call.Details.DIRECTION_OUTGOING, verification = said[2])
        val calls = heard.events.map { it as Event.CallStarted }
        assertEquals(listOf(null, true, false, null, null), calls.map { it.verified })
        assertEquals("the phone's contacts count", List(5) { true }, calls.map { it.contact })
    }

    @Test
    @Config(sdk = [29])
    fun `before android 11 nothing is said of it`() {
        signal.start(heard)
        screen("tel:+8613800138000")
        assertNull((heard.events.single() as Event.CallStarted).verified)
    }

    @Test
    fun `a book without a page tells of nobody`() {
        contacts().isEmpty = true
        assertNull(PhoneContacts(host).holds("+85251234567"))
        signal.start(heard)
        screen("tel:+85251234567")
        assertEquals(listOf<Event>(Event.CallStarted(Direction.INCOMING, "+85251234567", null, null)), heard.take())
        screen(null)
        assertEquals("withheld is withheld", false, (heard.events.single() as Event.CallStarted).contact)
        contacts().isEmpty = false
        assertEquals(false, PhoneContacts(host).holds("+85251234567"))
        assertEquals(true, PhoneContacts(host).holds(OneContact.KNOWN))
    }

    @Test
    fun `a book that answers nothing tells of nobody`() {
        contacts().isSilent = true
        assertNull(PhoneContacts(host).holds(OneContact.KNOWN))
    }

    @Test
    fun `the answer does not wait for the contacts`() {
        val asked = mutableListOf<Runnable>()
        signal(PhoneContacts(host), lookups = { asked += it }).start(heard)
        screen("tel:+85251234567")
        assertEquals(emptyList<Event>(), heard.events)
        assertEquals("an answer now is known to be this call's", true, ledger.knows(host.clock.nowMs))
        host.clock.nowMs += 800
        asked.single().run()
        assertEquals("stamped when it rang", host.clock.nowMs - 800, heard.observations.single().atMs)
    }

    @Test
    fun `without contacts the release decides what is known`() {
        assertNull(PhoneContacts(host).holds("+85251234567"))
        signal.start(heard)
        screen("tel:+85251234567")
        val contact = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) false else null
        assertEquals(contact, (heard.events.single() as Event.CallStarted).contact)
    }

    @Test
    fun `the family is known without the contacts`() {
        signal(FamilyLookup({ listOf("+85251234567") }, { emptySet() }, PhoneContacts(host))).start(heard)
        screen("tel:+85251234567")
        screen("tel:0085251234567", Call.Details.DIRECTION_OUTGOING)
        screen("tel:+85251234568")
        screen(null)
        val told = heard.events.map { it as Event.CallStarted }
        assertEquals(listOf(true, true, false, false), told.map { it.family })
        assertEquals(listOf(true, true), told.take(2).map { it.contact })
    }

    @Test
    fun `a contact is no family`() {
        contacts()
        signal(FamilyLookup({ listOf("+85251234567") }, { emptySet() }, PhoneContacts(host))).start(heard)
        screen("tel:" + OneContact.KNOWN)
        val known = Event.CallStarted(Direction.INCOMING, OneContact.KNOWN, true, null, family = false)
        assertEquals(listOf<Event>(known), heard.events)
    }

    @Test
    fun `a family that cannot be read is none`() {
        signal(
            FamilyLookup({
                throw SecurityException("refused")
            }, { emptySet() }, ContactLookup { null }),
        ).start(heard)
        screen("tel:+85251234567")
        assertEquals(false, (heard.events.single() as Event.CallStarted).family)
    }

    @Test
    fun `the account names the sim that rings`() {
        val sims = Sims(host, 1 to "cn", 2 to "hk")
        signal.start(heard)
        screen("tel:13800138000", account = sims.account(2))
        screen("tel:13800138000", Call.Details.DIRECTION_OUTGOING, account = sims.account(1))
        screen("tel:13800138000", account = sims.account(3))
        screen("tel:13800138000")
        assertEquals(listOf("HK", "CN", null, null), lines())
    }

    @Test
    fun `without an account the line that rings is taken`() {
        Sims(host, 1 to "cn", 2 to "hk")
        signal.start(heard)
        ledger.rings(2)
        screen("tel:51234567")
        screen("tel:51234567", Call.Details.DIRECTION_OUTGOING)
        ledger.rings(1)
        screen("tel:51234567")
        assertEquals("neither two at once nor a dialled call tells the line", listOf("HK", null, null), lines())
    }

    @Test
    fun `with one sim or one region there is nothing to tell apart`() {
        Sims(host, 1 to "cn", 2 to "CN")
        signal.start(heard)
        screen("tel:13800138000")
        Sims(host, 1 to "hk", 2 to "")
        screen("tel:13800138000")
        Sims(host, 1 to "hk")
        screen("tel:13800138000")
        shadowOf(host).denyPermissions(Manifest.permission.READ_PHONE_STATE)
        screen("tel:13800138000")
        assertEquals(listOf("CN", null, "HK", null), lines())
    }

    @Test
    fun `the line is not asked for before the answer`() {
        val asked = mutableListOf<Runnable>()
        val sims = Sims(host, 1 to "cn")
        signal(PhoneContacts(host), lookups = { asked += it }).start(heard)
        screen("tel:13800138000", account = sims.account(1))
        Sims(host, 1 to "hk")
        asked.single().run()
        assertEquals(listOf("HK"), lines())
    }

    @Test
    fun `calls that come while the source starts are told once each`() {
        val many = 200
        repeat(20) {
            val calls = ScreenedCalls(host.clock, { host.clock.nowMs })
            val told = ConcurrentLinkedQueue<String?>()
            val caller = Thread { repeat(many) { calls.screened(Direction.INCOMING, "$it") } }
            val starter = Thread { calls.receive { told += it.number } }
            listOf(caller, starter).onEach(Thread::start).forEach(Thread::join)
            calls.screened(Direction.INCOMING, "last")
            assertEquals("no call twice", told.toSet().size, told.size)
            assertTrue("only the oldest of those that waited are lost", told.contains("${many - 1}"))
            assertTrue(told.contains("last"))
        }
    }

    @Test
    fun `contacts that break are not known`() {
        contacts()
        assertNull(PhoneContacts(host).holds(OneContact.BROKEN))
        signal(ContactLookup { throw SecurityException("refused") }).start(heard)
        screen("tel:+85251234567")
        val expected = Event.CallStarted(Direction.INCOMING, "+85251234567", null, null)
        assertEquals(listOf<Event>(expected), heard.events)
    }

    @Test
    fun `a call that woke the process waits for the source`() {
        repeat(10) { screen("tel:+8525123456$it") }
        signal.start(heard)
        assertEquals("the newest few", 8, heard.events.size)
        assertEquals("+85251234569", (heard.events.last() as Event.CallStarted).number)
        signal.stop()
        screen("tel:+85251234560")
        assertEquals(8, heard.events.size)
    }

    @Test
    @Suppress("DEPRECATION")
    fun `the role decides whether it works`() {
        assertEquals(SignalState.NotOnThisPhone, signal.state())
        roles.addAvailableRole(RoleManager.ROLE_CALL_SCREENING)
        assertEquals(SignalState.Missing(Capability.CALL_SCREENING), signal.state())
        roles.addHeldRole(RoleManager.ROLE_CALL_SCREENING)
        assertEquals(SignalState.Works, signal.state())
        val bare = signal(PhoneContacts(host), context = Without(host, Context.ROLE_SERVICE))
        assertEquals(SignalState.NotOnThisPhone, bare.state())
    }

    @Test
    fun `started twice every call is told once`() {
        signal.start(heard)
        signal.start(heard)
        screen("tel:+85251234567")
        assertEquals(1, heard.events.size)
    }

    private fun signal(contacts: ContactLookup, context: Context = host, lookups: Executor = Executor(Runnable::run)) =
        CallScreeningSignal(context, host.screenedCalls, ledger, unscreened, contacts, regions, lookups)

    private fun lines() = heard.events.map { (it as Event.CallStarted).line }

    private fun contacts(): OneContact {
        shadowOf(host).grantPermissions(Manifest.permission.READ_CONTACTS)
        return Robolectric.setupContentProvider(OneContact::class.java, ContactsContract.AUTHORITY)
    }

    private fun screen(
        address: String?,
        direction: Int = Call.Details.DIRECTION_INCOMING,
        account: PhoneAccountHandle? = null,
        verification: Int? = null,
    ) {
        val call = callDetails(address?.let(Uri::parse), direction, account, verification)
        service.onScreenCall(call)
        val answer = Shadow.extract<ShadowCallScreeningService>(service).lastRespondToCallInput.get()
        assertEquals(call, answer.callDetails)
        assertFalse(answer.callResponse.disallowCall)
        assertFalse(answer.callResponse.rejectCall)
        assertFalse(answer.callResponse.silenceCall)
        assertFalse(answer.callResponse.skipNotification)
    }
}
