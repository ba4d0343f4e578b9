package app.kinguard.health

import app.kinguard.core.Capability
import app.kinguard.family.Address
import app.kinguard.phone.LaunchPath

/** The facts that decide what the home screen may promise. */
data class Verdict(
    val links: Map<Link, LinkState>,
    /** The missing capabilities, the most important first. */
    val lacking: List<Capability>,
    /** The self-tests that are failing by their latest results. */
    val failing: List<CheckId>,
    /** The wall-clock time until which the guard is paused, or null if it is not. */
    val pausedUntilMs: Long?,
    /** The wall-clock time of a warning that did not come up, or null if there is none or a later one did. */
    val unseenMs: Long? = null,
    /** The state of each launch path. */
    val launchPaths: Map<LaunchPath, LaunchPathState> = emptyMap(),
    /** The recent wall-clock time at which somebody stopped the app by hand. The app runs again. */
    val stoppedMs: Long? = null,
    /** The family's addresses to which no message can leave this phone. */
    val closed: Set<Address> = emptySet(),
) {
    /**
     * True if all four links are granted, the warning can come to the front, the guard is not paused and nothing is
     * failing.
     */
    val guarded: Boolean
        get() = pausedUntilMs == null && failing.isEmpty() && lacking.none { it in RISE } && unseenMs == null &&
            launchPaths.values.none { it.isInTheWay } &&
            Link.entries.all { links[it] is LinkState.Proved || links[it] == LinkState.Unproved }

    /** Returns whether without [capability] a link goes unseen or the warning cannot come up. */
    fun isBlocking(capability: Capability): Boolean =
        capability in RISE || links.values.any { it.lacking == capability }

    /** The links that are granted but have not yet been seen to work on this phone. */
    val unproved: List<Link> get() = Link.entries.filter { links[it] == LinkState.Unproved }

    /** The launch paths that may be blocked, where only a trial can tell. */
    val untried: List<LaunchPath>
        get() = LaunchPath.entries.filter { launchPaths[it]?.isToBeTried == true }

    private companion object {
        /** The warning cannot come up if one of these is missing. */
        val RISE = LaunchPath.entries.map { it.capability } + Capability.OVERLAY
    }
}

/**
 * The state of one launch path, on which the warning may or may not come up by itself. Moments are wall-clock times.
 */
sealed interface LaunchPathState {
    /** The last trial succeeded. */
    data class Proved(val atMs: Long) : LaunchPathState

    /** The last trial failed. */
    data class Failed(val atMs: Long) : LaunchPathState

    /** The manufacturer's switch is off. */
    data object Off : LaunchPathState

    /** The manufacturer has a switch that cannot be read, and there was no trial. */
    data object Unproved : LaunchPathState

    /** Nothing is known to block the warning, and there was no trial. */
    data object Free : LaunchPathState

    /** True if a trial must come before the home screen may promise anything. */
    val isToBeTried: Boolean get() = this is Failed || this == Unproved

    val isInTheWay: Boolean get() = isToBeTried || this == Off
}

/** The links in the chain of a fraud that the guard must see. */
enum class Link { CALL, INSTALL, SHARING, MONEY_APP }

/** The state of a link, which may or may not be visible on this phone. */
sealed interface LinkState {
    /** The link was last seen to work at this wall-clock time. */
    data class Proved(val atMs: Long) : LinkState

    /** The link is granted, but nothing has come through it yet. */
    data object Unproved : LinkState

    /** A permission or role is missing. */
    data class Missing(val capability: Capability) : LinkState

    /** It is granted, but Android does not call it: the role must be given to another app and back. */
    data class NotCalled(val capability: Capability) : LinkState

    /** This release or manufacturer does not offer it. */
    data object NotOnThisPhone : LinkState
}

/** The capability that must be restored before the link can be seen, or null if there is none. */
val LinkState.lacking: Capability?
    get() = when (this) {
        is LinkState.Missing -> capability
        is LinkState.NotCalled -> capability
        is LinkState.Proved, LinkState.Unproved, LinkState.NotOnThisPhone -> null
    }

/** The parts that the daily self-test exercises. */
enum class CheckId { USAGE_EVENTS, DISPLAYS, ENGINE, DATABASE, CLOCK, PUSH, TEXT_MESSAGES, CONTACTS, SOUND, KEYS }
