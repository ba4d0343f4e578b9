package app.kinguard.setup.step

import android.app.Activity
import android.content.Intent
import app.kinguard.page.Page
import app.kinguard.setup.SetupScreens

/** What stands on the page of one step. */
internal fun interface StepPage {
    fun lay(page: Page)
}

/** What a step may ask of the activity that shows it. */
internal interface StepHost {
    val activity: Activity

    /** What is changed by what is touched, and never read from while a page is laid out. */
    val screens: SetupScreens

    /** What the page is laid out for. */
    val state: SetupState
    val phone: PhoneState get() = state.phone
    val permissions: Permissions get() = state.permissions
    val visit: Visit

    /** One step is looked at by itself, to be mended. */
    val isAlone: Boolean

    /** What is known of this visit has changed; the page is laid out anew. */
    fun change(visit: Visit)

    /** Does [what] aside of the main thread, then goes on with [then]. */
    fun store(what: () -> Unit, then: () -> Unit)

    /** The same for what is being typed, while the page goes on. */
    fun storeTyped(what: () -> Unit)

    fun next()

    fun goTo(step: SetupStep)

    fun ask(ask: PermissionRequest)

    /** Opens the first of these that is there. */
    fun open(candidates: List<Intent>)

    /** It is done. */
    fun end()

    fun text(id: Int, vararg arguments: Any): String = activity.resources.getString(id, *arguments)
}
