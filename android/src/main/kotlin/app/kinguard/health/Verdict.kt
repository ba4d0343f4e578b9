package app.kinguard.health

import app.kinguard.core.Capability
import app.kinguard.phone.LaunchPath

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
    /** Whether the warning comes up by itself. */
    val entrances: Map<LaunchPath, LaunchPathState> = emptyMap(),
    /** Somebody stopped the app by hand at this moment of the wall clock, which was of late; it lives again. */
    val stoppedMs: Long? = null,
) {
    /** All four links are granted, the warning comes to the front, and neither the family nor a fault is in the way. */
    val guarded: Boolean
        get() = pausedUntilMs == null && failing.isEmpty() && lacking.none { it in RISE } && unseenMs == null &&
            entrances.values.none { it.isInTheWay } &&
            Link.entries.all { links[it] is LinkState.Proved || links[it] == LinkState.Unproved }

    /** Granted, but not yet seen to work on this phone. */
    val unproved: List<Link> get() = Link.entries.filter { links[it] == LinkState.Unproved }

    /** How the warning may not come up, where only trying it can tell. */
    val untried: List<LaunchPath>
        get() = LaunchPath.entries.filter { entrances[it]?.isToBeTried == true }

    private companion object {
        /** Without each of these the warning stays down. */
        val RISE = LaunchPath.entries.map { it.capability } + Capability.OVERLAY
    }
}

/** Whether the warning comes up by itself in one way. Moments are the wall clock's. */
sealed interface LaunchPathState {
    /** It did, when it was tried. */
    data class Proved(val atMs: Long) : LaunchPathState

    /** It did not, when it was tried last. */
    data class Failed(val atMs: Long) : LaunchPathState

    /** The maker's switch is off. */
    data object Off : LaunchPathState

    /** The maker has a switch for it that cannot be read, and it was not tried. */
    data object Unproved : LaunchPathState

    /** Nothing is known that would keep it from coming up, and it was not tried. */
    data object Free : LaunchPathState

    /** Home may promise nothing before it was tried. */
    val isToBeTried: Boolean get() = this is Failed || this == Unproved

    val isInTheWay: Boolean get() = isToBeTried || this == Off
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
enum class CheckId { USAGE_EVENTS, DISPLAYS, ENGINE, DATABASE, CLOCK, PUSH, TEXT_MESSAGES, CONTACTS, SOUND, KEYS }
