package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Page
import app.kinguard.page.Scene
import app.kinguard.page.scenes
import app.kinguard.page.topic
import app.kinguard.phone.AppLanguage
import app.kinguard.regions.RegionNames

/** Says what the app is for and how long setup takes, with what was read from the phone, to be changed there. */
internal class WelcomePage(private val walk: StepHost) : StepPage {
    private val regions get() = walk.state.regions

    /** The home region, unless a step of its own asks for it. */
    private val home: String?
        get() = (regions.home ?: regions.sims.singleOrNull()).takeUnless { SetupStep.HOME in walk.phone.steps }

    override fun lay(page: Page) = page.run {
        headline(walk.text(R.string.setup_welcome))
        scenes(SCENES.map { (drawing, words) -> Scene(drawing, walk.text(words)) })
        text(walk.text(R.string.setup_welcome_stop))
        topic(
            R.drawable.icon_clock,
            walk.text(R.string.setup_welcome_time),
            walk.text(R.string.setup_welcome_together),
        )
        val language = walk.text(LanguagePage.name(AppLanguage.of(walk.activity)))
        row(walk.text(R.string.setup_language), listOf(language), R.drawable.icon_language) {
            walk.change(Visit(detour = SetupStep.LANGUAGE))
        }
        home?.let { line(it) }
        main(walk.text(R.string.setup_begin), ::begin)
    }

    private fun Page.line(home: String) {
        val name = RegionNames(walk.activity.resources).of(home)
        row(walk.text(R.string.setup_sim), listOf(name), R.drawable.icon_phone) {
            walk.change(Visit(detour = SetupStep.HOME))
        }
    }

    private fun begin() {
        val read = home.takeIf { regions.home == null } ?: return walk.next()
        walk.store({ walk.screens.regions.settle(read, regions.familiar - read) }, walk::next)
    }

    private companion object {
        val SCENES = listOf(
            R.drawable.practice_call to R.string.setup_welcome_call,
            R.drawable.practice_install to R.string.setup_welcome_install,
            R.drawable.practice_share to R.string.setup_welcome_watch,
            R.drawable.practice_bank to R.string.setup_welcome_pay,
        )
    }
}
