package app.kinguard.page

import android.content.Context
import android.content.Intent
import java.util.concurrent.Executor

/** What the application offers every page. */
interface PageHost {
    val gate: Gate

    /** Where pages read what they show: the main thread waits for nothing. */
    val aside: Executor
}

/** What stands before the pages on which the family sets things. */
interface Gate {
    /** Asked once a second and before every touch; from memory. */
    fun passage(): PageAccess

    /** Finds out anew, and calls [known] on whichever thread did. */
    fun find(known: () -> Unit)

    /** The screen on which the family's PIN is given. Only to be asked for while [passage] is [PageAccess.PIN]. */
    fun ask(context: Context): Intent

    /** Whose accessibility services shut the pages; nobody's while a danger does. */
    val onlookers: List<ControllingApp> get() = emptyList()

    /** Whether a page may be read by whatever reads the screen out on this phone. */
    val mayBeReadOut: Boolean get() = false

    /** The page on which the family says which services it knows; null where there is nothing to say. */
    fun askAboutServices(context: Context): Intent? = null
}

/** An app that may act for the person, by its id. */
data class ControllingApp(
    val app: String,
    /** The text that says why nobody may say to know it; null: somebody may. */
    val why: Int?,
)

/** Whether a page may be seen now. */
enum class PageAccess {
    OPEN,

    /** A danger goes on, or somebody may be looking on: nobody may see or change anything, PIN or not. */
    SHUT,

    /** The family's PIN first. */
    PIN,

    /** It is still being found out, and nothing is shown before. */
    NOT_KNOWN,
}

/** For pages that the person at this phone may see without the family's PIN; nobody does while a danger goes on. */
fun Gate.passageWithoutPin(): PageAccess = passage().withoutPin()

/** The same for a page of its own. */
fun PageAccess.withoutPin(): PageAccess = if (this == PageAccess.PIN) PageAccess.OPEN else this
