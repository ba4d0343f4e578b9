package app.kinguard.page

import android.content.Context
import android.content.Intent
import java.util.concurrent.Executor

/** The dependencies of every page. The application implements it. */
interface PageHost {
    val gate: Gate

    /** Runs the pages' reads: the main thread never waits. */
    val aside: Executor
}

/** Controls access to the pages on which the family changes settings. */
interface Gate {
    /** Returns the current access. Called once a second and before every touch, so it reads from memory. */
    fun passage(): PageAccess

    /** Checks again, and calls [known] on the thread that did. */
    fun find(known: () -> Unit)

    /** Returns the screen that asks for the family's PIN. Call it only while [passage] is [PageAccess.PIN]. */
    fun ask(context: Context): Intent

    /** The apps whose accessibility services block the pages; empty while a danger blocks them. */
    val controllingApps: List<ControllingApp> get() = emptyList()

    /** True if this phone's screen reader may read a page. */
    val mayBeReadOut: Boolean get() = false

    /** Returns the page on which the family trusts services, or null if there is nothing to decide. */
    fun askAboutServices(context: Context): Intent? = null
}

/** An app that can act for the user, by its id. */
data class ControllingApp(
    val app: String,
    /** The text that says why the app cannot be trusted, or null if it can be. */
    val why: Int?,
)

/** The access to a page now. */
enum class PageAccess {
    OPEN,

    /** A danger goes on, or somebody may be watching: nobody may see or change anything, PIN or not. */
    SHUT,

    /** The family's PIN is needed first. */
    PIN,

    /** The access is still being checked, and nothing is shown before. */
    NOT_KNOWN,
}

/**
 * Returns the access to pages that the parent may see without the family's PIN. They, too, stay shut while a danger
 * goes on.
 */
fun Gate.passageWithoutPin(): PageAccess = passage().withoutPin()

/** Drops the need for a PIN from this access. */
fun PageAccess.withoutPin(): PageAccess = if (this == PageAccess.PIN) PageAccess.OPEN else this
