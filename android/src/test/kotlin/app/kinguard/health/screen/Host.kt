package app.kinguard.health.screen

import android.app.Activity
import android.app.Application
import android.content.Context
import android.content.Intent
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.core.Event
import app.kinguard.family.Address
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.health.BANK
import app.kinguard.health.CheckId
import app.kinguard.health.FamilyRoute
import app.kinguard.health.Finding
import app.kinguard.health.FixedSignal
import app.kinguard.health.Health
import app.kinguard.health.HealthHost
import app.kinguard.health.LaunchTrialResult
import app.kinguard.health.ManualClock
import app.kinguard.health.PartState
import app.kinguard.health.SelfTestResults
import app.kinguard.health.Sightings
import app.kinguard.health.check.CheckedPhone
import app.kinguard.health.check.DeferredNotices
import app.kinguard.health.check.PhoneCheck
import app.kinguard.health.check.PhoneCheckHost
import app.kinguard.health.check.RecordingFamily
import app.kinguard.health.selftest.Check
import app.kinguard.health.selftest.SelfTest
import app.kinguard.health.selftest.SelfTestHost
import app.kinguard.page.Gate
import app.kinguard.page.PageAccess
import app.kinguard.page.PageHost
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.SwitchState
import app.kinguard.signals.Observation
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import app.kinguard.store.Database
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import java.time.Duration
import java.util.concurrent.Executor

/** The application of these tests: real health on a phone whose signals and checks are set by hand. */
class HealthTestApp :
    Application(),
    HealthHost,
    HealthDestinationsHost,
    SelfTestHost,
    PhoneCheckHost,
    PageHost {
    internal val clock = ManualClock(wallMs = 1_793_000_000_000L)
    internal val family = RecordingFamily()
    internal val states = SignalId.entries.associateWith<SignalId, SignalState> { SignalState.Works }.toMutableMap()
    internal val lacking = mutableSetOf<Capability>()
    internal val finds = mutableMapOf<CheckId, Finding>()
    internal var ways = listOf(reached())
    internal var isAgreed = true
    internal var silence = emptyList<Lifeline.HeldFor>()
    internal var pausedMs: Long? = null
    internal var unseenMs: Long? = null
    internal val switches = mutableMapOf<LaunchPath, SwitchState>()
    internal val trials = mutableMapOf<LaunchPath, LaunchTrialResult>()
    internal var stoppedMs: Long? = null
    internal var passage = PageAccess.OPEN

    /** Runs the self-test. */
    internal var executor = Executor(Runnable::run)
    internal val database by lazy { Database(this) }
    private val results by lazy { SelfTestResults(database) }
    private val holdsMoney: (String) -> Boolean = { it == BANK }
    internal val sightings by lazy { Sightings(database, clock.moments, { it() }, 35, holdsMoney) }
    internal val deferred by lazy { DeferredNotices(family, database, clock.moments) {} }

    override val health by lazy { Health(phone, sightings, clock.moments) }

    override val healthDestinations = HealthDestinations(
        mend = { _, capability -> Intent("mend $capability") },
        trial = { Intent("trial") },
        practice = { Intent("practice") },
        pause = { Intent("pause") },
        consent = { Intent("consent") },
    )

    override val selfTest by lazy {
        val checks = CheckId.entries.map { each ->
            object : Check {
                override val id = each

                override fun run() = finds[each] ?: Finding.Fine
            }
        }
        val messages = object : SelfTest.Messages {
            override fun keep(news: app.kinguard.health.CheckResult.News, checks: Set<CheckId>, atMs: Long) = Unit

            override fun deliver() = Unit
        }
        SelfTest(checks, results, clock.moments, { executor.execute(it) }, messages)
    }

    var isSeen = false

    override val phoneCheck by lazy {
        val phone = CheckedPhone("Huawei", "P60", "12 (31)", "2024-01-01", "0.1.0 (1)", "CN")
        PhoneCheck(clock.moments, deferred, { phone }, holdsMoney, { isSeen }, { it() })
    }

    override val aside = Executor(Runnable::run)

    override val gate =
        object : Gate {
            override fun passage() = passage

            override fun find(known: () -> Unit) = known()

            override fun ask(context: Context) = Intent("pin")
        }

    private val phone =
        object : Health.Phone {
            override val signals get() = states.map { (id, state) -> FixedSignal(id, state) }

            override fun lacking() = lacking

            override fun ways() = this@HealthTestApp.ways

            override fun isAgreed() = this@HealthTestApp.isAgreed

            override fun silence() = this@HealthTestApp.silence

            override fun results() = results.all()

            override fun pausedUntilMs() = pausedMs

            override fun unseenMs() = unseenMs

            override fun switch(launchPath: LaunchPath) = switches[launchPath]

            override fun trial(launchPath: LaunchPath) = trials[launchPath]

            override fun stoppedMs() = stoppedMs
        }

    /** A contact who was reached. */
    internal fun reached() = FamilyRoute("小芳", Address.TextMessage, PartState.SeenWorking(clock.wallMs))

    /** Reports an event to health and to the check. */
    internal fun hears(source: SignalId, event: Event, late: Long = 0) {
        val observation = Observation(clock.nowMs - late, event)
        sightings.heard(source, observation)
        phoneCheck.heard(source, observation)
    }
}

/** Tests the health screens as the user sees them: by their words. */
@Config(application = HealthTestApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
abstract class ScreenTest {
    internal val app = RuntimeEnvironment.getApplication() as HealthTestApp
    protected lateinit var controller: ActivityController<out Activity>
    protected val activity: Activity get() = controller.get()

    protected fun open(screen: Class<out Activity>) {
        controller = Robolectric.buildActivity(screen).setup()
        idle()
    }

    protected fun turn() {
        controller.recreate()
        idle()
    }

    protected fun second() {
        app.clock.pass(1_000)
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
    }

    protected fun idle() = shadowOf(Looper.getMainLooper()).idle()

    protected fun words() = wordsOf(activity.window.decorView)

    protected fun wordsOf(view: View) = views(view).filterIsInstance<TextView>().joinToString("\n") { it.text }

    /** The button at the bottom of the page. */
    protected fun main() = activity.requireViewById<TextView>(R.id.page_main).takeIf { it.isShown }?.text?.toString()

    protected fun nextAction() = shadowOf(activity).nextStartedActivity?.action

    protected fun assertSays(vararg sentences: String) =
        sentences.forEach { assertTrue("no \"$it\" in:\n${words()}", it in words()) }

    protected fun assertSilent(vararg sentences: String) =
        sentences.forEach { assertFalse("\"$it\" in:\n${words()}", it in words()) }

    protected fun tap(words: String) {
        val view = views(activity.window.decorView).filter { it.isClickable && it !is EditText }
            .firstOrNull { wordsOf(it).startsWith(words) }
        checkNotNull(view) { "no \"$words\" in:\n${words()}" }.performClick()
        idle()
    }

    private fun views(view: View): List<View> = when {
        view.visibility != View.VISIBLE -> emptyList()
        view is ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { views(view.getChildAt(it)) }
        else -> listOf(view)
    }
}
