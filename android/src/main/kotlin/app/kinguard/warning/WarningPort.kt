package app.kinguard.warning

import app.kinguard.core.Choice
import app.kinguard.core.IncidentId
import app.kinguard.core.Level
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import app.kinguard.text.label

/** The warning, as the guard controls it. */
interface WarningPort {
    /** Shows the warning, in place of any that stands. */
    fun show(warning: Warning)

    /** Removes the warning. */
    fun dismiss()

    /** Records that the parent has talked to [name] of the family: the warning then needs only one touch to return. */
    fun spokeWithFamily(name: String) = Unit

    /** Records that this phone calls [name] of the family, whose call screen needs the room. */
    fun calling(name: String) = Unit
}

/** One warning, as facts. Its words are made from them in the language of the phone. */
data class Warning(
    val level: Level,
    val rule: RuleId,
    val reasons: List<Reason>,
    /** 1 for the first showing of this danger; from the second on it looks different. */
    val showing: Int,
    /** The SIM's region, ISO 3166, which decides whom to call after money was sent. */
    val home: String,
    /** The family, in the order in which to call them. */
    val family: List<Relative>,
    /** False while another app can act for the user: then nobody may tap "go on". */
    val mayGoOn: Boolean,
    /** True for a drill, which is marked as one and tells nobody. */
    val practice: Boolean,
    /** The name of a relative who answered "I am calling now". */
    val callingNow: String?,
    /** True if services may read the warning that do not declare themselves accessibility tools. */
    val mayBeReadOut: Boolean = false,
    /** True if anybody is told: the user may have decided that nobody is. */
    val familyIsTold: Boolean = true,
    /** The incident of the warning. Null for a drill. */
    val incident: IncidentId? = null,
    /** What a relative says from afar. */
    val said: FamilySentence? = null,
)

/** A sentence of a relative. [from] is their name as it is stored on this phone. */
data class FamilySentence(val from: String, val words: String) {
    companion object {
        /** Leaves out signs that would hide or turn the words around it. */
        fun of(from: String, words: String) = FamilySentence(from, label(words).orEmpty())
    }
}

/** A relative, as the warning shows them. */
data class Relative(val name: String, val number: String)

/** The receiver of the warning's reports. */
interface WarningListener {
    /** Called when the user chose. */
    fun answered(choice: Choice)

    /** Called when the system says whether the warning itself is being recorded (Android 15 and later). */
    fun recorded(visible: Boolean)
}
