package app.kinguard.relative.screen

import android.app.KeyguardManager
import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.view.KeyEvent
import android.view.WindowManager
import app.kinguard.R
import app.kinguard.core.FamilyAsk
import app.kinguard.failure.isAllowed
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.page.alarmPlate
import app.kinguard.regions.Helplines

/**
 * A danger at a parent's, over the lock screen: the one thing to do first, then how it goes on, and what can be done from
 * afar. Whoever holds this phone may use it: nothing here can quieten a red danger.
 */
class AlarmActivity : RelativePage() {
    private val states by lazy { AlarmUiStateFactory(this) }
    private var shown: AlarmUiState? = null
    private var isFirst = true

    /** True if the last answer could not be sent. */
    private var failed = false

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        window.addFlags(WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON)
        setShowWhenLocked(true)
        setTurnScreenOn(true)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        failed = false
    }

    /** Where a hand reaches first to stop a sound. */
    override fun onKeyDown(key: Int, event: KeyEvent?): Boolean {
        val sounding = shown?.takeIf { it.sounds && key in VOLUME } ?: return super.onKeyDown(key, event)
        quiet(sounding)
        return true
    }

    override fun show() {
        isFirst = true
        refresh()
    }

    override fun refresh() = read(::look) {
        if (isFirst || it != shown) lay(it)
        isFirst = false
    }

    /** Another parent's danger must not wait because nobody closed the page of one that is over. */
    private fun look(): AlarmUiState? {
        val all = screens.parents.all().sortedByDescending { it.id == parentId }
        return all.firstNotNullOfOrNull { states.of(it, screens.nowMs()) }
    }

    private fun lay(now: AlarmUiState?) {
        shown = now
        page.show {
            if (now == null) over() else danger(now)
        }
    }

    private fun Page.over() {
        headline(getString(R.string.relative_over))
        text(getString(R.string.relative_over_what))
        main(getString(R.string.page_close)) { finish() }
    }

    private fun Page.danger(now: AlarmUiState) {
        alarmPlate(now.isRed, now.title, now.text, now.moment)
        if (now.sounds) button(getString(R.string.relative_quiet)) { quiet(now) }
        answers(now)
        now.apps.forEach { app -> button(getString(R.string.relative_open_app, app.label)) { open(app, now) } }
        said(now)
        help(now)
        story(now)
        numbers(now)
        main(getString(R.string.relative_call_now, now.name)) { call(now) }
    }

    private fun Page.answers(now: AlarmUiState) {
        val words = AskWords(this@AlarmActivity, now.name)
        now.asks.filter { it == FamilyAsk.CALLING || it == FamilyAsk.FINE }
            .forEach { ask -> words.button(ask)?.let { strong(it) { answer(now, ask) } } }
    }

    private fun Page.said(now: AlarmUiState) {
        if (failed) news(getString(R.string.relative_unsent), Condition.FAULT)
        if (now.isLate) news(getString(R.string.relative_late), Condition.FAULT)
        now.said.forEach { fact(it.words, it.result, it.condition) }
    }

    private fun Page.help(now: AlarmUiState) {
        if (now.asks.none { it in FROM_AFAR }) return
        heading(getString(R.string.relative_help))
        val words = AskWords(this@AlarmActivity, now.name)
        if (FamilyAsk.END_CALL in now.asks) {
            strong(words.button(FamilyAsk.END_CALL).orEmpty()) { answer(now, FamilyAsk.END_CALL) }
            text(getString(R.string.relative_end_call_not))
        }
        if (FamilyAsk.SAY in now.asks) {
            chips(words.button(FamilyAsk.SAY).orEmpty(), now.sentences.map { it to it }, null) {
                answer(now, FamilyAsk.SAY, it)
            }
            button(getString(R.string.relative_sentence)) {
                startActivity(about<SentenceActivity>(this@AlarmActivity, now.parent))
            }
        }
        if (FamilyAsk.RING_NEXT in now.asks) {
            button(words.button(FamilyAsk.RING_NEXT).orEmpty()) { answer(now, FamilyAsk.RING_NEXT) }
        }
    }

    private fun Page.story(now: AlarmUiState) {
        if (now.steps.isEmpty()) return
        heading(getString(R.string.relative_story))
        now.steps.forEachIndexed { at, step ->
            val weight = if (at == now.steps.lastIndex) Page.Weight.ALARM else Page.Weight.PLAIN
            note(step.moment, step.words, emptyList(), weight)
        }
    }

    private fun Page.numbers(now: AlarmUiState) {
        val region = now.region ?: return
        Helplines.of(region)?.police?.let { police ->
            row(police, listOf(getString(R.string.home_hotline_police)), R.drawable.icon_call) { dial(police) }
        }
        row(getString(R.string.relative_numbers), emptyList(), R.drawable.icon_bank) {
            startActivity(NumbersActivity.of(this@AlarmActivity, region))
        }
    }

    private fun answer(now: AlarmUiState, ask: FamilyAsk, sentence: String? = null) {
        val question = now.question ?: return
        write({ screens.parents.answer(now.parent, question, ask, sentence) }) { sent ->
            failed = !sent
            show()
        }
    }

    private fun quiet(now: AlarmUiState) = write({ screens.parents.quiet(now.parent) }) { show() }

    /** Whoever calls has heard the alarm. The dialler comes up once this phone is unlocked. */
    private fun call(now: AlarmUiState) {
        keep { screens.parents.quiet(now.parent) }
        unlocked { dial(now.number) }
    }

    private fun open(app: CallApp, now: AlarmUiState) = write({ app.opens(this, now.number) }) { intent ->
        keep { screens.parents.quiet(now.parent) }
        unlocked { isAllowed { intent?.let { startActivity(it) } } }
    }

    private fun unlocked(act: () -> Unit) {
        getSystemService(KeyguardManager::class.java)?.requestDismissKeyguard(this, Unanswered)
        act()
    }

    /** Whether it was unlocked makes no difference: the dialler is behind the lock, and comes up when it is. */
    private object Unanswered : KeyguardManager.KeyguardDismissCallback()

    companion object {
        private val VOLUME = setOf(KeyEvent.KEYCODE_VOLUME_DOWN, KeyEvent.KEYCODE_VOLUME_UP)
        private val FROM_AFAR = setOf(FamilyAsk.END_CALL, FamilyAsk.SAY, FamilyAsk.RING_NEXT)

        /** Returns the intent for the danger at [parent]. */
        fun of(context: Context, parent: Long): Intent = RelativePage.about<AlarmActivity>(context, parent)
            .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_SINGLE_TOP)
    }
}
