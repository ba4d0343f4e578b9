package app.kinguard.warning

import android.content.res.Resources
import android.os.Build
import app.kinguard.R
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.regions.Helplines

/** Makes the pages. */
class WarningUiStateFactory(private val resources: Resources, private val words: WarningWords) {
    fun of(standing: WarningState, nowMs: Long): WarningUiState {
        val warning = standing.warning
        val face = of(standing.page, warning, nowMs)
        val awaited = warning.callingNow.takeIf {
            standing.page !is WarningPage.Spoke && standing.page !is WarningPage.MoneySentLater
        }
        return face.copy(
            calling = awaited?.let { text(R.string.warning_calling, it) },
            said = words.said(warning).takeUnless { standing.page is WarningPage.MoneySentLater },
        )
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
        WarningPage.Fine -> fine(warning)
        WarningPage.Mistake -> mistake(warning)
        is WarningPage.Wait -> wait(warning, leftMs(page.sinceMs, nowMs))
        WarningPage.Agree ->
            goingOn(warning, R.string.warning_agree_title, R.string.warning_agree)
                .copy(goOn = WarningButton(text(R.string.warning_agree_button), WarningAction.Turn(WarningPage.Sure)))
        WarningPage.Sure ->
            goingOn(warning, R.string.warning_sure_title, R.string.warning_sure)
                .copy(goOn = WarningButton(text(R.string.warning_sure_button), WarningAction.GoOn))
    }

    private fun question(warning: Warning) = WarningUiState(
        headline = words.headline(warning),
        body = lines(words.underHeadline(warning), words.question(warning)),
        main = WarningButton(words.answers(warning).first, WarningAction.Stop),
        call = callFamily(warning),
        goOn = wayOut(warning),
    )

    private fun way(warning: Warning, page: WarningPage.Way): WarningUiState {
        val way = warning.way()
        val at = page.at.coerceIn(way.indices)
        val face =
            when (if (page.after == ActionOutcome.CALL_GOES_ON) ExitStep.HANG_UP_CHAT else way[at]) {
                ExitStep.HANG_UP ->
                    step(
                        R.string.warning_hang_up_now,
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
                        drawing = WarningDrawing.POWER_BUTTON,
                        second = WarningButton(
                            text(R.string.warning_still_shared_button),
                            WarningAction.Turn(WarningPage.Cut(at)),
                        ),
                    )
                ExitStep.SWITCH_OFF -> switchOff(warning)
                ExitStep.CALL_FAMILY -> askFamily(warning)
                ExitStep.ASK -> ask(warning)
            }
        // The first page says what is happening; the following ones show only their step.
        val first = at == 0 && page.after == null
        val last = at == way.lastIndex
        val headline =
            when {
                first -> words.headline(warning)
                page.after == ActionOutcome.SHARING_NOT_CUT -> text(R.string.warning_not_cut)
                else -> face.headline
            }
        val before = if (first) {
            lines(
                words.underHeadline(warning),
                told(warning),
                words.truth(warning),
            )
        } else {
            after(page)
        }
        return face.copy(
            headline = headline,
            body = lines(before, face.body),
            step = if (way.size > 1) text(R.string.warning_step, at + 1, way.size) else null,
            call = if (last) face.call else callFamily(warning),
            goOn = if (first) wayOut(warning) else null,
        )
    }

    /** Says what became of the sharing: never more than the phone saw. */
    private fun after(page: WarningPage.Way): String? = when (page.after) {
        ActionOutcome.SHARING_ENDED -> R.string.warning_cut_done
        ActionOutcome.SHARING_GOES_ON -> R.string.warning_still_shared
        ActionOutcome.SHARING_UNSEEN -> R.string.warning_maybe_shared
        ActionOutcome.SHARING_NOT_CUT, ActionOutcome.CALL_GOES_ON, null -> null
    }?.let(::text)

    private fun cut(warning: Warning, page: WarningPage.Cut): WarningUiState {
        // From Android 15 on the button's name depends on the month of the release.
        val newest = Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM
        val button = text(if (newest) R.string.warning_cut_share else R.string.warning_cut_start)
        val body = text(R.string.warning_cut, button)
        val steps = warning.way().size
        return WarningUiState(
            step = if (steps > 1) text(R.string.warning_step, page.at + 1, steps) else null,
            headline = text(R.string.warning_cut_title),
            body = lines(if (page.stillSeen) text(R.string.warning_still_seen) else null, body),
            drawing = WarningDrawing.START_BUTTON,
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
        val call = again?.let {
            WarningButton(text(R.string.warning_call_again_button, it.name), WarningAction.CallFamily(it))
        }
        // Whoever was not reached is to be called again.
        val callsAgain = call.takeUnless { page.reached }
        return WarningUiState(
            headline =
            text(if (page.reached) R.string.warning_spoke_title else R.string.warning_spoke_called_title, page.name),
            body =
            if (page.reached) text(R.string.warning_spoke) else text(R.string.warning_spoke_called, page.name),
            main = callsAgain ?: done(),
            second = callsAgain?.let { done() },
            call = call.takeIf { page.reached },
            goOn = wayOut(warning, fine = text(R.string.warning_fine_called_button)),
        )
    }

    /** Asks a parent who says that all is fine whether somebody dictated it, because the answer ends the warning. */
    private fun fine(warning: Warning) = WarningUiState(
        headline = text(R.string.warning_fine_title),
        body = text(R.string.warning_told_to_tap),
        main = WarningButton(
            text(
                if (warning.callIsLive()) R.string.warning_told_hang_up_button else R.string.warning_told_stop_button,
            ),
            WarningAction.Stop,
        ),
        call = callFamily(warning),
        goOn = WarningButton(text(R.string.warning_not_told_button), WarningAction.GoOn),
    )

    /**
     * Asks whether the alarm button was pressed by mistake. That ends the warning as "I have stopped" does: the family
     * has been told, and goes on being asked until somebody answers.
     */
    private fun mistake(warning: Warning) = WarningUiState(
        headline = text(R.string.warning_mistake_title),
        body = lines(told(warning), text(R.string.warning_told_to_tap)),
        main = WarningButton(text(R.string.warning_no_mistake_button), WarningAction.Back),
        call = callFamily(warning),
        goOn = WarningButton(text(R.string.warning_mistake_button), WarningAction.Done),
    )

    private fun step(title: Int, body: Int, button: Int, act: WarningAction) =
        WarningUiState(headline = text(title), body = text(body), main = WarningButton(text(button), act))

    /** Whoever cannot switch the phone off, or has done so before, calls the family. */
    private fun switchOff(warning: Warning): WarningUiState {
        val call = if (warning.family.isEmpty()) ask(warning) else askFamily(warning)
        return call.copy(
            headline = text(R.string.warning_switch_off_title),
            body = lines(text(R.string.warning_switch_off), untold(warning)),
            drawing = WarningDrawing.POWER_BUTTON,
        )
    }

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
        val bank = words.bankLine(warning)?.let { line ->
            WarningButton(
                text(R.string.warning_dial_bank, spaced(line.number), line.bank),
                WarningAction.Dial(line.number),
            )
        }
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
            more = if (bank == null) text(R.string.warning_money_bank) else null,
            main = main,
            bank = bank,
            second = advice,
            call = family.takeIf { police != null },
            moneySent = false,
            back = away.takeIf { main != away },
        )
    }

    private fun wait(warning: Warning, leftMs: Long): WarningUiState {
        val face = goingOn(warning, R.string.warning_wait_title, R.string.warning_wait)
        return if (leftMs > 0) {
            face.copy(more = text(R.string.warning_wait_left, WAIT_MS / 1_000), leftMs = leftMs)
        } else {
            val button = WarningButton(text(R.string.warning_go_on_button), WarningAction.Turn(WarningPage.Agree))
            face.copy(goOn = button)
        }
    }

    private fun goingOn(warning: Warning, title: Int, body: Int) = WarningUiState(
        headline = text(title),
        body = text(body),
        main = WarningButton(text(R.string.warning_stop_button), WarningAction.Stop),
        call = callFamily(warning),
    )

    /** Tells a parent who asks for help whether the family hears of it. */
    private fun told(warning: Warning): String? =
        if (warning.rule == RuleId.HELP_ASKED) untold(warning) ?: text(R.string.warning_family_told) else null

    private fun untold(warning: Warning) = if (warning.familyIsTold) null else text(R.string.warning_nobody_told)

    private fun callFamily(warning: Warning) = warning.family.firstOrNull()?.let(::call)

    private fun call(relative: Relative) =
        WarningButton(text(R.string.warning_call_button, relative.name), WarningAction.CallFamily(relative))

    /**
     * Returns the button that leads out of the warning, but not at once: amber asks whether [fine] was dictated, red
     * requires a wait, and a call for help may have been a mistake.
     */
    private fun wayOut(warning: Warning, fine: String = words.answers(warning).second): WarningButton? = when {
        !warning.mayGoOn -> null
        warning.level == Level.AMBER -> WarningButton(fine, WarningAction.Turn(WarningPage.Fine))
        warning.rule == RuleId.HELP_ASKED ->
            WarningButton(text(R.string.warning_mistake_button), WarningAction.Turn(WarningPage.Mistake))
        else -> WarningButton(text(R.string.warning_go_on_button), WarningAction.StartWaiting)
    }

    private fun done() = WarningButton(text(R.string.warning_done_button), WarningAction.Done)

    private fun lines(vararg lines: String?) = lines.filter { !it.isNullOrEmpty() }.joinToString("\n")

    private fun text(id: Int, vararg arguments: Any) = resources.getString(id, *arguments)

    /** Splits eight digits into two halves, which are easier to read. */
    private fun spaced(number: String) = if (number.length == 8) "${number.take(4)} ${number.drop(4)}" else number

    companion object {
        /** The wait before the parent may go on. */
        const val WAIT_MS = 30_000L

        /** Returns how much of the wait is left. */
        fun leftMs(sinceMs: Long, nowMs: Long): Long = (WAIT_MS - (nowMs - sinceMs)).coerceIn(0, WAIT_MS)
    }
}
