package app.kinguard.family.channel

import android.os.HandlerThread
import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.Address
import app.kinguard.family.Answer
import app.kinguard.family.AnswerTokens
import app.kinguard.family.Consent
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.FamilySettings
import app.kinguard.family.HandoverRecord
import app.kinguard.family.Language
import app.kinguard.family.MessageComposer
import app.kinguard.family.MessageIds
import app.kinguard.family.Notice
import app.kinguard.family.Outbox
import app.kinguard.family.OutboxWorker
import app.kinguard.family.words.MessageFormatter
import app.kinguard.guard.ManualAlarm
import app.kinguard.store.Database
import app.kinguard.work.WorkThread
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicLong

/** From the core's decision to a server and a SIM card, and from the contact's button back to the core. */
@RunWith(AndroidRunner::class)
@Config(application = TextingApp::class)
class WholeWayTest {
    @get:Rule
    internal val security = JdkSecurity()

    private val app = RuntimeEnvironment.getApplication() as TextingApp
    private val phone = TextingPhone(app)
    private val server = NtfyServer()
    private val executor = Executors.newCachedThreadPool()
    private val https = Https(executor, Https.Patience(5_000, 5_000, 5_000), plainLoopback = true)
    private val thread = HandlerThread("family").apply { start() }
    private val began = System.nanoTime()
    private val skippedMs = AtomicLong(1_000_000)
    private val database = Database(app)
    private val contacts = Contacts(database)
    private val outbox = Outbox(database, contacts)
    private val tokens = AnswerTokens(database)
    private val settings = FamilySettings(database).also { it.parent = "妈妈" }
    private val answers = Waiting<Pair<Int, Answer>>()
    private val family = family()

    init {
        app.textMessages =
            TextMessageChannel(
                app,
                { post, outcome, kept -> family.came(MessageIds.delivery(settings.install, post), outcome, kept) },
                Runnable::run,
            )
        val push = Address.Ntfy(server.url, "alerts", "replies", null, null)
        contacts.add("女儿", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage, push))
        family.answered = { place, answer -> answers.take(place to answer) }
    }

    @After
    fun end() {
        val before = server.asked.size
        tell(FamilyMessage.ENDED)
        ringsUntil { server.asked.drop(before).any { it.method == "POST" && "危险迹象没有了" in it.text } }
        thread.quit()
        thread.join()
        server.close()
        executor.shutdownNow()
        database.close()
    }

    @Test
    fun `danger goes out both ways at once, and the button's answer comes back`() {
        tell(FamilyMessage.DANGER)
        spinUntil { server.asked.any { it.path == "/" } && phone.handed() != null }
        val message = JSONObject(server.asked.first { it.path == "/" }.text)
        val text = checkNotNull(phone.handed()).parts.joinToString("")
        assertTrue(text, text.startsWith("【亲守】"))
        assertEquals(text, message.getString("message"))
        val button = message.getJSONArray("actions").getJSONObject(0)
        assertEquals("我现在就打", button.getString("label"))

        val pressed = Waiting<app.kinguard.family.channel.ServerResponse>()
        https.ask(Https.Call(Https.Method.POST, button.getString("url"), button.getString("body")), pressed::take)
        pressed.next()
        assertEquals(0 to Answer.CALLING, answers.next())
        assertNotNull("an answer proves the arrival", contacts.all().single().addresses[1].provedAtMs)
    }

    @Test
    fun `a push whose answer is lost is said again, and the end follows it`() {
        server.hangUp()
        tell(FamilyMessage.DANGER)
        ringsUntil { server.asked.count { it.path == "/" } == 2 }
        val (lost, again) = server.asked.filter { it.path == "/" }.map { JSONObject(it.text).getString("message") }
        assertTrue(again, "可能重复" in again)
        assertEquals(lost.substringAfter('，'), again.substringAfter('：'))
    }

    @Test
    @Config(sdk = [35])
    fun `measures the way to the radio and to the socket`() {
        val radio = mutableListOf<Long>()
        val socket = mutableListOf<Long>()
        repeat(WARM_UP + MEASURED) { schedule ->
            val texts = phone.handed()
            val pushes = server.asked.count { it.path == "/" }
            val began = System.nanoTime()
            tell(FamilyMessage.DANGER)
            spinUntil { phone.handed() !== texts }
            val handed = System.nanoTime()
            spinUntil { server.asked.count { it.path == "/" } > pushes }
            val reached = System.nanoTime()
            if (schedule >= WARM_UP) {
                radio += handed - began
                socket += reached - began
            }
            checkNotNull(phone.handed()).let { sent ->
                sent.sentIntents.indices.forEach { phone.sent(sent, it, android.app.Activity.RESULT_OK) }
            }
            skippedMs.addAndGet(MINUTE_MS)
        }
        println(
            "measured: from effect to the radio ${told(radio)}, to the socket ${told(socket)}, SDK 35 on this computer",
        )
    }

    private fun told(all: List<Long>) = all.sorted().let {
        "median ${it[it.size / 2] / 1_000} us, worst ${it.last() / 1_000} us"
    }

    private fun tell(kind: FamilyMessage) {
        database.write { family.keep(Notice(kind, RuleId.BANK_DURING_SHARE, nowMs(), null, emptySet())) }
        family.deliver()
    }

    private fun family(): Family {
        val schedule = OutboxWorker.Schedule(WorkThread.OfItsOwn(thread.looper), ManualAlarm(), nowMs = ::nowMs)
        val channels =
            Channels({ post, address, outcome ->
                app.textMessages.send(post, address, outcome)
            }, NtfyChannel(https), WebhookChannel(https))
        val writer = MessageComposer(MessageFormatter(app), settings, tokens, System::currentTimeMillis) { "CN" }
        val consent = Consent(database)
        return Family(contacts, outbox, tokens, schedule, NtfyReplyStream(NtfyReplies(https)), consent) { unreachable ->
            OutboxWorker(
                outbox,
                channels,
                writer,
                schedule,
                HandoverRecord(app.noBackupFilesDir.resolve("slip")) {
                    false
                },
                unreachable,
            )
        }.also { it.agree(System.currentTimeMillis()) }
    }

    /**
     * Advances by itself: a broken connection is scheduled again, and would never be due by a clock that stands still.
     */
    private fun nowMs() = skippedMs.get() + (System.nanoTime() - began) / NS_IN_MS

    /** Runs scheduled work as the alarm does, because Robolectric's clock and a handler's delays stand still. */
    private fun ringsUntil(done: () -> Boolean) = spinUntil {
        done().also {
            if (!it) {
                family.deliver()
                Thread.sleep(RINGS_MS)
            }
        }
    }

    /** Waits for other threads. */
    private fun spinUntil(done: () -> Boolean) {
        val until = System.nanoTime() + PATIENCE_NS
        while (!done()) {
            check(System.nanoTime() < until) { "nothing came" }
            Thread.onSpinWait()
        }
    }

    private companion object {
        const val WARM_UP = 20
        const val MEASURED = 200
        const val MINUTE_MS = 60_000L
        const val NS_IN_MS = 1_000_000L
        const val RINGS_MS = 50L
        const val PATIENCE_NS = 20_000_000_000L
    }
}
