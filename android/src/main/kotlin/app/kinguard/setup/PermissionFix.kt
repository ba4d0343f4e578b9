package app.kinguard.setup

import android.content.Context
import android.content.Intent
import app.kinguard.core.Capability
import app.kinguard.setup.step.SetupStep

/** The way to what is lacking. */
object PermissionFix {
    /** Asks for [capability] at once, says what to do about it, and is gone when it is granted. */
    fun intent(context: Context, capability: Capability): Intent = SetupActivity.at(context, SetupStep.of(capability))
}
