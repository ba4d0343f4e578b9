package app.kinguard.home

import android.content.Context
import android.content.Intent
import app.kinguard.core.Capability
import app.kinguard.family.Contact
import app.kinguard.health.Verdict
import app.kinguard.warning.CallActions

/** What the application offers the parent's screens. */
interface HomeHost {
    val home: Home
}

/** What home works with. */
class Home(
    val loader: HomeStateLoader,
    val callActions: CallActions,
    val guard: GuardAtHome,
    val ways: HomeDestinations,
    /** What the family finds behind its one small button. */
    val menu: List<MenuEntry>,
    /** "Later", said to the offer to practise; what it is given is called when that is kept, on any thread. */
    val practiseLater: (kept: () -> Unit) -> Unit,
)

/** What home asks of the guard. */
interface GuardAtHome {
    /** Begins it where nothing has yet: the first thing that lives in a process may be this screen. */
    fun begin()

    val danger: Danger

    /** "Somebody asks me to share my screen." */
    fun helpAsked()
}

/** Whether a red warning takes the place of everything here. */
enum class Danger {
    NONE,

    /** One stood when the last process died, and is being put up again. */
    COMING,

    STANDS,
}

/** Where the buttons lead. */
class HomeDestinations(
    /** To where the system lets something be granted. */
    val mend: (Context, Capability) -> Intent,
    val setUp: (Context) -> Intent,
    val addFamily: (Context) -> Intent,
    val practise: (Context) -> Intent,
    /** To where it is tried whether the warning comes up by itself. */
    val tryWarning: (Context) -> Intent,
    /** To what the family is told and was told, which the person may end. */
    val told: (Context) -> Intent,
)

/** One thing in the family's menu. */
class MenuEntry(
    val title: Int,
    /** How it stands with it, in a few words. */
    val about: (Context) -> String,
    val open: (Context) -> Intent,
)

/** What home shows, as it was last seen. What could not be read is null. */
data class HomeState(
    val verdict: Verdict?,
    /** The first to call first. */
    val family: List<Contact>?,
    val isSetUp: Boolean,
    val practiceIsDue: Boolean,
    /** When the drill was last gone through, by the wall clock; null: never. */
    val practisedMs: Long? = null,
    /** A red warning was not answered yet when the last process died. */
    val stood: Boolean = false,
    /** Whether the family is told of anything: the person may have said that it is not to be. */
    val familyIsTold: Boolean = true,
)
