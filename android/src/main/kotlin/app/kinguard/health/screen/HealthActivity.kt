package app.kinguard.health.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.screen.FamilyWords
import app.kinguard.health.Health
import app.kinguard.health.HealthHost
import app.kinguard.health.selftest.SelfTest
import app.kinguard.health.selftest.SelfTestHost
import app.kinguard.page.Page
import app.kinguard.page.PageActivity
import app.kinguard.page.keepIconRoom
import app.kinguard.phone.FileInstalls
import app.kinguard.phone.OtherUsers

/** The family's screen on whether the guard works on this phone: first what to do about it, then what works. */
class HealthActivity : PageActivity() {
    private val words by lazy { HealthWords(this) }
    private val parts by lazy { PartWords(resources, words) }
    private val family by lazy { FamilyWords(resources) }
    private val health: Health get() = (application as HealthHost).health
    private val selfTest: SelfTest get() = (application as SelfTestHost).selfTest
    private val destinations get() = (application as HealthDestinationsHost).healthDestinations
    private var progress: TextView? = null
    private var shown: HealthSnapshot? = null

    /** Single parts stay hidden until the user asks for them. */
    private var inDetail = false

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        inDetail = state?.getBoolean(DETAIL) ?: false
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(DETAIL, inDetail)
    }

    override fun show() = read(::look, ::lay)

    private fun look(): HealthSnapshot {
        val surroundings = EnvironmentWords(words).facts(OtherUsers(activity).all(), FileInstalls(activity))
        return HealthSnapshot(health, surroundings)
    }

    private fun lay(seen: HealthSnapshot) {
        shown = seen
        val items = HealthItems(words, parts, family, seen)
        val first = items.faults.firstNotNullOfOrNull { it.fix }
        page.show {
            headline(items.title)
            progress = news(null)
            section(R.string.health_faults, items.faults)
            section(R.string.health_open, items.open)
            gate.askAboutServices(activity)?.let { ask ->
                button(words.text(R.string.page_services_title)) { startActivity(ask) }
            }
            section(R.string.health_working, items.working)
            if (inDetail) details(items)
            button(words.text(R.string.health_check_phone)) { startActivity(CheckPhoneActivity.intent(activity)) }
            if (first != null) button(words.text(R.string.health_test_now), ::test)
            quiet(words.text(if (inDetail) R.string.health_fewer else R.string.health_details), ::turnDetails)
            if (first == null) main(words.text(R.string.health_test_now), ::test) else main(first)
        }
        refreshProgress()
    }

    override fun refresh() {
        read(::look) { if (it.looksLike(shown)) refreshProgress() else lay(it) }
    }

    private val activity get() = this

    private fun Page.main(fix: HealthFix) = main(fix.words(words)) { fix.open(activity, destinations) }

    private fun Page.details(items: HealthItems) {
        section(R.string.health_entrances, items.launchPathsInDetail())
        section(R.string.health_test, items.checksInDetail())
        section(R.string.health_sources, items.sourcesInDetail())
    }

    private fun Page.section(title: Int, items: List<HealthItem>) {
        if (items.isEmpty()) return
        heading(words.text(title))
        val someHaveIcons = items.any { it.condition.icon != null }
        items.forEach { item ->
            val card = item(item)
            if (someHaveIcons) card.keepIconRoom()
        }
    }

    private fun Page.item(item: HealthItem): View {
        val fix = item.fix
        return if (fix == null) {
            fact(item.name, item.state, item.condition)
        } else {
            row(item.name, listOf(item.state), condition = item.condition) { fix.open(activity, destinations) }
        }
    }

    private fun turnDetails() {
        inDetail = !inDetail
        show()
    }

    private fun test() {
        selfTest.run()
        refreshProgress()
        page.toTop()
    }

    private fun refreshProgress() {
        val running = selfTest.progress?.let { (done, all) -> words.text(R.string.health_test_running, done, all) }
        val then = shown?.testedMs?.let { words.text(R.string.health_test_last, words.time(it)) }
        progress?.let { Page.tell(it, running ?: then ?: words.text(R.string.health_test_never)) }
    }

    companion object {
        private const val DETAIL = "detail"

        fun intent(context: Context) = Intent(context, HealthActivity::class.java)
    }
}
