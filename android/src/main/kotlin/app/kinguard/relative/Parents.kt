package app.kinguard.relative

import app.kinguard.core.FamilyAsk
import app.kinguard.core.LinkEntry
import app.kinguard.core.LinkView

/** The parents whom this phone watches over. May be called on any thread but the main one, unless it says otherwise. */
interface Parents {
    /** Returns all parents, in the order in which they were paired. */
    fun all(): List<Parent>

    /** Answers [question] of [parent]. Returns whether the answer was stored and will be sent. */
    fun answer(parent: Long, question: ULong, ask: FamilyAsk, sentence: String? = null): Boolean

    /** Ends the sound of the alarm about [parent]. */
    fun quiet(parent: Long)

    /** Returns what was received from and sent to [parent], the latest first. */
    fun history(parent: Long): List<LinkEntry>

    fun change(parent: Long, name: String, number: String)

    /** Forgets [parent] and the keys shared with them. */
    fun remove(parent: Long)

    /** Begins to pair with the phone that shows [code]; null if it is no code. One pairing goes on at a time. */
    fun pair(code: String): Pairing?

    /** Calls [changed] on the main thread after each change of anything above, until closed. Call it on the main thread. */
    fun observe(changed: () -> Unit): AutoCloseable
}

/** One parent, as this phone knows them. */
data class Parent(
    val id: Long,
    val name: String,
    /** E.164, or empty. */
    val number: String,
    /** Null if the keys are lost: the two phones must be paired again. */
    val view: LinkView?,
    val listening: Listening,
) {
    /** Whether messages arrive at once. */
    enum class Listening { CONNECTED, CONNECTING, NO_NETWORK, REFUSED }
}

/** A pairing that goes on. */
interface Pairing : AutoCloseable {
    val state: State

    sealed interface State {
        data object Connecting : State

        /** To be read out to whoever holds the parent's phone. */
        data class Digits(val digits: String) : State

        data class Paired(val parent: Long) : State

        data class Ended(val why: Why) : State
    }

    enum class Why { SECOND_CLAIM, EXPIRED, WRONG_DIGITS, WITHDRAWN, NO_CONNECTION }
}
