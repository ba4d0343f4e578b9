package app.kinguard.endtoend

import android.Manifest
import android.app.NotificationManager
import android.content.ContextWrapper
import android.os.Build
import android.os.HandlerThread
import android.os.Looper
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.PlatformServices
import app.kinguard.R
import app.kinguard.RelativeContainer
import app.kinguard.RestartableApp
import app.kinguard.core.AlertKind
import app.kinguard.core.AskResult
import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Help
import app.kinguard.core.LinkDanger
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.family.Address
import app.kinguard.family.Delivery
import app.kinguard.family.MessageKind
import app.kinguard.family.Notice
import app.kinguard.family.channel.Https
import app.kinguard.family.channel.JdkSecurity
import app.kinguard.family.channel.NtfyServer
import app.kinguard.family.channel.PinnedCertificate
import app.kinguard.family.channel.RealNtfyServer
import app.kinguard.family.channel.TestCertificate
import app.kinguard.family.channel.pin
import app.kinguard.family.sealed.DevicePairing
import app.kinguard.guard.GuardStore
import app.kinguard.guard.StoredEngineClock
import app.kinguard.phone.Moments
import app.kinguard.relative.AlarmNotices
import app.kinguard.relative.ManualSecrets
import app.kinguard.relative.Pairing
import app.kinguard.relative.Parent
import app.kinguard.store.Database
import app.kinguard.store.SecretStore
import app.kinguard.store.all
import app.kinguard.work.WorkThread
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.util.UUID
import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import javax.net.ssl.HttpsURLConnection

/**
 * Tests the whole way between two phones, over a server and on the threads of both: the case in how-it-works.md on the
 * parent's, the alarm on the relative's, and what the relative answers, back on the parent's warning.
 */
@RunWith(AndroidRunner::class)
@Config(
    application = RestartableApp::class,
    minSdk = Build.VERSION_CODES.Q,
    qualifiers = "zh-rCN-w411dp-h891dp-420dpi",
)
class SealedWayTest {
    @get:Rule
    internal val security = JdkSecurity()

    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app).also { it.keystore = ManualSecrets() }
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")

    /** Created by a test, with the TLS of the rule. */
    private val server by lazy { NtfyServer(certificate = TestCertificate.home) }

    /** Where the phones meet: a real server, if the run names one. */
    private val topics by lazy {
        val name = UUID.randomUUID()
        val real = RealNtfyServer.named?.takeIf { it.isSecure }
        val (url, fingerprint) = real?.let { it.url to it.fingerprint }
            ?: (server.url to TestCertificate.home.fingerprint)
        Address.Sealed(url, "alerts-$name", "answers-$name", name = "", token = null, fingerprint)
    }
    private val threads = Executors.newCachedThreadPool()
    private val manager = checkNotNull(app.getSystemService(NotificationManager::class.java))
    private var daughter = DaughtersPhone()
    private var hers: Pairing? = null
    private val pairing get() = app.container.familyScreens.devices.pairing

    @After
    fun end() {
        daughter.ends()
        phone.processDies()
        server.close()
        threads.shutdownNow()
    }

    @Test
    fun `the danger rings at the daughter's, and what she says stands on the warning`() {
        arePaired()
        isInDanger()
        awaits("the alarm") { daughter.danger?.alarm == true }
        assertTrue("${daughter.danger}", daughter.danger?.red == true)
        awaits("its notification") { daughter.isAlarmed }
        awaits("the receipt") { isDelivered(MessageKind.DANGER) }

        daughter.answers(FamilyAsk.CALLING)
        awaits("that she calls") { app.warningController.standing?.warning?.callingNow == "女儿小芳" }
        awaits("the end of the alarm") { daughter.danger?.alarm == false && !daughter.isAlarmed }
        assertEquals("女儿小芳看到了，正在打给您。\n先挂断那个电话。", phone.read(R.id.warning_calling))

        daughter.answers(FamilyAsk.SAY, "妈，是我，快挂掉")
        awaits("what became of it") { daughter.result(FamilyAsk.SAY) == AskResult.DONE }
        assertEquals("家人女儿小芳说：\n妈，是我，快挂掉", phone.read(R.id.warning_said))

        awaits("the story") { daughter.danger?.steps.orEmpty().size > 1 }
    }

    @Test
    fun `while her phone is off the text message leaves, and the alarm comes when it is on again`() {
        arePaired()
        daughter.ends()
        phone.happenUnanswered(brief.steps.filter { it.at <= SHARED_MS })
        phone.passTo(phone.nowMs + LOOKED_MS)
        awaits("that the server has it") { deliveries().any { it == "DANGER Sealed SENT" } }
        assertFalse("her phone has a minute: ${phone.texts}", phone.texts.any { "马上打过去" in it })
        phone.passTo(phone.nowMs + RECEIPT_MS)
        assertTrue("${phone.texts}", phone.texts.any { "马上打过去" in it })
        daughter = DaughtersPhone(daughter)
        awaits("the alarm") { daughter.isAlarmed }
    }

    @Test
    fun `both processes die between every two steps, and everything is said once`() {
        arePaired()
        isInDanger()
        phone.processDies()
        phone.processStarts()
        awaits("the alarm") { daughter.isAlarmed }
        daughter.ends()
        daughter = DaughtersPhone(daughter)
        daughter.answers(FamilyAsk.CALLING)
        daughter.ends()
        daughter = DaughtersPhone(daughter)
        awaits("that she calls") { app.warningController.standing?.warning?.callingNow == "女儿小芳" }
        phone.processDies()
        phone.processStarts()
        awaits("the receipt") { isDelivered(MessageKind.DANGER) }
        val told = daughter.history().count { it.kind == AlertKind.DANGER }
        assertEquals(1, told)
    }

    @Test
    fun `a server that keeps nothing and says it does delays the family by a minute`() {
        arePaired()
        server.mischief = NtfyServer.Mischief { _, _ -> emptyList() }
        phone.happenUnanswered(brief.steps.filter { it.at <= SHARED_MS })
        phone.passTo(phone.nowMs + LOOKED_MS)
        awaits("its word") { deliveries().any { it == "DANGER Sealed SENT" } }
        phone.passTo(phone.nowMs + RECEIPT_MS)
        assertTrue("${phone.texts}", phone.texts.any { "马上打过去" in it })
        assertNull(daughter.danger)
        assertFalse(isDelivered(MessageKind.DANGER))
    }

    @Test
    fun `what a server forges is not read, and what it repeats and turns round is read once`() {
        arePaired()
        val all = ConcurrentHashMap<String, List<String>>()
        server.mischief = NtfyServer.Mischief { topic, text ->
            val earlier = all[topic].orEmpty()
            all[topic] = earlier + text
            // More than a few answers at once are a flood, which is cut off for a while.
            val isAnswer = topic == topics.answerTopic
            listOfNotNull(forged(text).takeUnless { isAnswer }, text) +
                earlier.takeLast(if (isAnswer) 1 else 3).reversed()
        }
        isInDanger()
        awaits("the alarm") { daughter.isAlarmed }
        daughter.answers(FamilyAsk.CALLING)
        awaits("that she calls") { app.warningController.standing?.warning?.callingNow == "女儿小芳" }
        awaits("what became of it") { daughter.result(FamilyAsk.CALLING) == AskResult.DONE }
        awaits("the receipt") { isDelivered(MessageKind.DANGER) }
        assertEquals(1, daughter.history().count { it.kind == AlertKind.DANGER })
        assertEquals(1, daughter.history().count { it.result == AskResult.DONE })
    }

    @Test
    fun `a server that forges every answer has none of them counted`() {
        arePaired()
        isInDanger()
        awaits("the alarm") { daughter.isAlarmed }
        server.mischief = NtfyServer.Mischief { topic, text ->
            listOf(if (topic == topics.answerTopic) forged(text) else text)
        }
        val before = server.asked.count { topics.answerTopic in it.text }
        daughter.answers(FamilyAsk.CALLING)
        awaits("that it left") { server.asked.count { topics.answerTopic in it.text } > before }
        phone.passTo(phone.nowMs + LOOKED_MS)
        phone.settle()
        assertNull(app.warningController.standing?.warning?.callingNow)
        assertNull(daughter.result(FamilyAsk.CALLING))
    }

    @Test
    fun `a server that keeps each message and hangs up is asked again, and everything is said once`() {
        arePaired()
        val times = ConcurrentHashMap<String, Int>()
        server.mischief =
            NtfyServer.Mischief({ times.merge(it, 1, Int::plus) in 1..HANGS_UP }) { _, text -> listOf(text) }
        isInDanger()
        awaits("the alarm") { daughter.isAlarmed }
        daughter.answers(FamilyAsk.CALLING)
        awaits("that she calls") { app.warningController.standing?.warning?.callingNow == "女儿小芳" }
        awaits("the receipt") { isDelivered(MessageKind.DANGER) }
        assertEquals(1, daughter.history().count { it.kind == AlertKind.DANGER })
    }

    @Test
    fun `measured, from the effect to the alarm`() {
        arePaired()
        val tookMs = (1L..RUNS).map { incident ->
            val beganNs = System.nanoTime()
            danger(FamilyMessage.DANGER, incident)
            awaits("alarm $incident") { daughter.isAlarmed && daughter.danger?.incident == incident }
            val tookNs = System.nanoTime() - beganNs
            danger(FamilyMessage.ENDED, incident)
            awaits("the end of $incident") { daughter.danger == null && !daughter.isAlarmed }
            TimeUnit.NANOSECONDS.toMillis(tookNs)
        }.sorted()
        val (median, worst) = tookMs[tookMs.size / 2] to tookMs.last()
        println("measured: $median ms from the effect to the alarm, $worst ms at worst, SDK ${Build.VERSION.SDK_INT}")
    }

    /** Returns [text] with one letter changed in its sealed part. */
    private fun forged(text: String): String {
        val at = text.length / 2
        return text.replaceRange(at, at + 1, if (text[at] == 'A') "B" else "A")
    }

    private fun danger(kind: FamilyMessage, incident: Long) {
        app.container.family.keep(
            Notice(kind, RuleId.BANK_DURING_SHARE, app.container.clock.nowMs(), null, emptySet(), incident = incident),
        )
        app.container.family.deliver()
    }

    /** Pairs the two phones as during the setup, with the digits carried from one to the other. */
    private fun arePaired() {
        phone.isSetUp()
        shadowOf(app).grantPermissions(Manifest.permission.POST_NOTIFICATIONS)
        Help.entries.forEach { app.container.familySettings.allow(it, true) }
        app.container.setup.store.finished = false
        val contact = app.container.contacts.all().single()
        pairing.begin(contact.id, topics)
        awaits("the code") { pairing.state is DevicePairing.State.Waiting }
        val code = (pairing.state as DevicePairing.State.Waiting).code
        val hers = daughter.pairs(code).also { this.hers = it }
        awaits("her digits") { hers.state is Pairing.State.Digits && pairing.state is DevicePairing.State.Digits }
        pairing.typed((hers.state as Pairing.State.Digits).digits, "小芳的手机")
        awaits("the pairing") {
            hers.state is Pairing.State.Paired &&
                pairing.state is DevicePairing.State.Paired
        }
        awaits("her listening") { daughter.parent?.listening == Parent.Listening.CONNECTED }
        awaits("her first receipt") { app.container.familyScreens.devices.known().values.any { it.heardAgoMs != null } }
        app.container.setup.store.finished = true
        assertNull(daughter.danger)
    }

    /** The network takes its time while none passes on these phones, so the first sign is awaited on the way. */
    private fun isInDanger() {
        val (before, after) = brief.steps.filter { it.at <= BANK_MS }.partition { it.at < FIRST_SIGN_MS }
        phone.happenUnanswered(before)
        awaits("the first sign") { daughter.danger != null }
        phone.happenUnanswered(after)
        // By then the usage record is read.
        phone.passTo(phone.nowMs + LOOKED_MS)
    }

    private fun deliveries() = app.container.family.deliveries().map {
        "${it.message.kind} ${it.address.address.javaClass.simpleName} ${it.state}"
    }

    private fun isDelivered(kind: MessageKind): Boolean = app.container.family.deliveries().any {
        it.message.kind == kind && it.address.address is Address.Sealed && it.state == Delivery.State.DELIVERED
    }

    /**
     * Waits for servers and for threads of both phones. Now and then a second passes on both, since what was refused is
     * tried again after a while.
     */
    private fun awaits(what: String, isSo: () -> Boolean) {
        val untilNs = System.nanoTime() + PATIENCE_NS
        var looks = 0
        while (true) {
            phone.settle()
            daughter.settles()
            shadowOf(Looper.getMainLooper()).idle()
            if (isSo()) return
            if (System.nanoTime() > untilNs) throw AssertionError("missing: $what; ${where()}")
            Thread.sleep(5)
            if (++looks % LOOKS_A_SECOND == 0) phone.passTo(phone.nowMs + 1_000)
        }
    }

    private fun where() =
        "${phone.told}; ${deliveries()}; ${envelopes()}; ${pairing.state}; ${hers?.state}; ${daughter.parent}"

    private fun envelopes() = app.container.database.read { sql ->
        sql.rawQuery("SELECT kind, counter, accepted_at, received_at, next_at, tries FROM envelope", null)
            .all { List(columnCount, ::getString).joinToString(" ") }
    }

    private fun <T> apart(act: () -> T): T = threads.submit(Callable { act() }).get(10, TimeUnit.SECONDS)

    /** The daughter's phone: the same app with a database of its own. A phone after [before] finds what that has stored. */
    private inner class DaughtersPhone(before: DaughtersPhone? = null) {
        /** Files of its own: among them is which role a phone has. */
        private val context =
            object : ContextWrapper(app) {
                override fun getNoBackupFilesDir() = app.noBackupFilesDir.resolve("daughter").apply { mkdirs() }
            }
        private val familys = HandlerThread("daughter").apply { start() }
        private val platform =
            object : PlatformServices(app) {
                override val familyThread = WorkThread.OfItsOwn(familys.looper)
            }
        private val storage = Database(app, "daughter.db")
        private val keys: ManualSecrets = before?.keys ?: ManualSecrets()
        private val web = Https(threads) { url ->
            (url.openConnection() as HttpsURLConnection).apply {
                topics.fingerprint?.let { pin(PinnedCertificate.of(it)) }
            }
        }
        private val dependencies =
            object : RelativeContainer.Dependencies {
                override val database get() = storage
                override val secrets: SecretStore get() = keys
                override val store = GuardStore(storage)
                override val clock = StoredEngineClock({ store.timeBase }, platform.ticks)
                override val moments = Moments(clock::nowMs, platform.ticks::wallClockMs)
                override val https get() = web
                override val setup get() = app.container.setup

                override fun region() = "CN"

                override fun leaveGuard() = true

                override fun startGuard() = Unit

                override fun online() = Unit
            }
        private val container = RelativeContainer(context, platform, dependencies)
        private var isOver = false

        init {
            apart { container.role.choose(family = true) }
            // As Android's components do when a process starts.
            container.phone.begin()
        }

        val parent: Parent? get() = apart { container.screens.parents.all() }.singleOrNull()
        val danger: LinkDanger? get() = parent?.view?.danger
        val isAlarmed: Boolean
            get() = parent?.let {
                shadowOf(manager).getNotification(AlarmNotices.tag(it.id), AlarmNotices.ALARM)
            } != null

        fun pairs(code: String): Pairing = checkNotNull(apart { container.screens.parents.pair(code) })

        fun answers(ask: FamilyAsk, sentence: String? = null) {
            val question = checkNotNull(parent?.view?.questions?.lastOrNull { ask in it.asks }) { "$parent" }
            val id = checkNotNull(parent).id
            assertTrue(apart { container.screens.parents.answer(id, question.counter, ask, sentence) })
        }

        fun result(ask: FamilyAsk): AskResult? = danger?.said?.lastOrNull { it.answer == ask }?.result

        fun history() = parent?.let { parent -> apart { container.screens.parents.history(parent.id) } }.orEmpty()

        /** Lets what is due happen. */
        fun settles() {
            if (!isOver) shadowOf(familys.looper).idle()
        }

        /** Ends the process without notice. */
        fun ends() {
            if (isOver) return
            isOver = true
            familys.quit()
            familys.join()
            storage.close()
        }
    }

    private companion object {
        const val FIRST_SIGN_MS = 21 * 60_000L
        const val SHARED_MS = 24 * 60_000L + 10_000
        const val BANK_MS = 25 * 60_000L + 10_000
        const val LOOKED_MS = 5_000L
        const val RECEIPT_MS = 61_000L

        /** The JDK itself asks twice. */
        const val HANGS_UP = 2
        const val RUNS = 15L
        const val LOOKS_A_SECOND = 100
        const val PATIENCE_NS = 30_000_000_000L
    }
}
