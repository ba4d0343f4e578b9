package app.kinguard.family.screen

import android.graphics.drawable.BitmapDrawable
import android.widget.ImageView
import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyMessage
import app.kinguard.family.Address
import app.kinguard.family.Answer
import app.kinguard.family.Delivery.State
import app.kinguard.family.channel.Https
import app.kinguard.family.channel.JdkSecurity
import app.kinguard.family.channel.NtfyReplies
import app.kinguard.family.channel.NtfyServer
import app.kinguard.family.channel.SealedChannel
import app.kinguard.family.channel.TestCertificate
import app.kinguard.family.channel.waitFor
import app.kinguard.family.sealed.ManualSecrets
import app.kinguard.family.sealed.RelativesDevice
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import java.util.concurrent.Executors

/** From the page to a server and back: everything between the two phones goes over real sockets. */
@RunWith(AndroidRunner::class)
class DevicePairingServerTest : ScreenTest() {
    @get:Rule
    internal val security = JdkSecurity()

    private val certificate = TestCertificate.home

    /** Created by the test, with the TLS of the rule. */
    private val server by lazy { NtfyServer(certificate = certificate) }
    private val executor = Executors.newCachedThreadPool()
    private val https = Https(executor)
    private val channel = SealedChannel(https)
    private val replies = NtfyReplies(https)

    /** The last lines that were read, by topic. */
    private val read = mutableMapOf<String, String>()

    init {
        host.device.secrets = ManualSecrets()
        host.device.network.leaves = { topic, text, outcome ->
            outcome(waitFor { channel.send(text, at(topic, ""), it) })
        }
    }

    @After
    fun end() {
        server.close()
        executor.shutdownNow()
    }

    @Test
    fun `a device is paired over a server of one's own, hears of a danger and answers`() {
        val heard = mutableListOf<Answer>()
        host.process.family.answered = { _, answer -> heard += answer }
        host.device.isSetUp = false
        val contact = host.add("小芳", "+8613900000001", Address.TextMessage)
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        tap("用自己的服务器")
        type("服务器地址", server.url)
        type("证书指纹", certificate.fingerprint)
        tap("用这个服务器")
        second()
        val picture = views().filterIsInstance<ImageView>().single { it.drawable is BitmapDrawable }
        val device = RelativesDevice(readQrCode((picture.drawable as BitmapDrawable).bitmap))
        publish(device, device.claim)
        exchange(device)
        second()
        checkNotNull(device.digits).forEach { tap("$it") }
        second()
        exchange(device)
        assertTrue(device.isPaired)
        host.device.isSetUp = true
        host.process.tell(FamilyMessage.DANGER)
        exchange(device)
        assertEquals(1, device.alarms.size)
        val sealed = host.process.outbox.deliveries().single { it.address.address is Address.Sealed }
        assertEquals(State.DELIVERED, sealed.state)
        publish(device, device.answer(FamilyAsk.CALLING))
        exchange(device)
        assertEquals(listOf(Answer.CALLING), heard)
        val seen = server.asked.joinToString("") { it.text }
        listOf("danger", "小芳", "妈妈", "calling").forEach { assertFalse(it, it in seen) }
    }

    private fun at(alerts: String, answers: String) =
        Address.Sealed(server.url, alerts, answers, "", null, certificate.fingerprint)

    private fun publish(device: RelativesDevice, text: String) {
        waitFor { channel.send(text, at(device.answers, ""), it) }
    }

    /** Carries what the server has to both sides, until nothing new is there. */
    private fun exchange(device: RelativesDevice) {
        repeat(ROUNDS) {
            lines(device.alerts).forEach { (_, text) -> device.receive(text).forEach { publish(device, it) } }
            lines(device.answers).forEach { (id, text) -> host.device.replies.comes(device.answers, id, text) }
        }
    }

    private fun lines(topic: String): List<Pair<String, String>> {
        val since = read[topic] ?: NtfyReplies.ALL
        val look = waitFor { replies.look(at("unused", topic).topics, since, it) }
        check(look is NtfyReplies.Look.Found) { "$topic: $look" }
        val found = look.replies.map { it.id to it.text }
        found.lastOrNull()?.let { read[topic] = it.first }
        return found
    }

    private companion object {
        const val ROUNDS = 5
    }
}
