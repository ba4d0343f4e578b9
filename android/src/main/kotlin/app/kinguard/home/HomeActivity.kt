package app.kinguard.home

import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.provider.Settings
import android.view.View
import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.warning.WarningActivity

/**
 * Shows the parent at a glance whether they are guarded and who will be told, with two buttons for an emergency. Open
 * to everybody, because the parent must always see it, but a red warning replaces its contents.
 */
class HomeActivity : PageActivity() {
    override val layout = R.layout.home
    private val home get() = (application as HomeHost).home
    private val words by lazy { HomeUiStateFactory(this) }

    /** The state that the page shows, or null while it shows something else. */
    private var face: HomeUiState? = null
    private var failed = false

    override fun passage(): PageAccess = if (home.guard.danger == Danger.NONE) PageAccess.OPEN else PageAccess.SHUT

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
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
            headline(getString(R.string.home_warning))
            main(getString(R.string.home_warning_open)) {}
        }
        page.alwaysOpen(::giveWay)
        giveWay()
    }

    override fun refreshShut() = giveWay()

    private fun giveWay() {
        if (home.guard.danger != Danger.STANDS) return
        val flags = Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_NO_ANIMATION
        startActivity(Intent(this, WarningActivity::class.java).addFlags(flags))
    }

    private fun look(now: Boolean) = home.loader.look(now) { runOnUiThread(::seen) }

    private fun seen() {
        if (face != null) lay()
        lookOnceMore()
    }

    private fun lay() {
        val now = words.face(home.loader.last)
        if (now == face) return
        face = now
        page.show {
            status(now.mark.drawing, getString(now.mark.description), now.headline)
            now.lines.forEach(::text)
            if (failed) wrong(getString(R.string.home_cannot))
            now.lead?.let { lead -> strong(getString(lead.words)) { follow(lead) } }
            now.mend?.let { mend ->
                button(mend.words) { open(home.ways.mend(this@HomeActivity, mend.capability)) }
                mend.more?.let(::text)
            }
            now.told?.let(::text)
            if (now.practice) {
                row(getString(R.string.practice_offer), listOf(getString(R.string.practice_offer_why))) {
                    open(home.ways.practise(this@HomeActivity))
                }
                quiet(getString(R.string.practice_later)) { later() }
            }
            if (now.told !=
                null
            ) {
                quiet(getString(R.string.home_what_is_told)) { open(home.ways.told(this@HomeActivity)) }
            }
            if (now.lead != Lead.RESUME) quiet(getString(R.string.home_family)) { openMenu() }
            now.call?.let { call -> main(call.words) { follow(call) } }
            kept(R.id.home_help, getString(R.string.home_help)) {
                home.guard.helpAsked()
                giveWay()
            }
        }
    }

    private fun follow(lead: Lead) = when (lead) {
        Lead.SET_UP -> open(home.ways.setUp(this))
        Lead.RESUME -> openMenu()
        Lead.TRY -> open(home.ways.tryWarning(this))
    }

    private fun follow(call: CallTarget) = when (call) {
        is CallTarget.Ring -> tell(cannot = !home.callActions.call(call.number))
        is CallTarget.Add -> open(home.ways.addFamily(this))
    }

    private fun later() {
        home.practiseLater { runOnUiThread { look(now = true) } }
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
