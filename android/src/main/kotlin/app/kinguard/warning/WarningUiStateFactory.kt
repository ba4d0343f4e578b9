package app.kinguard.warning

import android.content.res.Resources
import android.os.Build
import app.kinguard.R
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.regions.Helplines

/** The action of a button. */
sealed interface WarningAction {
    /** Ends the call and goes to the next step. */
    data object HangUp : WarningAction

    /** Finishes this step. */
    data object Next : WarningAction

    /** Amber's "no": stops, and shows the way out. */
    data object Stop : WarningAction

    data class CallFamily(val relative: Relative) : WarningAction

    data class Dial(val number: String) : WarningAction

    data object MoneySent : WarningAction

    data class Turn(val page: WarningPage) : WarningAction

    /** Lets the system ask for this app's own capture, which ends the other. */
    data object Cut : WarningAction

    data object StartWaiting : WarningAction

    data object GoOn : WarningAction

    data object Back : WarningAction

    /** Ends the warning, because the parent has stopped and no longer needs it. */
    data object Done : WarningAction

    /** Closes a page that is no warning, and reports nothing. */
    data object Close : WarningAction
}

/** A button: its words and its action. */
data class WarningButton(val words: String, val act: WarningAction, val ready: Boolean = true)

/** Everything one page shows. */
data class WarningUiState(
    val headline: String,
    val body: String,
    val more: String? = null,
    val step: String? = null,
    val drawing: Boolean = false,
    val calling: String? = null,
    val main: WarningButton,
    val second: WarningButton? = null,
    val call: WarningButton? = null,
    val moneySent: Boolean = true,
    val goOn: WarningButton? = null,
    val back: WarningButton? = null,
)

/** Makes the pages. */
class WarningUiStateFactory(private val resources: Resources, private val words: WarningWords) {
    fun of(standing: WarningState, nowMs: Long): WarningUiState {
        val warning = standing.warning
        val face = of(standing.page, warning, nowMs)
        val awaited = warning.callingNow.takeIf {
            standing.page !is WarningPage.Spoke && standing.page !is WarningPage.MoneySentLater
        }
        return face.copy(calling = awaited?.let { text(R.string.warning_calling, it) })
    }

    private fun of(page: WarningPage, warning: Warning, nowMs: Long): WarningUiState = when (page) {
        WarningPage.Question -> question(warning)
        is WarningPage.Way -> way(warning, page)
        is WarningPage.Cut -> cut(warning, page)
        is WarningPage.Spoke -> spoke(warning, page)
        WarningPage.MoneySent -> moneySent(
            warning,
            WarningButton(text(R.string.warning_back_button), WarningAction.Back),
        )
        is WarningPage.MoneySentLater -> moneySent(
            warning,
            WarningButton(text(R.string.warning_close_button), WarningAction.Close),
        )
        is WarningPage.Wait -> wait(warning, leftSeconds(page.sinceMs, nowMs))
        WarningPage.Agree ->
            goingOn(warning, R.string.warning_agree_title, R.string.warning_agree)
                .copy(goOn = WarningButton(text(R.string.warning_agree_button), WarningAction.Turn(WarningPage.Sure)))
        WarningPage.Sure ->
            goingOn(warning, R.string.warning_sure_title, R.string.warning_sure)
                .copy(goOn = WarningButton(text(R.string.warning_sure_button), WarningAction.GoOn))
    }

    private fun question(warning: Warning) = WarningUiState(
        headline = headline(warning),
        body = lines(underAgain(warning), words.question(warning)),
        main = WarningButton(words.answers(warning).first, WarningAction.Stop),
        call = callFamily(warning),
        goOn = goOn(warning),
    )

    private fun way(warning: Warning, page: WarningPage.Way): WarningUiState {
        val way = warning.way()
        val at = page.at.coerceIn(way.indices)
        val face =
            when (if (page.after == ActionOutcome.CALL_GOES_ON) ExitStep.HANG_UP_CHAT else way[at]) {
                ExitStep.HANG_UP ->
                    step(
                        R.string.warning_hang_up_title,
                        R.string.warning_hang_up,
                        R.string.warning_hang_up_button,
                        WarningAction.HangUp,
                    )
                ExitStep.HANG_UP_CHAT ->
                    step(
                        R.string.warning_hang_up_chat_title,
                        R.string.warning_hang_up_chat,
                        R.string.warning_hang_up_chat_button,
                        WarningAction.Next,
                    )
                ExitStep.STOP_SHARING ->
                    step(
                        R.string.warning_stop_sharing_title,
                        R.string.warning_stop_sharing,
                        R.string.warning_stop_sharing_button,
                        WarningAction.Next,
                    ).copy(
                        more = text(R.string.warning_stop_sharing_then),
                        drawing = true,
                        second = WarningButton(
                            text(R.string.warning_still_shared_button),
                            WarningAction.Turn(WarningPage.Cut(at)),
                        ),
                    )
                ExitStep.CALL_FAMILY -> askFamily(warning)
                ExitStep.ASK -> ask(warning)
            }
        // The first page says what is happening; the following ones show only their step.
        val first = at == 0 && page.after == null
        val last = at == way.lastIndex
        val headline =
            when {
                first -> headline(warning)
                page.after == ActionOutcome.SHARING_NOT_CUT -> text(R.string.warning_not_cut)
                else -> face.headline
            }
        val before =
            when {
                first -> underAgain(warning)
                page.after == ActionOutcome.SHARING_CUT -> text(R.string.warning_cut_done)
                else -> null
            }
        return face.copy(
            headline = headline,
            body = lines(before, untold(warning).takeIf { first }, face.body),
            step = if (way.size > 1 && !first) text(R.string.warning_step, at + 1, way.size) else null,
            call = if (last) face.call else callFamily(warning),
            goOn = if (first) goOn(warning) else null,
        )
    }

    private fun cut(warning: Warning, page: WarningPage.Cut): WarningUiState {
        // From Android 15 on the button's name depends on the month of the release.
        val newest = Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM
        return WarningUiState(
            headline = text(R.string.warning_cut_title),
            body =
            lines(
                if (page.stillSeen) text(R.string.warning_still_seen) else null,
                text(if (newest) R.string.warning_cut_share else R.string.warning_cut),
            ),
            main = WarningButton(text(R.string.warning_cut_button), WarningAction.Cut),
            second = WarningButton(
                text(R.string.warning_by_button_button),
                WarningAction.Turn(WarningPage.Way(page.at)),
            ),
            call = callFamily(warning),
        )
    }

    private fun spoke(warning: Warning, page: WarningPage.Spoke): WarningUiState {
        val again = warning.family.find { it.name == page.name } ?: warning.family.firstOrNull()
        return WarningUiState(
            headline = text(R.string.warning_spoke_title, page.name),
            body = text(if (page.reached) R.string.warning_spoke else R.string.warning_spoke_called),
            main = done(),
            second = again?.let {
                WarningButton(text(R.string.warning_call_again_button, it.name), WarningAction.CallFamily(it))
            },
            goOn = goOn(warning),
        )
    }

    private fun step(title: Int, body: Int, button: Int, act: WarningAction) =
        WarningUiState(headline = text(title), body = text(body), main = WarningButton(text(button), act))

    private fun askFamily(warning: Warning): WarningUiState {
        val first = warning.family.first()
        val body =
            if (warning.rule == RuleId.CALL_FORWARDING || warning.rule == RuleId.FORWARDING_SET_UP) {
                R.string.warning_call_forwarded
            } else {
                R.string.warning_call
            }
        return WarningUiState(
            headline = text(R.string.warning_call_title),
            body = text(body, first.name),
            main = call(first),
            second = done(),
            call = warning.family.getOrNull(1)?.let(::call),
        )
    }

    private fun ask(warning: Warning): WarningUiState {
        val advice = Helplines.of(warning.home)?.let { it.advice ?: it.police }
        val title = text(R.string.warning_hotline_title)
        return if (advice == null) {
            WarningUiState(headline = title, body = text(R.string.warning_nobody), main = done())
        } else {
            WarningUiState(
                headline = title,
                body = text(R.string.warning_hotline),
                main = WarningButton(text(R.string.warning_dial_advice, spaced(advice)), WarningAction.Dial(advice)),
                second = done(),
            )
        }
    }

    private fun moneySent(warning: Warning, away: WarningButton): WarningUiState {
        val lines = Helplines.of(warning.home)
        val police = lines?.let {
            WarningButton(text(R.string.warning_dial_police, it.police), WarningAction.Dial(it.police))
        }
        val advice = lines?.advice?.let {
            WarningButton(text(R.string.warning_dial_advice, spaced(it)), WarningAction.Dial(it))
        }
        val family = callFamily(warning)
        val main = police ?: family ?: away
        return WarningUiState(
            headline = text(R.string.warning_money_title),
            body =
            listOf(
                R.string.warning_money_say,
                R.string.warning_money_say_1,
                R.string.warning_money_say_2,
                R.string.warning_money_say_3,
            ).joinToString("\n", transform = ::text),
            more = text(R.string.warning_money_bank),
            main = main,
            second = advice,
            call = family.takeIf { police != null },
            moneySent = false,
            back = away.takeIf { main != away },
        )
    }

    private fun wait(warning: Warning, left: Int): WarningUiState {
        val button =
            if (left > 0) {
                WarningButton(
                    text(R.string.warning_wait_left, left),
                    WarningAction.Turn(WarningPage.Agree),
                    ready = false,
                )
            } else {
                WarningButton(text(R.string.warning_go_on_button), WarningAction.Turn(WarningPage.Agree))
            }
        return goingOn(warning, R.string.warning_wait_title, R.string.warning_wait).copy(goOn = button)
    }

    private fun goingOn(warning: Warning, title: Int, body: Int) = WarningUiState(
        headline = text(title),
        body = text(body),
        main = WarningButton(text(R.string.warning_stop_button), WarningAction.Stop),
        call = callFamily(warning),
    )

    private fun headline(warning: Warning) = if (warning.showing > 1) words.again(warning) else words.happening(warning)

    /** Returns the facts, which stand below the other headline at the second showing. */
    private fun underAgain(warning: Warning) = if (warning.showing > 1) words.happening(warning) else null

    /** Says that nobody was told, because a parent who asks for help assumes that the family was. */
    private fun untold(warning: Warning): String? = if (warning.rule == RuleId.HELP_ASKED && !warning.familyIsTold) {
        text(R.string.warning_nobody_told)
    } else {
        null
    }

    private fun callFamily(warning: Warning) = warning.family.firstOrNull()?.let(::call)

    private fun call(relative: Relative) =
        WarningButton(text(R.string.warning_call_button, relative.name), WarningAction.CallFamily(relative))

    /** Returns the button that goes on. Amber lets the parent answer at once; red requires a wait. */
    private fun goOn(warning: Warning): WarningButton? = when {
        !warning.mayGoOn -> null
        warning.level == Level.AMBER -> WarningButton(words.answers(warning).second, WarningAction.GoOn)
        else -> WarningButton(text(R.string.warning_go_on_button), WarningAction.StartWaiting)
    }

    private fun done() = WarningButton(text(R.string.warning_done_button), WarningAction.Done)

    private fun lines(vararg lines: String?) = lines.filterNotNull().joinToString("\n")

    private fun text(id: Int, vararg arguments: Any) = resources.getString(id, *arguments)

    /** Splits eight digits into two halves, which are easier to read. */
    private fun spaced(number: String) = if (number.length == 8) "${number.take(4)} ${number.drop(4)}" else number

    companion object {
        /** The wait before the parent may go on. */
        const val WAIT_MS = 30_000L

        /** Returns the whole seconds that are left, rounded up so that the last one lasts a full second. */
        fun leftSeconds(sinceMs: Long, nowMs: Long): Int {
            val left = (WAIT_MS - (nowMs - sinceMs)).coerceIn(0, WAIT_MS)
            return ((left + 999) / 1_000).toInt()
        }
    }
}
