package app.kinguard.setup

import android.content.Context
import android.content.Intent
import app.kinguard.core.Capability
import app.kinguard.setup.step.SetupStep

/** Opens the setup step of a missing capability. */
object PermissionFix {
    /**
     * Returns the intent for a page that asks for [capability] at once, explains what to do, and closes when it is
     * granted.
     */
    fun intent(context: Context, capability: Capability): Intent = SetupActivity.at(context, SetupStep.of(capability))
}
