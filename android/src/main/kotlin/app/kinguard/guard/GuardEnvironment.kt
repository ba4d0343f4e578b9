package app.kinguard.guard

import app.kinguard.core.Capability

/** The phone's state, as the guard asks for it now and then. */
interface GuardEnvironment {
    fun screenOn(): Boolean

    /** Returns whether an app that is not part of the system may act for the user. If so, nobody may tap "go on". */
    fun anotherAppMayAct(): Boolean

    /** Returns whether the phone's screen reader is trusted with a warning. */
    fun mayBeReadOut(): Boolean = false

    /** Returns the SIM's region, ISO 3166, used if none was set. */
    fun region(): String

    /** Returns the regions of the networks that its SIMs use abroad. Empty at home, and if unknown. */
    fun abroad(): List<String> = emptyList()

    /** Returns the missing capabilities that no source asks for itself. */
    fun lacking(): Set<Capability> = emptySet()

    /** Drops cached answers of the phone. */
    fun lookAnew() = Unit

    /** Called when the content of the ongoing notification has changed. */
    fun changed() = Unit

    /** Called when somebody may be told to remove or stop this app at any moment. */
    fun removalFeared() = Unit
}
