package app.kinguard.warning

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.core.RuleId
import app.kinguard.regions.Helplines

/** What touching a button does. */
sealed interface Act {
    /** Ends the call and goes to the next step. */
    data object HangUp : Act

    /** This step is done. */
    data object Next : Act

    /** Amber's "no": stops, and shows the way out. */
    data object Stop : Act

    data class CallFamily(val number: String) : Act

    data class Dial(val number: String) : Act

    data object MoneySent : Act

    data class Turn(val page: Page) : Act

    data object StartWaiting : Act

    data object GoOn : Act

    data object Back : Act

    /** The person has stopped and needs no warning any more. */
    data object Done : Act
}

/** A button: its words and what it does. */
data class Tap(val words: String, val act: Act, val ready: Boolean = true)

/** Everything one page shows. */
data class Face(
    val headline: String,
    val body: String,
    val more: String? = null,
    val step: String? = null,
    val drawing: Boolean = false,
    val main: Tap,
    val second: Tap? = null,
    val call: Tap? = null,
    val moneySent: Boolean = true,
    val goOn: Tap? = null,
    val back: Boolean = false,
)

/** Makes the pages. */
class WarningFaces(private val resources: Resources, private val words: WarningWords) {
    fun of(standing: Standing, nowMs: Long): Face {
        val warning = standing.warning
        return when (val page = standing.page) {
            Page.Question -> question(warning)
            is Page.Way -> way(warning, page)
            Page.MoneySent -> moneySent(warning)
            is Page.Wait -> wait(warning, leftSeconds(page.sinceMs, nowMs))
            Page.Agree ->
                goingOn(warning, R.string.warning_agree_title, R.string.warning_agree)
                    .copy(goOn = Tap(text(R.string.warning_agree_button), Act.Turn(Page.Sure)))
            Page.Sure ->
                goingOn(warning, R.string.warning_sure_title, R.string.warning_sure)
                    .copy(goOn = Tap(text(R.string.warning_sure_button), Act.GoOn))
        }
    }

    private fun question(warning: Warning): Face {
        val (no, yes) = words.answers(warning)
        return Face(
            headline = headline(warning),
            body = listOfNotNull(underAgain(warning), words.question(warning)).joinToString("\n"),
            main = Tap(no, Act.Stop),
            call = callFamily(warning),
            goOn = if (warning.mayGoOn) Tap(yes, Act.GoOn) else null,
        )
    }

    private fun way(warning: Warning, page: Page.Way): Face {
        val way = warning.way()
        val at = page.at.coerceIn(way.indices)
        val face =
            when (if (page.byHand) Step.HANG_UP_CHAT else way[at]) {
                Step.HANG_UP ->
                    step(
                        R.string.warning_hang_up_title,
                        R.string.warning_hang_up,
                        R.string.warning_hang_up_button,
                        Act.HangUp,
                    )
                Step.HANG_UP_CHAT ->
                    step(
                        R.string.warning_hang_up_chat_title,
                        R.string.warning_hang_up_chat,
                        R.string.warning_hang_up_chat_button,
                        Act.Next,
                    )
                Step.STOP_SHARING ->
                    step(
                        R.string.warning_stop_sharing_title,
                        R.string.warning_stop_sharing,
                        R.string.warning_stop_sharing_button,
                        Act.Next,
                    ).copy(more = text(R.string.warning_stop_sharing_then), drawing = true)
                Step.CALL_FAMILY -> askFamily(warning)
                Step.ASK -> ask(warning)
            }
        // The first page says what is happening; the following ones have only their step to say.
        val first = at == 0 && !page.byHand
        val last = at == way.lastIndex
        return face.copy(
            headline = if (first) headline(warning) else face.headline,
            body = listOfNotNull(if (first) underAgain(warning) else null, face.body).joinToString("\n"),
            step = if (way.size > 1 && !first) text(R.string.warning_step, at + 1, way.size) else null,
            call = if (last) null else callFamily(warning),
            goOn = if (first && warning.mayGoOn) Tap(text(R.string.warning_go_on_button), Act.StartWaiting) else null,
        )
    }

    private fun step(title: Int, body: Int, button: Int, act: Act) =
        Face(headline = text(title), body = text(body), main = Tap(text(button), act))

    private fun askFamily(warning: Warning): Face {
        val first = warning.family.first()
        val body =
            if (warning.rule == RuleId.CALL_FORWARDING) {
                R.string.warning_call_forwarded
            } else {
                R.string.warning_call
            }
        return Face(
            headline = text(R.string.warning_call_title),
            body = text(body, first.name),
            main = Tap(text(R.string.warning_call_button, first.name), Act.CallFamily(first.number)),
            second = done(),
        )
    }

    private fun ask(warning: Warning): Face {
        val advice = Helplines.of(warning.home)?.let { it.advice ?: it.police }
        val title = text(R.string.warning_hotline_title)
        return if (advice == null) {
            Face(headline = title, body = text(R.string.warning_nobody), main = done())
        } else {
            Face(
                headline = title,
                body = text(R.string.warning_hotline),
                main = Tap(text(R.string.warning_dial_advice, spaced(advice)), Act.Dial(advice)),
                second = done(),
            )
        }
    }

    private fun moneySent(warning: Warning): Face {
        val lines = Helplines.of(warning.home)
        val police = lines?.let { Tap(text(R.string.warning_dial_police, it.police), Act.Dial(it.police)) }
        val advice = lines?.advice?.let { Tap(text(R.string.warning_dial_advice, spaced(it)), Act.Dial(it)) }
        val family = callFamily(warning)
        val back = Tap(text(R.string.warning_back_button), Act.Back)
        return Face(
            headline = text(R.string.warning_money_title),
            body =
            listOf(
                R.string.warning_money_say,
                R.string.warning_money_say_1,
                R.string.warning_money_say_2,
                R.string.warning_money_say_3,
            ).joinToString("\n", transform = ::text),
            more = text(R.string.warning_money_bank),
            main = police ?: family ?: back,
            second = advice,
            call = family.takeIf { police != null },
            moneySent = false,
            back = true,
        )
    }

    private fun wait(warning: Warning, left: Int): Face {
        val button =
            if (left > 0) {
                Tap(text(R.string.warning_wait_left, left), Act.Turn(Page.Agree), ready = false)
            } else {
                Tap(text(R.string.warning_go_on_button), Act.Turn(Page.Agree))
            }
        return goingOn(warning, R.string.warning_wait_title, R.string.warning_wait).copy(goOn = button)
    }

    private fun goingOn(warning: Warning, title: Int, body: Int) = Face(
        headline = text(title),
        body = text(body),
        main = Tap(text(R.string.warning_stop_button), Act.Stop),
        call = callFamily(warning),
    )

    private fun headline(warning: Warning) = if (warning.showing > 1) words.again(warning) else words.happening(warning)

    /** At the second showing the facts stand below the other headline. */
    private fun underAgain(warning: Warning) = if (warning.showing > 1) words.happening(warning) else null

    private fun callFamily(warning: Warning) = warning.family.firstOrNull()?.let {
        Tap(text(R.string.warning_call_button, it.name), Act.CallFamily(it.number))
    }

    private fun done() = Tap(text(R.string.warning_done_button), Act.Done)

    private fun text(id: Int, vararg arguments: Any) = resources.getString(id, *arguments)

    /** Eight digits are easier to read in two halves. */
    private fun spaced(number: String) = if (number.length == 8) "${number.take(4)} ${number.drop(4)}" else number

    companion object {
        /** How long one waits before one may go on. */
        const val WAIT_MS = 30_000L

        /** Whole seconds to go, counted up so that the last one is a whole one. */
        fun leftSeconds(sinceMs: Long, nowMs: Long): Int {
            val left = (WAIT_MS - (nowMs - sinceMs)).coerceIn(0, WAIT_MS)
            return ((left + 999) / 1_000).toInt()
        }
    }
}
