package app.kinguard.relative.screen

import android.content.Context
import app.kinguard.R
import app.kinguard.core.Counter
import app.kinguard.core.FamilyAsk
import app.kinguard.core.LinkDanger
import app.kinguard.core.LinkQuestion
import app.kinguard.core.LinkSaid
import app.kinguard.core.LinkView
import app.kinguard.core.sentenceFault
import app.kinguard.page.Condition
import app.kinguard.regions.NumberingPlans
import app.kinguard.relative.Parent

/** A danger as the alarm's page shows it. Equal states look the same. */
internal data class AlarmUiState(
    val parent: Long,
    val name: String,
    val number: String,
    val isRed: Boolean,
    val title: String,
    val text: String,
    /** When it was heard of. */
    val moment: String,
    /** True if the alarm sounds. */
    val sounds: Boolean,
    /** The question that answers go to. Null if there is none, or if it is too late. */
    val question: Counter?,
    /** What it can be answered with. */
    val asks: List<FamilyAsk>,
    val isLate: Boolean,
    /** The sentences that can be shown with one tap. */
    val sentences: List<String>,
    val said: List<Answered>,
    val steps: List<Step>,
    /** The region of the parent's phone, or null if it is unknown. */
    val region: String?,
    /** The apps in which they can be called as well. */
    val apps: List<CallApp>,
) {
    data class Step(val moment: String, val words: String)

    data class Answered(val words: String, val result: String, val condition: Condition)
}

/** Puts a danger into words. */
internal class AlarmUiStateFactory(private val context: Context) {
    private val times = RelativeTimes(context)

    /** Returns what to show about [parent], or null if no danger goes on there. Blocks. */
    fun of(parent: Parent, nowMs: Long): AlarmUiState? {
        val view = parent.view ?: return null
        val danger = view.danger ?: return null
        val question = view.questions.find { it.counter == danger.question && nowMs <= it.untilMs }
        val name = called(context, parent.name)
        return AlarmUiState(
            parent = parent.id,
            name = name,
            number = parent.number,
            isRed = danger.red,
            title = danger.title.ifEmpty { text(R.string.relative_danger) },
            text = danger.text,
            moment = text(R.string.relative_received, times.of(danger.receivedMs, nowMs)),
            sounds = danger.alarm,
            question = question?.counter,
            asks = asks(danger, question),
            isLate = danger.question != null && question == null,
            sentences = sentences(name),
            said = AskWords(context, name).let { words -> danger.said.map { answered(words, it) } },
            steps = danger.steps.map { AlarmUiState.Step(times.of(it.atMs, nowMs), it.text) },
            region = region(view, parent.number),
            apps = CallApp.installed(context),
        )
    }

    /** Only an amber danger can be called off, whoever asks; and nobody need say twice that they are calling. */
    private fun asks(danger: LinkDanger, question: LinkQuestion?): List<FamilyAsk> = question?.asks.orEmpty().filter {
        when (it) {
            FamilyAsk.FINE -> !danger.red
            FamilyAsk.CALLING -> danger.said.none { said -> said.answer == FamilyAsk.CALLING }
            else -> true
        }
    }

    /** A name can hold what no sentence may. */
    private fun sentences(name: String) = listOf(
        text(R.string.relative_say_hang_up, name),
        text(R.string.relative_say_wait),
        text(R.string.relative_say_scam),
    ).filter { sentenceFault(it) == null }

    private fun answered(words: AskWords, said: LinkSaid) = AlarmUiState.Answered(
        words.said(said.answer, said.sentence),
        words.result(said.result, said.text),
        words.condition(said.result),
    )

    private fun region(view: LinkView, number: String): String? =
        view.region ?: NumberingPlans.ofInternational(number.filter(Char::isDigit))?.region

    private fun text(id: Int, vararg arguments: Any): String = context.getString(id, *arguments)
}
