package app.kinguard.relative.screen

import android.app.Activity
import android.content.Intent
import android.net.Uri
import android.view.View
import android.widget.EditText
import android.widget.TextView
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.R
import app.kinguard.core.AlertKind
import app.kinguard.core.AskResult
import app.kinguard.core.FamilyAsk
import app.kinguard.core.GuardState
import app.kinguard.core.LinkEntry
import app.kinguard.core.LinkEntryKind
import app.kinguard.core.LinkSaid
import app.kinguard.core.LinkView
import app.kinguard.relative.AlarmTest.Hindrance
import app.kinguard.relative.ManualPairing
import app.kinguard.relative.Pairing
import app.kinguard.relative.Parent
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Draws the pages of the family's phone: the alarm at the size of the phone too, all others in their full length. */
@RunWith(AndroidRunner::class)
@Config(application = RelativeTestApp::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class RelativeScreensTest {
    private val host = RuntimeEnvironment.getApplication() as RelativeTestApp
    private val pictures = Pictures(FEW)
    private lateinit var words: Words

    @Test
    fun `tall phone`() = draw(Phone.TALL)

    @Test
    fun `small phone`() = draw(Phone.SMALL)

    @Test
    fun `phone on its side`() = draw(Phone.SIDE)

    private fun draw(phone: Phone) = pictures.inEachLook(phone) { look ->
        words = Words.of(look.language)
        for ((name, prepare) in states) {
            if (!pictures.wants(name)) continue
            host.parents.known = emptyList()
            host.parents.pairing = null
            host.needs = lackingAll().map { it.copy(isMet = true) }
            host.nowMs = NOW_MS
            val what = prepare()
            Drawing.opened(what.intent) { activity ->
                what.typed?.let { below(activity).filterIsInstance<EditText>().first().setText(it) }
                what.taps.forEach { activity.press(host.getString(it)) }
                what.then()
                val drawing = Drawing(activity, phone, pictures.file("relative-$name", phone, look))
                (if (name.startsWith("alarm") || name.startsWith("home")) drawing.both() else drawing.whole())
                    .assertTouchable(LEAST_DP)
            }
        }
    }

    private fun below(activity: Activity): List<View> = Drawing.below(activity.window.decorView)

    private fun Activity.press(said: String) {
        below(this).filter { it.isClickable && it.isShown && it !is EditText }
            .first { view -> Drawing.below(view).any { it is TextView && "${it.text}" == said } }
            .performClick()
    }

    private fun know(vararg parents: Parent) {
        host.parents.known = parents.toList()
    }

    private fun mum(view: LinkView? = fineView()) = mother(view, words.mother)

    private fun dad(view: LinkView? = fineView()) = mother(view, words.father, 2)

    private fun worded(red: Boolean = true, vararg said: LinkSaid) =
        danger(red, alarm = said.isEmpty(), *said).let { danger ->
            danger.copy(
                title = words.title,
                text = words.text,
                steps = danger.steps.zip(words.steps) { step, text -> step.copy(text = text) },
            )
        }

    private fun page(screen: Class<out Activity>) = Shown(Intent(host, screen))

    private fun of(screen: Class<out RelativePage>) = Shown(Intent(host, screen).putExtra("parent", 1L))

    private fun alarm(view: LinkView) = Shown(AlarmActivity.of(host, 1)).also { know(mum(view)) }

    private fun paired(state: Pairing.State) = ManualPairing().let { pairing ->
        host.parents.pairing = pairing
        Shown(Intent(host, PairActivity::class.java), listOf(R.string.setup_next), "kinguard1:abc") {
            pairing.state = state
            host.parents.become()
        }
    }

    private val states: List<Pair<String, () -> Shown>> = listOf(
        "home-none" to { page(RelativeActivity::class.java).also { host.needs = lackingAll() } },
        "home" to { page(RelativeActivity::class.java).also { know(mum()) } },
        "home-two" to {
            know(mum(inState(GuardState.LIMITED, words.fault)), dad(fineView().copy(silent = true)))
            page(RelativeActivity::class.java)
        },
        "home-danger" to { page(RelativeActivity::class.java).also { know(mum(inDanger(worded())), dad()) } },
        "home-lost" to { page(RelativeActivity::class.java).also { know(mum(null), dad(inState(GuardState.PAUSED))) } },
        "pair" to { page(PairActivity::class.java) },
        "pair-scanned" to {
            val intent = Intent(host, PairActivity::class.java)
            Shown(intent.setData(Uri.parse("kinguard1:q3Jv0XtY8mPz")))
        },
        "pair-digits" to { paired(Pairing.State.Digits("270914")) },
        "pair-ended" to { paired(Pairing.State.Ended(Pairing.Why.SECOND_CLAIM)) },
        "name" to {
            know(mum().copy(name = ""))
            Shown(NameActivity.first(host, 1), listOf(R.string.setup_parent_mother))
        },
        "needs" to {
            host.needs = lackingAll().mapIndexed { at, need -> need.copy(isMet = at % 2 == 0) }
            page(NeedsActivity::class.java)
        },
        "test" to { page(AlarmTestActivity::class.java) },
        "test-sounds" to { Shown(Intent(host, AlarmTestActivity::class.java), listOf(R.string.setup_entrance_begin)) },
        "test-fine" to {
            Shown(Intent(host, AlarmTestActivity::class.java), listOf(R.string.setup_entrance_begin)) {
                host.alarmTest.finds()
            }
        },
        "test-held" to {
            Shown(Intent(host, AlarmTestActivity::class.java), listOf(R.string.setup_entrance_begin)) {
                host.alarmTest.finds(*Hindrance.entries.toTypedArray())
            }
        },
        "alarm" to { alarm(inDanger(worded())) },
        "alarm-amber" to { alarm(inDanger(worded(red = false), listOf(FamilyAsk.CALLING, FamilyAsk.FINE))) },
        "alarm-said" to {
            alarm(
                inDanger(
                    worded(
                        true,
                        said(FamilyAsk.CALLING, AskResult.DONE),
                        said(FamilyAsk.SAY, sentence = words.sentence),
                        said(FamilyAsk.END_CALL, AskResult.REFUSED, words.refused),
                    ),
                ),
            )
        },
        "alarm-late" to {
            alarm(inDanger(worded(true, said(FamilyAsk.CALLING, AskResult.DONE)), untilMs = NOW_MS - 1))
        },
        "alarm-over" to { alarm(fineView()) },
        "sentence" to {
            know(mum(inDanger(worded())))
            Shown(of(SentenceActivity::class.java).intent, listOf(R.string.relative_sentence_send), "110")
        },
        "numbers" to { Shown(NumbersActivity.of(host, "HK")) },
        "parent" to { of(ParentActivity::class.java).also { know(mum(inState(GuardState.LIMITED, words.fault))) } },
        "parent-asks" to {
            know(
                mum(
                    asking(
                        FamilyAsk.CONFIRM,
                        FamilyAsk.OBJECT,
                        title = words.asks,
                        text = words.confirm,
                    ).copy(withheld = 1u),
                ),
            )
            of(ParentActivity::class.java)
        },
        "parent-remove" to {
            know(mum())
            Shown(of(ParentActivity::class.java).intent, listOf(R.string.family_screen_remove))
        },
        "history" to {
            know(mum(), dad())
            host.parents.entries = mapOf(1L to entries())
            of(ReceivedActivity::class.java)
        },
        "settings" to { page(RelativeSettingsActivity::class.java) },
        "become-parent" to { Shown(RoleActivity.toParent(host)) },
        "become-family" to { Shown(RoleActivity.toFamily(host)) },
    )

    private fun entries() = listOf(
        LinkEntry(NOW_MS, LinkEntryKind.OUTCOME, null, FamilyAsk.END_CALL, AskResult.REFUSED, "", words.refused),
        LinkEntry(NOW_MS, LinkEntryKind.SAID, null, FamilyAsk.END_CALL, null, "", ""),
        LinkEntry(NOW_MS, LinkEntryKind.RECEIVED, AlertKind.DANGER, null, null, words.title, words.text),
        LinkEntry(NOW_MS - 90 * MINUTE, LinkEntryKind.HEARD_AGAIN, null, null, null, "", ""),
        LinkEntry(NOW_MS - 900 * MINUTE, LinkEntryKind.SILENT, null, null, null, "", ""),
        LinkEntry(NOW_MS - 9_000 * MINUTE, LinkEntryKind.PAIRED, null, null, null, "", ""),
    )

    private class Shown(
        val intent: Intent,
        val taps: List<Int> = emptyList(),
        val typed: String? = null,
        val then: () -> Unit = {},
    )

    /** What a parent's phone says, in the language of the relative. */
    private class Words(
        val mother: String,
        val father: String,
        val title: String,
        val text: String,
        val steps: List<String>,
        val fault: String,
        val sentence: String,
        val refused: String,
        val asks: String,
        val confirm: String,
    ) {
        companion object {
            fun of(language: String) = when (language) {
                "zh-rCN" -> Words(
                    "妈妈",
                    "爸爸",
                    "妈妈正给陌生人看屏幕，还打开了工商银行",
                    "她的手机上已经是红色警告。请马上打给她。",
                    listOf("接了一个境外来电", "在腾讯会议里共享屏幕", "打开了工商银行"),
                    "看不到屏幕共享",
                    "妈妈，是我，快挂掉",
                    "没有在打电话，或者是软件里的通话。",
                    "妈妈新加了一位家人：侄子小强",
                    "您认识的话，请确认。",
                )

                "zh-rHK" -> Words(
                    "媽媽",
                    "爸爸",
                    "媽媽正讓陌生人看螢幕，還開啟了滙豐",
                    "她的手機上已是紅色警告。請立即致電。",
                    listOf("接聽了一個境外來電", "在 Zoom 共享螢幕", "開啟了滙豐"),
                    "看不到螢幕共享",
                    "媽媽，係我，快啲收線",
                    "沒有通話，或者是程式內的通話。",
                    "媽媽新加了一位家人：姪仔",
                    "您認識的話，請確認。",
                )

                else -> Words(
                    "Mum",
                    "Dad",
                    "A stranger can see Mum's screen, and she has opened her bank",
                    "A red warning is on her phone. Please call her now.",
                    listOf("Took a call from abroad", "Shares the screen in Zoom", "Opened HSBC"),
                    "Screen sharing cannot be seen",
                    "Mum, it's me. Hang up now",
                    "No call, or one inside an app.",
                    "Mum has added a relative: Peter",
                    "If you know them, please confirm.",
                )
            }
        }
    }

    private companion object {
        const val LEAST_DP = 63.5f
        val FEW = setOf("home", "alarm", "alarm-said", "pair-digits", "needs")
    }
}
