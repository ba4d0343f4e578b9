package app.kinguard.health.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.family.screen.FamilyWords
import app.kinguard.health.CheckId
import app.kinguard.health.CheckResult
import app.kinguard.health.FamilyRoute
import app.kinguard.health.Finding
import app.kinguard.health.Health
import app.kinguard.health.HealthHost
import app.kinguard.health.Link
import app.kinguard.health.PartState
import app.kinguard.health.Verdict
import app.kinguard.health.selftest.SelfTest
import app.kinguard.health.selftest.SelfTestHost
import app.kinguard.page.Page
import app.kinguard.page.PageActivity
import app.kinguard.phone.FileInstalls
import app.kinguard.phone.OtherUsers
import app.kinguard.signals.SignalId

/** The family's screen on whether the guard works on this phone, as a whole and in its parts. */
class HealthActivity : PageActivity() {
    private val words by lazy { HealthWords(resources) }
    private val parts by lazy { PartWords(resources, words) }
    private val health: Health get() = (application as HealthHost).health
    private val selfTest: SelfTest get() = (application as SelfTestHost).selfTest
    private var progress: TextView? = null
    private var shown: Seen? = null

    /** Parts that work stay hidden until the user asks for them. */
    private var inDetail = false

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        inDetail = state?.getBoolean(DETAIL) ?: false
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(DETAIL, inDetail)
    }

    /** Everything on the page, read from the phone and the database. */
    private class Seen(health: Health, val environment: List<Pair<String, String>>) {
        val verdict = health.verdict()
        val results = health.results()
        val ways = health.ways()
        val silence = health.silence()
        val sources = health.sources()
        val testedMs = results.values.maxOfOrNull { it.atMs }?.let(health::wallClock)

        /** Returns whether the page can stay as it is, which keeps the user's place. */
        fun looksLike(other: Seen?) = other != null && verdict == other.verdict && results == other.results &&
            ways == other.ways && silence == other.silence && sources.keys == other.sources.keys
    }

    override fun show() = read(::look, ::lay)

    private fun look() = Seen(health, EnvironmentWords(words).facts(OtherUsers(activity).all(), FileInstalls(activity)))

    private fun lay(seen: Seen) {
        val verdict = seen.verdict
        shown = seen
        page.show {
            headline(words.title(verdict))
            text(words.summary(verdict))
            heading(words.text(R.string.health_links))
            Link.entries.forEach { link ->
                fact(words.link(link), verdict.links[link]?.let(words::state).orEmpty())
            }
            heading(words.text(R.string.health_entrances))
            verdict.launchPaths.forEach { (launchPath, state) ->
                fact(words.launchPath(launchPath), words.state(state))
            }
            button(words.text(R.string.health_check_phone)) { startActivity(CheckPhoneActivity.intent(activity)) }
            missing(verdict)
            tests(seen.results)
            ways(seen.ways)
            silence(seen.silence)
            environment(seen.environment)
            if (inDetail) sources(seen.sources)
            button(words.text(if (inDetail) R.string.health_fewer else R.string.health_details), ::turnDetails)
            main(words.text(R.string.health_test_now), ::test)
        }
        refreshProgress()
    }

    override fun refresh() {
        read(::look) { if (it.looksLike(shown)) refreshProgress() else lay(it) }
    }

    private val activity get() = this

    private fun Page.missing(verdict: Verdict) {
        heading(words.text(R.string.health_missing))
        if (verdict.lacking.isEmpty()) text(words.text(R.string.health_missing_none))
        verdict.lacking.forEach { fact(words.capability(it), words.loss(it)) }
    }

    private fun Page.tests(results: Map<CheckId, CheckResult>) {
        heading(words.text(R.string.health_test))
        progress = news(null)
        val told = CheckId.entries.filter { inDetail || isToBeKnown(results[it]?.finding) }
        told.forEach { check ->
            fact(words.check(check), parts.result(results[check], health::wallClock))
            HealthFix.of(results[check]?.finding)?.let { cure ->
                button(words.text(cure.words)) { cure.open(activity) }
            }
        }
        val isFine = results.isNotEmpty() && results.values.none { it.finding is Finding.Fault }
        if (isFine && !inDetail) text(words.text(R.string.health_test_fine))
    }

    private fun isToBeKnown(finding: Finding?) = when (finding) {
        is Finding.Fault, is Finding.Limited -> true
        Finding.Fine, Finding.NotApplicable, null -> false
    }

    private fun Page.sources(sources: Map<SignalId, PartState>) {
        heading(words.text(R.string.health_sources))
        sources.forEach { (source, state) -> fact(words.source(source), parts.source(state)) }
    }

    private fun Page.ways(ways: List<FamilyRoute>) {
        heading(words.text(R.string.health_ways))
        if (ways.isEmpty()) text(words.text(R.string.health_ways_none))
        ways.forEach { fact(parts.name(it), parts.way(it.state)) }
    }

    /** Shows nothing if no silence alert is held. */
    private fun Page.silence(all: List<Lifeline.HeldFor>) {
        if (all.isEmpty()) return
        heading(words.text(R.string.health_silence))
        val family = FamilyWords(resources)
        all.forEach { fact(it.name, family.lifeline(it.state, it.trouble)) }
    }

    /** Lists what else on this phone affects the guard, if anything. */
    private fun Page.environment(facts: List<Pair<String, String>>) {
        val services = gate.askAboutServices(activity)
        if (facts.isEmpty() && services == null) return
        heading(words.text(R.string.health_surroundings))
        facts.forEach { (name, state) -> fact(name, state) }
        services?.let { ask -> button(words.text(R.string.page_services_title)) { startActivity(ask) } }
    }

    private fun turnDetails() {
        inDetail = !inDetail
        show()
    }

    private fun test() {
        selfTest.run()
        refreshProgress()
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
