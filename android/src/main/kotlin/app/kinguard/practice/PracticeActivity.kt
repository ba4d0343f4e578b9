package app.kinguard.practice

import android.content.Context
import android.content.Intent
import android.os.Bundle
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.page.passageWithoutPin
import app.kinguard.warning.WarningActivity

/** "Show my mother what it looks like": the steps of the fraud on short pages, and the real warning at their end. */
class PracticeActivity : PageActivity() {
    private val practice get() = (application as PracticeHost).practice
    private val reminder get() = (application as PracticeHost).practiceReminder
    private val words by lazy { PracticeWords(resources) }
    private val drill by lazy { practice.simulated().use { Drill(it, practice.home()) } }

    /** The index of the scene; an introduction comes before the first. */
    private var at = BEFORE

    /** True once the warning came up. [did] holds the answers to it, as far as they are known. */
    private var warned = false
    private var did = emptyList<Choice>()

    /** Anybody may practise without a PIN, but not while the drill could be taken for a real danger. */
    override fun passage(): PageAccess = gate.passageWithoutPin()

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        if (state == null) return
        at = state.getInt(AT)
        warned = state.getBoolean(WARNED)
        did = state.getStringArrayList(DID).orEmpty().map(Choice::valueOf)
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putInt(AT, at)
        state.putBoolean(WARNED, warned)
        state.putStringArrayList(DID, ArrayList(did.map { it.name }))
    }

    /** The drill is built before the first of its pages. */
    override fun show() = read({ drill }) { lay() }

    private fun lay() {
        if (warned && did.isEmpty() && !practice.warns) did = practice.choices
        when {
            did.isNotEmpty() -> showAfter()
            at == BEFORE -> showBefore()
            // Shown, too, if the warning was lost with the process or made way for a real one: it is one touch away.
            else -> showScene(Scene.entries[at])
        }
        page.toTop()
    }

    private fun showBefore() = page.show {
        headline(words.text(R.string.practice_title))
        drawing(R.drawable.practice_before)
        text(words.text(R.string.practice_what))
        text(words.text(R.string.practice_nobody_is_told))
        text(words.text(R.string.practice_with_child))
        main(words.text(R.string.practice_begin)) { turn(0) }
    }

    private fun showScene(scene: Scene) = page.show {
        val last = scene == Scene.entries.last()
        text(words.text(R.string.practice_step, scene.ordinal + 1, Scene.entries.size))
        headline(words.title(scene))
        drawing(words.drawing(scene))
        text(words.story(scene))
        heading(words.text(R.string.practice_guard))
        text(words.guard(drill.reaction(scene)))
        heading(words.text(R.string.practice_you))
        text(words.right(scene))
        main(words.text(if (last) R.string.practice_see else R.string.practice_next)) {
            if (last) warn(scene) else turn(at + 1)
        }
    }

    private fun showAfter() = page.show {
        headline(words.text(R.string.practice_done_title))
        text(words.done(did))
        heading(words.text(R.string.practice_talk))
        text(words.question(did))
        text(words.text(R.string.practice_real))
        main(words.text(R.string.practice_close)) { finish() }
    }

    private fun turn(to: Int) {
        at = to
        show()
    }

    private fun warn(scene: Scene) {
        val warn = drill.reaction(scene).warn ?: return finish()
        reminder.withdraw()
        warned = true
        write({ practice.warn(warn) }) {
            startActivity(Intent(this, WarningActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        }
    }

    companion object {
        private const val BEFORE = -1
        private const val AT = "at"
        private const val WARNED = "warned"
        private const val DID = "did"

        fun intent(context: Context) = Intent(context, PracticeActivity::class.java)
    }
}
