package app.kinguard.guard

import app.kinguard.core.Capability

/** What the guard asks of the phone now and then. */
interface GuardEnvironment {
    fun screenOn(): Boolean

    /** Whether an app that is not part of the system may act for the user: then nobody may tap "go on". */
    fun anotherAppMayAct(): Boolean

    /** Whether whatever reads the screen out on this phone is trusted with a warning. */
    fun mayBeReadOut(): Boolean = false

    /** The SIM's region, ISO 3166, where none was set. */
    fun region(): String

    /** The regions of the networks that its SIMs use abroad; none at home, and where that cannot be told. */
    fun abroad(): List<String> = emptyList()

    /** What is not granted of that which no source of facts asks for itself. */
    fun lacking(): Set<Capability> = emptySet()

    /** What was asked of the phone and kept is to be asked again. */
    fun lookAnew() = Unit

    /** What the ongoing notification tells has changed. */
    fun changed() = Unit

    /** This app may be removed or stopped in a moment, on somebody's word. */
    fun removalFeared() = Unit
}
