package app.kinguard.family.screen

import android.app.Activity
import android.content.Intent
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.AddressCodec
import app.kinguard.family.MessageKind
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf

/** Topics that were shown, but not confirmed: somebody else who saw the screen may read them. */
@RunWith(AndroidRunner::class)
class RenewedPairingTest : ScreenTest() {
    private val pushed get() = family.last().addresses.mapNotNull { it.address as? Address.Ntfy }.single()

    @Test
    fun `what was stored and never confirmed leads nowhere once the page is opened again, and the page says so`() {
        stored()
        open(checkNotNull(pairing()))
        assertSays(AGAIN, pushed.alertTopic)
        assertNotEquals(PUSH.alertTopic, pushed.alertTopic)
        assertNotEquals(PUSH.replyTopic, pushed.replyTopic)
        assertEquals(PUSH.server, pushed.server)
        turn()
        assertSays(AGAIN, pushed.alertTopic)
    }

    @Test
    fun `everybody hears of it, on the way that is given up, too`() {
        stored()
        pairing()
        val told = host.device.network.handed.filter { it.kind == MessageKind.CONTACT_CHANGED }
        assertEquals(listOf("PUSH"), told.map { it.title }.distinct())
        val ways = told.flatMap { post -> post.contact.addresses.map { it.address } }
        assertEquals(true, PUSH in ways && Address.TextMessage in ways)
    }

    @Test
    fun `it stays given up where the page is left, whatever is saved then`() {
        stored()
        val asked = checkNotNull(pairing())
        val fresh = pushed
        shadowOf(activity).receiveResult(asked, Activity.RESULT_CANCELED, null)
        controller.pause().resume()
        tap("保存，去测试")
        assertEquals(fresh, pushed)
    }

    @Test
    fun `and each time the page is opened again`() {
        stored()
        val shown = List(3) {
            shadowOf(activity).receiveResult(checkNotNull(pairing()), Activity.RESULT_CANCELED, null)
            controller.pause().resume()
            pushed.alertTopic
        }
        assertEquals(3, (shown - PUSH.alertTopic).toSet().size)
    }

    @Test
    fun `also where push was switched off on the page, and that not saved`() {
        stored()
        shadowOf(activity).receiveResult(checkNotNull(pairing()), Activity.RESULT_OK, Intent())
        controller.pause().resume()
        assertSilent("推送（ntfy）")
        tap("更多方式")
        val asked = checkNotNull(pairing())
        assertNotEquals(PUSH.alertTopic, pushed.alertTopic)
        shadowOf(activity).receiveResult(asked, Activity.RESULT_CANCELED, null)
        controller.pause().resume()
        assertSilent("推送（ntfy）\n还没测试")
    }

    @Test
    fun `what was confirmed stays until it is paired anew`() {
        stored()
        host.process.contacts.prove(family.single().addresses.last().id, 1)
        val asked = checkNotNull(pairing())
        assertEquals(PUSH, pushed)
        open(asked)
        assertSilent(AGAIN, PUSH.alertTopic)
        assertEquals(PUSH, pushed)
    }

    @Test
    fun `what was only said to be paired is given up before it is ever stored`() {
        openNew()
        type("称呼", "女儿小芳")
        type("手机号", "139 0000 0001")
        tap("更多方式")
        shadowOf(activity).receiveResult(checkNotNull(pairing()), Activity.RESULT_OK, paired(PUSH))
        controller.pause().resume()
        val asked = checkNotNull(pairing())
        shadowOf(activity).receiveResult(asked, Activity.RESULT_CANCELED, null)
        controller.pause().resume()
        tap("保存，去测试")
        assertNotEquals(PUSH.alertTopic, pushed.alertTopic)
        open(asked)
        assertSays(AGAIN, pushed.alertTopic)
    }

    @Test
    fun `a server of one's own is asked for the new topics`() {
        val own = PUSH.copy(server = "https://ntfy.example.org", token = "tk_secret", fingerprint = "ab".repeat(32))
        host.add("女儿小芳", "+8613900000001", own)
        open(ContactActivity.of(host, family.single().id))
        pairing()
        assertEquals(own, pushed.copy(alertTopic = own.alertTopic, replyTopic = own.replyTopic))
        assertNotEquals(own.alertTopic, pushed.alertTopic)
    }

    private fun stored() {
        host.add("女儿小芳", "+8613900000001", Address.TextMessage, PUSH)
        open(ContactActivity.of(host, family.single().id))
    }

    private fun pairing(): Intent? {
        tap("推送（ntfy）")
        return opened()
    }

    private fun paired(address: Address.Ntfy) = Intent().putExtra("address", AddressCodec.write(address))

    private companion object {
        const val AGAIN = "上次的配对码没人确认，已经作废"
    }
}
