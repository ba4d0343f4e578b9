package app.kinguard.family.screen

import app.kinguard.page.Page

/**
 * One thing to do in another app, or on the contact's phone. Its drawing shows the words that it [quoted], because they
 * are what to look for there.
 */
internal data class WayStep(val words: String, val scene: WayScene) {
    val quoted: List<String> = QUOTED.findAll(words).map { it.groupValues[1].replace(WORD_JOINER, "") }.toList()

    private companion object {
        val QUOTED = Regex("[“「\"]([^”」\"]+)[”」\"]")
        const val WORD_JOINER = "\u2060"
    }
}

/** Adds [steps] to do in turn, each with a drawing of the screen on which it is done. */
internal fun Page.steps(steps: List<WayStep>, drawn: WayDrawing) = steps.forEachIndexed { at, step ->
    step(at + 1, step.words)
    drawing(drawn.of(step))
}
