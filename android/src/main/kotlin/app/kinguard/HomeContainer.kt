package app.kinguard

import android.content.Context
import android.content.Intent
import android.os.SystemClock
import app.kinguard.core.Level
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Contacts
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.family.screen.FamilySettingsActivity
import app.kinguard.guard.AlarmButton
import app.kinguard.guard.GuardHandle
import app.kinguard.guard.GuardStore
import app.kinguard.guard.PracticeEngine
import app.kinguard.guard.StoredEngineClock
import app.kinguard.guard.WarningFactory
import app.kinguard.health.Verdict
import app.kinguard.health.screen.HealthActivity
import app.kinguard.history.screen.HistoryActivity
import app.kinguard.home.Danger
import app.kinguard.home.GuardAtHome
import app.kinguard.home.Home
import app.kinguard.home.HomeDestinations
import app.kinguard.home.HomeState
import app.kinguard.home.HomeStateLoader
import app.kinguard.home.MenuEntry
import app.kinguard.lock.PauseActivity
import app.kinguard.lock.PinSettingsActivity
import app.kinguard.phone.Moments
import app.kinguard.practice.Practice
import app.kinguard.practice.PracticeActivity
import app.kinguard.practice.PracticeReminder
import app.kinguard.practice.PracticeStore
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
    /** Returns whether the family is informed of anything. */
    private val isTold: () -> Boolean,
    private val verdict: () -> Verdict,
    /** Returns whether the setup was completed. */
    private val isSetUp: () -> Boolean,
    /** Returns the phone's home region. */
    private val region: () -> String,
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

    private val book = PracticeStore(database)

    val practice =
        Practice(guard.warningController, book, guard.clock::nowMs, platform.glances, region, {
            PracticeEngine(region())
        }, guard.warnings::of)

    val practiceReminder = PracticeReminder(context, book, guard.clock::nowMs, ::hour, isCalm)

    val home: Home = Home(
        loader = HomeStateLoader(::look, platform.glances, SystemClock::elapsedRealtime),
        callActions = PlatformCallActions(context),
        guard = AtHome(),
        ways = ways(),
        menu = menu(),
        practiseLater = { seen ->
            practiceReminder.withdraw()
            practice.later(seen)
        },
    )

    private fun look(): HomeState {
        guard.warnings.learn()
        return HomeState(
            verdict = unlessRefused(verdict),
            family = unlessRefused { contacts.all() },
            familyIsTold = unlessRefused(isTold) != false,
            isSetUp = unlessRefused(isSetUp) != false,
            practiceIsDue = practice.isDue(),
            practisedMs = unlessRefused { book.lastMs }?.let(::moment),
            stood = stood(),
        )
    }

    private fun moment(stampMs: Long) = Moments(guard.clock::nowMs, platform.ticks::wallClockMs).ofStamp(stampMs)

    private fun stood(): Boolean =
        unlessRefused { guard.store.standing() }?.let { it.warn.level == Level.RED && !it.answered } == true

    private fun ways() = HomeDestinations(
        mend = PermissionFix::intent,
        setUp = SetupActivity::intent,
        addFamily = FamilyActivity::intent,
        practise = PracticeActivity::intent,
        tryWarning = SetupActivity::trial,
        told = ConsentActivity::intent,
    )

    private fun menu() = listOf(
        entry(R.string.home_menu_contacts, R.string.home_menu_contacts_about, FamilyActivity::intent),
        entry(R.string.home_menu_settings, R.string.home_menu_settings_about) {
            Intent(it, FamilySettingsActivity::class.java)
        },
        entry(R.string.home_menu_health, R.string.home_menu_health_about, HealthActivity::intent),
        entry(R.string.home_menu_history, R.string.home_menu_history_about, HistoryActivity::intent),
        MenuEntry(R.string.home_menu_practice, ::lastPractised, PracticeActivity::intent),
        entry(R.string.home_menu_pause, R.string.home_menu_pause_about, PauseActivity::intent),
        entry(R.string.home_menu_pin, R.string.home_menu_pin_about, PinSettingsActivity::intent),
        entry(R.string.home_menu_consent, R.string.home_menu_consent_about, ConsentActivity::intent),
        entry(R.string.home_menu_setup, R.string.home_menu_setup_about, SetupActivity::intent),
    )

    private fun entry(title: Int, about: Int, open: (Context) -> Intent) =
        MenuEntry(title, { it.getString(about) }, open)

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
