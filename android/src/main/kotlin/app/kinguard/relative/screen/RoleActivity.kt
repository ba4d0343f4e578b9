package app.kinguard.relative.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.home.HomeActivity
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity

/**
 * Changes whose phone this is. A parent's phone that becomes the family's guards nobody any more, so that stands behind all
 * that keeps strangers from changing the guard. A phone of the family has nothing to guard.
 */
class RoleActivity : PageActivity() {
    private val role get() = (application as RelativeHost).relative.role
    private val toFamily get() = intent.getBooleanExtra(FAMILY, true)

    override fun passage(): PageAccess = if (toFamily) gate.passage() else PageAccess.OPEN

    override fun show() = page.show {
        headline(getString(if (toFamily) R.string.relative_become_family else R.string.relative_become_parent))
        text(getString(if (toFamily) R.string.relative_become_family_what else R.string.relative_become_parent_what))
        quiet(getString(R.string.relative_become_yes), ::change)
        main(getString(R.string.family_screen_back)) { finish() }
    }

    private fun change() {
        val family = toFamily
        write({ role.choose(family) }) {
            // Somebody may have begun to watch meanwhile: then nothing has changed.
            if (role.isFamily != family) return@write lookAnew()
            val home = if (family) RelativeActivity.intent(this) else Intent(this, HomeActivity::class.java)
            startActivity(home.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TASK))
            finish()
        }
    }

    companion object {
        private const val FAMILY = "family"

        fun toFamily(context: Context): Intent = Intent(context, RoleActivity::class.java).putExtra(FAMILY, true)

        fun toParent(context: Context): Intent = Intent(context, RoleActivity::class.java).putExtra(FAMILY, false)
    }
}
