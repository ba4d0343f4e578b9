package app.kinguard.endtoend

import android.app.Activity
import android.content.Intent
import android.widget.EditText
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.ShownScreen
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.FamilySettings
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.Recipients
import app.kinguard.family.StoredAddress
import app.kinguard.family.screen.ContactActivity
import app.kinguard.family.screen.EscalationDelay
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.family.screen.FamilySettingsActivity
import app.kinguard.lock.ConfirmActivity
import app.kinguard.lock.Pin
import app.kinguard.lock.PinSettingsActivity
import app.kinguard.phone.AppLanguage
import app.kinguard.setup.ConsentActivity
import app.kinguard.setup.Regions
import app.kinguard.setup.SetupActivity
import app.kinguard.setup.step.SetupStep
import app.kinguard.store.all
import app.kinguard.store.textOrNull
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.lang.reflect.Modifier

/** Tests "the family is told of every such change" for every setting, through the pages or the methods they call. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class EveryChangeIsToldTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val family get() = app.container.contacts.all()

    @Before
    fun begin() {
        phone.isSetUp()
        app.container.contacts.add("儿子", "+8613900000002", Language.MAINLAND, listOf(Address.TextMessage))
        app.container.setup.regions.settle("CN", emptyList())
        phone.passTo(phone.nowMs + Recipients.COLLECTED_MS)
        phone.settle()
    }

    @After
    fun end() = phone.processDies()

    @Test
    fun `all who are there hear of each`() {
        DOORS.forEach { (change, act) ->
            val before = family
            val rows = rows()
            val told = deliveries()
            this.act()
            phone.settle()
            if (change !in KEPT_BY_ANDROID) assertNotEquals("$change is kept", rows, rows())
            val whom = (deliveries() - told).filter { it.kind.isChange }.map { it.contact }
            assertEquals(change, emptyList<String>(), before.filterNot { it.id in whom }.map { it.name })
            // The next change must not be told together with this one.
            phone.passTo(phone.nowMs + Recipients.COLLECTED_MS + 1_000)
        }
    }

    @Test
    fun `whatever there is to be set is one of them`() {
        val there = SETTABLE.flatMap { type ->
            type.methods.filter { it.declaringClass != Any::class.java && '$' !in it.name && !it.isSynthetic }
                .filterNot { Modifier.isStatic(it.modifiers) }
                .map { it.name }.filterNot { it.startsWith("get") || it.startsWith("is") }
                .map { "${type.simpleName}.$it" }
        }.toSet()
        assertEquals(
            "every change is told, or listed as no change",
            emptySet<String>(),
            there - DOORS.keys.map(::method) - NO_CHANGES,
        )
        assertEquals("still there", emptySet<String>(), NO_CHANGES - there)
    }

    private data class Told(val delivery: Long, val contact: Long, val kind: MessageKind)

    /** Returns all deliveries, even to contacts who are gone since. */
    private fun deliveries(): Set<Told> = app.container.database.read { sql ->
        sql.rawQuery(
            "SELECT delivery.id, contact, kind FROM delivery JOIN message ON message.id = delivery.message",
            null,
        ).all { Told(getLong(0), getLong(1), MessageKind.valueOf(getString(2))) }.toSet()
    }

    /** Returns everything that is stored about who is told and how. */
    private fun rows(): List<String> = app.container.database.read { sql ->
        listOf(
            "SELECT key, value FROM setting WHERE key NOT LIKE 'setup-%' AND key != 'time'",
            "SELECT id, place || name || number || language FROM contact ORDER BY id",
            "SELECT contact, payload FROM address ORDER BY id",
        ).flatMap { query -> sql.rawQuery(query, null).all { "${textOrNull(0)} ${textOrNull(1)}" } }
    }

    private fun settings(act: ShownScreen<*>.() -> Unit) =
        on<FamilySettingsActivity>(Intent(app, FamilySettingsActivity::class.java), act)

    private fun setUp(step: SetupStep, act: ShownScreen<*>.() -> Unit) {
        app.container.setup.store.step = step
        on<SetupActivity>(SetupActivity.intent(app), act)
    }

    private fun entry(contact: Contact?, act: ShownScreen<*>.() -> Unit) =
        on<ContactActivity>(ContactActivity.of(app, contact?.id), act)

    private inline fun <reified A : Activity> on(intent: Intent, act: ShownScreen<*>.() -> Unit) {
        val shown = ShownScreen(Robolectric.buildActivity(A::class.java, intent).setup())
        phone.idle()
        shown.act()
        phone.settle()
        shown.end()
    }

    private fun ShownScreen<*>.type(before: String, after: String) {
        views().filterIsInstance<EditText>().first { before in it.text }.setText(after)
        phone.idle()
    }

    private fun ShownScreen<*>.key(digits: String) = digits.forEach {
        tap("$it")
        phone.idle()
    }

    private companion object {
        val SETTABLE = listOf(
            FamilySettings::class.java,
            Contacts::class.java,
            EscalationDelay::class.java,
            Regions::class.java,
            Pin::class.java,
            AppLanguage.Companion::class.java,
        )

        const val PIN = "270914"
        val PUSH =
            Address.Ntfy("https://ntfy.sh", "0123456789abcdefghjkmnpqrs", "zyxwvtsrqpnmkjhgfedcba9876", null, null)
        val BARK = Address.Webhook("bark", mapOf("address" to "https://api.day.app/AbCdEfGh1234"))

        /** The system keeps these for each app. */
        val KEPT_BY_ANDROID = setOf("Companion.choose")

        /** Returns the method of an entry; some have several. */
        fun method(port: String) = port.substringBefore(':')

        val DOORS: Map<String, EveryChangeIsToldTest.() -> Unit> = linkedMapOf(
            "FamilySettings.setParent" to { settings { type("妈妈", "老妈") } },
            "FamilySettings.setLifeline" to { settings { tap("手机没动静时通知家人") } },
            "FamilySettings.setSilentHours" to { settings { tap("两天") } },
            "FamilySettings.setWeekly" to { settings { tap("每周报一次平安") } },
            "FamilySettings.setPage" to {
                settings { views().filterIsInstance<EditText>().last().setText("https://family.example.org/") }
            },
            "FamilySettings.want" to {
                on<ConsentActivity>(ConsentActivity.intent(app)) { tap("跟陌生人聊得很久") }
            },
            "FamilySettings.allow" to {
                on<ConsentActivity>(ConsentActivity.intent(app)) { tap("让家人替我挂断陌生人的电话") }
            },
            "EscalationDelay.setMinutes" to { settings { tap("10 分钟") } },
            "Regions.settle" to { setUp(SetupStep.ABROAD) { tap("中国香港") } },
            "Contacts.putFirst" to {
                entry(family.last()) {
                    tap("第一个通知")
                    tap("保存")
                }
            },
            "Contacts.add" to {
                entry(null) {
                    type("", "小弟")
                    views().filterIsInstance<EditText>()[1].setText("13900000003")
                    tap("保存")
                }
            },
            "Contacts.remove" to {
                entry(family.last()) {
                    tap("移除")
                    tap("移除")
                }
            },
            "Contacts.restore" to { on<FamilyActivity>(FamilyActivity.intent(app)) { tap("撤销") } },
            "Contacts.change: a name" to {
                entry(family.first()) {
                    type("儿子", "大儿子")
                    tap("保存")
                }
            },
            "Contacts.change: a language" to {
                entry(family.first()) {
                    tap("通知用")
                    phone.idle()
                    tap("English")
                    tap("保存")
                }
            },
            "Contacts.change: a way more" to { changeWays(Address.TextMessage, PUSH, BARK) },
            "Contacts.change: another pairing" to {
                changeWays(Address.TextMessage, PUSH.copy(alertTopic = "1123456789abcdefghjkmnpqrs"), BARK)
            },
            "Contacts.change: another key" to {
                val other = BARK.copy(values = mapOf("address" to "https://api.day.app/ZzCdEfGh1234"))
                changeWays(Address.TextMessage, PUSH, other)
            },
            "Contacts.change: a way less" to {
                entry(family.first()) {
                    tap("短信")
                    tap("保存")
                }
            },
            "Contacts.change: a number" to {
                entry(family.first()) {
                    type("13900000002", "13900000009")
                    tap("保存")
                }
            },
            // From here on numbers are read as they are dialled there.
            "Regions.settle: home" to { app.container.setup.regions.settle("HK", listOf("CN")) },
            "Companion.choose" to {
                setUp(SetupStep.LANGUAGE) {
                    tap("语言")
                    tap("English")
                }
                AppLanguage.choose(app, AppLanguage.PHONE)
            },
            "Pin.set" to { on<PinSettingsActivity>(PinSettingsActivity.toSet(app)) { repeat(2) { key(PIN) } } },
            "ConfirmActivity" to {
                app.lock.pin.give(PIN) {}
                on<ConfirmActivity>(ConfirmActivity.of(app, family.last().id)) {
                    tap("女儿小芳")
                    phone.settle()
                    second()
                    // The fake network answers only the last of several texts, so this one may lie behind others.
                    val sent = app.container.family.deliveries().last { it.message.kind == MessageKind.CONTACT_CODE }
                    key(checkNotNull(app.lock.digits(sent.message.id)))
                }
            },
            "Pin.clear" to {
                app.lock.pin.give(PIN) {}
                on<PinSettingsActivity>(PinSettingsActivity.intent(app)) { repeat(2) { tap("去掉密码") } }
            },
        )

        fun EveryChangeIsToldTest.changeWays(vararg ways: Address) =
            app.container.family.change(family.first().copy(addresses = ways.map { StoredAddress(0, it, null) }))

        /** These read, or keep what is so already. */
        val NO_CHANGES = setOf(
            "FamilySettings.wants",
            "FamilySettings.allows",
            // Only reads.
            "Contacts.all",
            "Contacts.confirmed",
            "Contacts.onProbation",
            "Contacts.place",
            // A transaction around any of these.
            "Contacts.together",
            // The confirmation of a contact, the progress of a probation, and the later encryption of entries that were
            // stored in the clear.
            "Contacts.prove",
            "Contacts.settle",
            "Contacts.seal",
            // The same group, under the new name from its messenger.
            "Contacts.moved",
            // The PIN is set, and who may try it.
            "Pin.learn",
            "Pin.close",
            "Pin.state",
            "Pin.settle",
            "Pin.give",
            "Companion.of",
            // Shown in the language that was chosen.
            "Companion.speaking",
        )
    }
}
