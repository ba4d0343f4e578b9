package app.kinguard.setup

import android.annotation.TargetApi
import android.app.Activity
import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.window.OnBackInvokedDispatcher
import app.kinguard.R
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.page.passageWithoutPin
import app.kinguard.page.phases
import app.kinguard.phone.holds
import app.kinguard.setup.step.AbroadPage
import app.kinguard.setup.step.ConsentPage
import app.kinguard.setup.step.FamilyPage
import app.kinguard.setup.step.FinishPage
import app.kinguard.setup.step.HomePage
import app.kinguard.setup.step.LanguagePage
import app.kinguard.setup.step.LaunchTrialPage
import app.kinguard.setup.step.PermissionAsks
import app.kinguard.setup.step.PermissionPage
import app.kinguard.setup.step.PermissionRequest
import app.kinguard.setup.step.PhoneStateReader
import app.kinguard.setup.step.PinPage
import app.kinguard.setup.step.RequestMethod
import app.kinguard.setup.step.RestrictedPage
import app.kinguard.setup.step.RolePage
import app.kinguard.setup.step.SettingsIntents
import app.kinguard.setup.step.SetupPhase
import app.kinguard.setup.step.SetupState
import app.kinguard.setup.step.SetupStep
import app.kinguard.setup.step.SpacesPage
import app.kinguard.setup.step.StepHost
import app.kinguard.setup.step.StepPage
import app.kinguard.setup.step.TrialPage
import app.kinguard.setup.step.Unlocking
import app.kinguard.setup.step.Visit
import app.kinguard.setup.step.WelcomePage

/** Guides the user through setup, one step at a time. Setup can be left at any step, and continues there. */
internal class SetupActivity :
    PageActivity(),
    StepHost {
    override val activity: Activity get() = this
    override val screens get() = (application as SetupHost).setup
    override val state get() = checkNotNull(found) { "a page is laid out for what was found" }

    /** The state last read, or null before the first read. */
    private var found: SetupState? = null
    private val here by lazy { PhoneStateReader(this, screens.regions, screens::isNew) }
    private val asks by lazy { PermissionAsks(this, screens.store, here) }
    override var visit = Visit()
        private set
    override val isAlone get() = mending != null

    /** The one step shown by itself, if any. */
    private val mending: SetupStep? get() = intent.getStringExtra(STEP)?.let(SetupStep::named)
    private val step get() = state.step
    private var asksAtOnce = false

    /** Not saved: a user who comes back from that page reads on this one what to do. */
    private var askedAboutServices = false

    /** Anybody at the phone may grant what is missing: the guard only sees more by it. */
    override fun passage(): PageAccess = if (isAlone) gate.passageWithoutPin() else gate.passage()

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        if (state != null) visit = Visit.read(state)
        asksAtOnce = state == null && isAlone
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) listenForBack()
    }

    override fun onResume() {
        // The user may just have changed them.
        keep { here.switches.forget() }
        super.onResume()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        visit.write(state)
    }

    override fun onDestroy() {
        super.onDestroy()
        // A user who has left this page does not wait for a drill.
        if (isFinishing) keep(screens.launchTrials::callOff)
    }

    override fun showShut() {
        super.showShut()
        askAboutServices()
    }

    override fun refreshShut() {
        super.refreshShut()
        askAboutServices()
    }

    /** Asks first about a third-party screen reader, which some users need. */
    private fun askAboutServices() {
        if (askedAboutServices || isAlone) return
        val ask = gate.askAboutServices(this) ?: return
        write({ screens.finished }) { finished ->
            if (!askedAboutServices && !finished) startActivity(ask)
            askedAboutServices = true
        }
    }

    override fun show() = read(find(), ::lay)

    override fun refresh() {
        read(find()) { if (!it.looksLike(found)) lay(it) }
    }

    private fun find(): () -> SetupState {
        val visit = visit
        return { SetupState.find(screens, here, asks, visit, mending) }
    }

    private fun lay(now: SetupState) {
        found = now
        when {
            phone.isWorkProfile -> refuse(R.string.setup_work, R.string.setup_work_why)
            phone.isInDoubtfulCall -> refuse(R.string.setup_call, R.string.setup_call_why)
            visit.asked && isGrantedNow() -> granted()
            else -> lay()
        }
    }

    override fun change(visit: Visit) {
        val isOther = visit.detour != this.visit.detour || visit.isHandedOver != this.visit.isHandedOver
        this.visit = visit
        show()
        if (isOther) page.toTop()
    }

    override fun store(what: () -> Unit, then: () -> Unit) = write(what) { then() }

    override fun storeTyped(what: () -> Unit) = keep(what)

    override fun next() = leave(null)

    override fun goTo(step: SetupStep) = turnTo(step, Visit())

    override fun end() = write(screens::finish) { finish() }

    override fun ask(ask: PermissionRequest) {
        visit = visit.copy(asked = true)
        when (val way = ask.way) {
            is RequestMethod.Dialog -> if (state.asksNoMore) open(emptyList()) else askFor(way.permissions)
            is RequestMethod.Role -> if (!SettingsIntents.opens(phone.screeningQuestion, ::question)) show()
            is RequestMethod.Screen -> open(way.intents)
        }
    }

    override fun open(candidates: List<Intent>) {
        if (!SettingsIntents.open(this, candidates, ::startActivity)) change(visit.copy(nowhere = true))
    }

    /** Android no longer asks for a permission that was refused twice or is locked: then only the settings help. */
    override fun onRequestPermissionsResult(request: Int, asked: Array<String>, answers: IntArray) {
        super.onRequestPermissionsResult(request, asked, answers)
        val asksNoMore = asked.filterNot(::holds).any { !shouldShowRequestPermissionRationale(it) }
        // The process may have died meanwhile.
        val find = find()
        keep {
            val step = find().step
            if (step != SetupStep.RESTRICTED) screens.store.asksNoMore(step, asksNoMore)
        }
    }

    @Deprecated("From Android 13 on the dispatcher is asked instead")
    @Suppress("OVERRIDE_DEPRECATION", "MissingSuperCall")
    override fun onBackPressed() = back()

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun listenForBack() {
        onBackInvokedDispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, ::back)
    }

    private fun back() {
        // A notice that replaces the page has no previous step.
        if (passage() != PageAccess.OPEN || found == null) return finish()
        val before = phone.steps.lastOrNull { it < step }
        when {
            visit.query != null -> change(visit.copy(query = null))
            visit.detour != null -> change(Visit(asked = true))
            isAlone || before == null || phone.isInDoubtfulCall -> finish()
            else -> turnTo(before, Visit())
        }
    }

    private fun refuse(title: Int, why: Int) = page.show {
        headline(getString(title))
        text(getString(why))
        main(getString(R.string.page_close)) {}
        // The guard may shut the page at any moment, and closing it must still work.
        alwaysOpen { finish() }
    }

    private fun lay() {
        val step = step
        page.show {
            if (!isAlone) step.phase?.let { phase(it) }
            visit.after?.let(permissions::of)?.let {
                news(getString(R.string.setup_turned_on, getString(it.title)), Condition.DONE)
            }
            of(step).lay(this)
        }
        if (asksAtOnce) {
            asksAtOnce = false
            permissions.of(step)?.next?.let(::ask)
        }
    }

    private fun Page.phase(now: SetupPhase) {
        val names = SetupPhase.entries.map { getString(it.title) }
        val at = now.ordinal
        phases(names, at, getString(R.string.setup_phase, at + 1, names.size, names[at]))
    }

    private fun of(step: SetupStep): StepPage = when (step) {
        SetupStep.ROLE -> RolePage(this)
        SetupStep.WELCOME -> WelcomePage(this)
        SetupStep.LANGUAGE -> LanguagePage(this, ::recreate)
        SetupStep.FAMILY -> FamilyPage(this)
        SetupStep.HOME -> HomePage(this)
        SetupStep.ABROAD -> AbroadPage(this)
        SetupStep.RESTRICTED -> RestrictedPage(this)
        SetupStep.CONSENT -> ConsentPage(this)
        SetupStep.SPACES -> SpacesPage(this)
        SetupStep.TRIAL -> TrialPage(this)
        SetupStep.ENTRANCE -> LaunchTrialPage(this)
        SetupStep.PIN -> PinPage(this)
        SetupStep.FINISH -> FinishPage(this)
        else -> PermissionPage(this, checkNotNull(permissions.of(step)) { "every other step grants something" })
    }

    /** On the page about restricted settings, any permission that they lock counts. */
    private fun isGrantedNow(): Boolean {
        if (step != SetupStep.RESTRICTED) return permissions.of(step)?.isDone == true
        return visit.unlocking != Unlocking.TRY && SetupStep.GUARDED.any { permissions.of(it)?.isDone == true }
    }

    /** Called when the user comes back from the system with the step done. The next page says so. */
    private fun granted() {
        visit = visit.copy(asked = false)
        leave(step)
    }

    private fun leave(after: SetupStep?) {
        val now = step
        when {
            visit.detour != null -> change(Visit())
            isAlone -> finish()
            else -> {
                // A permission that is granted already needs no page.
                val to = phone.steps.first { it > now && (permissions.of(it)?.isDone != true) && !isUnlocked(it) }
                turnTo(to, Visit(after = after))
            }
        }
    }

    private fun isUnlocked(step: SetupStep) =
        step == SetupStep.RESTRICTED && SetupStep.GUARDED.all { permissions.of(it)?.isDone != false }

    private fun turnTo(step: SetupStep, visit: Visit) {
        write({
            screens.launchTrials.callOff()
            screens.store.step = step
        }) {
            change(visit)
            page.toTop()
        }
    }

    private fun askFor(permissions: List<String>) = requestPermissions(permissions.toTypedArray(), PERMISSIONS)

    private fun question(intent: Intent) = startActivityForResult(intent, ROLE)

    companion object {
        private const val STEP = "step"
        private const val PERMISSIONS = 1
        private const val ROLE = 2

        /** Returns the intent that starts setup, or continues it. */
        fun intent(context: Context) = Intent(context, SetupActivity::class.java)

        /** Returns the intent for the page that tests whether the warning comes up by itself. */
        fun trial(context: Context): Intent = at(context, SetupStep.ENTRANCE)

        /** Returns the intent for one step alone, which asks at once. */
        internal fun at(context: Context, step: SetupStep): Intent = intent(context).putExtra(STEP, step.name)
    }
}
