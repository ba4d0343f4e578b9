package app.kinguard.home

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.os.Bundle
import app.kinguard.warning.WarningActivity

/**
 * Does what the alarm button of home does, for the widget, and shows nothing itself. It is not exported, and only the
 * widget names it, so no other app can raise the alarm.
 */
class AlarmActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val guard = (application as HomeHost).home.guard
        // An activity that Android creates again was not tapped again.
        if (state == null && guard.danger != Danger.STANDS) guard.helpAsked()
        startActivity(activeWarning(this))
        finish()
    }
}

/** Returns the intent that brings the active warning to the front. */
internal fun activeWarning(context: Context): Intent = Intent(context, WarningActivity::class.java)
    .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_NO_ANIMATION)
