package app.kinguard.home

import android.content.Context
import android.content.Intent
import android.graphics.Bitmap
import app.kinguard.core.Capability
import app.kinguard.family.Contact
import app.kinguard.health.Verdict
import app.kinguard.warning.CallActions

/** The dependencies of the parent's screens. The application implements it. */
interface HomeHost {
    val home: Home
}

/** The dependencies of the home screen. */
class Home(
    val loader: HomeStateLoader,
    val callActions: CallActions,
    val guard: GuardAtHome,
    val ways: HomeDestinations,
    /** The family's menu, which opens from one row. */
    val menu: List<MenuGroup>,
    val widget: AlarmWidget,
    /** Wall-clock time. */
    val nowMs: () -> Long,
    /** Returns the phone's home region. Blocks. */
    val region: () -> String,
    /** Returns what the last check of this phone found, or null if there was none. Blocks. */
    val report: () -> String?,
    /** Postpones the drill. The function passed in is called on any thread once that is stored. */
    val practiseLater: (kept: () -> Unit) -> Unit,
)

/** The parts of the guard that the home screen uses. */
interface GuardAtHome {
    /** Starts the guard unless it runs already: this screen may be the first thing to run in a process. */
    fun begin()

    val danger: Danger

    /** Called when the user reports "Somebody asks me to share my screen." */
    fun helpAsked()
}

/** The state of a red warning, which replaces the contents of this screen. */
enum class Danger {
    NONE,

    /** A warning was standing when the last process died, and is coming up again. */
    COMING,

    STANDS,
}

/** The targets of the buttons. */
class HomeDestinations(
    /** The system's screen that grants a capability. */
    val mend: (Context, Capability) -> Intent,
    val setUp: (Context) -> Intent,
    val addFamily: (Context) -> Intent,
    val practise: (Context) -> Intent,
    /** The page that tests whether the warning comes up by itself. */
    val tryWarning: (Context) -> Intent,
    /** The page on which anybody can end a pause. */
    val resume: (Context) -> Intent,
    /** The page that says what does not work, and what to do. */
    val fix: (Context) -> Intent,
    val check: (Context) -> Intent,
    /** The page on what the family is and was told, where the parent can end that. */
    val told: (Context) -> Intent,
    /** The home of a phone of the family, or null on a parent's. Called on the main thread. */
    val elsewhere: (Context) -> Intent? = { null },
)

/** The entries of the family's menu that belong together. */
class MenuGroup(val title: Int, val entries: List<MenuEntry>)

class MenuEntry(
    val title: Int,
    val icon: Int,
    /** The current state in a few words. */
    val about: (Context) -> String,
    val open: (Context) -> Intent,
)

/** The state that the home screen shows, as last read. A part that could not be read is null. */
data class HomeState(
    val verdict: Verdict?,
    /** The contacts, the first to call first. */
    val family: List<Contact>?,
    val isSetUp: Boolean,
    val practiceIsDue: Boolean,
    /** The wall-clock time of the last drill, or null if there was none. */
    val practisedMs: Long? = null,
    /** True if a red warning was unanswered when the last process died. */
    val stood: Boolean = false,
    /** False if the parent has turned off all messages to the family. */
    val familyIsTold: Boolean = true,
    /** The photo of the contact to call first, if this phone has one. */
    val photo: Bitmap? = null,
) {
    /**
     * The contacts who hear of a danger, the one who hears first before the others. Null if they cannot be read, or
     * what reaches them cannot.
     */
    val told: List<Contact>?
        get() = when {
            !familyIsTold -> emptyList()
            verdict == null -> null
            else -> family?.filter { contact -> contact.addresses.any { it.address !in verdict.closed } }
        }
}
