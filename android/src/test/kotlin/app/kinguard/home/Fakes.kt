package app.kinguard.home

import android.app.Application
import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Language
import app.kinguard.family.StoredAddress
import app.kinguard.familyMenu
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.health.Verdict
import app.kinguard.page.Gate
import app.kinguard.page.PageAccess
import app.kinguard.page.PageHost
import app.kinguard.warning.RecordingCallActions
import java.util.concurrent.Executor

/** The application of these tests: feeds any state to the home screen and records what it asks for. */
class HomeTestApp :
    Application(),
    HomeHost,
    PageHost {
    var sight: HomeState? = HomeState(verdict(), listOf(DAUGHTER, SON), isSetUp = true, practiceIsDue = false)
    var looks = 0
    var nowMs = 0L
    var passage = PageAccess.OPEN
    var region = "CN"

    /** The home of a phone of the family, or null on a parent's. */
    var elsewhere: Intent? = null

    /** What the last check of this phone found. */
    var report: String? = null
    val callActions = RecordingCallActions()
    val guard = RecordingGuard()
    private val waiting = ArrayDeque<Runnable>()

    /** True if a load returns at once. */
    var answers = true

    override val home: Home by lazy {
        Home(
            loader = HomeStateLoader(::look, { if (answers) it.run() else waiting += it }, { nowMs }),
            callActions = callActions,
            guard = guard,
            ways = HomeDestinations(
                mend = { _, what -> Intent("mend.$what") },
                setUp = { Intent("set.up") },
                addFamily = { Intent("add.family") },
                practise = { Intent("practise") },
                tryWarning = { Intent("try.warning") },
                resume = { Intent("resume") },
                fix = { Intent("fix") },
                check = { Intent("check") },
                told = { Intent("told") },
                elsewhere = { elsewhere },
            ),
            menu = familyMenu { it.getString(R.string.home_menu_practice_never) },
            widget = AlarmWidget(this, aside) { sight?.told?.firstOrNull()?.name },
            nowMs = { WALL_MS },
            region = { region },
            report = { report },
            practiseLater = { kept ->
                sight = sight?.copy(practiceIsDue = false)
                kept()
            },
        )
    }

    override val aside = Executor(Runnable::run)

    override val gate =
        object : Gate {
            override fun passage() = this@HomeTestApp.passage

            override fun find(known: () -> Unit) = known()

            override fun ask(context: Context) = Intent("ask.pin")
        }

    /** Completes a pending load. */
    fun answer() = waiting.removeFirst().run()

    private fun look(): HomeState {
        looks += 1
        return checkNotNull(sight) { "nothing can be seen" }
    }
}

class RecordingGuard : GuardAtHome {
    override var danger = Danger.NONE
    var begun = 0
    var asked = 0

    override fun begin() {
        begun += 1
    }

    override fun helpAsked() {
        asked += 1
        danger = Danger.STANDS
    }
}

/** The wall-clock time of these tests: 14 November 2023, ten past ten at night in London. */
internal const val WALL_MS = 1_700_000_000_000L

internal val BARK = Address.Webhook("bark", mapOf("address" to "https://api.day.app/AbCdEfGh1234"))
internal val DAUGHTER = Contact(1, "女儿小芳", "+8613900000001", Language.MAINLAND, ways(Address.TextMessage, BARK))
internal val SON = Contact(2, "儿子小明", "+85290001234", Language.MAINLAND, ways(BARK))

internal fun ways(vararg addresses: Address) = addresses.mapIndexed { at, address ->
    StoredAddress(at.toLong(), address, 0)
}

/** A verdict in which everything is granted and proved, except for the arguments. */
internal fun verdict(links: Map<Link, LinkState> = emptyMap(), lacking: List<Capability> = emptyList()) =
    Verdict(Link.entries.associateWith { LinkState.Proved(0) } + links, lacking, emptyList(), null)
