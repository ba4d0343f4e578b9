package app.kinguard.health

import app.kinguard.core.Capability

/** What home may promise, and what it must not. */
data class Verdict(
    val links: Map<Link, LinkState>,
    /** What is not granted, the most important first. */
    val lacking: List<Capability>,
    /** Self-tests that have been failing, the latest result of each. */
    val failing: List<CheckId>,
    /** The guard is paused until this moment of the wall clock; null: it is not. */
    val pausedUntilMs: Long?,
    /** A warning did not come up at this moment of the wall clock, and none has since; null: all that were given did. */
    val unseenMs: Long? = null,
    /** Somebody stopped the app by hand at this moment of the wall clock, which was of late; it lives again. */
    val stoppedMs: Long? = null,
) {
    /** All four links are granted, the warning comes to the front, and neither the family nor a fault is in the way. */
    val guarded: Boolean
        get() = pausedUntilMs == null && failing.isEmpty() && Capability.OVERLAY !in lacking && unseenMs == null &&
            Link.entries.all { links[it] is LinkState.Proved || links[it] == LinkState.Unproved }

    /** Granted, but not yet seen to work on this phone. */
    val unproved: List<Link> get() = Link.entries.filter { links[it] == LinkState.Unproved }
}

/** The links of the story that the guard must see. */
enum class Link { CALL, INSTALL, SHARING, MONEY_APP }

/** Whether a link can be seen on this phone. */
sealed interface LinkState {
    /** Last seen working at this moment of the wall clock. */
    data class Proved(val atMs: Long) : LinkState

    /** Granted; nothing has come through it yet. */
    data object Unproved : LinkState

    /** A permission or role is missing. */
    data class Missing(val capability: Capability) : LinkState

    /** It is granted, but Android does not call it: it has to be given to another app and back. */
    data class NotCalled(val capability: Capability) : LinkState

    /** This release or maker does not offer it. */
    data object NotOnThisPhone : LinkState
}

/** What somebody has to see to before it is seen; null: nothing. */
val LinkState.lacking: Capability?
    get() = when (this) {
        is LinkState.Missing -> capability
        is LinkState.NotCalled -> capability
        is LinkState.Proved, LinkState.Unproved, LinkState.NotOnThisPhone -> null
    }

/** What the daily self-test exercises. */
enum class CheckId { USAGE_EVENTS, DISPLAYS, ENGINE, DATABASE, CLOCK, PUSH, TEXT_MESSAGES, CONTACTS }
