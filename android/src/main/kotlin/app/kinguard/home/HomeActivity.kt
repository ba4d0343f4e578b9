package app.kinguard.home

import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.provider.Settings
import android.view.Gravity
import android.view.View
import android.widget.TextView
import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.page.strong
import app.kinguard.phone.dialler

/**
 * Shows the parent at a glance whether they are guarded and who will be told, with two buttons for an emergency. Open
 * to everybody, because the parent must always see it, but a red warning replaces its contents.
 */
class HomeActivity : PageActivity() {
    override val layout = R.layout.home
    private val home get() = (application as HomeHost).home
    private val words by lazy { HomeUiStateFactory(this, home.nowMs) }
    private val buttons by lazy { HomeButtons(this, page) }

    /** The state that the page shows, or null while it shows something else. */
    private var face: HomeUiState? = null
    private var failed = false

    override fun passage(): PageAccess = if (home.guard.danger == Danger.NONE) PageAccess.OPEN else PageAccess.SHUT

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        home.ways.elsewhere(this)?.let {
            startActivity(it)
            return finish()
        }
        // Another app's window over this one must not keep the parent from calling for help.
        requireViewById<View>(R.id.page).filterTouchesWhenObscured = false
        requireViewById<View>(R.id.page_scroll).filterTouchesWhenObscured = true
        home.guard.begin()
    }

    override fun show() {
        face = null
        lay()
        look(now = true)
    }

    override fun refresh() {
        lay()
        look(now = false)
    }

    override fun showShut() {
        face = null
        page.show {
            status(R.drawable.warning_sign, "", getString(R.string.home_warning))
                .requireViewById<TextView>(R.id.page_status_words).setTextColor(getColor(R.color.warning_red_text))
            main(getString(R.string.home_warning_open)) {}
        }
        page.alwaysOpen(::giveWay)
        buttons.ground(isRed = true)
        giveWay()
    }

    override fun refreshShut() = giveWay()

    private fun giveWay() {
        if (home.guard.danger == Danger.STANDS) startActivity(activeWarning(this))
    }

    private fun look(now: Boolean) = home.loader.look(now) { runOnUiThread(::seen) }

    private fun seen() {
        if (face != null) lay()
        lookOnceMore()
    }

    private fun lay() {
        val now = words.face(home.loader.last, home.loader.lastFamily)
        if (now == face) return
        face = now
        buttons.ground(isRed = false)
        page.show {
            status(now.mark.drawing, getString(now.mark.description), now.headline)
            now.lines.forEach(::text)
            now.findings.forEach { find(it) }
            if (failed) wrong(getString(R.string.home_cannot))
            now.mend?.let { mend(it) }
            now.lead?.let { lead -> strong(getString(lead.words)) { follow(lead) } }
            if (now.practice) offerPractice()
            now.told?.let { names ->
                row(getString(R.string.home_told), listOf(names), R.drawable.icon_people) { follow(Lead.AGREE) }
            }
            row(getString(R.string.home_hotlines), emptyList(), R.drawable.icon_call) {
                open(Intent(this@HomeActivity, HotlinesActivity::class.java))
            }
            row(getString(R.string.home_family), emptyList(), R.drawable.icon_settings, act = ::openMenu)
            buttons.call(now.call) { follow(now.call) }
            buttons.alarm(now.alarm) {
                home.guard.helpAsked()
                giveWay()
            }
        }
    }

    private fun Page.find(finding: HomeFinding) {
        val opens = finding.opens
        if (opens == null) {
            fact(finding.words, "", finding.condition)
        } else {
            row(finding.words, emptyList(), null, finding.condition) { follow(opens) }
        }
    }

    private fun Page.mend(mend: MissingRequirement) {
        strong(getString(R.string.home_mend), mend.name) { open(home.ways.mend(this@HomeActivity, mend.capability)) }
        mend.more?.let { row(it, emptyList(), null, Condition.OPEN) { follow(Lead.FIX) } }
    }

    private fun Page.offerPractice() {
        row(
            getString(R.string.practice_offer),
            listOf(getString(R.string.practice_offer_why)),
            R.drawable.icon_practice,
        ) { follow(Lead.PRACTISE) }
        quiet(getString(R.string.practice_later)) {
            home.practiseLater { runOnUiThread { look(now = true) } }
        }.gravity = Gravity.START or Gravity.CENTER_VERTICAL
    }

    private fun follow(lead: Lead) = open(
        when (lead) {
            Lead.SET_UP -> home.ways.setUp(this)
            Lead.RESUME -> home.ways.resume(this)
            Lead.TRY -> home.ways.tryWarning(this)
            Lead.PRACTISE -> home.ways.practise(this)
            Lead.AGREE -> home.ways.told(this)
            Lead.FIX -> home.ways.fix(this)
        },
    )

    private fun follow(call: CallTarget) = when (call) {
        is CallTarget.Ring -> tell(cannot = !home.callActions.call(call.number))
        is CallTarget.Add -> open(home.ways.addFamily(this))
        is CallTarget.Dial -> tell(cannot = !opens(dialler()))
    }

    private fun openMenu() = open(Intent(this, FamilyMenuActivity::class.java))

    /** Manufacturers leave out some system screens, but the app's own settings page always exists. */
    private fun open(intent: Intent) {
        val own = Uri.fromParts("package", packageName, null)
        tell(cannot = !opens(intent) && !opens(Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, own)))
    }

    private fun opens(intent: Intent): Boolean = isAllowed { startActivity(intent) }

    private fun tell(cannot: Boolean) {
        if (cannot == failed) return
        failed = cannot
        face = null
        lay()
    }
}
