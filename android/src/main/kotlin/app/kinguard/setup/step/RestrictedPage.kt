package app.kinguard.setup.step

import android.Manifest
import android.provider.Settings
import app.kinguard.R
import app.kinguard.page.Page

/**
 * Explains how to lift Android's restricted settings for apps from a file: Android offers that only after it has
 * refused once. The app cannot read whether they are lifted, so the user goes on when they have done it.
 */
internal class RestrictedPage(private val walk: StepHost) : StepPage {
    override fun lay(page: Page) = page.run {
        headline(walk.text(R.string.setup_restricted))
        text(walk.text(R.string.setup_restricted_why))
        val drawing = RestrictedDrawing(walk.activity)
        CAPTIONS.forEachIndexed { at, caption ->
            text(walk.text(caption))
            picture(drawing.of(at), walk.text(caption))
        }
        if (walk.visit.nowhere) news(walk.text(R.string.setup_nowhere))
        when (walk.visit.unlocking) {
            Unlocking.TRY -> main(walk.text(R.string.setup_restricted_try)) { refuse() }

            Unlocking.OPEN -> {
                button(walk.text(R.string.setup_restricted_again)) { refuse() }
                main(walk.text(R.string.setup_restricted_open), ::openDetails)
            }

            Unlocking.GO_ON -> {
                button(walk.text(R.string.setup_restricted_again)) { refuse() }
                button(walk.text(R.string.setup_restricted_open), ::openDetails)
                main(walk.text(R.string.setup_restricted_done), walk::next)
            }
        }
        if (walk.visit.unlocking != Unlocking.GO_ON) quiet(walk.text(R.string.setup_restricted_skip), walk::next)
    }

    /** Makes the request that comes first anyway. If it is granted, nothing was restricted. */
    private fun refuse() {
        walk.change(walk.visit.copy(unlocking = Unlocking.OPEN))
        val usage = RequestMethod.Screen(
            listOf(SettingsIntents.ofThisApp(walk.activity, Settings.ACTION_USAGE_ACCESS_SETTINGS)),
        )
        val way = if (walk.phone.makesCalls) RequestMethod.Dialog(listOf(Manifest.permission.SEND_SMS)) else usage
        walk.ask(PermissionRequest(way, isGranted = false))
    }

    private fun openDetails() {
        walk.change(walk.visit.copy(unlocking = Unlocking.GO_ON))
        walk.open(listOf(SettingsIntents.details(walk.activity)))
    }

    private companion object {
        val CAPTIONS =
            listOf(
                R.string.setup_restricted_1,
                R.string.setup_restricted_2,
                R.string.setup_restricted_3,
                R.string.setup_restricted_4,
            )
    }
}
