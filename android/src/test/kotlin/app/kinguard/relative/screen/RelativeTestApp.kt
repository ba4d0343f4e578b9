package app.kinguard.relative.screen

import android.app.Application
import android.content.Context
import android.content.Intent
import android.provider.Settings
import app.kinguard.R
import app.kinguard.core.AlertKind
import app.kinguard.core.AskResult
import app.kinguard.core.FamilyAsk
import app.kinguard.core.GuardState
import app.kinguard.core.LinkDanger
import app.kinguard.core.LinkHealth
import app.kinguard.core.LinkQuestion
import app.kinguard.core.LinkSaid
import app.kinguard.core.LinkView
import app.kinguard.core.StoryStep
import app.kinguard.page.Gate
import app.kinguard.page.PageAccess
import app.kinguard.page.PageHost
import app.kinguard.relative.ManualAlarmTest
import app.kinguard.relative.Parent
import app.kinguard.relative.RecordingParents
import app.kinguard.relative.RecordingRole
import java.util.concurrent.Executor

/** The application of these tests: a phone of the family, of whose parents the test says how they fare. */
internal class RelativeTestApp :
    Application(),
    RelativeHost,
    PageHost {
    val parents = RecordingParents()
    val role = RecordingRole()
    val alarmTest = ManualAlarmTest()
    var needs = listOf<AlarmNeed>()
    var nowMs = NOW_MS
    var passage = PageAccess.OPEN

    override val relative: RelativeScreens by lazy {
        RelativeScreens(parents, role, alarmTest, { needs }, { "CN" }, { nowMs })
    }

    override val aside = Executor(Runnable::run)

    override fun onCreate() {
        super.onCreate()
        // Not as the tables of whichever JDK say.
        Settings.System.putString(contentResolver, Settings.System.TIME_12_24, "24")
    }

    override val gate =
        object : Gate {
            override fun passage() = this@RelativeTestApp.passage

            override fun find(known: () -> Unit) = known()

            override fun ask(context: Context) = Intent("ask.pin")
        }
}

/** 14 November 2023, ten past ten at night in London. */
internal const val NOW_MS = 1_700_000_000_000L
internal const val MINUTE = 60_000L
internal const val UNTIL_MS = NOW_MS + 10 * MINUTE
internal val QUESTION = 41uL

internal fun need(title: Int, isMet: Boolean) = AlarmNeed(title, isMet) { Intent("need").putExtra("title", title) }

/** A parent whose phone guards and was heard of a minute ago. */
internal fun mother(view: LinkView? = fineView(), name: String = "妈妈", id: Long = 1) =
    Parent(id, name, "+8613900000001", view, Parent.Listening.CONNECTED)

internal fun fineView() = LinkView(
    heard = NOW_MS - MINUTE,
    silent = false,
    health = LinkHealth(GuardState.GUARDING, emptyList()),
    danger = null,
    questions = emptyList(),
    didNotArrive = 0u,
    withheld = 0u,
    removed = false,
    region = "CN",
)

internal fun inState(state: GuardState, vararg faults: String) =
    fineView().copy(health = LinkHealth(state, faults.toList()))

internal fun danger(red: Boolean = true, alarm: Boolean = true, vararg said: LinkSaid) = LinkDanger(
    incident = 7,
    red = red,
    title = "妈妈正给陌生人看屏幕，还打开了工商银行",
    text = "红色警告已经在她手机上。请马上打给她。",
    atMs = NOW_MS - 2 * MINUTE,
    receivedMs = NOW_MS - 2 * MINUTE,
    steps = listOf(
        StoryStep(NOW_MS - 9 * MINUTE, "接了一个境外来电"),
        StoryStep(NOW_MS - 5 * MINUTE, "在腾讯会议里共享屏幕"),
        StoryStep(NOW_MS - 2 * MINUTE, "打开了工商银行"),
    ),
    question = QUESTION,
    said = said.toList(),
    alarm = alarm,
)

internal val ALL_ASKS = listOf(
    FamilyAsk.CALLING,
    FamilyAsk.FINE,
    FamilyAsk.END_CALL,
    FamilyAsk.SAY,
    FamilyAsk.RING_NEXT,
)

internal fun inDanger(danger: LinkDanger = danger(), asks: List<FamilyAsk> = ALL_ASKS, untilMs: Long = UNTIL_MS) =
    fineView().copy(
        danger = danger,
        questions = listOf(LinkQuestion(QUESTION, 7, AlertKind.DANGER, danger.title, danger.text, asks, untilMs)),
    )

internal fun said(ask: FamilyAsk, result: AskResult? = null, reason: String? = null, sentence: String? = null) =
    LinkSaid(ask, sentence, NOW_MS - MINUTE, 3u, result, reason)

internal fun asking(vararg asks: FamilyAsk, title: String = "妈妈新加了一位家人：侄子小强", text: String = "您认识的话，请确认。") =
    fineView().copy(
        questions = listOf(LinkQuestion(51u, null, AlertKind.CHANGE, title, text, asks.toList(), UNTIL_MS)),
    )

/** The things a phone lacks that allows nothing, in the order of the page. */
internal fun lackingAll() = listOf(
    R.string.setup_notices,
    R.string.relative_disturb,
    R.string.setup_battery,
    R.string.setup_autostart,
    R.string.setup_switches,
).map { need(it, false) }
