package app.kinguard.setup.step

import android.text.InputType
import app.kinguard.R
import app.kinguard.page.Page
import app.kinguard.regions.RegionNames

/** Asks for the home region of the phone's line: the SIM card suggests it, and the family can correct it. */
internal class HomePage(private val walk: StepHost) : StepPage {
    private val names = RegionNames(walk.activity.resources)
    private val regions get() = walk.state.regions
    private val settled get() = walk.screens.regions

    override fun lay(page: Page): Unit = page.run {
        val sims = regions.sims
        val home: String? = regions.home ?: sims.firstOrNull()
        headline(walk.text(R.string.setup_home))
        if (!walk.phone.makesCalls) news(walk.text(R.string.setup_no_phone))
        text(read(sims))
        val found = walk.visit.query?.let(names::search).orEmpty()
        val all = (sims + listOfNotNull(home) + RegionNames.HOMES + found).distinct().map { it to names.of(it) }
        text(walk.text(R.string.setup_home_why))
        choices(null, all, home.orEmpty()) { region ->
            walk.store({ settled.settle(region, regions.familiar - region) }) { walk.change(walk.visit) }
        }
        search(walk, found)
        if (home == null) {
            text(walk.text(R.string.setup_home_lost))
            quiet(walk.text(R.string.setup_restricted_skip), walk::next)
        } else {
            val isDetour = walk.visit.detour != null
            main(walk.text(if (isDetour) R.string.setup_done else R.string.setup_next)) {
                walk.store({ settled.settle(home, regions.familiar - home) }, walk::next)
            }
        }
    }

    private fun read(sims: Set<String>): String = when (sims.size) {
        0 -> walk.text(R.string.setup_home_none)
        1 -> walk.text(R.string.setup_home_read, names.of(sims.single()))
        else -> walk.text(R.string.setup_home_two, names.list(sims))
    }
}

/** Asks which regions relatives and friends call from. */
internal class AbroadPage(private val walk: StepHost) : StepPage {
    private val names = RegionNames(walk.activity.resources)
    private val regions get() = walk.state.regions
    private val settled get() = walk.screens.regions

    override fun lay(page: Page): Unit = page.run {
        headline(walk.text(R.string.setup_abroad))
        val home = regions.home
        // Without a home region nothing is abroad.
        if (home == null) text(walk.text(R.string.setup_home_lost)) else choose(home)
        main(walk.text(R.string.setup_next), walk::next)
    }

    private fun Page.choose(home: String) {
        val chosen = regions.familiar
        text(walk.text(R.string.setup_abroad_why))
        val found = walk.visit.query?.let(names::search).orEmpty()
        (RegionNames.ABROAD + chosen + found).distinct().minus(home).forEach { region ->
            switch(names.of(region), region in chosen) { on -> settle(home, region, on) }
        }
        search(walk, found)
    }

    private fun settle(home: String, region: String, on: Boolean) = walk.store({
        val others = settled.familiar - region
        settled.settle(home, if (on) others + region else others)
    }) {}
}

/** The list of all regions is too long. */
private fun Page.search(walk: StepHost, found: List<String>) {
    val query = walk.visit.query
    if (query == null) {
        button(walk.text(R.string.setup_region_other)) { walk.change(walk.visit.copy(query = "")) }
        return
    }
    var typed: String = query
    val nothing = walk.text(R.string.setup_region_none).takeIf { query.isNotBlank() && found.isEmpty() }
    field(walk.text(R.string.setup_region_which), query, InputType.TYPE_CLASS_TEXT, nothing) { typed = it }
    button(walk.text(R.string.setup_region_search)) { walk.change(walk.visit.copy(query = typed)) }
}
