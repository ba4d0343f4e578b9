package app.kinguard.relative.screen

import app.kinguard.R
import app.kinguard.page.Condition
import app.kinguard.relative.AlarmTest.Hindrance

/** Sounds the alarm as a danger would, and says what keeps it from being heard, felt or seen. */
class AlarmTestActivity : RelativePage() {
    private var stage: Stage = Stage.Before

    private sealed interface Stage {
        data object Before : Stage

        data object Sounds : Stage

        data class After(val hindrances: Set<Hindrance>) : Stage
    }

    override fun show() = when (val now = stage) {
        Stage.Before -> showBefore()
        Stage.Sounds -> showSounds()
        is Stage.After -> showAfter(now.hindrances)
    }

    override fun refresh() = Unit

    override fun onStop() {
        super.onStop()
        if (!isChangingConfigurations) screens.alarmTest.end()
    }

    private fun showBefore() = page.show {
        headline(getString(R.string.relative_test))
        text(getString(R.string.relative_test_what))
        quiet(getString(R.string.page_close)) { finish() }
        main(getString(R.string.setup_entrance_begin), ::begin)
    }

    private fun begin() {
        turn(Stage.Sounds)
        keep { screens.alarmTest.begin { found -> runOnUiThread { if (!isDestroyed) turn(Stage.After(found)) } } }
    }

    private fun showSounds() = page.show {
        headline(getString(R.string.relative_test_now))
        drawing(R.drawable.practice_call)
        main(getString(R.string.relative_quiet)) { screens.alarmTest.end() }
    }

    private fun showAfter(hindrances: Set<Hindrance>) = page.show {
        headline(getString(R.string.relative_test))
        if (hindrances.isEmpty()) {
            news(getString(R.string.relative_test_fine), Condition.DONE)
            text(getString(R.string.relative_test_unheard))
        } else {
            hindrances.sorted().forEach { news(getString(words(it)), Condition.FAULT) }
        }
        button(getString(R.string.setup_entrance_again), ::begin)
        main(getString(R.string.setup_done)) { finish() }
    }

    private fun words(hindrance: Hindrance): Int = when (hindrance) {
        Hindrance.VOLUME -> R.string.relative_test_volume
        Hindrance.DO_NOT_DISTURB -> R.string.relative_test_disturb
        Hindrance.NO_VIBRATION -> R.string.relative_test_vibration
        Hindrance.NOTIFICATIONS -> R.string.relative_test_notices
        Hindrance.FULL_SCREEN -> R.string.relative_test_screen
    }

    private fun turn(to: Stage) {
        stage = to
        show()
        page.toTop()
    }
}
