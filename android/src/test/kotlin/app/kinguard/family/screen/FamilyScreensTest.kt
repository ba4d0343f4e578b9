package app.kinguard.family.screen

import android.content.Intent
import android.os.Looper
import android.view.View
import android.widget.Button
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.Outcome
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.devices
import app.kinguard.family.lifeline.ScheduledMessages
import app.kinguard.family.sealed.DevicePairing
import app.kinguard.family.sealed.ManualSecrets
import app.kinguard.family.sealed.RelativesDevice
import app.kinguard.family.sealed.SealedHarness
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.time.Duration

/** Draws the family's screens, each at its full length. */
@RunWith(AndroidRunner::class)
@Config(application = ScreensHost::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class FamilyScreensTest {
    private val host = RuntimeEnvironment.getApplication() as ScreensHost
    private val pictures = Pictures(FEW)

    init {
        host.device.secrets = ManualSecrets()
    }

    @Test
    fun `tall phone`() = draw(Phone.TALL)

    @Test
    fun `small phone`() = draw(Phone.SMALL)

    private fun draw(phone: Phone) = pictures.inEachLook(phone) { look ->
        for ((name, prepare) in states(look)) {
            if (!pictures.wants(name)) continue
            host.device.network.does = { _, outcome -> outcome(Outcome.Sent) }
            host.process.contacts.all().forEach(host.process.contacts::remove)
            host.familyScreens.forgetRemoved()
            host.locked = false
            host.settings.lifeline = false
            val what = prepare()
            Drawing.opened(what.intent) { activity ->
                what.during()
                shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
                what.taps.forEach { words ->
                    Drawing.below(activity.window.decorView).first { it.says(words) }.performClick()
                }
                Drawing(activity, phone, pictures.file("family-$name", phone, look)).whole()
            }
        }
    }

    private fun states(look: Pictures.Look): List<Pair<String, () -> Shown>> {
        val (first, second) = look.family

        fun two() = listOf(
            host.add(first, "+8613900000001", Address.TextMessage, PUSH, BARK),
            host.add(second, "+85290001234", Address.TextMessage),
        )

        fun newcomer() =
            host.process.family.add(look.newcomer, "+8613900000003", Language.MAINLAND, listOf(Address.TextMessage))

        fun tested(does: (OutgoingMessage, (Outcome) -> Unit) -> Unit): Intent {
            val contact = two().first()
            host.device.network.does = does
            host.process.family.test(contact)
            host.process.contacts.prove(contact.addresses[1].id, host.device.now)
            return ContactTestActivity.of(host, contact.id)
        }
        return listOf(
            "nobody" to { Shown(FamilyActivity.intent(host)) },
            "list" to {
                two().first().addresses.take(2).forEach { host.process.contacts.prove(it.id, host.device.now) }
                Shown(FamilyActivity.intent(host))
            },
            "probation-list" to {
                two()
                newcomer()
                Shown(FamilyActivity.intent(host))
            },
            "probation" to {
                two()
                Shown(ContactActivity.of(host, newcomer().id))
            },
            "removed" to {
                two()
                host.familyScreens.remove(host.process.contacts.all().first())
                Shown(FamilyActivity.intent(host))
            },
            "locked" to {
                host.locked = true
                Shown(FamilyActivity.intent(host))
            },
            "new" to { Shown(ContactActivity.of(host, null), R.string.family_screen_save) },
            "contact" to { Shown(ContactActivity.of(host, two()[0].id)) },
            "remove" to { Shown(ContactActivity.of(host, two()[0].id), R.string.family_screen_remove) },
            "test" to { Shown(ContactTestActivity.of(host, two()[0].id)) },
            "tested" to { Shown(tested(::mixed)) },
            "silence" to { Shown(SilenceActivity.of(host, two()[0].id)) },
            "pairing" to { Shown(PairingActivity.of(host, first, PUSH)) },
            "pairing-again" to { Shown(PairingActivity.again(host, first, PUSH)) },
            "pairing-own" to {
                val own = PUSH.copy(server = "https://ntfy.example.org", token = "tk_secret")
                Shown(PairingActivity.of(host, first, own))
            },
            "device-code" to { Shown(DevicePairingActivity.of(host, two()[0].id, first)) },
            "device-web" to {
                host.process.settings.page = "https://family.example.org/kinguard/"
                Shown(DevicePairingActivity.of(host, two()[0].id, first), R.string.family_device_web)
            },
            "device-digits" to {
                val contact = two()[0]
                val intent = DevicePairingActivity.of(host, contact.id, first)
                Shown(intent, during = { claim() })
            },
            "device-paired" to {
                val contact = two()[0]
                val intent = DevicePairingActivity.of(host, contact.id, first)
                Shown(intent, during = { host.process.pairing.typed(claim(), "") })
            },
            "device-ended" to {
                val contact = two()[0]
                val intent = DevicePairingActivity.of(host, contact.id, first)
                Shown(intent, during = {
                    claim()
                    claim()
                })
            },
            "devices" to { Shown(ContactActivity.of(host, paired(two()[0]).id)) },
            "device" to {
                val contact = paired(two()[0])
                Shown(DeviceActivity.of(host, contact.id, contact.devices.single().id))
            },
            "device-remove" to {
                val contact = paired(two()[0])
                Shown(DeviceActivity.of(host, contact.id, contact.devices.single().id), R.string.family_device_remove)
            },
            "way" to { Shown(WayActivity.of(host, "serverchan", null, Language.MAINLAND)) },
            "way-arrived" to {
                host.device.network.does = { _, outcome -> outcome(Outcome.Delivered) }
                Shown(WayActivity.of(host, "bark", BARK.values, Language.MAINLAND), R.string.family_way_try)
            },
            "way-failed" to {
                host.device.network.does = { _, outcome -> outcome(Outcome.Refused(Outcome.Reason.SERVER_REFUSES)) }
                Shown(WayActivity.of(host, "bark", BARK.values, Language.MAINLAND), R.string.family_way_try)
            },
            "way-wrong" to {
                Shown(WayActivity.of(host, "telegram", emptyMap(), Language.MAINLAND), R.string.family_way_untested)
            },
            "way-wecom" to { Shown(WayActivity.of(host, "wecom", null, Language.MAINLAND)) },
            "way-dingtalk" to { Shown(WayActivity.of(host, "dingtalk", null, Language.MAINLAND)) },
            "way-feishu" to { Shown(WayActivity.of(host, "feishu", null, Language.MAINLAND)) },
            "way-bark" to { Shown(WayActivity.of(host, "bark", null, Language.MAINLAND)) },
            "way-telegram" to { Shown(WayActivity.of(host, "telegram", null, Language.MAINLAND)) },
            "way-pushplus" to { Shown(WayActivity.of(host, "pushplus", null, Language.MAINLAND)) },
            "card" to {
                host.settings.parent = look.parent
                host.process.contacts.add(first, "+8613900000001", look.spoken, listOf(Address.TextMessage))
                Shown(InstructionCardActivity.of(host, host.process.contacts.all().single().id))
            },
            "poster" to { Shown(PosterActivity.intent(host)) },
            "proved" to {
                val contact = two().first()
                host.process.contacts.prove(contact.addresses[0].id, host.device.now)
                Shown(ContactTestActivity.of(host, contact.id))
            },
            "robots" to { Shown(ContactActivity.of(host, two()[0].id), R.string.family_screen_more) },
            "server" to {
                Shown(
                    PairingActivity.of(host, first, PUSH),
                    R.string.family_screen_pair_own,
                    R.string.family_screen_pair_use_code,
                )
            },
            "settings" to { Shown(Intent(host, FamilySettingsActivity::class.java)) },
            "settings-held" to {
                two()
                held(null)
            },
            "settings-not-held" to {
                two()
                held(ScheduledMessages.State.KeepsNothing)
            },
            "settings-nobody-pushed" to { held(null) },
        )
    }

    /** Returns the page after the servers have answered. */
    private fun held(says: ScheduledMessages.State?): Shown {
        host.holding.says = says
        host.settings.lifeline = true
        host.familyScreens.moveLifelines()
        return Shown(Intent(host, FamilySettingsActivity::class.java))
    }

    private fun mixed(post: OutgoingMessage, outcome: (Outcome) -> Unit) {
        assertTrue(post.kind == MessageKind.TEST)
        outcome(
            if (host.device.network.handed.size % 3 == 1) {
                Outcome.Refused(Outcome.Reason.NO_CREDIT_OR_BARRED)
            } else {
                Outcome.Delivered
            },
        )
    }

    private fun View.says(words: Int) = this is Button && text.toString() == host.getString(words)

    private val Pictures.Look.spoken
        get() = when (language) {
            "zh-rCN" -> Language.MAINLAND
            "zh-rHK" -> Language.HONG_KONG
            else -> Language.ENGLISH
        }

    private val Pictures.Look.parent
        get() = when (spoken) {
            Language.MAINLAND -> "妈妈"
            Language.HONG_KONG -> "媽媽"
            Language.ENGLISH -> "Mum"
        }

    private class Shown(val intent: Intent, vararg val taps: Int, val during: () -> Unit = {})

    /** A device claims the code that is shown, and shows its digits, which are returned. */
    private fun claim(): String {
        val waiting = host.process.pairing.state as? DevicePairing.State.Waiting
        waiting?.let { code = it.code }
        val device = RelativesDevice(code)
        val left = host.device.network.left
        var carried = left.size
        host.device.replies.comes(device.answers, "m1", device.claim)
        while (carried < left.size) {
            device.receive(left[carried++].second).forEach { host.device.replies.comes(device.answers, "m2", it) }
        }
        return device.digits.orEmpty()
    }

    private var code = ""

    private fun paired(contact: Contact): Contact {
        val harness = SealedHarness(host.device)
        val names = mapOf("zh" to "手机", "en" to "Phone")
        val name = names.getValue(host.resources.configuration.locales[0].language)
        harness.pair(host.process, contact, name = name)
        return host.process.contacts.all().first { it.id == contact.id }
    }

    private companion object {
        val FEW = setOf("list", "new", "tested", "pairing", "way", "card")
    }
}
