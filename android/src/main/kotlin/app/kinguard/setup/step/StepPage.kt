package app.kinguard.setup.step

import android.app.Activity
import android.content.Intent
import app.kinguard.page.Page
import app.kinguard.setup.SetupScreens

/** The contents of the page of one step. */
internal fun interface StepPage {
    fun lay(page: Page)
}

/** The functions that a step can use of the activity that shows it. */
internal interface StepHost {
    val activity: Activity

    /** For changes by taps alone: a page must not read from it while it is laid out. */
    val screens: SetupScreens

    /** The state that the page is laid out for. */
    val state: SetupState
    val phone: PhoneState get() = state.phone
    val permissions: Permissions get() = state.permissions
    val visit: Visit

    /** True if one step is shown by itself, to fix it. */
    val isAlone: Boolean

    /** Replaces the state of this visit and lays the page out afresh. */
    fun change(visit: Visit)

    /** Runs [what] off the main thread, then goes on with [then]. */
    fun store(what: () -> Unit, then: () -> Unit)

    /** Does the same for text that is being typed, while the page stays usable. */
    fun storeTyped(what: () -> Unit)

    fun next()

    fun goTo(step: SetupStep)

    fun ask(ask: PermissionRequest)

    /** Opens the first of these that exists. */
    fun open(candidates: List<Intent>)

    /** Finishes setup. */
    fun end()

    fun text(id: Int, vararg arguments: Any): String = activity.resources.getString(id, *arguments)
}
