package app.kinguard

import android.content.Context
import android.os.SystemClock
import app.kinguard.core.Level
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Contacts
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.guard.AlarmButton
import app.kinguard.guard.GuardHandle
import app.kinguard.guard.GuardStore
import app.kinguard.guard.PracticeEngine
import app.kinguard.guard.StoredEngineClock
import app.kinguard.guard.WarningFactory
import app.kinguard.health.Verdict
import app.kinguard.health.screen.CheckPhoneActivity
import app.kinguard.health.screen.HealthActivity
import app.kinguard.home.AlarmWidget
import app.kinguard.home.Danger
import app.kinguard.home.GuardAtHome
import app.kinguard.home.Home
import app.kinguard.home.HomeDestinations
import app.kinguard.home.HomeState
import app.kinguard.home.HomeStateLoader
import app.kinguard.lock.PauseActivity
import app.kinguard.phone.ContactPhotos
import app.kinguard.phone.Moments
import app.kinguard.practice.Practice
import app.kinguard.practice.PracticeActivity
import app.kinguard.practice.PracticeReminder
import app.kinguard.practice.PracticeStore
import app.kinguard.relative.screen.RelativeActivity
import app.kinguard.setup.ConsentActivity
import app.kinguard.setup.PermissionFix
import app.kinguard.setup.SetupActivity
import app.kinguard.store.Database
import app.kinguard.warning.PlatformCallActions
import app.kinguard.warning.WarningController
import app.kinguard.words.MomentFormatter
import java.util.Calendar

/** Wires the pages for the parent: home and the drill. */
internal class HomeContainer(
    private val context: Context,
    private val platform: PlatformServices,
    private val guard: Guarding,
    private val database: Database,
    private val contacts: Contacts,
    private val facts: Facts,
    /**
     * Returns whether nothing is happening for which the parent could mistake an offer to practise. Called on the
     * guard's thread.
     */
    private val isCalm: () -> Boolean,
) {
    /** The parts of the guard that home and the drill use. */
    class Guarding(
        val port: GuardHandle,
        val store: GuardStore,
        val clock: StoredEngineClock,
        val warnings: WarningFactory,
        val warningController: WarningController,
    )

    /** The facts that home takes from the other packages. */
    class Facts(
        /** Returns whether the family is informed of anything. */
        val isTold: () -> Boolean,
        val verdict: () -> Verdict,
        /** Returns what the last check of this phone found, or null if there was none. */
        val report: () -> String?,
        /** Returns whether the setup was completed. */
        val isSetUp: () -> Boolean,
        /** Returns the phone's home region. */
        val region: () -> String,
        /** Returns whether this is a phone of the family. Read from memory. */
        val isFamily: () -> Boolean,
    )

    private val book = PracticeStore(database)

    val practice =
        Practice(guard.warningController, book, guard.clock::nowMs, platform.glances, facts.region, {
            PracticeEngine(facts.region())
        }, guard.warnings::of)

    val practiceReminder = PracticeReminder(context, book, guard.clock::nowMs, ::hour, isCalm)

    private val photos = ContactPhotos(context)

    private val widget = AlarmWidget(context, platform.glances) { firstTold(look()) }

    val home: Home = Home(
        loader = HomeStateLoader(::lookForPage, platform.glances, SystemClock::elapsedRealtime),
        callActions = PlatformCallActions(context),
        guard = AtHome(),
        ways = ways(),
        menu = familyMenu(::lastPractised),
        widget = widget,
        nowMs = platform.ticks::wallClockMs,
        region = facts.region,
        report = facts.report,
        practiseLater = { seen ->
            practiceReminder.withdraw()
            practice.later(seen)
        },
    )

    /** The widget must not say anything else than the page. */
    private fun lookForPage(): HomeState = look().also { widget.show(firstTold(it)) }

    private fun look(): HomeState {
        guard.warnings.learn()
        val family = unlessRefused { contacts.all() }
        return HomeState(
            verdict = unlessRefused(facts.verdict),
            family = family,
            photo = family?.firstOrNull()?.let { photos.of(it.number) },
            familyIsTold = unlessRefused(facts.isTold) != false,
            isSetUp = unlessRefused(facts.isSetUp) != false,
            practiceIsDue = practice.isDue(),
            practisedMs = unlessRefused { book.lastMs }?.let(::moment),
            stood = stood(),
        )
    }

    private fun firstTold(state: HomeState): String? = state.told?.firstOrNull()?.name

    private fun moment(stampMs: Long) = Moments(guard.clock::nowMs, platform.ticks::wallClockMs).ofStamp(stampMs)

    private fun stood(): Boolean =
        unlessRefused { guard.store.standing() }?.let { it.warn.level == Level.RED && !it.answered } == true

    private fun ways() = HomeDestinations(
        mend = PermissionFix::intent,
        setUp = SetupActivity::intent,
        addFamily = FamilyActivity::intent,
        practise = PracticeActivity::intent,
        tryWarning = SetupActivity::trial,
        resume = PauseActivity::intent,
        fix = HealthActivity::intent,
        check = CheckPhoneActivity::intent,
        told = ConsentActivity::intent,
        elsewhere = { from -> RelativeActivity.intent(from).takeIf { facts.isFamily() } },
    )

    private fun lastPractised(from: Context): String {
        val atMs = home.loader.last?.practisedMs ?: return from.getString(R.string.home_menu_practice_never)
        return from.getString(R.string.home_menu_practice_last, MomentFormatter(from).date(atMs))
    }

    private fun hour(): Int =
        Calendar.getInstance().apply { timeInMillis = platform.ticks.wallClockMs() }.get(Calendar.HOUR_OF_DAY)

    private inner class AtHome : GuardAtHome {
        private val button = AlarmButton(guard.port, guard.warnings, guard.warningController)

        override fun begin() = guard.port.start()

        override val danger: Danger
            get() = when {
                stands() -> Danger.STANDS
                !guard.port.hasBegun && home.loader.last?.stood == true -> Danger.COMING
                else -> Danger.NONE
            }

        override fun helpAsked() = button.pressed()

        private fun stands(): Boolean = guard.warningController.standing?.isRed == true
    }
}
