package app.kinguard.endtoend

import android.app.Activity
import android.app.job.JobParameters
import android.appwidget.AppWidgetManager
import android.content.Intent
import android.content.pm.PackageManager
import android.content.pm.ProviderInfo
import android.net.Uri
import android.os.Looper
import android.telecom.Call
import android.widget.EditText
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.ForegroundObserver
import app.kinguard.MainThread
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.ShownScreen
import app.kinguard.WatchedSession
import app.kinguard.core.Choice
import app.kinguard.core.Event
import app.kinguard.family.Address
import app.kinguard.family.Language
import app.kinguard.family.channel.TextMessageReceiver
import app.kinguard.family.screen.ContactActivity
import app.kinguard.family.screen.ContactTestActivity
import app.kinguard.family.screen.InstructionCardActivity
import app.kinguard.family.screen.InstructionCardProvider
import app.kinguard.family.screen.SilenceActivity
import app.kinguard.family.screen.WayActivity
import app.kinguard.guard.GuardService
import app.kinguard.guard.StartReceiver
import app.kinguard.guard.WakeReceiver
import app.kinguard.health.selftest.SelfTestService
import app.kinguard.home.AlarmActivity
import app.kinguard.home.AlarmWidgetProvider
import app.kinguard.home.HomeActivity
import app.kinguard.lock.TestKeystore
import app.kinguard.practice.PracticeLaterReceiver
import app.kinguard.relative.screen.RoleActivity
import app.kinguard.setup.SetupActivity
import app.kinguard.setup.step.SetupStep
import app.kinguard.signals.ScreeningService
import app.kinguard.signals.callDetails
import app.kinguard.warning.CaptureService
import app.kinguard.warning.WarningActivity
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow
import java.time.Duration

/**
 * Tests every way in which Android enters the app, in a new process: the main thread waits neither for the database nor
 * for the keystore, nor for an answer about the phone. The remaining waits are listed here, with the reason; the lists
 * may only get shorter.
 */
@RunWith(AndroidRunner::class)
@Config(
    application = RestartableApp::class,
    qualifiers = "zh-rCN-w411dp-h891dp-420dpi",
    shadows = [WatchedSession::class],
)
class MainThreadTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)

    @Before
    fun begin() {
        TestKeystore.install()
        phone.isSetUp()
        app.container.contacts.add("儿子", "+8613900000002", Language.MAINLAND, listOf(BARK))
        anew()
    }

    @After
    fun end() {
        phone.processDies()
        TestKeystore.remove()
    }

    @Test
    fun `it is noticed`() {
        val waits = MainThread.during {
            assertEquals(2, app.container.contacts.all().size)
            app.container.database.write {}
            app.health.verdict()
        }.map { it.substringBefore(" by ") }.toSet()
        val all = setOf("database", "keystore", "package", "content", "usagestats", "appops", "role", "phone")
        assertEquals("$waits", emptySet<String>(), all - waits)
        val beside = MainThread.during { Thread { app.container.contacts.all() }.apply { start() }.join() }
        assertEquals("not beside it", emptySet<String>(), beside)
    }

    @Test
    fun `a boot and an update`() {
        for (occasion in listOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)) {
            waitsForNothing(occasion) { StartReceiver().onReceive(app, Intent(occasion)) }
        }
    }

    @Test
    fun `the guard's service`() = waitsForNothing("service") {
        Robolectric.buildService(GuardService::class.java, Intent()).create().startCommand(0, 1)
    }

    @Test
    fun `a call to be screened, in the first moment of a process and later`() {
        val service = Robolectric.buildService(ScreeningService::class.java).create().get()
        repeat(2) {
            waitsForNothing("call $it", anew = it == 0) {
                service.onScreenCall(callDetails(Uri.parse("tel:+85251234567"), Call.Details.DIRECTION_INCOMING))
            }
        }
        assertEquals(2, phone.heard.count { it is Event.CallStarted })
    }

    @Test
    fun `an alarm`() = waitsForNothing("alarm") { WakeReceiver().onReceive(app, Intent()) }

    @Test
    fun `what the phone says of a text message`() {
        val uri = TextMessageReceiver.Subject("nobody", 0, TextMessageReceiver.About.SENT).uri()
        waitsForNothing("text message") { TextMessageReceiver().onReceive(app, Intent().setData(uri)) }
    }

    @Test
    fun `the daily job`() {
        val service = Robolectric.buildService(SelfTestService::class.java).create().get()
        waitsForNothing("job") { service.onStartJob(Shadow.newInstanceOf(JobParameters::class.java)) }
    }

    @Test
    fun `later, said to the drill`() = waitsForNothing("later") { PracticeLaterReceiver().onReceive(app, Intent()) }

    @Test
    fun `our own capture`() = waitsForNothing("capture") {
        Robolectric.buildService(CaptureService::class.java, Intent()).create().startCommand(0, 1)
    }

    @Test
    fun `the widget that Android asks for, and a tap on it`() {
        val update = Intent(AppWidgetManager.ACTION_APPWIDGET_UPDATE)
            .putExtra(AppWidgetManager.EXTRA_APPWIDGET_IDS, intArrayOf(1))
        waitsForNothing("widget") { AlarmWidgetProvider().onReceive(app, update) }
        waitsForNothing("tap") { Robolectric.buildActivity(AlarmActivity::class.java).create().destroy() }
    }

    @Test
    fun `the warning, and the page for money that has left`() {
        for (intent in listOf(Intent(app, WarningActivity::class.java), WarningActivity.forMoneySent(app))) {
            waitsForNothing("warning") {
                Robolectric.buildActivity(WarningActivity::class.java, intent).setup().pause().stop().destroy()
            }
        }
    }

    @Test
    fun `a cry for help, and the answer to it`() {
        val home = ShownScreen.open<HomeActivity>()
        phone.idle()
        val waits = MainThread.during {
            home.tap("有人要我共享屏幕")
            phone.settle()
            phone.tap(R.id.warning_main)
        }
        assertEquals("hanging up is an action, not a question", setOf("telecom by phone.Telephony.askTelecom"), waits)
    }

    @Test
    fun `the same in the first moment of a process, and nothing of it is lost`() {
        phone.engineHangs()
        val home = ShownScreen.open<HomeActivity>()
        val waits = MainThread.during {
            home.tap("有人要我共享屏幕")
            app.warningController.stop()
        }
        assertEquals(emptySet<String>(), waits)
        phone.engineGoesOn()
        assertEquals(
            listOf(Event.HelpAsked, Event.WarningAnswered(Choice.STOP)),
            phone.heard.filter { it is Event.HelpAsked || it is Event.WarningAnswered },
        )
    }

    @Test
    fun `the card that is shared`() {
        app.cacheDir.resolve("card.png").writeText("card")
        val card = Uri.parse("content://app.kinguard.card/card.png")
        waitsForNothing("card") {
            val provider = InstructionCardProvider().apply { attachInfo(app, ProviderInfo()) }
            provider.openFile(card, "r")
            provider.query(card, null, null, null, null).close()
        }
    }

    @Test
    fun `every door is tried`() {
        val flags = PackageManager.GET_RECEIVERS or PackageManager.GET_SERVICES or PackageManager.GET_PROVIDERS
        val info = app.packageManager.getPackageInfo(app.packageName, flags)
        val ports = info.receivers.orEmpty().map { it.name } + info.services.orEmpty().map { it.name } +
            info.providers.orEmpty().map { it.name }
        val tried = listOf(
            StartReceiver::class,
            WakeReceiver::class,
            TextMessageReceiver::class,
            PracticeLaterReceiver::class,
            AlarmWidgetProvider::class,
            GuardService::class,
            ScreeningService::class,
            CaptureService::class,
            SelfTestService::class,
            InstructionCardProvider::class,
        )
        val untried = ports - tried.map { it.java.name }.toSet()
        assertEquals("runs in another process", listOf("app.kinguard.health.selftest.IsolatedProbeService"), untried)
    }

    @Test
    fun `every page that is opened`() {
        val waiting = (pages() - AlarmActivity::class.java.name).associate { name ->
            anew()
            name.substringAfterLast('.') to waits { opened(Intent().setClassName(app, name)) {} }
        }.filterValues { it.isNotEmpty() }
        assertEquals(emptyMap<String, Set<String>>(), waiting)
    }

    @Test
    fun `whatever is touched on a page`() {
        val contact = app.container.contacts.all().first().id
        val filled =
            listOf(
                ContactActivity.of(app, contact),
                ContactTestActivity.of(app, contact),
                SilenceActivity.of(app, contact),
                WayActivity.of(app, BARK.preset, BARK.values, Language.MAINLAND),
                InstructionCardActivity.of(app, contact),
            )
        val empty = pages().map { Intent().setClassName(app, it) }.filter { it.component?.className !in NOT_PAGES }
        assertEquals("$TOUCHED_WAITS", TOUCHED_WAITS, (filled + empty).flatMap(::touched).toSet())
    }

    @Test
    fun `a change of the role`() = assertEquals(emptyList<String>(), touched(RoleActivity.toFamily(app)))

    @Test
    fun `whatever is touched while the phone is set up`() {
        val waiting = SetupStep.entries.flatMap { step ->
            app.container.setup.store.step = step
            touched(SetupActivity.intent(app))
        }.toSet()
        assertEquals(emptySet<String>(), waiting)
    }

    /**
     * Returns what the main thread waits for while each element of a page is touched. The page is opened anew for each.
     */
    private fun touched(intent: Intent): List<String> {
        var many = 1
        val waiting = mutableSetOf<String>()
        var at = 0
        while (at < many) {
            waiting += waits {
                opened(intent) { page ->
                    val touchable = page.views().filter { it.isClickable && it !is EditText }
                    many = touchable.size
                    touchable.getOrNull(at)?.performClick()
                }
            }
            at++
        }
        return waiting.map { "${intent.component?.className?.substringAfterLast('.')}: $it" }
    }

    private fun pages(): List<String> =
        app.packageManager.getPackageInfo(app.packageName, PackageManager.GET_ACTIVITIES).activities.orEmpty()
            .filter { it.enabled }.map { it.name }

    @Suppress("UNCHECKED_CAST") // Only activities are named.
    private fun opened(intent: Intent, act: (ShownScreen<out Activity>) -> Unit) {
        val name = checkNotNull(intent.component).className
        val page = Robolectric.buildActivity(Class.forName(name) as Class<out Activity>, intent).setup()
        ForegroundObserver(app, app::familyPhone).onActivityResumed(page.get())
        seconds(2)
        act(ShownScreen(page))
        seconds(2)
        page.pause().stop().destroy()
    }

    private fun seconds(many: Long) {
        phone.idle()
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(many))
        phone.idle()
    }

    private fun waitsForNothing(port: String, anew: Boolean = true, act: () -> Unit) {
        if (anew) anew()
        assertEquals(port, emptySet<String>(), waits(act))
    }

    private fun waits(act: () -> Unit): Set<String> = MainThread.during {
        act()
        phone.idle()
    }

    /** Starts a process in which nothing has begun. */
    private fun anew() {
        phone.processDies()
        phone.processIsBorn()
    }

    private companion object {
        val BARK = Address.Webhook("bark", mapOf("address" to "https://api.day.app/AbCdEfGh1234"))

        /** Tested separately, above. */
        val NOT_PAGES =
            setOf(WarningActivity::class, HomeActivity::class, AlarmActivity::class, RoleActivity::class)
                .map { it.java.name }

        val TOUCHED_WAITS = setOf<String>()
    }
}
