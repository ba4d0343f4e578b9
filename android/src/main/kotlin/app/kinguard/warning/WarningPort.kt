package app.kinguard.warning

import app.kinguard.core.Choice
import app.kinguard.core.IncidentId
import app.kinguard.core.Level
import app.kinguard.core.Reason
import app.kinguard.core.RuleId

/** What the guard asks of the warning: to stand, to go, or to take note of a talk. */
interface WarningPort {
    /** Puts the warning on the screen, in place of any that stands. */
    fun show(warning: Warning)

    /** Takes it away. */
    fun dismiss()

    /** The person has talked to [name] of the family: what stands makes the way back one touch. */
    fun spokeWithFamily(name: String) = Unit
}

/** One warning, as facts. Its words are made from them in the language of the phone. */
data class Warning(
    val level: Level,
    val rule: RuleId,
    val reasons: List<Reason>,
    /** 1 for the first showing of this danger; from the second on it looks different. */
    val showing: Int,
    /** The SIM's region, ISO 3166: decides whom to ring when money has left. */
    val home: String,
    /** The family, the first to call first. */
    val family: List<Relative>,
    /** False while another app can act for the user: then nobody may tap "go on". */
    val mayGoOn: Boolean,
    /** A drill: marked as such, tells nobody. */
    val practice: Boolean,
    /** The name of a relative who answered "I am calling now". */
    val callingNow: String?,
    /** Whether services may read it that do not say of themselves that they help the disabled. */
    val mayBeReadOut: Boolean = false,
    /** Whether anybody is told of it: the person may have said that nobody is to be. */
    val familyIsTold: Boolean = true,
    /** The incident it warns of; null for a drill. */
    val incident: IncidentId? = null,
)

/** Somebody of the family as the warning shows them. */
data class Relative(val name: String, val number: String)

/** What the warning reports back. */
interface WarningListener {
    /** The person chose. */
    fun answered(choice: Choice)

    /** The system says whether the warning itself is being recorded (Android 15 and later). */
    fun recorded(visible: Boolean)
}
