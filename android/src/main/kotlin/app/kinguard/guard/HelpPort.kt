package app.kinguard.guard

import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.warning.FamilySentence

/** Carries out what the core answers to requests for help from afar. Called on the guard's thread. */
interface HelpPort {
    /** Returns the sentence to show if [request] is granted, or null if it shows none. */
    fun sentence(request: ULong): FamilySentence?

    /**
     * Carries out [answer], which the core gave at [atMs], or reports why not. [show] shows the warning again, with the
     * sentence, and returns whether it could. [over] is called when it is known what became of it. A second call for
     * the same answer begins nothing.
     */
    fun carryOut(atMs: Long, answer: Effect.Help, show: () -> Boolean, over: () -> Unit)

    /** Called with each event, since only the phone's own reports tell what became of a call. */
    fun heard(event: Event)

    /** Gives no help. */
    object None : HelpPort {
        override fun sentence(request: ULong): FamilySentence? = null

        override fun carryOut(atMs: Long, answer: Effect.Help, show: () -> Boolean, over: () -> Unit) = over()

        override fun heard(event: Event) = Unit
    }
}
