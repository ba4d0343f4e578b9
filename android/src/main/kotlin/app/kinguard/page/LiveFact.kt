package app.kinguard.page

import android.view.View

/** A state that changes while the page is shown. A screen reader announces each change. */
internal class LiveFact(private val card: Card) {
    private var said: Triple<String, String, Condition>? = null

    init {
        card.view.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        card.view.visibility = View.GONE
    }

    /** Says it only when it changes, because a screen reader announces it each time. */
    fun say(name: String, state: String, condition: Condition) {
        val now = Triple(name, state, condition)
        if (now == said) return
        said = now
        card.name(name)
        card.lines(state)
        card.condition(condition)
        card.view.visibility = View.VISIBLE
    }

    fun clear() {
        said = null
        card.view.visibility = View.GONE
    }
}

/** Adds a state that is not known yet, and takes no room until it is. */
internal fun Page.liveFact(): LiveFact = LiveFact(card("", "", Condition.PLAIN))
