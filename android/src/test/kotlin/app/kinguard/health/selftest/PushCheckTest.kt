package app.kinguard.health.selftest

import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Language
import app.kinguard.family.StoredAddress
import app.kinguard.family.channel.Https
import app.kinguard.family.channel.JdkSecurity
import app.kinguard.family.channel.PushServer
import app.kinguard.family.channel.PushServer.Answered
import app.kinguard.family.channel.TestCertificate
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import java.util.concurrent.Executors

class PushCheckTest {
    @get:Rule
    internal val security = JdkSecurity()

    private val threads = Executors.newCachedThreadPool()
    private val open = mutableListOf<AutoCloseable>()
    private val https = Https(threads, Https.Patience(5_000, 5_000, 5_000), plainLoopback = true)
    private val family = mutableListOf<Contact>()
    private val check = PushCheck(https) { family }

    @After
    fun tearDown() {
        open.forEach(AutoCloseable::close)
        threads.shutdownNow()
    }

    @Test
    fun `nobody is pushed to, nothing to try`() {
        assertEquals(Finding.NotApplicable, check.run())
        family += contact(1, Address.TextMessage)
        assertEquals(Finding.NotApplicable, check.run())
    }

    @Test
    fun `each server is asked once how it is, and told nothing about us`() {
        val server = serves(200, """{"healthy":true}""")
        val other = serves(200, """{"healthy":true}""")
        family += contact(1, push(server.url, "tk_secret"), Address.TextMessage)
        family += contact(2, push(server.url), push(other.url))
        assertEquals(Finding.Fine, check.run())
        assertEquals("GET /v1/health", server.only.let { "${it.method} ${it.path}" })
        assertNull(server.only.header("Authorization"))
        assertEquals(1, other.asked.size)
    }

    @Test
    fun `one that is ill is found out, and one that gets well again`() {
        var status = 500
        val server = PushServer { Answered.Whole(status) }.also { open += it }
        family += contact(1, push(serves(200, "{}").url), push(server.url))
        assertEquals(Finding.Fault(Reason.SERVER_ILL), check.run())
        status = 200
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `one that says so itself is ill`() {
        family += contact(1, push(serves(200, """{"healthy":false}""").url))
        assertEquals(Finding.Fault(Reason.SERVER_ILL), check.run())
    }

    @Test
    fun `an older one that does not know the question answers, which is enough`() {
        family += contact(1, push(serves(404, "page not found").url))
        assertEquals(Finding.Fine, check.run())
    }

    @Test
    fun `one that is not there is found out`() {
        val gone = serves(200, "{}")
        family += contact(1, push(gone.url))
        gone.close()
        assertEquals(Finding.Fault(Reason.UNREACHABLE), check.run())
    }

    @Test
    fun `one that hangs up is found out`() {
        val server = PushServer { Answered.Nothing }.also { open += it }
        family += contact(1, push(server.url))
        assertEquals(Finding.Fault(Reason.UNREACHABLE), check.run())
    }

    @Test
    fun `one that is another is found out`() {
        val stranger = PushServer(TestCertificate.other) { Answered.Whole(200) }.also { open += it }
        family += contact(1, push(stranger.url))
        assertEquals(Finding.Fault(Reason.CERTIFICATE), check.run())
    }

    private fun serves(status: Int, text: String) = PushServer { Answered.Whole(status, text) }.also { open += it }

    private fun push(server: String, token: String? = null) = Address.Ntfy(server, "alert", "reply", token, null)

    private fun contact(id: Long, vararg addresses: Address) = Contact(
        id,
        "小芳",
        "+8613900000001",
        Language.MAINLAND,
        addresses.mapIndexed { at, address -> StoredAddress(id * 10 + at, address, null) },
    )
}
